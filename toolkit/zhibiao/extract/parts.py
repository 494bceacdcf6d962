"""Headers that print several values a row (mid-term beside annual, one column a town): a table for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zhibiao.extract.columns import LEVEL_ROLES, SHARED, Column
from zhibiao.extract.header import Header
from zhibiao.extract.tasks import year_of
from zhibiao.records import Cell, Clause, Grid
from zhibiao.taxonomy import header_role

_HEADINGS = ("goal", "group", "target")  # what may stand above one half: 中期目标, 年度绩效指标, 年度指标


def with_parts(header: Header, grid: Grid) -> Header:
    """The header with its columns told apart by the table they belong to; unchanged where there is only one."""
    columns = header.columns
    names = [at for at, column in enumerate(columns) if column.role == "name"]
    if len(names) > 1:
        titles = _titles(grid.rows[: header.last], len(names))
        return replace(header, columns=_halves(columns, names), parts=titles)
    # a heading that is no word for a value but stands under one: a town, a year
    values = [
        at for at, column in enumerate(columns) if column.role == "target" and not header_role(column.title)
    ]
    if len(values) > 1:
        told = tuple(
            replace(column, part=values.index(at) if at in values else SHARED)
            for at, column in enumerate(columns)
        )
        return replace(header, columns=told, parts=tuple(columns[at].title for at in values))
    return header


def _halves(columns: Sequence[Column], names: Sequence[int]) -> tuple[Column, ...]:
    """Each half begins with the labels before its name; labels that later halves do not print are shared."""
    starts = [_start(columns, at) for at in names]
    later = {column.role for column in columns[starts[1] :]}
    told = []
    for at, column in enumerate(columns):
        part = sum(start <= at for start in starts[1:])
        shared = part == 0 and column.role in LEVEL_ROLES and column.role not in later
        told.append(replace(column, part=SHARED if shared else part))
    return tuple(told)


def _start(columns: Sequence[Column], name: int) -> int:
    while name and columns[name - 1].role in LEVEL_ROLES - {"name"}:
        name -= 1
    return name


def _titles(rows: Sequence[tuple[Cell, ...]], halves: int) -> tuple[str, ...]:
    """What is printed above each half: the last cells of the lowest row above that holds nothing but headings."""
    for row in reversed(rows):
        texts = [cell.text for cell in row if cell.text]
        if len(texts) >= halves and all(header_role(text) in _HEADINGS for text in texts):
            return tuple(texts[-halves:])
    return ("",) * halves


def clauses_of(clauses: Iterable[Clause], parts: Sequence[str], part: int) -> list[Clause]:
    """The clauses that belong to one part: those under its heading; the first also has those under no heading."""
    told = [(clause, clause.section.removesuffix(f" {year_of(clause.section)}")) for clause in clauses]
    return [
        clause for clause, section in told if section == parts[part] or (part == 0 and section not in parts)
    ]
