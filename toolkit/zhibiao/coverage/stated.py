"""The numbers that goals, tasks and stage plans state, each with the time it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from zhibiao.coverage.periods import DECEMBER, Months, months_in
from zhibiao.coverage.things import number_of, words
from zhibiao.records import Clause, Table, Target

Scope = Literal["year", "part", "long", "aside"]
"""For what time a number is meant: the year, a part of it, several years; aside: no goal at all (现有45人, 预算500万元)."""

_YEAR = re.compile(r"(20\d\d)年")
_PUNCTUATION = re.compile(r"[，,。；;、：:]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One number stated in prose: what is counted, the value, the clause, and the time it is for.

    `months` is the part of the year, None for the whole; `order` its place among the numbers of its table.
    """

    thing: str
    target: Target
    clause: Clause
    scope: Scope = "year"
    months: Months | None = None
    order: int = 0

    @property
    def printed(self) -> str:
        """The words of the clause that state it."""
        return self.clause.text[slice(*self.target.span)].strip("，,、 ") or self.clause.text


def stated_in(table: Table, clauses: Sequence[Clause]) -> tuple[Stated, ...]:
    """The numbers of some clauses, those of `actual` prose left out."""
    return tuple(_all(table, clauses))


def _all(table: Table, clauses: Sequence[Clause]) -> Iterator[Stated]:
    order = 0
    for clause in clauses:
        if clause.role == "actual":
            continue
        for thing, target in clause.targets:
            if number_of(target) is None or not thing:
                continue
            months = _months(clause, target)
            scope = _scope(table, clause, thing, target, months)
            yield Stated(
                thing=thing,
                target=target,
                clause=clause,
                scope=scope,
                months=months,
                order=(order := order + 1),
            )


def _months(clause: Clause, target: Target) -> Months | None:
    """The part of the year named last before the number in its clause, else by the section."""
    inside = [months for months, start, _ in months_in(clause.text) if start < max(1, target.span[1])]
    outside = [months for months, _, _ in months_in(clause.section)]
    found = inside[-1:] or outside[-1:]
    return found[0] if found and found[0] != (1, DECEMBER) else None


def _scope(table: Table, clause: Clause, thing: str, target: Target, months: Months | None) -> Scope:
    if _is_aside(table, clause, thing, target):
        return "aside"
    if months:
        return "part"
    later = target.deadline[:4].isdigit() and table.year.isdigit() and target.deadline[:4] > table.year[:4]
    long = any(word in clause.section for word in words("long_sections"))
    return "long" if later or long else "year"


def _is_aside(table: Table, clause: Clause, thing: str, target: Target) -> bool:
    """Whether the number is what is there already, money to be spent, a share of one of many, or a length of time."""
    begin = max((m.end() for m in _PUNCTUATION.finditer(clause.text, 0, target.span[0])), default=0)
    before = clause.text[begin : target.span[1]]
    past = any(table.year.isdigit() and year < table.year[:4] for year in _YEAR.findall(before))
    funds = target.dimension == "money" and any(word in before + thing for word in words("funds"))
    served = before.startswith(words("served")) and not _PUNCTUATION.match(clause.text, target.span[1])
    told = served or any(word in before + thing for word in (*words("background"), *words("per_words")))
    return past or funds or told or target.dimension == "time" or "/" in target.unit or target.unit == ""
