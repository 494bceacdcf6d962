"""Targets of different bodies for the same thing, side by side, with those that stand far from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhibiao.desk.batches.documents import BatchRow
from zhibiao.records import ReviewedRow, Target
from zhibiao.suggest.comparable import ENOUGH, SURE
from zhibiao.target.bounds import bound_of

RULE = "SC04"
"""The rule about targets that lie beyond all others: what it found is marked here too."""
KINDS = ("level", "share", "change", "duration")
FENCE = 1.5
"""Beyond so many times the distance of the quartiles a value is far from the others (Tukey)."""
LEAST = 0.05
"""The distance of the quartiles counts as at least this share of the median: where most agree, 94 is not far from 95."""

Key = tuple[str, bool, str]
"""Canonical indicator, whether a change is asked for, basic unit."""


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
    """Rows of several bodies that measure the same canonical indicator in the same basic unit, the lowest first.

    `printed` is the unit that most of them print (亿元), `scale` what it is in basic units: so their numbers are shown.
    """

    canonical: str
    unit: str
    printed: str
    scale: float
    change: bool
    rows: tuple[Measured, ...]
    bodies: int

    def shown(self, value: float) -> float:
        """A value in the unit that most rows print."""
        return round(value / self.scale, 6)


def value_of(target: Target) -> float | None:
    """The number of a measurable target in its basic unit, None for a date or what contradicts itself.

    >>> value_of(Target(kind="level", tier="measurable", lower=2.0, unit="万元", unit_base="元", scale=10000.0))
    20000.0
    """
    value = bound_of(target)
    if target.tier != "measurable" or target.kind not in KINDS or target.conflict or value is None:
        return None
    return value * target.scale


def key_of(reviewed: ReviewedRow) -> Key | None:
    """What a row is compared by, None where it measures no canonical indicator for sure or gives no number with a unit."""
    label, target = reviewed.label, reviewed.target
    # A category that a person corrected leaves the canonical indicator behind: then it says nothing.
    known = label.canonical_confidence >= SURE and label.canonical.partition(".")[0] == label.category
    unit = target.unit_base or target.unit
    if not known or not unit or value_of(target) is None:
        return None
    return label.canonical, target.kind == "change", unit


def find_groups(rows: Sequence[BatchRow]) -> tuple[Group, ...]:
    """The groups with at least two bodies, those of most bodies first, then of most rows, then by code."""
    like: dict[Key, list[Measured]] = {}
    for row in rows:
        if (reviewed := row.reviewed) is None or (key := key_of(reviewed)) is None:
            continue
        value = value_of(reviewed.target) or 0.0
        like.setdefault(key, []).append(Measured(row=row, reviewed=reviewed, value=value))
    groups = [_group(key, found) for key, found in like.items()]
    several = [group for group in groups if group.bodies > 1]
    return tuple(sorted(several, key=lambda one: (-one.bodies, -len(one.rows), one.canonical, one.unit)))


def _group(key: Key, found: Sequence[Measured]) -> Group:
    canonical, change, unit = key
    low, high = fences([one.value for one in found])
    units = Counter((one.reviewed.target.unit, one.reviewed.target.scale) for one in found)
    ((printed, scale), _), *_ = units.most_common()
    marked = [replace(one, far=_far(one, low, high)) for one in found]
    return Group(
        canonical=canonical,
        unit=unit,
        printed=printed,
        scale=scale,
        change=change,
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
