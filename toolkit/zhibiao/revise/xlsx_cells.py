"""Another text in a cell of a workbook, in the look that it has, and rows high enough for it."""

from __future__ import annotations

from collections.abc import Iterable

from zhibiao.report.workbook.boxes import Measure
from zhibiao.report.workbook.heights import height_of
from zhibiao.report.workbook.package import Package
from zhibiao.report.workbook.sheet import Sheet, number_of
from zhibiao.report.workbook.xml import Element, child, local, set_text

_PIXELS_OF_DIGIT = 7
_POINTS_OF_PIXEL = 0.75


def set_cell(cell: Element, text: str) -> None:
    """Give a cell a text of its own (never a formula), in the look that it has."""
    for node in list(cell):
        if local(node) in ("f", "v", "is"):
            cell.remove(node)
    for attribute in ("t", "cm", "vm"):  # what kind of value it was
        cell.attrib.pop(attribute, None)
    if text:
        cell.set("t", "inlineStr")
        inline = child(cell, "is")
        cell.insert(0, inline)
        set_text(child(inline, "t"), text)


def wrapping(package: Package) -> set[int]:
    """The numbers of the styles that break a text into lines."""
    part = package.related(package.related("", "officeDocument"), "styles")
    formats = package.read(part).iterfind("{*}cellXfs/{*}xf") if part and package.has(part) else ()
    found = set()
    for number, entry in enumerate(formats):
        alignment = entry.find("{*}alignment")
        if alignment is not None and alignment.get("wrapText") in ("1", "true"):
            found.add(number)
    return found


def fit_heights(sheet: Sheet, texts: Iterable[tuple[int, int, str, str]], wraps: set[int]) -> None:
    """Make rows as high as new texts need, never lower: (line, column, text before, text) of the cells.

    Not every program does so itself, and none for merged cells. `wraps` are styles, see `wrapping`.
    """
    measure = Measure(root=sheet.root)
    needed: dict[int, float] = {}
    for line, column, before, text in texts:
        _, left, _, right = sheet.area(line, column)
        if number_of(sheet.cell(line, column).get("s")) in wraps:
            width = sum(map(measure.width, range(left, right + 1))) / _PIXELS_OF_DIGIT
            old, new = height_of([(before, width)]), height_of([(text, width)])
            needed[line] = max(needed.get(line, 0.0), new if new > old else 0.0)
    for line, height in needed.items():
        if height > measure.height(line - 1) * _POINTS_OF_PIXEL:
            sheet.rows[line].set("ht", f"{height:g}")
            sheet.rows[line].set("customHeight", "1")
