"""One cell per line: a Word table pasted as text.

A cell begins with a tab; lines without one continue it; a blank line ends the row. Cells under a merged
cell are printed empty, so a cell's place in its row is its column.
"""

from __future__ import annotations

from zhibiao.records import Cell, Grid
from zhibiao.text import join_broken


def is_cell_line(line: str) -> bool:
    """Whether the line is a tab and one cell.

    >>> is_cell_line("\\t指标值"), is_cell_line("\\t指标值\\t权重"), is_cell_line("指标值")
    (True, False, False)
    """
    return line.startswith("\t") and "\t" not in line[1:].rstrip()


def read_cells(block: list[tuple[int, str]], caption: tuple[str, ...]) -> Grid:
    """One grid of a block of one-cell lines.

    >>> grid = read_cells([(1, "\\t运行"), (2, "成本"), (3, "\\t≤100%"), (4, ""), (5, "\\t"), (6, "\\t0")], ())
    >>> [[(cell.column, cell.text) for cell in row] for row in grid.rows]
    [[(0, '运行成本'), (1, '≤100%')], [(1, '0')]]
    """
    rows: list[tuple[Cell, ...]] = []
    parts: list[tuple[int, str]] = []

    def end_row() -> None:
        cells = tuple(
            Cell(text=text, row=len(rows), column=column, line=number)
            for column, (number, part) in enumerate(parts)
            if (text := join_broken(part))
        )
        if cells:
            rows.append(cells)
        parts.clear()

    for number, line in block:
        if line.startswith("\t"):
            parts.extend((number, part) for part in line[1:].split("\t"))
        elif not line.strip():
            end_row()
        elif parts:
            first, text = parts[-1]
            parts[-1] = (first, f"{text}\n{line}")
    end_row()
    return Grid(rows=tuple(rows), caption=caption, lossy=True)
