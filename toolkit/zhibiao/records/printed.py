"""What a file prints, before anybody knows what it means: cells, grids, prose, and notes on what was left out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One printed cell of a grid: its text, its place (0-based) and how many rows and columns it spans.

    `line` is the 1-based line or sheet row of the source where the cell starts (0: unknown), `page` the page of a
    PDF (0: the source has no pages).
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    line: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table as printed, before anybody knows what it means.

    `rows` holds the cells of each row from left to right, each cell once (at its top left place).
    `lossy` is True where the source lost the spans (pasted or scraped text): the columns of its cells
    are then only a hint. `caption` is the heading text just above; `note` what stood just below.
    """

    rows: tuple[tuple[Cell, ...], ...]
    caption: tuple[str, ...] = ()
    lossy: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something the program could not place, left out on purpose, or repaired: never silent.

    `code` is one of extract.notes.NOTES (EX..); `place` is e.g. "第 12 行".
    """

    code: str
    zh: str
    en: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a reader hands on: the grids of one file in order, and the prose between them.

    `paragraphs` are (line, text) of everything outside the grids; `encoding` as detected, "" for
    formats that state it themselves; `notes` what could not be read.
    """

    path: str
    format: str
    grids: tuple[Grid, ...]
    paragraphs: tuple[tuple[int, str], ...] = ()
    encoding: str = ""
    notes: tuple[Note, ...] = ()
