"""Rows with tabs between the cells: a spreadsheet or HTML table flattened to text."""

from __future__ import annotations

from zhibiao.records import Cell, Grid
from zhibiao.text import join_broken


def read_tabs(block: list[tuple[int, str]], caption: tuple[str, ...]) -> Grid:
    """One grid of a block of tabbed lines; a cell's column is the number of tabs before it.

    >>> grid = read_tabs([(7, "产出指标\\t\\t印制册数\\t≥5册")], ())
    >>> [(cell.column, cell.text, cell.line) for cell in grid.rows[0]]
    [(0, '产出指标', 7), (2, '印制册数', 7), (3, '≥5册', 7)]
    """
    rows: list[tuple[Cell, ...]] = []
    for number, line in block:
        cells = tuple(
            Cell(text=text, row=len(rows), column=column, line=number)
            for column, part in enumerate(line.split("\t"))
            if (text := join_broken(part))
        )
        if cells:
            rows.append(cells)
    return Grid(rows=tuple(rows), caption=caption, lossy=True)
