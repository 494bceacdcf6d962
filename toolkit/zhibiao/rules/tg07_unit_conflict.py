"""“{name}”的目标值“{target}”单位是“{unit}”，{where_zh}“{printed}”，两处不一致。

The target "{target}" of "{name}" is in {unit}, but {where_en} {printed}: the two do not agree.

## 发现什么
- 目标值里印着一个单位，单位栏里是另一个（1场 | 次；5万元 | 元；5个工作日 | 天）
- 名称里说了单位，目标值用的是另一种（户数 101人/次；面积 3公里；……（万元） 5场）

## 为什么
指标值要清晰、可衡量（财预〔2013〕53号“绩效指标明确性”，已核对原文）。两个单位并存，实际值按哪个填不清楚；
金额相差万倍，汇总时就会出错。

## 例
前：就学补助户数 | ≥101人/次
后：就学补助户数 | ≥101户；或 就学补助人次 | ≥101人次

## 局限
金额配“%”等两个单位不是一类的、名称是比率的、人数与人次混用的，由 UN02 报，这里不重复。意思相通的单位
（场与次、户与家、个与件、天与日）不报；单位栏写得更细的（460元 | 元/人·月）不报；名称里的换算单位（万元与元）
各自写明的不报。百分比不报（面积 ≤5% 可能是占比）。

## English
The cell prints one unit and the unit column another of the same kind (5万元 beside 元, 5个工作日 beside 天), or the name
says what is counted (户数, 面积, a unit in brackets) and the target counts something else. Source: 财预〔2013〕53号, read in
a public text. Units of different kinds in cell and column, rates, and 人数 against 人次 belong to UN02. Units that may
stand for each other (场 and 次) and a column that only says more (元/人·月) are left alone, and so are percentages.
"""

import re
from collections.abc import Iterator
from functools import cache

from zhibiao.records import ReviewedRow, Target
from zhibiao.rules import un02_unit_misfit
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.judge import bare_name, words
from zhibiao.target import parse_target
from zhibiao.target.fold import fold
from zhibiao.target.quantity import find_quantities
from zhibiao.target.unit import SCALES, Unit, read_unit

CODE = "TG07"
NAME = "conflict-of-units"
TITLE = "目标值与单位栏不一致"
SEVERITY = "medium"
SOURCE = "财预〔2013〕53号（V）：绩效指标明确性，应有清晰、可衡量的指标值"

COLUMN = ("单位栏写的是", "the unit column says")
IN_NAME = ("名称里说的是", "the name says")
_BRACKET = re.compile(r"\((?:单位:?)?[≥≤><=]*[*×_…]*([^()0-9*×_…≥≤><=]{1,6})\)$")
_BESIDE = re.compile(r"\([^()]*\)")
_SCALE = re.compile("|".join(sorted(SCALES, key=lambda word: -len(word))))
_RATE = re.compile(r"[率比占]")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the target's unit differs from its column's, or from what the name counts."""
    target, indicator = row.target, row.indicator
    if not _is_amount(target) or row.label.category == "X":
        return
    conflict = _column(row) or _name(indicator.name, target)
    if conflict is None or any(un02_unit_misfit.check_row(row, context)):
        return
    where, unit, printed = conflict
    values = {"name": indicator.name[:30], "target": indicator.target[:30], "unit": unit, "printed": printed}
    values |= {"where_zh": where[0], "where_en": where[1]}
    yield Hit(span=(0, len(indicator.target)), values=values)


def _column(row: ReviewedRow) -> tuple[tuple[str, str], str, str] | None:
    """A unit printed in the cell and another one of its kind in the column."""
    column = read_unit(row.indicator.unit) if row.indicator.unit else None
    cell = read_unit(parse_target(row.indicator.target).unit)
    if column is None or not cell.base or not column.dimension or cell.dimension != column.dimension:
        return None
    if cell.change or column.change or column.base.startswith(f"{cell.base}/") or _same(cell, column):
        return None
    return COLUMN, cell.printed, column.printed


def _same(one: Unit, other: Unit) -> bool:
    """Whether two units are one, or may stand for each other."""
    if one.base == other.base and one.scale == other.scale:
        return True
    pair = {_counted(one.printed), _counted(other.printed)}
    return any(pair <= set(group.split("/")) for group in words("same_units"))


def _counted(printed: str) -> str:
    """What a unit counts, without its scale (万人) and what it is counted per (人/次)."""
    thing = _BESIDE.sub("", printed.split("/", maxsplit=1)[0])
    return thing if read_unit(thing).scale == 1 and len(thing) == 1 else _SCALE.sub("", thing) or thing


def _name(name: str, target: Target) -> tuple[tuple[str, str], str, str] | None:
    """What the name counts, where the target counts another thing."""
    plain = fold(name).text
    if not _counts(target) or _RATE.search(plain):
        return None
    bracket = _BRACKET.search(plain)
    hinted = read_unit(bracket[1]) if bracket else None
    if hinted and hinted.dimension and hinted.dimension != target.dimension:
        other = hinted.printed
    else:
        other = _ending(bare_name(plain), target.dimension, _counted(target.unit))
    return (IN_NAME, target.unit, other) if other and _is_plain(target.raw) else None


def _is_plain(raw: str) -> bool:
    """Whether a target is one number in figures, and its unit no product (架次·公里)."""
    digits = any(char.isdecimal() for char in raw)
    return digits and "·" not in raw and len(find_quantities(fold(raw).text)) <= 1


@cache
def _endings(group: str) -> dict[str, frozenset[str]]:
    """Endings of a name with the units, or the kind, that they can be counted in."""
    parts = sorted((word.split(":") for word in words(group)), key=lambda part: -len(part[0]))
    return {ending: frozenset(units.split("/")) for ending, units in parts}


def _ending(name: str, dimension: str, unit: str) -> str:
    """The ending of a name that its target's unit does not fit, "" where it fits or says nothing."""
    for group, found in (("dimension_by_name", dimension), ("counted_by_name", unit)):
        for ending, fitting in _endings(group).items():
            if name.endswith(ending):
                return "" if found in fitting else ending
    return ""


def _is_amount(target: Target) -> bool:
    return target.tier == "measurable" and target.kind not in ("date", "change")


def _prints_unit(target: Target) -> bool:
    """Whether the cell itself prints a unit."""
    return _is_amount(target) and bool(read_unit(parse_target(target.raw).unit).base)


def _counts(target: Target) -> bool:
    """Whether a target is a number of something other than a share."""
    return _is_amount(target) and target.dimension not in ("", "ratio", "rank")


@cache
def _unit_sign() -> re.Pattern[str]:
    """What stands in names that say what is counted: a bracket, or an ending of those in the lists."""
    endings = (*_endings("dimension_by_name"), *_endings("counted_by_name"))
    return re.compile("|".join((r"\(", *map(re.escape, endings))))


SUSPECTS = (
    Suspect(fields=("unit",), target=_prints_unit),
    Suspect(target=_counts, sign=_unit_sign, pair=_name),
)
