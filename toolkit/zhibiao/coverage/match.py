"""The coverage matrix of a table: each number and each work named in its prose against each of its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from zhibiao.coverage.stated import Stated, stated_in
from zhibiao.coverage.things import (
    CONTAINED,
    likeness,
    number_of,
    same_number,
    told_by,
    units_agree,
    words,
)
from zhibiao.coverage.works import Work, works_in
from zhibiao.records import Clause, ReviewedRow, Table

__all__ = ["Coverage", "Match", "Stated", "Verdict", "Work", "coverage"]

Verdict = Literal["same", "number_differs", "comparator_lost", "plan_part", "without_number"]
"""same: the row asks for the number stated; comparator_lost: for it, but without the 不少于 of the text; number_differs:
for another one (whether it is the very same thing, `one_thing` says); plan_part: the text states what a part of the
year shall reach; without_number: the row has no number."""

LIKE, ABOUT, CLOSE, TOLD = 0.3, 0.5, CONTAINED, 0.4
"""Likeness that, with an equal number, shows one thing; that shows rows about the same work; that shows one thing by itself;
and the share of a thing's characters that an explanation must hold."""
DISTINCT = 20
"""From here on an equal number in the same unit is no accident: 300条 and 300条."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A number stated in prose and a row about the same thing: their places in the Coverage, the verdict, how alike."""

    stated: int
    row: int
    verdict: Verdict
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the prose of a table states, its rows, and which of them are about the same thing."""

    rows: tuple[ReviewedRow, ...]
    stated: tuple[Stated, ...] = ()
    works: tuple[Work, ...] = ()
    matches: tuple[Match, ...] = ()

    def matrix(self) -> tuple[tuple[Verdict | None, ...], ...]:
        """One line for each number stated, one column for each row; None where they are about different things."""
        found = {(match.stated, match.row): match.verdict for match in self.matches}
        return tuple(
            tuple(found.get((at, place)) for place in range(len(self.rows))) for at in range(len(self.stated))
        )

    def of_stated(self, place: int) -> tuple[Match, ...]:
        """The matches of one number, the most alike first."""
        found = (match for match in self.matches if match.stated == place)
        return tuple(sorted(found, key=lambda match: -match.likeness))

    def of_row(self, place: int) -> tuple[Match, ...]:
        """The matches of one row, the most alike first."""
        found = (match for match in self.matches if match.row == place)
        return tuple(sorted(found, key=lambda match: -match.likeness))

    def goals_without_row(self) -> tuple[int, ...]:
        """Numbers of goals and tasks for the year or for several years that no row is about."""
        taken = {match.stated for match in self.matches}
        return tuple(
            place
            for place, one in enumerate(self.stated)
            if place not in taken and one.scope in ("year", "long") and one.clause.role in ("goal", "task")
        )

    def rows_without_goal(self) -> tuple[int, ...]:
        """Rows with a number of which no goal, task or plan states a number."""
        taken = {match.row for match in self.matches}
        numeric = (place for place, row in enumerate(self.rows) if number_of(row.target) is not None)
        return tuple(place for place in numeric if place not in taken)


@lru_cache(maxsize=128)
def coverage(table: Table, rows: tuple[ReviewedRow, ...], clauses: tuple[Clause, ...]) -> Coverage:
    """The coverage of a table: what `clauses` state against its rows. Worked out once for a table.

    >>> from zhibiao.records import Indicator, Label
    >>> from zhibiao.target import find_targets, parse_target
    >>> text = "引进企业120家以上，举办推介会2次"
    >>> clause = Clause(text=text, section="年度目标", targets=find_targets(text))
    >>> row = ReviewedRow(
    ...     indicator=Indicator(name="引进企业数", target="120家", row=1),
    ...     target=parse_target("120家"),
    ...     label=Label(category="O1", confidence=1.0),
    ... )
    >>> found = coverage(Table(name="t", indicators=()), (row,), (clause,))
    >>> found.matrix(), [found.stated[place].thing for place in found.goals_without_row()]
    ((('comparator_lost',), (None,)), ['举办推介会'])
    """
    stated = stated_in(table, clauses)
    pairs = [
        match
        for at, one in enumerate(stated)
        for place, row in enumerate(rows)
        if one.scope != "aside" and (match := _match(at, one, place, row))
    ]
    return Coverage(
        rows=rows, stated=stated, works=works_in(table, rows, clauses), matches=tuple(_settle(pairs, stated))
    )


def _match(at: int, one: Stated, place: int, row: ReviewedRow) -> Match | None:
    """The match of one number and one row; None where they are about different things."""
    like = likeness(one.thing, row.indicator.name)
    if number_of(row.target) is None:
        return _made(at, place, "without_number", like) if like >= 2 * LIKE else None
    if not units_agree(one.target, row.target):
        return None
    if same_number(one.target, row.target):
        told = told_by(one.thing, row.indicator.explanation)
        if like < LIKE and told < TOLD and not _distinct(one, row):
            return None
        lost = one.target.comparator in ("≥", ">") and not row.target.comparator
        return _made(at, place, "comparator_lost" if lost else "same", max(like, TOLD * told))
    if one.scope == "part":
        return _made(at, place, "plan_part", like) if like >= CLOSE else None
    return _made(at, place, "number_differs", like) if like >= ABOUT else None


def _made(at: int, place: int, verdict: Verdict, like: float) -> Match:
    return Match(stated=at, row=place, verdict=verdict, likeness=round(like, 3))


def _distinct(one: Stated, row: ReviewedRow) -> bool:
    """Whether number and unit alone tell that both mean the same."""
    number = number_of(one.target) or 0.0
    if one.target.dimension == "ratio" or one.target.unit_base != row.target.unit_base:
        return False
    return number >= DISTINCT or one.target.unit not in words("common_units")


def _settle(pairs: Iterable[Match], stated: tuple[Stated, ...]) -> Iterable[Match]:
    """Without a differing number where the same is said by another row, or the row answers another number."""
    pairs = list(pairs)
    equal = [match for match in pairs if match.verdict in ("same", "comparator_lost")]
    answered = {match.stated for match in equal}
    best: dict[int, float] = defaultdict(float)
    for match in equal:
        if stated[match.stated].scope != "part":
            best[match.row] = max(best[match.row], match.likeness)
    for match in pairs:
        weak = match.verdict == "number_differs" and match.likeness <= best[match.row]
        if match in equal or match.verdict == "plan_part" or not (match.stated in answered or weak):
            yield match
