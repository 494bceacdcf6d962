"""What was reached, held against the target: a number, or a date, where both can be compared without guessing."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import Literal

from zhibiao.records import ReviewedRow, Table, Target
from zhibiao.rules.direction import natural_direction
from zhibiao.rules.judge import is_rate
from zhibiao.target import parse_target
from zhibiao.target.bounds import bound_of
from zhibiao.text import normalise

# Exactly one number, with what may stand around it in such a cell: verbs before, a unit of a few characters after.
_ONE_NUMBER = re.compile(
    r"(?:已|共|约|实际|累计|完成|达到|达|实现|为|举办|开展)*(-?\d[\d,]*(?:\.\d+)?)(?:余|多)?([^\d,;。、~-]{0,8})"
)
_FALL = re.compile(r"降|减|少|压")
_PART_OF_YEAR = re.compile(r"监控|监测表|半年|季度|中期|[1-9]月?[-至~][1-9]月|[1-9]月?[-至~]1[01]月")
NUMERIC = ("level", "share", "change")
ROUNDING = 0.001
"""Share of the target by which a value may differ from it through rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A value that was reached beside the bound it should keep, both in the unit of the target."""

    value: float
    bound: float
    direction: Literal["higher", "lower"]
    change: bool = False

    @property
    def missed(self) -> bool:
        """Whether the target was not reached."""
        room = abs(self.bound) * ROUNDING
        if self.direction == "higher":
            return self.value < self.bound - room
        return self.value > self.bound + room

    @property
    def times(self) -> float:
        """The value as a multiple of the bound, 0 where the bound is none to divide by."""
        return self.value / self.bound if self.bound > 0 else 0.0

    def well_above(self, times: float) -> bool:
        """Whether a better-high value is so many times the bound and the difference is not of one or two pieces."""
        least = 10.0 if self.change else 3.0
        return self.direction == "higher" and self.times >= times and self.value - self.bound >= least


def result_of(row: ReviewedRow) -> Result | None:
    """The value of a row against its target, None where they cannot be compared without guessing.

    No guess is made about another unit, a share printed as a fraction, several numbers in a cell, or a target
    whose better direction is not known.
    """
    direction, value = better(row), actual_value(row)
    bound = row.target.lower if direction == "higher" else row.target.upper
    if direction is None or value is None or bound is None:
        return None
    return Result(value=value, bound=bound, direction=direction, change=row.target.kind == "change")


def actual_value(row: ReviewedRow) -> float | None:
    """The one number of the actual value, in the printed unit of the target."""
    indicator, target = row.indicator, row.target
    text = normalise(indicator.actual)
    found = _ONE_NUMBER.fullmatch(text)
    if not found or target.kind not in NUMERIC or target.conflict or "/" in target.raw:
        return None
    if target.kind == "change" and (_FALL.search(indicator.name + target.raw + text) or text.startswith("-")):
        return None
    actual = parse_target(indicator.actual, unit=indicator.unit or target.unit)
    number = actual.lower
    if number is None or not (actual.upper == number or actual.approximate):
        return None
    if actual.unit_base != target.unit_base or actual.kind not in NUMERIC:
        return None
    number *= actual.scale / target.scale
    return None if not found[2] and _other_unit(number, target) else number


def _other_unit(number: float, target: Target) -> bool:
    """Whether a bare number is probably in another unit: a fraction of one for a share, 元 for 万元."""
    bound = bound_of(target)
    if bound is None:
        return True
    if target.unit_base == "%" and 0 < number <= 1 < bound:
        return True
    return bound > 0 and number > 0 and not 0.001 < number / bound < 1000


def better(row: ReviewedRow) -> Literal["higher", "lower"] | None:
    """Which way a value is better: the comparator unless it contradicts the name; else the name, else the kind of row."""
    natural = natural_direction(row)
    comparator = row.target.comparator
    if comparator in ("≥", ">"):
        return None if natural == "lower" else "higher"
    if comparator in ("≤", "<"):
        return None if natural == "higher" else "lower"
    if comparator == "range" or row.target.dimension == "time":
        return None
    if natural != "none":
        return natural
    category = (row.label.category_printed or row.label.category)[:1]
    if category == "C":
        return None if is_rate(row.indicator.name) else "lower"
    return "higher" if category in ("O", "E", "S") and row.target.dimension != "money" else None


def is_late(row: ReviewedRow, table: Table) -> bool:
    """Whether the date that was reached lies behind the one that was set, in doubt not."""
    if not row.target.deadline or re.search(r"[-至~—]", normalise(row.indicator.actual)):
        return False
    actual = parse_target(row.indicator.actual).deadline
    latest, earliest = _day(row.target.deadline, table.year, last=True), _day(actual, table.year, last=False)
    return bool(latest and earliest and earliest > latest)


def _day(deadline: str, year: str, *, last: bool) -> str:
    """An ISO date for a deadline that may lack its year or its day; "" where it cannot be completed."""
    if deadline.startswith("--"):
        deadline = f"{year}{deadline[1:]}" if year else ""
    parts = deadline.split("-")
    if len(parts) == 2:
        day = calendar.monthrange(int(parts[0]), int(parts[1]))[1] if last else 1
        return f"{deadline}-{day:02d}"
    return deadline if len(parts) == 3 else ""


def is_partial(table: Table) -> bool:
    """Whether a table reports on a part of the year, so that the targets of the year need not be reached yet."""
    return bool(_PART_OF_YEAR.search(normalise(table.name + table.period)))


def is_report(table: Table) -> bool:
    """Whether a table reports what was reached: it is a self-evaluation, or it has a column for it."""
    return table.doc_kind.endswith("selfeval") or "actual" in table.columns
