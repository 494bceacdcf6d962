"""What the amounts of a document stand for: the role of label and header, the unit, how exactly they were printed.

The words stand in lexicon/money.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

from zhibiao.records import Amount
from zhibiao.rules.base import Context, Whole
from zhibiao.taxonomy import load_yaml
from zhibiao.text import normalise

SCALES = {"元": 1.0, "万元": 1e4, "亿元": 1e8}
CENT = 0.0051
BUDGETS = ("opening", "adjusted", "budget", "")
"""Roles of the columns in which a planned amount of the year stands; "" where no header was printed."""

# 一、 1. （一） 其中： before a label, （万元） behind it
_BEFORE = re.compile(
    r"^(?:其中[:：]?|[一二三四五六七八九十]+、|\d+[.、]|[(（][一二三四五六七八九十\d]+[)）])+"
)
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_BARE_YEAR = re.compile(r"20\d\d年?度?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """An amount of the money block of a table: its place, and the roles of its label, header and group.

    `table` counts the tables of the document from 0. `label` and `column` are roles of lexicon/money.yml, "" for a
    word that has none; `side` is income, expenditure or "".
    """

    amount: Amount
    table: int
    label: str
    column: str
    side: str

    @property
    def value(self) -> float:
        """The number as printed, 0 for an empty cell."""
        return self.amount.value or 0.0

    @property
    def yuan(self) -> float | None:
        """The amount in 元, None where the unit is unknown or no money."""
        scale = SCALES.get(self.amount.unit)
        return None if scale is None or self.amount.value is None else self.amount.value * scale

    @property
    def is_money(self) -> bool:
        """Whether a number stands there that is no percentage and no points."""
        return self.amount.value is not None and self.amount.unit in ("", *SCALES)


@cache
def words(group: str) -> dict[str, tuple[str, ...]]:
    """The words of one group of lexicon/money.yml, by role."""
    return {role: tuple(found) for role, found in load_yaml("lexicon/money.yml")[group].items()}


@lru_cache(maxsize=4096)
def bare_label(text: str) -> str:
    """A label without numbering, 其中 and brackets.

    >>> bare_label("其中：当年财政拨款"), bare_label("资金总额(万元)"), bare_label("一、基本支出")
    ('当年财政拨款', '资金总额', '基本支出')
    """
    return _BEFORE.sub("", _BRACKETS.sub("", normalise(text)) or normalise(text)).rstrip(":")


def label_role(text: str) -> str:
    """What a label stands for, "" for a label of the body's own.

    >>> label_role("年度资金总额"), label_role("合  计"), label_role("招商工作经费")
    ('total', 'total', '')
    """
    plain = bare_label(text)
    return next((role for role, found in words("labels").items() if plain in found), "")


def column_role(text: str) -> str:
    """What a header stands for; a bare year is "past".

    >>> [column_role(text) for text in ("年初预算数", "半年 计划执行数", "全年执行数", "预算执行率", "2022年", "")]
    ['opening', 'half', 'executed', 'rate', 'past', '']
    """
    plain = normalise(text)
    if _BARE_YEAR.fullmatch(plain):
        return "past"
    return next(
        (role for role, found in words("columns").items() if any(word in plain for word in found)), ""
    )


def side_of(group: str) -> str:
    """Whether a group of labels is income or expenditure, "" for neither or both.

    >>> side_of("部门资金情况 支出构成"), side_of("收入支出情况")
    ('expenditure', '')
    """
    sides = {side for side, found in words("sides").items() if any(word in group for word in found)}
    return sides.pop() if len(sides) == 1 else ""


def sums_of(context: Context, table: int) -> list[Sum]:
    """The amounts of one table with their roles; those printed in a cell once count once."""
    return [
        Sum(
            amount=amount,
            table=table,
            label=label_role(amount.label),
            column=column_role(amount.column),
            side=side_of(amount.group),
        )
        for amount in context.table.amounts
    ]


def all_sums(whole: Whole) -> list[Sum]:
    """The amounts of all tables; a block that tables side by side share belongs to the first of them."""
    seen: set[int] = set()
    found = []
    for number, context in enumerate(whole.tables):
        found += [one for one in sums_of(context, number) if id(one.amount) not in seen]
        seen.update(id(amount) for amount in context.table.amounts)
    return found


def rounding(sums: Iterable[Sum]) -> float:
    """How far printed amounts of one unit may miss their sum: half a unit of the last place of each.

    A whole number among decimals is exact: spreadsheets drop zeros.
    """
    texts = [one.amount.text.rstrip("%元万亿 ") for one in sums]
    places = [len(text.partition(".")[2]) for text in texts]
    finest = max(places, default=0)
    return 0.5 * 10.0**-finest * len(texts) + 1e-9


def is_explained(difference: float, others: Iterable[Sum]) -> bool:
    """Whether one or two other amounts make up a difference (经营支出 beside basic and project, 结转下年)."""
    values = [one.value for one in others if one.is_money and one.value]
    sums = [*values, *(one + two for one, two in combinations(values, 2))]
    return any(abs(value - abs(difference)) < CENT for value in sums)


def shown(one: Sum | float, unit: str = "") -> str:
    """An amount for a message: as printed, with its unit; or a number that was worked out."""
    if isinstance(one, Sum):
        text = one.amount.text
        return text if not text[-1:].isdigit() else f"{text}{one.amount.unit}"
    return f"{one:.2f}".rstrip("0").rstrip(".") + unit


def named(one: Sum) -> str:
    """What an amount is called in a message: label and header."""
    label = bare_label(one.amount.label) or one.amount.label
    column = _BRACKETS.sub("", one.amount.column)
    return f"{label[:24]}（{column[:16]}）" if column else label[:24]


def is_lost(sums: Iterable[Sum]) -> bool:
    """Whether the columns of one of the amounts were lost in the source."""
    return any(not one.amount.sure for one in sums)


def rows_of(sums: Iterable[Sum]) -> Iterator[list[Sum]]:
    """The amounts of a block by row: same group and label, one after the other."""
    row: list[Sum] = []
    for one in sums:
        if row and _row_key(row[-1]) != _row_key(one):
            yield row
            row = []
        row.append(one)
    if row:
        yield row


def _row_key(one: Sum) -> tuple[int, str, str]:
    return one.table, one.amount.group, one.amount.label


def budget_sums(sums: Iterable[Sum], label: str) -> list[Sum]:
    """The planned amounts of the year with a label's role and a known money unit."""
    return [
        one
        for one in sums
        if one.label == label and one.column in BUDGETS and one.yuan and one.side != "income"
    ]


def differs_by_unit(one: float | None, two: float | None) -> bool:
    """Whether two amounts in 元 are the same digits in another unit: exactly 万 or 亿 times each other.

    A single digit with zeros says nothing: 10 元 and 10 万元 are often two things.

    >>> differs_by_unit(1500000.0, 150.0), differs_by_unit(100000.0, 10.0), differs_by_unit(4.2, 4.2)
    (True, False, False)
    """
    if not one or not two:
        return False
    digits = f"{min(one, two):.6f}".replace(".", "").strip("0")
    ratio = max(one, two) / min(one, two)
    return len(digits) > 1 and any(abs(ratio / times - 1) < 1e-9 for times in (1e4, 1e8))
