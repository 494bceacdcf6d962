"""pdf -> Page: ruled tables with the spans of their boxes, the lines of text between them in order.

A table that goes on over the page becomes one grid. Pages without rules are read as spaced text. A page
without a text layer is a picture of a page: it is named in the notes and not read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from zhibiao.errors import ZhibiaoError
from zhibiao.read.grid import CAPTION_LINES, check_area, tidy_cell
from zhibiao.read.pdf_page import (
    NEAR,
    Box,
    PdfPage,
    chars_by_box,
    inside,
    is_scanned,
    ruled_tables,
    text_lines,
    upright,
    wrapped,
)
from zhibiao.read.pdf_spots import Spots, spot_of, spots_in_lines
from zhibiao.records import Cell, Grid, Note, Page
from zhibiao.text import tidy

MAX_PAGES = 400
_HEADER_ROWS = 12  # a header stands among the first rows, below title, body and goal
_SCANNED = (
    "第 {page} 页没有文字层（扫描件），未读取；请先做文字识别",
    "page {page} has no text layer (scanned) and was not read; run text recognition first",
)

_UNRULED = (
    "没有表格线，按文字的间隔分列，列可能错位；有原文件时请改用 docx 或 xlsx",
    "no ruled table: columns were told by the gaps between words and may be wrong; use docx or xlsx if there is one",
)


@dataclass(slots=True)
class _Found:
    """What the pages gave so far, in order; `spots` are only kept where somebody asks for them."""

    path: str
    spots: Spots | None = None
    lines: count[int] = field(default_factory=lambda: count(1))
    grids: list[Grid] = field(default_factory=list)
    edges: list[tuple[float, ...]] = field(default_factory=list)  # the column rules of each grid
    paragraphs: list[tuple[int, str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    open_end: bool = False  # the last thing on the page before was a table


def from_pdf(data: bytes, path: str) -> Page:
    """Read a PDF; `data` is the file. `line` counts lines of text and rows of tables from the top.

    Raises ZhibiaoError RD07 where it is damaged, protected by a password or has more than MAX_PAGES pages,
    RD10 where all of its pages are scanned.
    """
    return _open(data, _Found(path=path))


def find_spots(data: bytes, path: str) -> Spots:
    """Where the cells stand on the pages, by (line, column); raises as `from_pdf` does."""
    spots: Spots = {}
    _open(data, _Found(path=path, spots=spots))
    return spots


def _open(data: bytes, found: _Found) -> Page:
    import pdfplumber

    path = found.path
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise ZhibiaoError("RD07", path=path, detail=f"{len(pdf.pages)} 页 / {len(pdf.pages)} pages")
            return _read(pdf, found)
    except ZhibiaoError:
        raise
    except Exception as error:  # pdfminer raises whatever a damaged file makes it stumble over
        raise ZhibiaoError("RD07", path=path, detail=_why(error)) from error


def _why(error: Exception) -> str:
    """What is wrong with the file, in a word or two."""
    causes = [error, *error.args, error.__cause__, error.__context__]
    if any("Password" in type(cause).__name__ for cause in causes):
        return "有密码保护 / protected by a password"
    return str(error) or type(error).__name__


def _read(pdf: Any, found: _Found) -> Page:
    pages = [upright(page) for page in pdf.pages]
    ruled = any(ruled_tables(page) for page in pages)
    for page in pages:
        if is_scanned(page):
            number = page.page_number
            zh, en = (text.format(page=number) for text in _SCANNED)
            found.notes.append(Note(code="EX07", zh=zh, en=en, place=f"第 {number} 页"))
        elif ruled:
            _read_page(page, found)
        page.close()
    if len(found.notes) == len(pages):
        raise ZhibiaoError("RD10", path=found.path)
    if not ruled:
        return _as_text(pages, found)
    return Page(
        path=found.path,
        format="pdf",
        grids=tuple(found.grids),
        paragraphs=tuple(found.paragraphs),
        notes=tuple(found.notes),
    )


def _as_text(pages: Sequence[PdfPage], found: _Found) -> Page:
    """Pages without any ruled table: their text with its columns kept apart by blanks, read as pasted text."""
    from zhibiao.read.from_text import from_text

    text = "\n".join(page.extract_text(layout=True) for page in pages)
    read = from_text("\n".join(line.strip() for line in text.splitlines() if line.strip()), found.path)
    if found.spots is not None:
        found.spots.update(spots_in_lines(pages, read.grids))
    unruled = Note(code="EX08", zh=_UNRULED[0], en=_UNRULED[1])
    return replace(read, format="pdf", notes=(*found.notes, unruled))


def _read_page(page: PdfPage, found: _Found) -> None:
    """Add the tables and the text of one page."""
    tables = ruled_tables(page)
    boxes = [table.bbox for table in tables]
    chars = [char for char in page.chars if char["text"].strip()]
    outside = [char for char in chars if not any(inside(char, box) for box in boxes)]
    texts = list(text_lines(outside))
    caption: list[str] = []
    for number, table in enumerate(tables):
        top = table.bbox[1]
        above = [text for bottom, text in texts if bottom <= top + NEAR]
        texts = [(bottom, text) for bottom, text in texts if bottom > top + NEAR]
        caption += _add_paragraphs(above, found)
        edges, grid = _grid(page, table, tuple(caption[-CAPTION_LINES:]), found)
        first = number == 0 and not _is_heading(above)
        if first and found.open_end and _same_columns(found.edges[-1], edges):
            found.grids[-1] = _joined(found.grids[-1], grid)
        else:
            found.grids.append(grid)
            found.edges.append(edges)
        caption = []
    below = _add_paragraphs([text for _, text in texts], found)
    found.open_end = bool(tables) and not _is_heading(below) if (tables or below) else found.open_end


def _is_heading(texts: Sequence[str]) -> bool:
    """Whether the lines between two tables say something: a page number or a running head does not."""
    return any(len(tidy(text)) > 12 or text.rstrip().endswith(("表", "：", ":")) for text in texts)


def _add_paragraphs(texts: Sequence[str], found: _Found) -> list[str]:
    kept = [text for text in map(tidy, texts) if text]
    found.paragraphs += [(next(found.lines), text) for text in kept]
    return kept


def _grid(
    page: PdfPage, table: Any, caption: tuple[str, ...], found: _Found
) -> tuple[tuple[float, ...], Grid]:
    """The column rules of a table, and its grid: each box a cell at its place with its spans."""
    boxes: list[Box] = sorted(table.cells, key=lambda box: (box[1], box[0]))
    across = _edges(edge for box in boxes for edge in (box[0], box[2]))
    down = _edges(edge for box in boxes for edge in (box[1], box[3]))
    check_area((len(across) - 1) * (len(down) - 1), found.path)
    chars = [char for char in page.chars if char["text"].strip() and inside(char, table.bbox)]
    rows: list[list[Cell]] = [[] for _ in down[1:]]
    numbers = [next(found.lines) for _ in rows]
    for box, own in zip(boxes, chars_by_box(boxes, chars), strict=True):
        left, right = _place(across, box[0]), _place(across, box[2])
        top, bottom = _place(down, box[1]), _place(down, box[3])
        if right > left and bottom > top:
            cell = Cell(
                text=tidy_cell(wrapped(box, own)),
                row=top,
                column=left,
                row_span=bottom - top,
                column_span=right - left,
                line=numbers[top],
                page=page.page_number,
            )
            rows[top].append(cell)
            if found.spots is not None:
                found.spots[cell.line, left] = spot_of(page, own, box)
    return across, Grid(
        rows=tuple(tuple(sorted(row, key=lambda cell: cell.column)) for row in rows), caption=caption
    )


def _edges(values: Iterator[float]) -> tuple[float, ...]:
    """The rules that the edges of the boxes lie on."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return tuple(found)


def _place(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - value))


def _same_columns(first: tuple[float, ...], second: tuple[float, ...]) -> bool:
    return len(first) == len(second) and all(
        abs(left - right) <= 2 * NEAR for left, right in zip(first, second, strict=True)
    )


def _repeated(first: Grid, second: Grid) -> int:
    """How many rows at the top of `second` only print the header of `first` again."""
    header = {tuple(cell.text for cell in row) for row in first.rows[:_HEADER_ROWS] if len(row) > 1}
    rows = second.rows
    return next(
        (at for at, row in enumerate(rows) if tuple(cell.text for cell in row) not in header), len(rows)
    )


def _joined(first: Grid, second: Grid) -> Grid:
    """A table and its continuation on the next page.

    A header that is printed again is left out. An empty cell at the top of the page goes on with the one above
    it: a merged cell that the page cuts.
    """
    height, again = len(first.rows), _repeated(first, second)
    last = {cell.column: cell for row in first.rows for cell in row if cell.row + cell.row_span == height}
    grown: dict[tuple[int, int], int] = {}
    moved: list[tuple[Cell, ...]] = []
    for at, row in enumerate(second.rows[again:]):
        kept = []
        for cell in row:
            above = last.get(cell.column) if at == 0 else None
            if above and not cell.text and above.text and above.column_span == cell.column_span:
                grown[above.row, above.column] = cell.row_span
            else:
                kept.append(replace(cell, row=height + at))
        moved.append(tuple(kept))
    before = (
        tuple(replace(cell, row_span=cell.row_span + grown.get((cell.row, cell.column), 0)) for cell in row)
        for row in first.rows
    )
    return replace(first, rows=(*before, *moved))
