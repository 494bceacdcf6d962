"""Where a number may come from: the row's own history, the goal text of its table, other documents. Nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePath

from zhibiao.likeness import alike
from zhibiao.records import Clause, Document, Target
from zhibiao.target.bounds import bound_of

SURE = 0.4
"""Weight of a reading from which a thing in the text is taken for that indicator."""
ALIKE = 0.5
"""Share of common character pairs (Dice) from which two names are taken to mean the same thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a document says about one row besides its target.

    `history` is as in Indicator (`2022=81%;2023=100%`); `clauses` are the goal clauses of its table and those of
    other documents that were given as evidence; `org`, `region` and `year` are those of the table. `present` are the
    canonical indicators, and `counted` the (number, unit), that other rows of the table measure already: proposing
    them once more would only double a row.
    """

    history: str = ""
    clauses: tuple[Clause, ...] = ()
    org: str = ""
    region: str = ""
    year: str = ""
    present: frozenset[str] = frozenset()
    counted: frozenset[tuple[float, str]] = frozenset()

    def stated(self) -> list[Stated]:
        """The values that the clauses state and no row of the table measures yet."""
        found = stated_values(self.clauses)
        return [one for one in found if (bound_of(one.target), one.target.unit) not in self.counted]


NO_EVIDENCE = Evidence()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A value that a text states: the thing it is about, the value, and the clause it stands in.

    `code` is the canonical indicator that the thing most likely is, "" where none is known.
    """

    thing: str
    target: Target
    clause: Clause
    code: str = ""


@lru_cache(maxsize=16)
def stated_values(clauses: tuple[Clause, ...]) -> tuple[Stated, ...]:
    """The values with one number that the clauses set as a goal, those of the year before those of its parts.

    What was reached (role actual) is not what shall be reached, and is left out.
    """
    from zhibiao.classify import classify
    from zhibiao.suggest.readings import find_readings

    ordered = sorted(clauses, key=lambda clause: clause.role == "plan")
    found = [
        Stated(thing=thing, target=target, clause=clause)
        for clause in ordered
        if clause.role != "actual"
        for thing, target in clause.targets
        if bound_of(target) is not None and target.kind != "date"
    ]
    things, targets = [one.thing for one in found], [one.target for one in found]
    read = find_readings(things, targets, classify(things)) if things else []
    return tuple(
        replace(one, code=readings[0].code if readings and readings[0].weight >= SURE else "")
        for one, readings in zip(found, read, strict=True)
    )


def from_other(document: Document) -> tuple[Clause, ...]:
    """The clauses of another document (a plan, last year's report) as evidence: the source stands in the section.

    What was reached there may be what shall be kept here, so results count as well.
    """
    clauses = (*document.clauses, *(clause for table in document.tables for clause in table.clauses))
    stem = PurePath(document.source).stem
    return tuple(
        replace(
            clause,
            section=f"《{stem}》{clause.section}{'（实际完成）' if clause.role == 'actual' else ''}",
            role="goal" if clause.role == "actual" else clause.role,
        )
        for clause in clauses
    )


def nearest(names: Iterable[str], unit: str, stated: Iterable[Stated]) -> Stated | None:
    """The stated value whose thing is most like one of `names`, in that unit; None where none is alike."""
    best, best_share = None, ALIKE
    wanted = list(names)
    for one in stated:
        if one.target.unit != unit:
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
