"""xlsx and xls -> one piece: a workbook is read whole, its cells as it shows them (95%, not 0.95)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.bulk.names import tidy_names
from zhibiao.bulk.records import Head, Piece, Place
from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    import pyarrow as pa


def workbook_head(path: Path) -> Head:
    """The columns of the sheet that has one of indicator names, else of the first.

    Raises ZhibiaoError RD01 for no such file, RD07 for a damaged one, TG03 for an empty one.
    """
    table = _table(path)
    return Head(path=path, schema=table.schema, size=path.stat().st_size, rows=len(table), place=Place())


def workbook_pieces(head: Head, place: Place, rows: int) -> Iterator[Piece]:
    """The rows from row `place.offset` on, `rows` at a time."""
    table = _table(head.path)
    for start in range(place.offset, len(table), rows):
        part = table.slice(start, rows)
        yield Piece(table=part, place=Place(source=place.source, offset=start + len(part)))


def _table(path: Path) -> pa.Table:
    import pyarrow as pa

    header, body = _lines(path)
    columns = [pa.array([line[at] for line in body], pa.string()) for at in range(len(header))]
    return pa.table(columns, names=tidy_names(header))


def _lines(path: Path) -> tuple[list[str], list[list[str]]]:
    """Header and rows of the sheet; its first line that is not blank is the header."""
    from zhibiao.read import read_page
    from zhibiao.taxonomy import header_role

    sheets = []
    for grid in read_page(path).grids:
        width = max((cell.column + cell.column_span for row in grid.rows for cell in row), default=0)
        lines = [[""] * width for _ in grid.rows]
        for line, row in zip(lines, grid.rows, strict=True):
            for cell in row:
                line[cell.column] = cell.text
        if lines := lines[next((at for at, line in enumerate(lines) if any(line)), len(lines)) :]:
            sheets.append(lines)
    if not sheets:
        raise ZhibiaoError("TG03", path=str(path))
    named = [
        lines for lines in sheets if any(word == "name" or header_role(word) == "name" for word in lines[0])
    ]
    header, *body = (named or sheets)[0]
    return header, body
