"""Finds the header rows of goal tables in a grid and works out which column plays which role."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, replace

from zhibiao.extract.columns import (
    COMPARATOR,
    INDICATOR_ROLES,
    NO_VALUE,
    VALUE_ROLES,
    Column,
    cell_role,
    names_values,
)
from zhibiao.extract.header_lossy import merge_lossy
from zhibiao.records import Cell, Grid
from zhibiao.target import looks_like_target
from zhibiao.taxonomy import find_label
from zhibiao.taxonomy.labels import bare
from zhibiao.text import normalise

FEWEST_CELLS = 2
_PAST = re.compile(r"近|上年|前.年|历史|以前")
_PLANNED = re.compile(r"20\d\d年?度?(?:绩效)?(?:目标|计划|预期)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header of a goal table: rows `first`..`last` of the grid, the columns in order.

    `section` is a label printed left of the header (长期绩效指标); `carried` are labels that were merged
    into the header row and belong to the first data row; `implied` are roles whose header text was lost.
    `parts` names the tables that stand side by side below the header (see extract.parts), ("",) for one.
    """

    first: int
    last: int
    columns: tuple[Column, ...]
    section: str = ""
    carried: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()
    parts: tuple[str, ...] = ("",)

    def find(self, role: str) -> Column | None:
        """The first column of that role."""
        return next((column for column in self.columns if column.role == role), None)


def find_headers(grid: Grid) -> list[Header]:
    """All headers of goal tables in the grid, in order; [] for any other table."""
    headers: list[Header] = []
    index = 0
    while index < len(grid.rows):
        if _is_core(grid.rows[index]):
            first, last = _extent(grid, index)
            headers.append(_build(grid, first, last))
            index = last
        index += 1
    return headers


def _is_core(row: tuple[Cell, ...]) -> bool:
    """Whether the row names the indicator column and at least one other column."""
    roles = [cell_role(cell) for cell in row if cell.text]
    others = {role for role in roles if role in INDICATOR_ROLES} - {"name"}
    named = "name" in roles and bool(others)
    return named and sum(bool(role) for role in roles) >= 0.5 * len(roles)


def _extent(grid: Grid, core: int) -> tuple[int, int]:
    """First and last row of the header around its core row."""
    first = core
    if core and _is_parent(grid.rows[core - 1]):
        first = core - 1
    last = core
    while last + 1 < len(grid.rows) and _is_child(grid.rows[last + 1], grid.rows[last]):
        last += 1
    return first, last


def _is_parent(row: tuple[Cell, ...]) -> bool:
    roles = [cell_role(cell) for cell in row if cell.text]
    known = [role for role in roles if role in INDICATOR_ROLES or role == "group"]
    return len(known) >= 2 and len(known) >= 0.8 * len(roles) and bool(set(known) & VALUE_ROLES)


def _is_child(row: tuple[Cell, ...], above: tuple[Cell, ...]) -> bool:
    """A row of the header's second storey: nothing but words for value columns, or a name for each of them."""
    roles = [cell_role(cell) for cell in row if cell.text]
    known = bool(roles) and all(role in VALUE_ROLES | {"weight", "score", "grade"} for role in roles)
    return known or names_values(row, above)


def _build(grid: Grid, first: int, last: int) -> Header:
    rows = [[cell for cell in row if cell.text] for row in grid.rows[first : last + 1]]
    carried = tuple(
        cell.text for row in rows for cell in row if not cell_role(cell) and find_label(cell.text)
    )
    columns = merge_lossy(rows) if grid.lossy else _by_span(grid, first, last)
    columns = [_by_content(column, grid, last) for column in columns]
    columns = _spread_value(columns, grid, last)
    section = _section(columns)
    scale = sum(column.role == "grade" for column in columns) >= FEWEST_CELLS
    columns = [column for column in columns if column.role not in ("group", "", "" if scale else "grade")]
    columns, implied = _imply_target(_planned_year(columns))
    return Header(
        first=first,
        last=last,
        columns=tuple(columns),
        section=section,
        carried=carried,
        implied=implied,
    )


def _section(columns: list[Column]) -> str:
    """The label left of the header that says which part of the form this is; 绩效指标 alone says nothing."""
    left = columns[0] if columns else None
    if left is None or left.role not in ("group", "") or len(bare(left.title)) <= len("绩效指标"):
        return ""
    return left.title


def _by_content(column: Column, grid: Grid, last: int) -> Column:
    """A column whose header says nothing known is the comparator's if comparators are all it holds."""
    if column.role:
        return column
    cells = [c.text for row in grid.rows[last + 1 :] for c in row if c.column == column.index and c.text]
    if len(cells) >= FEWEST_CELLS and all(COMPARATOR.match(normalise(text)) for text in cells):
        return Column(role="comparator", title=column.title, index=column.index)
    return column


def _spread_value(columns: list[Column], grid: Grid, last: int) -> list[Column]:
    """A value column printed over comparator, number and unit without a word for each: told by what they hold."""
    at = next((at for at, column in enumerate(columns) if column.role == "target"), None)
    if at is None or any(column.role in ("comparator", "unit") for column in columns):
        return columns
    first, after = columns[at].index, columns[at + 1].index if at + 1 < len(columns) else sys.maxsize
    held: dict[int, list[str]] = {}
    for cell in (cell for row in grid.rows[last + 1 :] for cell in row if cell.text):
        if first <= cell.column < after and cell.column_span == 1:
            held.setdefault(cell.column, []).append(cell.text)
    roles = {index: _value_role(texts) for index, texts in sorted(held.items())}
    if len(roles) < FEWEST_CELLS or len(set(roles.values())) < len(roles) or "target" not in roles.values():
        return columns
    spread = [replace(columns[at], role=role, index=index) for index, role in roles.items()]
    return [*columns[:at], *spread, *columns[at + 1 :]]


def _value_role(texts: list[str]) -> str:
    """What a column of such cells holds: comparator, unit or target."""
    if all(COMPARATOR.match(normalise(text)) for text in texts):
        return "comparator"
    return "target" if sum(looks_like_target(text) >= NO_VALUE for text in texts) * 2 > len(texts) else "unit"


def _by_span(grid: Grid, first: int, last: int) -> list[Column]:
    """Columns of a grid with true spans: the lowest header cell above a column names it."""
    below: dict[int, list[Cell]] = {}
    for row in grid.rows[: last + 1]:
        for cell in row:
            if cell.row + cell.row_span <= first or not cell.text:
                continue
            for column in range(cell.column, cell.column + cell.column_span):
                below.setdefault(column, []).append(cell)
    columns: list[Column] = []
    seen: list[Cell] = []
    for index in sorted(below):
        path = below[index]
        leaf = path[-1]
        if any(leaf is other for other in seen):
            continue
        seen.append(leaf)
        columns.append(Column(role=_role_in(leaf, path[:-1]), title=leaf.text, index=index))
    return columns


def _role_in(leaf: Cell, parents: list[Cell]) -> str:
    role = cell_role(leaf)
    above = next((cell_role(cell) for cell in reversed(parents) if cell_role(cell)), "")
    if role == "history" and above == "target" and not any(_PAST.search(cell.text) for cell in parents):
        return "target"
    return role or above


def _planned_year(columns: list[Column]) -> list[Column]:
    """Where no column is called a target, the one year that is planned and not past is it (2024年目标值)."""
    planned = [
        at for at, column in enumerate(columns) if column.role == "history" and _PLANNED.search(column.title)
    ]
    if len(planned) != 1 or any(column.role == "target" for column in columns):
        return columns
    return [
        replace(column, role="target") if at == planned[0] else column for at, column in enumerate(columns)
    ]


def _imply_target(columns: list[Column]) -> tuple[list[Column], tuple[str, ...]]:
    """A header with a half-year value but no year's value has lost the latter: it stands to its right."""
    roles = [column.role for column in columns]
    if "target" in roles or "interim_half" not in roles:
        return columns, ()
    at = roles.index("interim_half")
    implied = Column(role="target", title="全年指标值", index=columns[at].index + 1)
    return [*columns[: at + 1], implied, *columns[at + 1 :]], ("target",)
