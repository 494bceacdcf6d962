"""The ledger of a review sorted: what belongs to which table, how many obligations are in which state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from zhibiao.records import Obligation, ObligationState, Review

STATES: tuple[ObligationState, ...] = get_args(ObligationState)
ORDER: tuple[ObligationState, ...] = ("undecided", "failed", "held", "not_applicable")
"""How a reader wants them: first what nobody decided yet, then what is wrong."""


def count_states(ledger: Sequence[Obligation]) -> dict[ObligationState, int]:
    """Number of obligations by state; complete, zeros included.

    >>> count_states([Obligation(code="VG01", name="", held=3)])["held"]
    1
    """
    found = Counter(one.state for one in ledger)
    return {state: found[state] for state in STATES}


def by_table(review: Review) -> list[list[Obligation]]:
    """The obligations of each table; those of the whole document are in none.

    Tables of the same name are told apart by their order: each rule went through them one after the other.
    """
    places: dict[str, list[int]] = {}
    for number, reviewed in enumerate(review.tables):
        places.setdefault(reviewed.table.name, []).append(number)
    found: list[list[Obligation]] = [[] for _ in review.tables]
    seen: Counter[tuple[str, str]] = Counter()
    for one in review.ledger:
        if one.table not in places or _of_document(one):
            continue
        numbers = places[one.table]
        found[numbers[seen[one.code, one.table] % len(numbers)]].append(one)
        seen[one.code, one.table] += 1
    return found


def _of_document(one: Obligation) -> bool:
    """Whether it says something of the whole document: a table without a name looks the same."""
    from zhibiao.rules import all_rules

    if one.table:
        return False
    scopes = {rule.code: rule.scope for rule in all_rules()}
    return scopes.get(one.code, "document") in ("document", "set")
