"""What the rules about the make-up of a table share: word lists, names as they stand, kinds of tables and rows.

The words stand in lexicon/structure.yml.
"""

from __future__ import annotations

import re
from functools import cache

from zhibiao.records import Indicator, ReviewedRow, Target
from zhibiao.rules.base import Context
from zhibiao.taxonomy import load_yaml
from zhibiao.text import normalise

_NUMBERING = re.compile(r"^(?:指标|目标)[0-9一二三四五六七八九十]*[:.、]|^[★*△▲·]+|^[0-9]+[.、)]")
# A hint of the form in brackets (单位, a comparator, a blank); other brackets say what is meant and stay.
_HINT = re.compile(r"\((?:单位[^()]*|[≥≤><=%‰*_0-9.]+[^()]{0,4}|[个人次户家项%])\)$")
_QUOTES = re.compile('[“”"‘’《》〈〉]')
_YEAR = re.compile(r"^(?:20[0-9]{2}年(?:度)?|全年|年内|本年|当年)+")
_COUNT = re.compile(r"(?:家数|册数|个数|台数|套数|座数|数量|数)$")
UNREAD = ("EX02", "EX09")
"""Notes on rows, or on values of rows, that stand in the file and were not read."""
LOST = (
    "文件里有没有读进表的行，不能断定缺什么",
    "rows of the file were not read, so what is missing cannot be told",
)


@cache
def listed(group: str) -> tuple[str, ...]:
    """The words of one group of lexicon/structure.yml, longest first.

    >>> listed("interchangeable_tails")
    ('数量', '个数', '情况')
    """
    return tuple(sorted(load_yaml("lexicon/structure.yml")[group]["words"], key=lambda word: -len(word)))


def holds(text: str, group: str) -> bool:
    """Whether a text holds one of the words of a group."""
    return any(word in text for word in listed(group))


def plain_name(name: str) -> str:
    """A name folded, without numbering, quotes and hints of the form; what it is about stays in its brackets.

    >>> plain_name("指标1：“三公经费”变动率（≤0%）"), plain_name("补助标准（小学）")
    ('三公经费变动率', '补助标准(小学)')
    """
    plain = _QUOTES.sub("", normalise(name))
    for pattern in (_NUMBERING, _HINT):
        while (shorter := pattern.sub("", plain)) != plain and shorter:
            plain = shorter
    return plain


def is_department(context: Context) -> bool:
    """Whether the table is that of a whole department."""
    return context.table.doc_kind.startswith("dept")


def letter(row: ReviewedRow) -> str:
    """The dimension of a row by its content: C, O, E, S, M or X."""
    return row.label.category[:1]


def filed(row: ReviewedRow) -> str:
    """The category of the label that is printed beside a row, "" where it has none."""
    return row.label.category_printed


def amount_of(target: Target) -> float | None:
    """The one number that a target asks for, None for a range or a target without a number.

    >>> amount_of(Target(lower=120.0, unit="家"))
    120.0
    """
    bounds = {bound for bound in (target.lower, target.upper) if bound is not None}
    return bounds.pop() if len(bounds) == 1 else None


def same_amount(one: Target, two: Target) -> bool:
    """Whether two targets ask for the same number of the same unit."""
    first, second = amount_of(one), amount_of(two)
    if first is None or second is None or not one.unit or one.unit_base != two.unit_base:
        return False
    return abs(first * one.scale - second * two.scale) < 1e-6 * max(1.0, abs(first * one.scale))


def was_lost(context: Context) -> bool:
    """Whether rows of the table, or of the document, were left out in reading."""
    return any(note.code in UNREAD for note in context.table.notes)


def numbers(rows: list[ReviewedRow]) -> str:
    """The numbers of rows for a message.

    >>> numbers([])
    ''
    """
    return "、".join(str(row.indicator.row) for row in rows)


def shown(indicator: Indicator) -> str:
    """A target with its unit, as a message shows it.

    >>> shown(Indicator(name="培训", target="≥3", unit="场")), shown(Indicator(name="培训", target="≥3场", unit="场"))
    ('≥3场', '≥3场')
    """
    target, unit = indicator.target[:30], indicator.unit.strip()
    return target if not target[-1:].isdigit() else f"{target}{unit}"


def thing(name: str) -> str:
    """A thing without the year before it and the word for its number behind it.

    >>> thing("2024年重点招商项目册"), thing("优质企业家数")
    ('重点招商项目册', '优质企业')
    """
    return _COUNT.sub("", _YEAR.sub("", name))
