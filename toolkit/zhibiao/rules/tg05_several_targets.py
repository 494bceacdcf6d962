"""目标值一格里有{count}个数（{words}），{why_zh}。

One target cell holds {count} quantities ({words}): {why_en}.

## 发现什么
- 一格里写了几件事的数：新建5处，改建3处；≥90%，≤5天；22批、5600人次：中
- 一格里写了几档、几类的标准或时限：3000元、2000元、1000元3个档次；城区12小时、乡村24小时：低
- 一格里同时写了当年和整个实施期的数（年度1200人，总体3600人）：中

## 为什么
绩效目标应具体细化（财预〔2015〕88号，已核对原文）。一格几个数，一个做到、一个没做到时，实际值填哪一个、
怎样计分都说不清，系统汇总时也只取得到其中一个。

## 例
前：制作招商宣传片、投资指南 | 宣传片1部，指南2000册
后：制作招商宣传片 | ≥1部；印制投资指南 | ≥2000册

## 局限
一个区间（5-10人）、带期限的数（12月底前完成30个）、分节点的进度（6月底60%，9月底80%）、括号里的说明
（100%（共35户））、“每”“共”“单价”引出的说明、分级标准不报。两个数连写而没有标点的（2期100人）、没有单位
的不报。名称里的两件事已由 TG04 报的，这里不再报。补助分档写在一格在实务中常见，属可商榷，按低级报。

## English
One target cell holds several quantities: of different things (medium), or the grades of one rate or time limit (low).
One interval, a number with its deadline, steps of progress, a number in brackets or behind 每, 共, 单价, and printed
grades are left alone, and so are numbers run together without a mark (2期100人). Silent where TG04 already says that the
name holds two things. Source: 财预〔2015〕88号, read in a public text. Grades of a subsidy in one cell are common: arguable.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from zhibiao.records import ReviewedRow, Target
from zhibiao.rules import tg04_two_things_in_one
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.judge import words
from zhibiao.target import find_targets
from zhibiao.target.deadline import find_deadlines
from zhibiao.target.fold import fold

CODE = "TG05"
NAME = "several-targets-in-one-cell"
TITLE = "一格里有几个目标值"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应具体细化"

THINGS = (
    "应各设一行：一个做到、一个没做到时无法计分",
    "give each a row, for one may be met and the other missed",
)
GRADES = ("是分档或分类的标准，宜各设一行", "the grades of one standard, better in a row each")
CLASSED = {"money", "time"}
"""Quantities that are often printed by grade or class: amounts of a subsidy, time limits."""
_SEPARATOR = re.compile(r"[、,，;；/|和及与\s]")
_PARTED = re.compile(rf"\d.*{_SEPARATOR.pattern}.*\d", re.DOTALL)
_WHOLE_SEGMENT = re.compile(r"[^、,，;；。|\s]*$")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the target holds two or more quantities that each would be a target."""
    raw = row.indicator.target
    if not _is_several(row.target) or row.label.category == "X":
        return
    found = _own_targets(raw)
    if _is_progress(raw, found) or any(tg04_two_things_in_one.check_row(row, context)):
        return
    if all(target.dimension == "score" for target in found):  # 五星: ≥90分；四星: 80-89分
        return
    kinds = {target.dimension for target in found}
    graded = len(kinds) == 1 and kinds <= CLASSED
    why_zh, why_en = GRADES if graded else THINGS
    shown = "，".join(raw[slice(*target.span)] for target in found[:4])
    values = {"count": str(len(found)), "words": shown, "why_zh": why_zh, "why_en": why_en}
    span = (found[0].span[0], found[-1].span[1])
    yield Hit(span=span, values=values, severity="low" if graded else "medium")


@lru_cache(maxsize=4096)
def _own_targets(raw: str) -> tuple[Target, ...]:
    """The quantities of a cell that explain no other one and are parted from the one before by a mark."""
    if not _SEPARATOR.search(raw):
        return ()
    found: list[Target] = []
    targets = [target for _, target in find_targets(raw)]
    timed = {target.dimension for target in targets} <= {"time"}
    for target in targets:
        if not timed and _is_span(raw, target):
            continue
        if target.tier != "measurable" or target.kind == "date" or not _counts(raw, target):
            continue
        if found and not _SEPARATOR.search(raw[found[-1].span[1] : target.span[0]]):
            continue
        if found and _explains(raw, target):
            continue
        found.append(target)
    return tuple(found)


def _counts(raw: str, target: Target) -> bool:
    """Whether a quantity is printed in figures, outside brackets, and neither counts grades nor is left behind."""
    start, end = target.span
    before, after = fold(raw[:start]).text, fold(raw[end:]).text
    if before.count("(") > before.count(")") or not any(char.isdecimal() for char in raw[start:end]):
        return False
    if target.unit in words("class_counters") or after.startswith(("的", *words("changed_to"))):
        return False
    return bool(target.unit)


def _is_span(raw: str, target: Target) -> bool:
    """Whether a length of time belongs to the noun behind it (0-36月儿童)."""
    after = raw[target.span[1] :]
    return target.dimension == "time" and bool(after) and not _SEPARATOR.match(after)


@cache
def _leads() -> re.Pattern[str]:
    return re.compile("|".join(words("explaining_leads")))


def _explains(raw: str, target: Target) -> bool:
    """Whether the words before a quantity, or in it, say that it explains the one before (每期1500册)."""
    start, end = target.span
    before = _WHOLE_SEGMENT.search(raw[:start])
    lead = before[0] if before else ""
    return bool(_leads().search(lead) or _leads().match(raw[start:end]))


def _is_progress(raw: str, found: Sequence[Target]) -> bool:
    """Whether the numbers are steps of one thing, each with its date (6月底60%，9月底80%)."""
    dates = [deadline for deadline in find_deadlines(fold(raw).text) if not deadline.label]
    return len(dates) >= len(found) and len({target.unit_base for target in found}) == 1


def _is_several(target: Target) -> bool:
    """Whether a target is several targets, and no contradiction, of which TG02 speaks."""
    if target.tier in ("graded", "missing") or target.conflict.startswith(("order", "bounds", "comparator")):
        return False
    return bool(_PARTED.search(target.raw)) and len(_own_targets(target.raw)) > 1


SUSPECTS = (Suspect(target=_is_several),)
