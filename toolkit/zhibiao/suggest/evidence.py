"""Where a number may come from: the row's own history, the goal text of its table, other documents. Nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhibiao.records import Clause, Target
from zhibiao.suggest.likeness import alike

ALIKE = 0.5
"""Share of common character pairs (Dice) from which two names are taken to mean the same thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a document says about one row besides its target.

    `history` is as in Indicator (`2022=81%;2023=100%`); `clauses` are the goal clauses of its table and those of
    other documents that were given as evidence; `org` and `year` are those of the table.
    """

    history: str = ""
    clauses: tuple[Clause, ...] = ()
    org: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A value that a text states: the thing it is about, the value, and the clause it stands in."""

    thing: str
    target: Target
    clause: Clause


def stated_values(clauses: Iterable[Clause]) -> list[Stated]:
    """The values with a number that the clauses state, in order."""
    return [
        Stated(thing=thing, target=target, clause=clause)
        for clause in clauses
        for thing, target in clause.targets
        if target.lower is not None or target.upper is not None
    ]


def nearest(names: Iterable[str], unit: str, stated: Iterable[Stated]) -> Stated | None:
    """The stated value whose thing is most like one of `names`, in that unit; None where none is alike.

    What was reached (role actual) is not what shall be reached, and is left out.
    """
    best, best_share = None, ALIKE
    wanted = list(names)
    for one in stated:
        if one.clause.role == "actual" or one.target.unit != unit:
            continue
        share = max(alike(name, one.thing) for name in wanted)
        if share > best_share:
            best, best_share = one, share
    return best


def number_text(value: float) -> str:
    """A number as people write it.

    >>> number_text(25.0), number_text(0.5)
    ('25', '0.5')
    """
    return f"{value:.4f}".rstrip("0").rstrip(".")
