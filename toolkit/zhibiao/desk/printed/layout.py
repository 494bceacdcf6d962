"""A grid made ready for a page: no span beyond its edge, no hole in it, and not more of it than a browser bears."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from zhibiao.records import Grid, Page

MAX_ROWS = 3000  # of one grid; the longest real goal tables have about 300
MAX_CELLS = 40_000  # of all grids of a page
FEW = 12  # holes side by side that are shown one by one; more of them become one wide one


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place in a line of a page: number `cell` of the row's cells, None for a hole, with spans that fit."""

    cell: int | None
    column: int
    row_span: int = 1
    column_span: int = 1


def lay_out(grid: Grid, room: int, kept: Container[int] = ()) -> tuple[tuple[tuple[Slot, ...], ...], int]:
    """The lines of a grid as far as `room` cells and MAX_ROWS reach, and the room that is left.

    Where the source lost its spans, the last cell of a row reaches to the edge, as it did when it was printed, except
    in the rows `kept`, whose columns are known: headers and indicators.

    >>> from zhibiao.records import Cell
    >>> row = (Cell(text="a", row=0, column=0, row_span=9), Cell(text="b", row=0, column=2))
    >>> lines, room = lay_out(Grid(rows=(row, ())), 100)
    >>> [[(slot.cell, slot.column, slot.row_span, slot.column_span) for slot in line] for line in lines]
    [[(0, 0, 2, 1), (None, 1, 1, 1), (1, 2, 1, 1)], [(None, 1, 1, 1), (None, 2, 1, 1)]]
    """
    width = max((cell.column + cell.column_span for row in grid.rows for cell in row), default=1)
    lines: list[tuple[Slot, ...]] = []
    taken: dict[int, int] = {}  # column -> first row below the cell that stands there
    for number in range(min(len(grid.rows), MAX_ROWS)):
        line = tuple(_line(grid, number, width, taken, stretch=grid.lossy and number not in kept))
        if len(line) > room:
            break
        room -= len(line)
        lines.append(line)
    return tuple(_within(line, at, len(lines)) for at, line in enumerate(lines)), room


def _line(grid: Grid, number: int, width: int, taken: dict[int, int], *, stretch: bool) -> Iterator[Slot]:
    after = 0
    cells = grid.rows[number]
    for at, cell in enumerate(cells):
        yield from _holes(after, cell.column, number, taken)
        after = width if stretch and at == len(cells) - 1 else cell.column + cell.column_span
        for column in range(cell.column, after):
            taken[column] = number + cell.row_span
        yield Slot(cell=at, column=cell.column, row_span=cell.row_span, column_span=after - cell.column)
    yield from _holes(after, width, number, taken)


def _holes(start: int, end: int, number: int, taken: dict[int, int]) -> Iterator[Slot]:
    """The places from `start` to `end` that no cell covers, not even from above."""
    free = [column for column in range(start, end) if taken.get(column, 0) <= number]
    if len(free) > FEW and free[-1] - free[0] == len(free) - 1:
        yield Slot(cell=None, column=free[0], column_span=len(free))
    else:
        yield from (Slot(cell=None, column=column) for column in free)


def _within(line: tuple[Slot, ...], at: int, rows: int) -> tuple[Slot, ...]:
    """The line with no cell that reaches below the last row shown."""
    return tuple(replace(slot, row_span=min(slot.row_span, rows - at)) for slot in line)


def prose_between(page: Page) -> tuple[tuple[str, ...], ...]:
    """The paragraphs in front of each grid, and at the end those behind the last one.

    A caption that the source keeps inside its table stands with the paragraphs in front of it.
    """
    known = {text for _, text in page.paragraphs}
    rest = list(page.paragraphs)
    found = []
    for grid in page.grids:
        start = next((cell.line for row in grid.rows for cell in row if cell.line), 0)
        ends = next((at for at, (line, _) in enumerate(rest) if line > start), len(rest))
        front, rest = rest[:ends], rest[ends:]
        texts = tuple(text for _, text in front)
        # A reader may have taken signs off the line that it made a caption: `## 绩效目标表`.
        kept = (text for text in grid.caption if text not in known and not any(text in one for one in texts))
        found.append((*texts, *kept))
    return (*found, tuple(text for _, text in rest))
