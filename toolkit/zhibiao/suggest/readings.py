"""What the rows of a batch may mean, from all that their wording says.

Two views are added up: the classifier within the likely categories, and the known rows that are most alike whatever
their category. A target that is a clause of its own (改善学校的办学条件) is read as well as the name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhibiao.records import Label, Target

MINOR = 0.3
"""A reading below this part of the weightiest is left out."""
WORTH = (1.0, 0.6, 0.4, 0.3)
"""How much of a known row's weight each of its answers has."""
LONG, CLAUSE = 6, 0.4
"""A vague target of that many characters is read too, and counts for that much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A canonical indicator that a row may mean; `weight` is no probability.

    `wording` is the known row most like it, where that says more for the indicator than the classifier does.
    """

    code: str
    weight: float
    wording: str = ""


def find_readings(
    names: Sequence[str], targets: Sequence[Target], labels: Sequence[Label]
) -> list[tuple[Reading, ...]]:
    """For each row what it may mean, the weightiest first; what weighs little beside it is left out."""
    from zhibiao.classify import classify

    found = [list(readings) for readings in _read(names, labels)]
    clauses = [at for at, target in enumerate(targets) if target.tier == "vague" and len(target.raw) >= LONG]
    texts = [targets[at].raw for at in clauses]
    for at, said in zip(clauses, _read(texts, classify(texts)) if texts else (), strict=True):
        found[at] += [replace(one, weight=CLAUSE * one.weight) for one in said]
    return [_added_up(readings) for readings in found]


def with_parts(
    readings: Sequence[Reading], pieces: Sequence[tuple[Label, Sequence[Reading]]]
) -> tuple[Reading, ...]:
    """The readings of a row with those of the things it holds, each of which may stand for the whole."""
    if not pieces:
        return tuple(readings)
    parts = [replace(one, weight=CLAUSE * one.weight) for _, several in pieces for one in several]
    return _added_up([*readings, *parts], minor=0.0)  # what weighs little for its own piece is gone already


def _added_up(readings: Sequence[Reading], minor: float = MINOR) -> tuple[Reading, ...]:
    """What is said of each indicator added up; the wording is that of the weightiest piece."""
    weights: dict[str, float] = {}
    pieces: dict[str, Reading] = {}
    for one in readings:
        weights[one.code] = weights.get(one.code, 0.0) + one.weight
        if one.code not in pieces or one.weight > pieces[one.code].weight:
            pieces[one.code] = one
    order = sorted(weights, key=lambda code: (-weights[code], code))
    least = minor * weights[order[0]] if order else 0.0
    return tuple(replace(pieces[code], weight=weights[code]) for code in order if weights[code] >= least)


def _read(names: Sequence[str], labels: Sequence[Label]) -> Iterator[list[Reading]]:
    from zhibiao.classify import meanings
    from zhibiao.suggest.neighbours import find_neighbours

    for meant, near in zip(meanings(names, labels), find_neighbours(names), strict=True):
        found = [Reading(code=code, weight=weight) for code, weight in meant.items()]
        for row in near:
            shares = WORTH[: len(row.codes)]
            found += [
                Reading(code=code, weight=row.weight * share / sum(shares), wording=row.wording)
                for code, share in zip(row.codes, shares, strict=False)
            ]
        yield found
