"""The lines of the coverage matrix: each number and work that the prose of a table names, and what answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhibiao.coverage import Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One goal or task: its words and role, what each row (by its place) is to it, and whether a row should be there."""

    text: str
    role: str
    found: dict[int, str]
    uncovered: bool = False


def lines_of(found: Coverage) -> list[Line]:
    """The numbers stated for the year or longer, or that a row answers, then the works without a number.

    >>> from zhibiao.coverage import Coverage
    >>> lines_of(Coverage(rows=()))
    []
    """
    open_goals = set(found.goals_without_row())
    lines = []
    for at, stated in enumerate(found.stated):
        verdicts = {match.row: str(match.verdict) for match in found.of_stated(at)}
        if verdicts or at in open_goals:
            text = stated.printed if stated.thing in stated.printed else f"{stated.thing} {stated.printed}"
            lines.append(Line(text=text, role=stated.clause.role, found=verdicts, uncovered=not verdicts))
    for work in found.works:
        verdicts = dict.fromkeys(work.rows, "work")
        lines.append(
            Line(text=work.clause.text, role=work.clause.role, found=verdicts, uncovered=not verdicts)
        )
    return lines


def chosen(lines: list[Line], most: int) -> list[Line]:
    """At most so many lines in their order: uncovered ones before others."""
    ranked = sorted(range(len(lines)), key=lambda at: (not lines[at].uncovered, at))[:most]
    return [lines[at] for at in sorted(ranked)]
