"""Works without a number (key works, tasks) and the rows that measure them, matched by what the work is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhibiao.coverage.things import core, likeness, number_of, words
from zhibiao.likeness import pairs
from zhibiao.records import Clause, ReviewedRow, Table
from zhibiao.text import normalise

HEAD = 4
"""So many characters at the end of an object say what kind of work it is (…综合支撑研究, …宣传营销)."""
LIKE = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A key work or task without a number: its clause, the pairs of characters that name it, places of rows about it."""

    clause: Clause
    heads: frozenset[str]
    rows: tuple[int, ...] = ()


def works_in(table: Table, rows: tuple[ReviewedRow, ...], clauses: Iterable[Clause]) -> tuple[Work, ...]:
    """The works that clauses of the role task name without a number, each with the rows that name it too."""
    found = []
    for clause in clauses:
        if clause.role != "task" or any(number_of(target) is not None for _, target in clause.targets):
            continue
        objects = [name for name, _ in clause.targets] or [clause.text]
        heads = frozenset().union(*(_heads(name) for name in objects)) - pairs(normalise(table.org))
        about = (place for place, row in enumerate(rows) if _is_about(row, objects, heads))
        found.append(Work(clause=clause, heads=heads, rows=tuple(about)))
    return tuple(found)


def _heads(name: str) -> frozenset[str]:
    plain = core(name).rstrip("等")
    for word in words("empty_heads"):
        plain = plain.removesuffix(word) or plain
    return pairs(plain[-HEAD:]) - set(words("empty_heads"))


def _is_about(row: ReviewedRow, objects: list[str], heads: frozenset[str]) -> bool:
    name = normalise(row.indicator.name)
    return bool(heads & pairs(name)) or any(likeness(one, name) >= LIKE for one in objects)
