"""Finds the header rows of goal tables in a grid and works out which column plays which role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from zhibiao.records import Cell, Grid
from zhibiao.taxonomy import find_label, header_role
from zhibiao.taxonomy.labels import bare
from zhibiao.text import normalise

VALUE_ROLES = frozenset({"target", "comparator", "unit", "history", "interim_half", "actual"})
LEVEL_ROLES = frozenset({"level1", "level2", "name", "task"})
INDICATOR_ROLES = (
    VALUE_ROLES | LEVEL_ROLES | {"weight", "score", "deviation", "explanation", "basis_text", "remark"}
)
_YEAR = re.compile(r"^(20\d\d)年?度?(?:实际|完成|指标|目标)?(?:数|值)?$")
COMPARATOR = re.compile(r"^(?:[≥≤><=±≧≦═]|>=|<=|定性|定量|正向|反向|正向指标|反向指标|正指标|反指标)$")
FEWEST_CELLS = 2
_PAST = re.compile(r"近|上年|前.年|历史|以前")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a goal table: its role, its header text, and where its cells are expected (0-based)."""

    role: str
    title: str
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header of a goal table: rows `first`..`last` of the grid, the columns in order.

    `section` is a label printed left of the header (长期绩效指标); `carried` are labels that were merged
    into the header row and belong to the first data row; `implied` are roles whose header text was lost.
    """

    first: int
    last: int
    columns: tuple[Column, ...]
    section: str = ""
    carried: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()

    def find(self, role: str) -> Column | None:
        """The first column of that role."""
        return next((column for column in self.columns if column.role == role), None)


def cell_role(cell: Cell) -> str:
    """The role a header cell names: a word of the lexicon, or `history` for a bare year."""
    role = header_role(cell.text)
    return role or ("history" if _YEAR.match(normalise(cell.text)) else "")


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
    while last + 1 < len(grid.rows) and _is_child(grid.rows[last + 1]):
        last += 1
    return first, last


def _is_parent(row: tuple[Cell, ...]) -> bool:
    roles = [cell_role(cell) for cell in row if cell.text]
    known = [role for role in roles if role in INDICATOR_ROLES or role == "group"]
    return len(known) >= 2 and len(known) >= 0.8 * len(roles) and bool(set(known) & VALUE_ROLES)


def _is_child(row: tuple[Cell, ...]) -> bool:
    """A row of the header's second storey: nothing but words for value columns."""
    roles = [cell_role(cell) for cell in row if cell.text]
    return bool(roles) and all(role in VALUE_ROLES | {"weight", "score"} for role in roles)


def _build(grid: Grid, first: int, last: int) -> Header:
    rows = [[cell for cell in row if cell.text] for row in grid.rows[first : last + 1]]
    carried = tuple(
        cell.text for row in rows for cell in row if not cell_role(cell) and find_label(cell.text)
    )
    columns = _merge_lossy(rows) if grid.lossy else _by_span(grid, first, last)
    columns = [_by_content(column, grid, last) for column in columns]
    section = _section(columns)
    columns = [column for column in columns if column.role not in ("group", "")]
    columns, implied = _imply_target(columns)
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


def _merge_lossy(rows: list[list[Cell]]) -> list[Column]:
    """Columns of a header whose spans are lost: cells of a lower row take the place of the one they refine."""
    leaves = [Column(role=cell_role(cell), title=cell.text, index=cell.column) for cell in rows[0]]
    for row in rows[1:]:
        refined: dict[int, list[Column]] = {}
        for cell in row:
            child = Column(role=cell_role(cell), title=cell.text, index=cell.column)
            refined.setdefault(_parent_of(child, leaves), []).append(child)
        leaves = [part for at, leaf in enumerate(leaves) for part in refined.get(at, [leaf])]
        leaves += refined.get(-1, [])
    if any(one.index >= two.index for one, two in pairwise(leaves)):
        start = leaves[0].index
        return [
            Column(role=leaf.role, title=leaf.title, index=index)
            for index, leaf in enumerate(leaves, start=start)
        ]
    return leaves


def _parent_of(child: Column, leaves: list[Column]) -> int:
    """Index of the leaf that `child` refines, by meaning and then by place; -1 where there is none."""
    if child.role in LEVEL_ROLES:
        parents = [at for at, leaf in enumerate(leaves) if leaf.role == "group"]
    else:
        parents = [at for at, leaf in enumerate(leaves) if leaf.role == "target"]
        if child.role == "history" and _YEAR.match(normalise(child.title)):
            parents = [at for at, leaf in enumerate(leaves) if leaf.role == "history"] or parents
    left = [at for at in parents if leaves[at].index <= child.index]
    return left[-1] if left else (parents[0] if parents else -1)


def _imply_target(columns: list[Column]) -> tuple[list[Column], tuple[str, ...]]:
    """A header with a half-year value but no year's value has lost the latter: it stands to its right."""
    roles = [column.role for column in columns]
    if "target" in roles or "interim_half" not in roles:
        return columns, ()
    at = roles.index("interim_half")
    implied = Column(role="target", title="全年指标值", index=columns[at].index + 1)
    return [*columns[: at + 1], implied, *columns[at + 1 :]], ("target",)
