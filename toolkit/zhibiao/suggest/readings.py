"""What the rows of a batch may mean, from all that their wording says.

Three views are added up: the classifier within the likely categories, the known rows that are most alike whatever
their category, and the vague wordings that the taxonomy lists. A target that is a clause of its own (改善学校的办学
条件) is read as well as the name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from zhibiao.records import Label, Target
from zhibiao.suggest.likeness import pairs, shared
from zhibiao.taxonomy.entries import Entry, all_entries
from zhibiao.text import normalise

SHORTEST_FORM = 4
ALIKE = 0.6
"""Share of common character pairs from which a vague wording of the taxonomy counts."""
SAME, OTHER = 0.6, 0.3
"""What a vague wording counts within the category of the row, and beyond it."""
LONG, CLAUSE = 6, 0.4
"""A vague target of that many characters is read too, and counts for that much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One thing that a row may mean: a canonical indicator (`codes` holds it), or what a known row alike to it was
    answered with (`wording`, and its answers in `codes`, best first). `weight` is no probability."""

    codes: tuple[str, ...]
    weight: float
    wording: str = ""


def find_readings(
    names: Sequence[str], targets: Sequence[Target], labels: Sequence[Label]
) -> list[tuple[Reading, ...]]:
    """For each row what it may mean, the weightiest first."""
    from zhibiao.classify import classify

    found = [list(readings) for readings in _read(names, labels)]
    clauses = [at for at, target in enumerate(targets) if target.tier == "vague" and len(target.raw) >= LONG]
    texts = [targets[at].raw for at in clauses]
    for at, said in zip(clauses, _read(texts, classify(texts)) if texts else (), strict=True):
        found[at] += [replace(one, weight=CLAUSE * one.weight) for one in said]
    return [_added_up(readings) for readings in found]


def _added_up(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The same things added up."""
    weights: dict[Reading, float] = {}
    for one in readings:
        key = replace(one, weight=0.0)
        weights[key] = weights.get(key, 0.0) + one.weight
    order = sorted(weights.items(), key=lambda item: (-item[1], item[0].codes, item[0].wording))
    return tuple(replace(one, weight=weight) for one, weight in order)


def _read(names: Sequence[str], labels: Sequence[Label]) -> Iterator[list[Reading]]:
    from zhibiao.classify import meanings
    from zhibiao.suggest.neighbours import find_neighbours

    known = zip(names, labels, meanings(names, labels), find_neighbours(names), strict=True)
    for name, label, meant, near in known:
        weights = dict(meant)
        if sum(meant.values()) < 1:
            for code, weight in _wordings(name, label).items():
                weights[code] = max(weights.get(code, 0.0), weight)
        found = [Reading(codes=(code,), weight=weight) for code, weight in weights.items()]
        found += [
            Reading(codes=one.codes, weight=one.weight, wording=one.wording if one.answers else "")
            for one in near
        ]
        yield found


def _wordings(name: str, label: Label) -> dict[str, float]:
    """What the vague wordings of the taxonomy say of a name."""
    plain, found = pairs(normalise(name)), dict[str, float]()
    for form, entry in _vague_forms():
        share = shared(plain, form)
        if share >= ALIKE:
            weight = share * (SAME if entry.category == label.category else OTHER)
            found[entry.code] = max(found.get(entry.code, 0.0), weight)
    return found


@cache
def _vague_forms() -> tuple[tuple[frozenset[str], Entry], ...]:
    """(pairs of characters of a vague wording, entry that is its measurable answer)."""
    forms = [(normalise(form), entry) for entry in all_entries() for form in entry.vague_forms]
    return tuple((pairs(form), entry) for form, entry in forms if len(form) >= SHORTEST_FORM)
