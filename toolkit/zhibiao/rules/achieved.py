"""What a self-evaluation says a row reached, held against its target: numbers only, and only where they are sure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhibiao.records import ReviewedRow, Target
from zhibiao.rules.base import Context
from zhibiao.rules.direction import Direction, natural_direction
from zhibiao.rules.judge import is_growth
from zhibiao.target import parse_target
from zhibiao.text import normalise

# One number and perhaps a unit: whatever else stands in the cell (12人, 其中女3人) would need a reader.
_NUMBER = re.compile(r"[0-9](?:,?[0-9])*(?:\.[0-9]+)?")
_ONE = re.compile(rf"=?({_NUMBER.pattern})[^0-9≥≤<>=]{{0,8}}")
_SCORE = re.compile(r"([0-9]+(?:\.[0-9]+)?)分?")

ROUNDING = 0.005
"""A rate a hair below its target (99.8 of 100) is left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Achieved:
    """Target and actual in one unit; `direction` says which way is better."""

    wanted: float
    reached: float
    direction: Direction

    @property
    def missed(self) -> bool:
        """Whether the actual lies on the wrong side of the target, by more than rounding."""
        margin = abs(self.wanted) * ROUNDING
        if self.direction == "higher":
            return self.reached < self.wanted - margin
        return self.reached > self.wanted + margin

    @property
    def share(self) -> float:
        """Which part of the target was reached, at most 1: the inverse where less is better."""
        if not self.missed:
            return 1.0
        if self.direction == "higher":
            return max(self.reached / self.wanted, 0.0)
        return max(self.wanted / self.reached, 0.0)


def is_selfeval(context: Context) -> bool:
    """Whether the table reports on a year that is over."""
    return "selfeval" in context.table.doc_kind


def points(text: str) -> float | None:
    """A weight or a score as a number, None where the cell holds anything else.

    >>> points("8.00"), points("10分"), points(""), points("20%")
    (8.0, 10.0, None, None)
    """
    found = _SCORE.fullmatch(normalise(text))
    return float(found[1]) if found else None


def full_score(row: ReviewedRow) -> bool | None:
    """Whether the row got its full weight, None where one of the two is not printed."""
    weight, score = points(row.indicator.weight), points(row.indicator.score)
    return None if not weight or score is None else score >= weight


def is_late(row: ReviewedRow, year: str) -> bool:
    """Whether the actual is a date after the deadline, both to the day or both to the month.

    Dates without a year are taken for the year of the table.
    """
    target = row.target
    if target.kind != "date":
        return False
    actual = parse_target(row.indicator.actual, name=row.indicator.name)
    dates = [_in_year(one.deadline, year) for one in (target, actual)]
    same = len(dates[0]) == len(dates[1]) and all(date[:4].isdigit() for date in dates)
    return actual.kind == "date" and same and dates[1] > dates[0]


def _in_year(deadline: str, year: str) -> str:
    bare = deadline.startswith("--") and not deadline.startswith("---")
    return year + deadline[1:] if bare and year else deadline


def achieved(row: ReviewedRow) -> Achieved | None:
    """Target and actual of a row as numbers, None where either is no single sure number or the units differ."""
    indicator, target = row.indicator, row.target
    wanted, direction = _wanted(row)
    if wanted is None or direction == "none" or not (found := _ONE.fullmatch(normalise(indicator.actual))):
        return None
    actual = parse_target(indicator.actual, unit=indicator.unit or target.unit, name=indicator.name)
    if not _alike(target, actual) or actual.lower is None or actual.lower != actual.upper:
        return None
    if _as_fraction(target, found, indicator.actual):
        return None
    return Achieved(wanted=wanted * target.scale, reached=actual.lower * actual.scale, direction=direction)


def _wanted(row: ReviewedRow) -> tuple[float | None, Direction]:
    """The bound of the target and the direction, where comparator and the thing itself do not disagree."""
    target = row.target
    if target.kind not in ("level", "share") or target.conflict or target.approximate or target.basis:
        return None, "none"
    if len(_NUMBER.findall(normalise(row.indicator.target))) != 1:
        return None, "none"
    if (target.lower or 0) > 100 and target.dimension == "ratio" and not is_growth(row.indicator.name):
        return None, "none"  # no result can reach it: the target is at fault, TG01 says so
    natural = natural_direction(row)
    if target.comparator in ("≥", ">"):
        return target.lower, "higher" if natural != "lower" else "none"
    if target.comparator in ("≤", "<"):
        return target.upper, "lower" if natural != "higher" else "none"
    if target.comparator == "range" or target.lower != target.upper:
        return None, "none"
    counted = natural == "none" and target.dimension == "count" and row.label.category == "O1"
    return target.lower, "higher" if counted else natural


def _alike(target: Target, actual: Target) -> bool:
    """Whether both are plain numbers of one unit: 360天 and 100% are not."""
    return (
        actual.kind in ("level", "share")
        and not (actual.conflict or actual.approximate or actual.basis)
        and actual.comparator in ("", "=")
        and (actual.unit_base, actual.dimension) == (target.unit_base, target.dimension)
    )


def _as_fraction(target: Target, found: re.Match[str], printed: str) -> bool:
    """Whether a bare 1 or 0.98 may stand for 100% or 98%."""
    bare = "%" not in normalise(printed) and "‰" not in normalise(printed)
    return target.dimension == "ratio" and bare and float(found[1].replace(",", "")) <= 1


def with_unit(text: str, unit: str) -> str:
    """The cell with the unit of its column, where the cell does not print it.

    >>> with_unit("≥90", "%"), with_unit("98%", "%")
    ('≥90%', '98%')
    """
    return text[:24] if unit in text else f"{text[:24]}{unit[:8]}"
