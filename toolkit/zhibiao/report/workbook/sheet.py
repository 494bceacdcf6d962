"""The cells of one sheet: found, made where the file leaves them out, and given another style."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from zhibiao.report.workbook.xml import (
    Element,
    address,
    child,
    office,
    put_after,
    read_address,
    tag,
)

# What the schema wants before <legacyDrawing>, the reference to the boxes of the comments.
_BEFORE_BOXES = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges "
    "scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr "
    "conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter "
    "rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing"
)
_TALL = 100  # lines; a range over a whole column has a million
Range = tuple[int, int, int, int]  # top, left, bottom, right; lines from 1, columns from 0


@dataclass(slots=True)
class Sheet:
    """A sheet's XML with its rows by number and its merged ranges by line, the tall ones apart."""

    root: Element
    rows: dict[int, Element] = field(default_factory=dict)
    merged: dict[int, list[Range]] = field(default_factory=dict)
    tall: list[Range] = field(default_factory=list)

    def merge(self, area: Range) -> None:
        """Note a merged range."""
        top, _, bottom, _ = area
        if bottom - top > _TALL:
            self.tall.append(area)
        else:
            for line in range(top, bottom + 1):
                self.merged.setdefault(line, []).append(area)

    def area(self, line: int, column: int) -> Range:
        """The merged range that covers a cell, the cell itself where none does."""
        for top, left, bottom, right in (*self.merged.get(line, ()), *self.tall):
            if top <= line <= bottom and left <= column <= right:
                return top, left, bottom, right
        return line, column, line, column

    def cell(self, line: int, column: int) -> Element:
        """The cell, made with the style of its row or column where the file has none."""
        row = self.rows.get(line)
        if row is None:
            row = self._new_row(line)
        cells = _numbered(row)
        numbers = [number for number, _ in cells]
        at = bisect_left(numbers, column)
        if at < len(cells) and numbers[at] == column:
            return cells[at][1]
        made = child(row, "c", r=address(line, column))
        if style := self._style(row, column):
            made.set("s", str(style))
        if at < len(cells):
            cells[at][1].addprevious(made)
        elif cells:
            cells[-1][1].addnext(made)
        else:
            row.insert(0, made)
        row.attrib.pop("spans", None)  # a hint for the program that wrote it, no longer true
        return made

    def _new_row(self, line: int) -> Element:
        data = self.root.find("{*}sheetData")
        row = child(data, "row", r=line)
        later = [number for number in self.rows if number > line]
        if later:
            self.rows[min(later)].addprevious(row)
        self.rows[line] = row
        return row

    def _style(self, row: Element, column: int) -> int:
        if row.get("customFormat") in ("1", "true"):
            return number_of(row.get("s"))
        for node in self.root.iterfind("{*}cols/{*}col"):
            if number_of(node.get("min")) <= column + 1 <= number_of(node.get("max")):
                return number_of(node.get("style"))
        return 0

    def refer_to_boxes(self, name: str) -> None:
        """Refer to the part with the boxes of the comments by the id `name`."""
        from lxml import etree

        space = office(self.root)
        node = etree.Element(tag(self.root, "legacyDrawing"), nsmap={"r": space})
        node.set(f"{{{space}}}id", name)
        put_after(self.root, node, tuple(_BEFORE_BOXES.split()))


def read_sheet(root: Element) -> Sheet:
    """The sheet of this XML, ready to be changed."""
    sheet = Sheet(root=root)
    line = 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        line = number_of(row.get("r")) or line + 1
        sheet.rows[line] = row
    for node in root.iterfind("{*}mergeCells/{*}mergeCell"):
        first, _, last = node.get("ref", "").partition(":")
        start, end = read_address(first), read_address(last or first)
        if start and end:
            sheet.merge((*start, *end))
    return sheet


def number_of(text: str | None) -> int:
    """The number that an attribute holds, 0 for none.

    >>> number_of("12"), number_of(None)
    (12, 0)
    """
    return int(text) if text and text.isascii() and text.isdigit() else 0


def _numbered(row: Element) -> list[tuple[int, Element]]:
    """The cells of a row with their columns; a cell without a name follows its neighbour."""
    cells: list[tuple[int, Element]] = []
    column = -1
    for cell in row.iterfind("{*}c"):
        place = read_address(cell.get("r", ""))
        column = place[1] if place else column + 1
        cells.append((column, cell))
    return cells
