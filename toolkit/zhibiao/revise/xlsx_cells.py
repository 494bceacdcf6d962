"""Another text in a cell of a workbook, in the look that it has, and rows high enough for it."""

from __future__ import annotations

from collections.abc import Iterable

from zhibiao.report.workbook.boxes import Measure
from zhibiao.report.workbook.heights import height_of
from zhibiao.report.workbook.sheet import Sheet
from zhibiao.report.workbook.xml import Element, child, local, set_text
from zhibiao.revise.changes import Change

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


def fit_heights(sheet: Sheet, changes: Iterable[Change]) -> None:
    """Make the rows of changed cells as high as the texts need, never lower.

    Also where a row has no height of its own: not every program computes one when it opens the workbook.
    """
    measure = Measure(root=sheet.root)
    needed: dict[int, float] = {}
    for change in changes:
        if change.place is None:
            continue
        top, left, _, right = sheet.area(change.place.line, change.place.column)
        width = sum(map(measure.width, range(left, right + 1))) / _PIXELS_OF_DIGIT
        needed[top] = max(needed.get(top, 0.0), height_of([(change.new, width)]))
    for line, height in needed.items():
        if height > measure.height(line - 1) * _POINTS_OF_PIXEL:
            sheet.rows[line].set("ht", f"{height:g}")
            sheet.rows[line].set("customHeight", "1")
