"""The places of HTML cells, worked out from their spans as browsers do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhibiao.read.grid import MAX_SPAN, check_area
from zhibiao.records import Cell

_DIGITS = re.compile(r"\s*\+?(\d{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A cell before it has a place; `rows` 0 means down to the end of its section."""

    text: str
    rows: int
    columns: int
    line: int


def read_span(value: str | None, *, least: int) -> int:
    """A span as browsers read it: leading digits, at most MAX_SPAN, 1 where there is no number.

    >>> read_span("2px", least=1), read_span("99999999", least=1), read_span(None, least=1)
    (2, 1000, 1)
    """
    found = _DIGITS.match(value or "")
    return max(least, min(MAX_SPAN, int(found[1]))) if found else 1


def place(sections: list[list[list[Raw]]], path: str) -> Iterator[tuple[Cell, ...]]:
    """Rows of cells at their places; a row span ends with its section, a column span before a taken place."""
    first = area = 0
    for section in sections:
        taken: dict[int, int] = {}  # column -> first row below the cell that covers it
        end = first + len(section)
        for row, raws in enumerate(section, start=first):
            cells: list[Cell] = []
            column = 0
            for raw in raws:
                while taken.get(column, 0) > row:
                    column += 1
                width = next(
                    (n for n in range(1, raw.columns) if taken.get(column + n, 0) > row), raw.columns
                )
                height = min(raw.rows or end, end - row)
                area += width * height
                check_area(area, path)
                taken.update(dict.fromkeys(range(column, column + width), row + height))
                cells.append(_cell(raw, row, column, height, width))
                column += raw.columns
            yield tuple(cells)
        first = end


def _cell(raw: Raw, row: int, column: int, height: int, width: int) -> Cell:
    return Cell(text=raw.text, row=row, column=column, row_span=height, column_span=width, line=raw.line)
