"""Grids made ready for a page: whole lines, spans within the edge, bounded size."""

import time

import pytest

from zhibiao.desk.printed.layout import FEW, MAX_CELLS, MAX_ROWS, lay_out
from zhibiao.desk.printed.tables import printed_tables
from zhibiao.extract import extract
from zhibiao.read import read_page
from zhibiao.records import Cell, Grid, Page
from zhibiao.review import review_alone


def _grid(*rows: list[tuple], lossy: bool = False) -> Grid:
    return Grid(
        rows=tuple(
            tuple(
                Cell(text="x", row=at, column=column, row_span=down, column_span=across, line=at + 1)
                for column, down, across in row
            )
            for at, row in enumerate(rows)
        ),
        lossy=lossy,
    )


@pytest.mark.parametrize(
    "name", ["dept_goal.csv", "dept_goal.docx", "project_goal.html", "project_selfeval.xlsx"]
)
def test_every_place_is_covered_once(samples, name):
    """The cells of the lines cover every place of the table exactly once."""
    for grid in read_page(samples / name).grids:
        lines, _ = lay_out(grid, MAX_CELLS)
        covered = [
            (row, column)
            for at, line in enumerate(lines)
            for slot in line
            for row in range(at, at + slot.row_span)
            for column in range(slot.column, slot.column + slot.column_span)
        ]
        width = max(column for _, column in covered) + 1
        assert len(covered) == len(set(covered)) == len(lines) * width


def test_spans_beyond_the_edge():
    """A cell that claims more rows than the grid has reaches to its last row."""
    lines, _ = lay_out(_grid([(0, 1000, 1), (1, 1, 1)], [(1, 1, 1)]), MAX_CELLS)
    assert [[slot.row_span for slot in line] for line in lines] == [[2, 1], [1]]


def test_wide_hole_is_one_cell():
    """Few holes are shown one by one, many as one cell."""
    lines, _ = lay_out(_grid([(0, 1, 1), (FEW + 2, 1, 1)], [(0, 1, FEW + 3)]), MAX_CELLS)
    assert [slot.column_span for slot in lines[0]] == [1, FEW + 1, 1]


def test_lost_span_is_stretched():
    """Without spans the last cell of a row reaches to the edge, but not in rows whose columns are known."""
    grid = _grid([(0, 1, 1), (1, 1, 1)], [(0, 1, 1)], [(0, 1, 1), (3, 1, 1)], lossy=True)
    lines, _ = lay_out(grid, MAX_CELLS, {1})
    assert [[slot.column_span for slot in line] for line in lines] == [[1, 3], [1, 1, 1, 1], [1, 1, 1, 1]]


def test_long_grid_is_cut():
    """Of a grid that is too long the first rows are shown, and the rest is counted."""
    grid = _grid(*([(0, 1, 1)] for _ in range(MAX_ROWS + 7)))
    page = Page(path="a", format="docx", grids=(grid,))
    (table,) = printed_tables(page, review_alone(extract(page)), "zh")
    assert (len(table.rows), table.left_out) == (MAX_ROWS, 7)


def test_hostile_grid_is_quick():
    """A grid of 200,000 cells, and one of cells with the largest spans, are cut within a second or two."""
    large = _grid(*([(column, 1, 1) for column in range(200)] for _ in range(1000)))
    wide = _grid(*([(0, 1000, 1000)] for _ in range(1000)))
    start = time.monotonic()
    lines, room = lay_out(large, MAX_CELLS)
    assert len(lines) * 200 + room == MAX_CELLS
    lay_out(wide, MAX_CELLS)
    assert time.monotonic() - start < 3
