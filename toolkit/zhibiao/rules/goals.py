"""The goal texts of a document, each with the year it is for: what rules about copied goals compare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhibiao.extract.tasks import year_of
from zhibiao.records import Clause
from zhibiao.rules.base import Whole
from zhibiao.rules.judge import holds
from zhibiao.text import normalise

# Marks and numbering differ between two prints of one text; letters, digits and signs of comparison do not.
_MARKS = re.compile(r"[^\w%≥≤><=.+\-]|_")
_YEARS = re.compile(r"20\d\d(?:年度?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """All goal clauses under one label for one year; `table` is their place in the document, from 0.

    `standing` tells a goal for several years, which may well be the same in the table of each year.
    """

    table: int
    section: str
    year: str
    clauses: tuple[Clause, ...]
    standing: bool = False

    @property
    def text(self) -> str:
        """The text without marks, for comparing."""
        return plain("".join(clause.text for clause in self.clauses))

    @property
    def timeless(self) -> str:
        """The text without marks and years."""
        return _YEARS.sub("", self.text)


def plain(text: str) -> str:
    """A text folded and without marks.

    >>> plain("引进企业 120家，到位资金240亿元。")
    '引进企业120家到位资金240亿元'
    """
    return _MARKS.sub("", normalise(text)).strip(".")


def goals_of(whole: Whole) -> list[Goal]:
    """The goals of all tables; a goal outside the tables counts to the first."""
    found: list[Goal] = []
    for number, context in enumerate(whole.tables):
        found += _grouped(context.table.clauses, number, context.table.year)
    years = {context.table.year for context in whole.tables}
    if whole.tables:
        found += _grouped(whole.document.clauses, 0, years.pop() if len(years) == 1 else "")
    return found


def _grouped(clauses: Iterable[Clause], table: int, year: str) -> Iterator[Goal]:
    sections: dict[str, list[Clause]] = {}
    for clause in clauses:
        if clause.role == "goal":
            sections.setdefault(clause.section, []).append(clause)
    for section, members in sections.items():
        own = year_of(section)
        title = section.removesuffix(f" {own}")
        lasting = not own and holds(title, "standing_goals") and "年度" not in title
        yield Goal(table=table, section=title, year=own or year, clauses=tuple(members), standing=lasting)
