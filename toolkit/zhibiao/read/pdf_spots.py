"""Where a cell stands on the pages of a PDF, as annotations name it: in the page's own coordinates, not turned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhibiao.read.pdf_page import Box, Char, PdfPage, lines_of
from zhibiao.records import Grid
from zhibiao.text import squeeze

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]  # top left, top right, bottom left, bottom right of a line as read

_INSET = 2.0  # points between the rules of an empty cell and what is marked of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A cell on its page (counted from 0): one quad for each line of its text, the whole of an empty cell."""

    page: int
    quads: tuple[Quad, ...]


Spots = dict[tuple[int, int], Spot]  # by (line, column), as the cells of the grids have them


def spot_of(page: PdfPage, chars: Sequence[Char], box: Box) -> Spot:
    """The place of a cell with these characters; `box` is what stands for it where it is empty."""
    boxes = [_around(line) for line in lines_of(chars)]
    left, top, right, bottom = box
    boxes = boxes or [(left + _INSET, top + _INSET, right - _INSET, bottom - _INSET)]
    return Spot(page=page.page_number - 1, quads=tuple(_quad(page, one) for one in boxes))


def _around(chars: Iterable[Char]) -> Box:
    lefts, tops, rights, bottoms = zip(
        *((char["x0"], char["top"], char["x1"], char["bottom"]) for char in chars), strict=True
    )
    return min(lefts), min(tops), max(rights), max(bottoms)


def _quad(page: PdfPage, box: Box) -> Quad:
    """The corners of a box, turned back: the inverse of what pdfminer and pdfplumber make of a page."""
    left, top, right, bottom = box
    return (
        _original(page, left, top),
        _original(page, right, top),
        _original(page, left, bottom),
        _original(page, right, bottom),
    )


def _original(page: PdfPage, across: float, down: float) -> Point:
    x0, y0, x1, y1 = page.page_obj.mediabox
    x, y = across - page.mediabox[0], page.height + page.mediabox[1] - down
    turned = {90: (x1 - y, y0 + x), 180: (x1 - x, y1 - y), 270: (x0 + y, y1 - x)}
    return turned.get(page.page_obj.rotate % 360, (x0 + x, y0 + y))


def spots_in_lines(pages: Iterable[PdfPage], grids: Iterable[Grid]) -> Spots:
    """The places of cells that were read from lines of text, one after the other, blank lines not counted.

    A cell whose text is not found in its line is the whole line.
    """
    lines = [(page, line) for page in pages for line in _printed_lines(page)]
    spots: Spots = {}
    for row in (row for grid in grids for row in grid.rows):
        after: dict[
            int, int
        ] = {}  # how far each line is used up: equal texts stand in the order of the cells
        for cell in row:
            if 0 < cell.line <= len(lines):
                page, line = lines[cell.line - 1]
                start, end = _find(line, squeeze(cell.text), after.get(cell.line, 0))
                after[cell.line] = end if (start, end) != (0, len(line)) else after.get(cell.line, 0)
                chars = line[start:end]
                spots[cell.line, cell.column] = spot_of(page, chars, _around(chars))
    return spots


def _printed_lines(page: PdfPage) -> list[list[Char]]:
    """The characters of each line with a text, without blanks."""
    lines: list[list[Char]] = [[]]
    for text, char in page.get_textmap(layout=True).tuples:
        if text == "\n":
            lines.append([])
        elif char is not None and text.strip():
            lines[-1].append(char)
    return [line for line in lines if line]


def _find(line: Sequence[Char], text: str, start: int) -> tuple[int, int]:
    """From which to which character of the line `text` stands, not before `start`."""
    letters = [squeeze(char["text"]) for char in line]
    at = "".join(letters[start:]).find(text) if text else -1
    if at < 0 or any(len(letter) != 1 for letter in letters):
        return 0, len(line)
    return start + at, start + at + len(text)
