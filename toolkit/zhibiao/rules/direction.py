"""Which way is better for an indicator, and what its past years reached."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from zhibiao.records import ReviewedRow
from zhibiao.target.history import past_values
from zhibiao.taxonomy import load_yaml
from zhibiao.taxonomy.entries import find_entry

Direction = Literal["higher", "lower", "none"]


def natural_direction(row: ReviewedRow) -> Direction:
    """The direction of the thing itself, whatever comparator was printed: words first, then canonical entry.

    The words come first because a wrong canonical indicator may turn the direction round (流失率).
    """
    direction = direction_by_words(row.indicator.name)
    if direction == "none" and row.label.canonical:
        canonical = find_entry(row.label.canonical).direction
        if canonical in ("higher", "lower"):
            return canonical  # type: ignore[return-value]  # narrowed by the line above
    return direction


@lru_cache(maxsize=65536)
def direction_by_words(name: str) -> Direction:
    """The direction that the words of a name say (lexicon/directions.yml).

    >>> direction_by_words("印制差错率"), direction_by_words("投诉办结率"), direction_by_words("印制项目册")
    ('lower', 'higher', 'none')
    """
    if direction_words("higher_first").search(name):
        return "higher"
    if direction_words("lower").search(name):
        return "lower"
    return "higher" if direction_words("higher").search(name) else "none"


@cache
def direction_words(*groups: str) -> re.Pattern[str]:
    """A pattern of the words of some groups of lexicon/directions.yml."""
    words = (word for group in groups for word in load_yaml("lexicon/directions.yml")[group])
    return re.compile("|".join(map(re.escape, words)))


def direction_of(row: ReviewedRow) -> Direction:
    """The direction a target is meant in: its comparator says it, else the thing itself does."""
    if row.target.comparator in ("≥", ">"):
        return "higher"
    if row.target.comparator in ("≤", "<"):
        return "lower"
    return natural_direction(row)


def past_by_year(row: ReviewedRow) -> list[tuple[str, float]]:
    """Past values of the row by year, in the unit of its target; bare numbers are in the unit of the row's own column.

    A bare 0 counts in any unit.
    """
    in_column = bool(row.indicator.unit)
    return [
        (year, number)
        for year, number, unit in past_values(row.indicator.history)
        if unit == row.target.unit or (not unit and (number == 0 or in_column))
    ]


def past_numbers(row: ReviewedRow) -> list[float]:
    """The past values of the row as printed, see `past_by_year`."""
    return [number for _, number in past_by_year(row)]


def falls_on(row: ReviewedRow) -> bool:
    """Whether past values fall from year to year and a target with ≥ goes on falling: then ≤ was meant.

    Not where the thing itself is known to be better higher, whose target is then too low.
    """
    past = past_numbers(row)
    falling = len(past) > 1 and all(later < earlier for earlier, later in pairwise(past))
    goes_on = row.target.comparator in ("≥", ">") and row.target.lower is not None
    return falling and goes_on and (row.target.lower or 0) < past[-1] and natural_direction(row) != "higher"
