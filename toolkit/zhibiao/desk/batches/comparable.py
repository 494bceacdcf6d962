"""Targets of different bodies for the same thing, side by side, with those that stand far from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

from zhibiao.desk.batches.documents import BatchRow
from zhibiao.desk.batches.likeness import Like, like_of, value_of
from zhibiao.records import ReviewedRow
from zhibiao.suggest.comparable import ENOUGH

RULE = "SC04"
"""The rule about targets that lie beyond all others: what it found is marked here too."""
FENCE = 1.5
"""Beyond so many times the distance of the quartiles a value is far from the others (Tukey)."""
LEAST = 0.05
"""The distance of the quartiles counts as at least this share of the median: where most agree, 94 is not far from 95."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A row with its number in the basic unit; `far` is -1 or 1 where it is far below or above the others, else 0.

    `reviewed` is that of the row, which is no table as a whole.
    """

    row: BatchRow
    reviewed: ReviewedRow
    value: float
    far: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows of several bodies that may stand on one scale, the lowest first.

    `printed` is the unit that most of them print (亿元), `scale` what it is in basic units: so their numbers are shown.
    """

    like: Like
    printed: str
    scale: float
    rows: tuple[Measured, ...]
    bodies: int

    def shown(self, value: float) -> float:
        """A value in the unit that most rows print."""
        return round(value / self.scale, 6)


def find_groups(rows: Sequence[BatchRow]) -> tuple[Group, ...]:
    """The groups with at least two bodies, those of most bodies first, then of most rows, then by code."""
    alike: dict[Like, list[Measured]] = {}
    for row in rows:
        if (reviewed := row.reviewed) is None or (like := like_of(reviewed)) is None:
            continue
        value = value_of(reviewed.target) or 0.0
        alike.setdefault(like, []).append(Measured(row=row, reviewed=reviewed, value=value))
    groups = [_group(like, found) for like, found in alike.items()]
    several = [group for group in groups if group.bodies > 1]
    return tuple(sorted(several, key=lambda one: (-one.bodies, -len(one.rows), astuple(one.like))))


def _group(like: Like, found: Sequence[Measured]) -> Group:
    low, high = fences([one.value for one in found])
    units = Counter((one.reviewed.target.unit, one.reviewed.target.scale) for one in found)
    ((printed, scale), _), *_ = units.most_common()
    marked = [replace(one, far=_far(one, low, high)) for one in found]
    return Group(
        like=like,
        printed=printed,
        scale=scale,
        rows=tuple(sorted(marked, key=lambda one: (one.value, one.row.place))),
        bodies=len({one.row.table.body for one in found}),
    )


def fences(values: Sequence[float]) -> tuple[float, float]:
    """Beyond which values one is far from the others; without bounds for fewer than four.

    >>> fences([90, 95, 95, 95, 98]), fences([1, 2])
    ((87.875, 102.125), (-inf, inf))
    """
    from statistics import quantiles

    if len(values) < ENOUGH:
        return float("-inf"), float("inf")
    low, middle, high = quantiles(values, n=4, method="inclusive")
    room = FENCE * max(high - low, LEAST * abs(middle))
    return low - room, high + room


def _far(one: Measured, low: float, high: float) -> int:
    if one.value < low:
        return -1
    if one.value > high:
        return 1
    return 0
