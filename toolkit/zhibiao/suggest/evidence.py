"""Where a number may come from: the row's own history, the goal text of the table. Nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhibiao.records import Clause, Target
from zhibiao.text import normalise

ALIKE = 0.5
"""Share of common character pairs (Dice) from which two names are taken to mean the same thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a document says about one row besides its target.

    `history` is as in Indicator (`2022=81%;2023=100%`); `clauses` are the goal clauses of its table.
    """

    history: str = ""
    clauses: tuple[Clause, ...] = ()


def from_goal_text(name: str, clauses: Iterable[Clause]) -> tuple[Target, Clause] | None:
    """The value that the goal text gives for a thing of that name, with the clause; None if none does."""
    best, best_share = None, ALIKE
    for clause in clauses:
        if clause.role == "actual":
            continue
        for thing, target in clause.targets:
            share = alike(name, thing)
            if target.lower is not None and share > best_share:
                best, best_share = (target, clause), share
    return best


def alike(one: str, two: str) -> float:
    """Dice share of common character pairs, 0..1.

    >>> alike("引进优质企业", "引进优强企业") > 0.5, alike("培训", "招商")
    (True, 0.0)
    """
    a, b = _pairs(one), _pairs(two)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _pairs(text: str) -> set[str]:
    plain = normalise(text)
    return {plain[at : at + 2] for at in range(len(plain) - 1)}


def number_text(value: float) -> str:
    """A number as people write it.

    >>> number_text(25.0), number_text(0.5)
    ('25', '0.5')
    """
    return f"{value:.4f}".rstrip("0").rstrip(".")
