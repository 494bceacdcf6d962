"""docx -> Page: every w:tbl a grid with its true spans, the paragraphs between them in order.

An own walk over w:tr and w:tc: python-docx repeats merged cells, shifts rows with gridBefore, drops tracked
insertions and content controls, and raises on irregular vertical merges. A docx has no lines, so `line`
counts paragraphs and table rows from the top.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from zhibiao.errors import ZhibiaoError
from zhibiao.read.archive import open_archive, read_xml
from zhibiao.read.grid import CAPTION_LINES, MAX_SPAN, check_area, tidy_cell
from zhibiao.records import Cell, Grid, Page
from zhibiao.text import tidy

if TYPE_CHECKING:
    from zipfile import ZipFile

Element = Any  # lxml.etree._Element; lxml's types are stubs that not every installation has

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT_BOX = f"{_W}txbxContent"
Place = tuple[int, int]  # (row or line, column)

# What is printed at the place: content controls, accepted insertions, smart tags.
_WRAPPERS = tuple(_W + n for n in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_UNPRINTED = (
    *(_W + n for n in ("del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "rt", "tbl")),
    _TEXT_BOX,  # read on its own, after the paragraph
    _FALLBACK,  # a second copy of the same drawing
)
_CHARACTERS = {_W + "tab": " ", _W + "ptab": " ", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
# Comparators typed in the Symbol font are stored as private characters.
_SYMBOLS = {
    "F0B3": "≥",
    "F0A3": "≤",
    "F0B1": "±",
    "F0B9": "≠",
    "F03C": "<",
    "F03D": "=",
    "F03E": ">",
    "F025": "%",
}


@dataclass(slots=True)
class _Walk:
    """The way through a document: its lines counted, and the w:tc that begins at each (line, column)."""

    path: str
    lines: count[int] = field(default_factory=lambda: count(1))
    cells: dict[Place, Element] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What a stretch of the document holds: grids, and (line, text) of the paragraphs."""

    grids: tuple[Grid, ...]
    paragraphs: tuple[tuple[int, str], ...]


def from_docx(data: bytes, path: str) -> Page:
    """Read the body of a Word document; `data` is the file.

    Tracked insertions are kept and deletions dropped, text boxes and content controls read, nested tables
    become grids after the one they stand in. Headers, footers, notes and comments are not read.
    Raises ZhibiaoError RD07 (damaged) or RD08 (unpacks to too much).
    """
    archive = open_archive(data, path)
    found = _read(_body(read_xml(archive, main_part(archive, path), path), path), _Walk(path))
    return Page(path=path, format="docx", grids=found.grids, paragraphs=found.paragraphs)


def find_cells(root: Element, path: str) -> dict[Place, Element]:
    """The w:tc of each cell by (line, column), as the cells of the grids have them; `root` is the main part."""
    walk = _Walk(path)
    _read(_body(root, path), walk)
    return walk.cells


def cell_paragraphs(cell: Element) -> list[Element]:
    """The paragraphs of a w:tc whose text is the cell's: not those of text boxes and nested tables."""
    return list(_children(cell, (f"{_W}p",)))


def has_text(paragraph: Element) -> bool:
    """Whether anything of the paragraph is printed."""
    return bool(tidy(printed_text(paragraph)))


def main_part(archive: ZipFile, path: str) -> str:
    """The name of the main part, wherever the package keeps it.

    Found here, not by python-docx, which loads every part and gives up at a dead link to a picture.
    """
    links = read_xml(archive, "_rels/.rels", path).iterfind("{*}Relationship[@Target]")
    main = [link.get("Target") for link in links if link.get("Type", "").endswith("/officeDocument")]
    return str(main[0]).lstrip("/") if main else "word/document.xml"


def _body(root: Element, path: str) -> Element:
    body = root.find(f"{_W}body")
    if body is None:
        raise ZhibiaoError("RD07", path=path, detail="没有正文 / no body")
    return body


def _read(parent: Element, walk: _Walk) -> _Part:
    """Paragraphs and tables below `parent`, in order."""
    grids: list[Grid] = []
    paragraphs: list[tuple[int, str]] = []
    caption: list[str] = []
    for block in _blocks(parent):
        if block.tag == f"{_W}tbl":
            grids += _grids(block, caption, walk)
            caption = []
            continue
        number = next(walk.lines)
        texts = [text for text in map(tidy, printed_text(block).splitlines()) if text]
        paragraphs += [(number, text) for text in texts]
        caption += texts
    return _Part(grids=tuple(grids), paragraphs=tuple(paragraphs))


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, those in content controls at their place, those in text boxes after theirs."""
    for block in _children(parent, (f"{_W}p", f"{_W}tbl")):
        yield block
        if block.tag == f"{_W}p":
            for box in block.iter(_TEXT_BOX):
                if next(box.iterancestors(_FALLBACK), None) is None:
                    yield from _children(box, (f"{_W}p", f"{_W}tbl"))


def _children(parent: Element, tags: tuple[str, ...]) -> Iterator[Element]:
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tags)


def printed_text(node: Element) -> str:
    """What is printed of a paragraph: without deletions, fields and hidden marks."""
    return "".join(_pieces(node))


def _pieces(node: Element) -> Iterator[str]:
    """Printed text below a paragraph, run by run."""
    for child in node:
        if child.tag in (f"{_W}t", _MATH_TEXT):
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag == f"{_W}sym":
            yield _SYMBOLS.get(child.get(f"{_W}char", "").upper(), "")
        elif child.tag not in _UNPRINTED:
            yield from _pieces(child)


def _grids(table: Element, caption: list[str], walk: _Walk) -> list[Grid]:
    """The grid of `table`, then those of the tables nested in its cells."""
    cells: dict[Place, Cell] = {}
    nested: list[tuple[Element, list[str]]] = []
    merges: dict[int, Place] = {}
    rows = [row for row in _children(table, (f"{_W}tr",)) if row.find(f"{_W}trPr/{_W}del") is None]
    for number, row in enumerate(rows):
        merges = _read_row(row, (number, next(walk.lines)), merges, cells, nested, walk)
    inner = [grid for node, above in nested for grid in _grids(node, above or caption, walk)]
    check_area(sum(cell.column_span * cell.row_span for cell in cells.values()), walk.path)
    if not cells:
        return inner
    by_row: list[list[Cell]] = [[] for _ in rows]
    for cell in cells.values():
        by_row[cell.row].append(cell)
    return [Grid(rows=tuple(map(tuple, by_row)), caption=tuple(caption[-CAPTION_LINES:])), *inner]


def _read_row(
    row: Element,
    at: tuple[int, int],
    merges: dict[int, Place],
    cells: dict[Place, Cell],
    nested: list[tuple[Element, list[str]]],
    walk: _Walk,
) -> dict[int, Place]:
    """Add the cells of a row, `at` (row, line), to `cells`; the merges that the next row may continue.

    A continued merge without an open one of the same width above begins a cell of its own, as Word shows
    it. What stands in the continuing cells of a merge is not printed, so not read.
    """
    number, line = at
    column = _number(row, "trPr", "gridBefore", least=0)
    still_open: dict[int, Place] = {}
    left: Place | None = None
    for cell in _children(row, (f"{_W}tc",)):
        width = _number(cell, "tcPr", "gridSpan", least=1)
        vertical, above = _merge(cell, "vMerge"), merges.get(column)
        if left and _merge(cell, "hMerge") == "continue":  # the way of old files
            cells[left] = replace(cells[left], column_span=cells[left].column_span + width)
        elif vertical == "continue" and above and cells[above].column_span == width:
            cells[above] = replace(cells[above], row_span=cells[above].row_span + 1)
            still_open[column] = above
            left = None
        elif cell.find(f"{_W}tcPr/{_W}cellDel") is None:
            left = (number, column)
            text = _cell_text(cell, nested)
            cells[left] = Cell(text=text, row=number, column=column, column_span=width, line=line)
            walk.cells[line, column] = cell
            if vertical:
                still_open[column] = left
        column += width
    return still_open


def _cell_text(cell: Element, nested: list[tuple[Element, list[str]]]) -> str:
    """The cell's own text; tables in it go to `nested` with the lines above them."""
    texts: list[str] = []
    for block in _blocks(cell):
        if block.tag == f"{_W}tbl":
            nested.append((block, [text for text in map(tidy, texts) if text]))
        else:
            texts.append(printed_text(block))
    return tidy_cell("\n".join(texts))


def _number(node: Element, properties: str, name: str, *, least: int) -> int:
    found = node.find(f"{_W}{properties}/{_W}{name}")
    value = found.get(f"{_W}val", "") if found is not None else ""
    return max(least, min(MAX_SPAN, int(value))) if value.isascii() and value.isdigit() else least


def _merge(cell: Element, name: str) -> str:
    """ "restart", "continue" (the default where the mark stands without a value), or "" without the mark."""
    found = cell.find(f"{_W}tcPr/{_W}{name}")
    return "" if found is None else str(found.get(f"{_W}val", "continue"))
