"""What the rows of a batch may mean: canonical indicators, from all that their wording says.

Three views are added up: the classifier within the likely categories, the labelled rows that are most alike
whatever their category, and the vague wordings that the taxonomy lists. A target that is a clause of its own
(改善学校的办学条件) is read as well as the name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
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


def find_readings(
    names: Sequence[str], targets: Sequence[Target], labels: Sequence[Label]
) -> list[Mapping[str, float]]:
    """For each row the canonical codes that it may mean, with their weights (not probabilities), greatest first."""
    from zhibiao.classify import classify

    found = [Counter(one) for one in _read(names, labels)]
    clauses = [at for at, target in enumerate(targets) if target.tier == "vague" and len(target.raw) >= LONG]
    texts = [targets[at].raw for at in clauses]
    for at, said in zip(clauses, _read(texts, classify(texts)) if texts else (), strict=True):
        for code, weight in said.items():
            found[at][code] += CLAUSE * weight  # type: ignore[assignment]  # weights are no counts
    return [dict(sorted(one.items(), key=lambda item: (-item[1], item[0]))) for one in found]


def _read(names: Sequence[str], labels: Sequence[Label]) -> list[dict[str, float]]:
    from zhibiao.classify import meanings
    from zhibiao.suggest.neighbours import neighbour_codes

    found = []
    for name, label, meant, near in zip(
        names, labels, meanings(names, labels), neighbour_codes(names), strict=True
    ):
        weights = dict(meant)
        if sum(meant.values()) < 1:
            for code, weight in _wordings(name, label).items():
                weights[code] = max(weights.get(code, 0.0), weight)
        for code, weight in near.items():
            weights[code] = weights.get(code, 0.0) + weight
        found.append(weights)
    return found


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
