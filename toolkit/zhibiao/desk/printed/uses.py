"""Which printed cell holds which field of which row of a review: the way back from an indicator to the paper."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhibiao.records import Cell, Finding, Grid, Page, Review, ReviewedRow, ReviewedTable

Key = tuple[int, int, int]  # grid, row, number of the cell in its row
Line = tuple[int, int]  # grid, row


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A field that a cell holds: `at` is its row as addresses write it (1.3), `text` what the review read there.

    `findings` are those about the field. `part` says that the cell holds only a piece of it (the comparator of a
    target): what lies outside the piece is then marked in another cell.
    """

    at: str
    field: str
    text: str
    findings: tuple[Finding, ...] = ()
    part: bool = False


@dataclass(slots=True)
class Uses:
    """The uses of every cell, and the rows of the review that stand in every line of a grid."""

    cells: dict[Key, list[Use]] = field(default_factory=dict)
    lines: dict[Line, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Index:
    """Where cells begin: by column of a grid for the search from below, and lines by their number in the source."""

    page: Page
    columns: dict[Line, tuple[list[int], list[Key]]] = field(default_factory=dict)  # (grid, column)
    lines: dict[tuple[str, int], list[Line]] = field(default_factory=dict)  # (sheet, line of the source)

    def cell(self, key: Key) -> Cell:
        """The cell of that key."""
        grid, row, number = key
        return self.page.grids[grid].rows[row][number]

    def covering(self, line: Line, column: int, source_line: int) -> Key | None:
        """The cell that begins in `column` at `source_line` and covers `line`."""
        grid, row = line
        rows, keys = self.columns.get((grid, column), ([], []))
        at = bisect_right(rows, row) - 1
        if at < 0 or rows[at] + self.cell(keys[at]).row_span <= row:
            return None
        own = self.cell(keys[at]).line or _source_line(self.page.grids[grid], rows[at])
        return keys[at] if own == source_line else None


def _source_line(grid: Grid, row: int) -> int:
    """The line that stands for a row in `Indicator.line`."""
    return next((cell.line for cell in grid.rows[row] if cell.line), row + 1)


def _index(page: Page) -> _Index:
    index = _Index(page=page)
    for number, grid in enumerate(page.grids):
        for row, cells in enumerate(grid.rows):
            index.lines.setdefault((grid.name, _source_line(grid, row)), []).append((number, row))
            for at, cell in enumerate(cells):
                rows, keys = index.columns.setdefault((number, cell.column), ([], []))
                rows.append(row)
                keys.append((number, row, at))
    return index


def find_uses(page: Page, review: Review) -> Uses:
    """Find the cells of every field of every row; a field that the source prints in no cell of its own has none.

    >>> from zhibiao.read import read_bytes
    >>> from zhibiao.extract import extract
    >>> from zhibiao.review import review_alone
    >>> page = read_bytes("一级指标,三级指标,指标值\\n产出指标,培训人数,≥500人".encode(), "a.csv")
    >>> uses = find_uses(page, review_alone(extract(page)))
    >>> {key: use.field for key, (use, *_) in uses.cells.items()}
    {(0, 1, 0): 'level1', (0, 1, 1): 'name', (0, 1, 2): 'target'}
    """
    index, uses = _index(page), Uses()
    last: Line = (0, -1)
    for number, reviewed in enumerate(review.tables, start=1):
        # Tables follow the order of the grids; one grid may hold several, below each other and side by side.
        last = (last[0], -1)
        usual = _usual_target_column(reviewed)
        for row in reviewed.rows:
            at = f"{number}.{row.indicator.row}"
            line = _line_of(row, at, reviewed.table.sheet, index, last, uses)
            if line is None:
                continue
            last = line
            uses.lines.setdefault(line, []).append(at)
            for key, use in _uses_of(row, at, line, index, usual):
                uses.cells.setdefault(key, []).append(use)
    return uses


def _line_of(row: ReviewedRow, at: str, sheet: str, index: _Index, last: Line, uses: Uses) -> Line | None:
    """The line of a grid where the row stands.

    Where the source numbers no line apart (a page written on one line), it is the first below `last` that has
    the row's fields in their columns, and no row of another table in the last of them.
    """
    lines = index.lines.get((sheet, row.indicator.line), [])
    if len(lines) < 2:  # nothing to choose from
        return lines[0] if lines else None
    below = (lines[place] for place in range(bisect_right(lines, last), len(lines)))
    table = at.partition(".")[0]
    fitting: Line | None = None
    for line in below:
        if (key := _last_cell(row, line, index)) is None:
            continue
        if all(use.at.partition(".")[0] == table for use in uses.cells.get(key, ())):
            return line
        fitting = fitting or line
    return fitting


def _last_cell(row: ReviewedRow, line: Line, index: _Index) -> Key | None:
    """The cell of the row's last field in that line; None where a field has none, or the name is another."""
    key: Key | None = None
    for name, source_line, column in row.indicator.places:
        key = index.covering(line, column, source_line)
        if key is None or (name == "name" and row.indicator.name not in index.cell(key).text):
            return None
    return key


def _usual_target_column(reviewed: ReviewedTable) -> int | None:
    """The column where most targets of the table stand: there the missing ones are missing."""
    columns = Counter(
        column for row in reviewed.rows for name, _, column in row.indicator.places if name == "target"
    )
    return columns.most_common(1)[0][0] if columns else None


def _uses_of(
    row: ReviewedRow, at: str, line: Line, index: _Index, usual: int | None
) -> Iterator[tuple[Key, Use]]:
    indicator = row.indicator
    for name, source_line, column in indicator.places:
        key = index.covering(line, column, source_line)
        if key is None:
            continue
        yield key, _use(row, at, name)
        if name == "comparator_printed" and indicator.target != indicator.comparator_printed:
            yield key, _use(row, at, "target", part=True)
    if not indicator.target and usual is not None:
        rows, keys = index.columns.get((line[0], usual), ([], []))
        place = bisect_right(rows, line[1]) - 1
        if place >= 0 and rows[place] == line[1] and not index.cell(keys[place]).text:
            yield keys[place], _use(row, at, "target")


def _use(row: ReviewedRow, at: str, name: str, *, part: bool = False) -> Use:
    text = getattr(
        row.indicator, name, ""
    )  # a role that is no field (task, remark) has its cell, but no text
    return Use(
        at=at,
        field=name,
        text=text if isinstance(text, str) else "",
        findings=tuple(finding for finding in row.findings if finding.field == name),
        part=part,
    )
