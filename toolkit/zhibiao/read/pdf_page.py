"""One page of a PDF: turned upright, its ruled tables, its characters by line and by box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

PdfPage = Any  # pdfplumber.page.Page: its types are not shipped
Box = tuple[float, float, float, float]  # left, top, right, bottom, in points from the top left corner
Char = dict[str, Any]

NEAR = 3.0  # points: rules this close are one rule
_FEW_CHARS = 8  # fewer on a page with a picture are a stamp or a page number over a scan


def upright(page: PdfPage) -> PdfPage:
    """The page turned so that most of its characters stand upright."""
    chars = page.chars
    lying = [char for char in chars if not char["upright"]]
    if len(lying) * 2 <= len(chars):
        return page
    # Written upwards (b > 0 in the text matrix) it has to be turned to the right, else to the left.
    turn = 90 if lying[0]["matrix"][1] > 0 else 270
    page.page_obj.rotate = (page.page_obj.rotate + turn) % 360
    return type(page)(page.pdf, page.page_obj, page_number=page.page_number)


def is_scanned(page: PdfPage) -> bool:
    """Whether the page is a picture with next to no text."""
    return len(page.chars) < _FEW_CHARS and bool(page.images)


def ruled_tables(page: PdfPage) -> list[Any]:
    """The ruled tables of a page that have at least two rows and two columns, from top to bottom."""
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.cells) > 3]
    return sorted(tables, key=lambda table: table.bbox[1])


def inside(char: Char, box: Box) -> bool:
    """Whether the middle of the character lies in the box."""
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def lines_of(chars: Sequence[Char]) -> list[list[Char]]:
    """The characters line by line, from top to bottom."""
    from pdfplumber.utils.clustering import cluster_objects

    lines: list[list[Char]] = cluster_objects(list(chars), "bottom", NEAR) if chars else []
    return sorted(lines, key=lambda line: line[0]["bottom"])


def text_lines(chars: Sequence[Char]) -> Iterator[tuple[float, str]]:
    """(bottom, text) of the lines that the characters make."""
    from pdfplumber.utils.text import extract_text

    for line in lines_of(chars):
        yield max(char["bottom"] for char in line), extract_text(line)


def chars_by_box(boxes: Sequence[Box], chars: Sequence[Char]) -> list[list[Char]]:
    """The characters in each box; one that lies in two belongs to the first."""
    found: list[list[Char]] = [[] for _ in boxes]
    for char in chars:
        at = next((at for at, box in enumerate(boxes) if inside(char, box)), None)
        if at is not None:
            found[at].append(char)
    return found


def wrapped(box: Box, chars: Sequence[Char]) -> str:
    """The lines of a box; a line that runs to its right edge was broken for want of room, so the next goes on."""
    from pdfplumber.utils.text import extract_text

    text, full = "", True
    for line in lines_of(chars):
        text += ("" if full else "\n") + extract_text(line)
        last = max(line, key=lambda char: char["x1"])
        full = box[2] - last["x1"] < 1.8 * last["size"]
    return text
