"""New rows in a sheet: everything below moves down, merged labels beside them grow.

Only in sheets where nothing but cells would have to follow: where formulas, tables, pictures, comments or
conditional formats refer to lines, the rows are left to the reader rather than a reference broken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy

from zhibiao.report.workbook.package import Package
from zhibiao.report.workbook.sheet import Sheet, number_of
from zhibiao.report.workbook.xml import Element, address, local, read_address

_REFERRING = (
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "autoFilter",
    "tableParts",
    "drawing",
    "legacyDrawing",
    "protectedRanges",
    "sortState",
    "rowBreaks",
    "ignoredErrors",
    "oleObjects",
    "controls",
    "picture",
    "extLst",
)
_LINE = re.compile(r"(?<=[A-Z])[1-9]\d*")


def can_insert(package: Package, part: str, sheet: Sheet) -> bool:
    """Whether rows of the sheet may be moved: no formula in the workbook, nothing that refers to lines."""
    if any(sheet.root.find(f"{{*}}{name}") is not None for name in _REFERRING):
        return False
    if sheet.tall or next(sheet.root.iter("{*}f"), None) is not None:
        return False
    workbook = package.related("", "officeDocument")
    if package.read(workbook).find("{*}definedNames") is not None:
        return False
    others = package.relations(workbook, "worksheet").values()
    return not any(b"<f" in package.raw(other) for other in others if other != part and package.has(other))


def insert_below(root: Element, line: int, rows: Sequence[Mapping[int, str]]) -> None:
    """New rows below `line`, one for each of `rows` (texts by column), in the look of that line."""
    from zhibiao.revise.into_xlsx import set_cell

    _move(root, line, len(rows))
    data = root.find("{*}sheetData")
    model = next(row for row in data.iterfind("{*}row") if number_of(row.get("r")) == line)
    above = model
    for offset, texts in enumerate(rows, start=1):
        made = deepcopy(model)
        made.set("r", str(line + offset))
        for cell in made.iterfind("{*}c"):
            place = read_address(cell.get("r", ""))
            if place:
                cell.set("r", address(line + offset, place[1]))
                set_cell(cell, texts.get(place[1], ""))
        above.addnext(made)
        above = made


def _move(root: Element, line: int, count: int) -> None:
    """Everything below `line` goes down by `count`; what is merged at it grows or is merged again."""
    for row in root.iterfind("{*}sheetData/{*}row"):
        number = number_of(row.get("r"))
        if number > line:
            row.set("r", str(number + count))
            for cell in row.iterfind("{*}c"):
                place = read_address(cell.get("r", ""))
                if place:
                    cell.set("r", address(place[0] + count, place[1]))
    _move_merged(root, line, count)
    dimension = root.find("{*}dimension")
    if dimension is not None:
        dimension.set("ref", _down(dimension.get("ref", ""), line, count))


def _move_merged(root: Element, line: int, count: int) -> None:
    merged = root.find("{*}mergeCells")
    if merged is None:
        return
    for node in list(merged):
        first, _, last = node.get("ref", "").partition(":")
        start, end = read_address(first), read_address(last or first)
        if not start or not end:
            continue
        top, bottom = start[0], end[0]
        if top > line:
            node.set("ref", f"{address(top + count, start[1])}:{address(bottom + count, end[1])}")
        elif bottom > line or (bottom == line and top < line):  # a label beside the row
            node.set("ref", f"{first}:{address(bottom + count, end[1])}")
        elif bottom == line:  # cells merged across the row: the new rows get the same
            for offset in range(1, count + 1):
                again = deepcopy(node)
                again.set("ref", f"{address(line + offset, start[1])}:{address(line + offset, end[1])}")
                merged.append(again)
    if merged.get("count"):
        merged.set("count", str(sum(local(node) == "mergeCell" for node in merged)))


def _down(reference: str, line: int, count: int) -> str:
    """A range with its last line moved.

    >>> _down("A1:H20", 5, 2)
    'A1:H22'
    """
    head, colon, last = reference.rpartition(":")
    return f"{head}{colon}{_LINE.sub(lambda m: str(int(m[0]) + count * (int(m[0]) >= line)), last)}"
