"""New rows in a sheet: everything below moves down, merged labels beside them grow.

Only in sheets where nothing but cells would have to follow: where formulas, tables, pictures, comments or
conditional formats refer to lines, the rows are left to the reader rather than a reference broken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy

from zhibiao.report.workbook.package import Package
from zhibiao.report.workbook.sheet import Sheet, read_sheet
from zhibiao.report.workbook.xml import Element, address, local, read_address
from zhibiao.revise.xlsx_cells import set_cell

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
    "scenarios",
    "dataConsolidate",
    "customSheetViews",
    "cellWatches",
    "rowBreaks",
    "ignoredErrors",
    "smartTags",
    "oleObjects",
    "controls",
    "picture",
    "extLst",
)
_NAMES = "{*}definedNames/{*}definedName"
_FORMULAS = ("{*}f", "{*}formula", "{*}formula1", "{*}formula2")
_FOLDERS = ("xl/charts/", "xl/pivotCache/")
"""Parts that refer to cells of any sheet."""
_PRINTED = ("_xlnm.Print_Area", "_xlnm.Print_Titles")
"""Names that follow the rows; any other may stand in a formula."""
_RANGE = re.compile(r"(?<=!)(\$?[A-Z]*\$?)(\d+)(:\$?[A-Z]*\$?)(\d+)")
_LINE = re.compile(r"(?<=[A-Z])[1-9]\d*")


def can_insert(package: Package, part: str, sheet: Sheet) -> bool:
    """Whether rows of the sheet may be moved: no formula in the workbook, nothing that refers to lines."""
    if sheet.tall or any(sheet.root.find(f"{{*}}{name}") is not None for name in _REFERRING):
        return False
    workbook = package.related("", "officeDocument")
    named = any(node.get("name") not in _PRINTED for node in package.read(workbook).iterfind(_NAMES))
    charted = any(name.startswith(_FOLDERS) for name in package.archive.namelist())
    if named or charted or package.related(part, "comments"):
        return False
    others = [other for other in package.relations(workbook, "worksheet").values() if other != part]
    roots = [sheet.root, *(package.read(other) for other in others if package.has(other))]
    return not any(
        next(root.iter(*_FORMULAS), None) is not None
        or root.find("{*}hyperlinks/{*}hyperlink[@location]") is not None
        for root in roots
    )


def insert_below(sheet: Sheet, line: int, rows: Sequence[Mapping[int, str]]) -> None:
    """New rows below `line`, one for each of `rows` (texts by column), in the look of that line."""
    _name_all(sheet)
    _move(sheet.root, line, len(rows))
    above = sheet.rows[line]
    for offset in range(1, len(rows) + 1):
        made = deepcopy(sheet.rows[line])
        _rename(made, line + offset)
        for cell in made.iterfind("{*}c"):
            set_cell(cell, "")
        made.attrib.pop("ht", None)
        made.attrib.pop("customHeight", None)
        above.addnext(made)
        above = made
    moved = read_sheet(sheet.root)
    sheet.rows, sheet.merged, sheet.tall = moved.rows, moved.merged, moved.tall
    for offset, texts in enumerate(rows, start=1):
        for column, text in texts.items():
            set_cell(sheet.cell(line + offset, column), text)


def move_printed(package: Package, sheet: str, line: int, count: int) -> None:
    """Move what is printed of the sheet of that name with the rows below `line`."""
    part = package.related("", "officeDocument")
    if package.read(part).find(_NAMES) is None:
        return
    workbook = package.edit(part)
    number = [node.get("name") for node in workbook.iterfind("{*}sheets/{*}sheet")].index(sheet)
    for node in workbook.iterfind(_NAMES):
        if node.get("name") in _PRINTED and node.get("localSheetId") == str(number):
            node.text = _RANGE.sub(lambda found: _longer(found, line, count), node.text or "")


def _longer(found: re.Match[str], line: int, count: int) -> str:
    first, last = int(found[2]), int(found[4])
    return f"{found[1]}{first + count * (first > line)}{found[3]}{last + count * (last >= line)}"


def _name_all(sheet: Sheet) -> None:
    """Say of every row and cell where it is: a file may leave that to be counted."""
    for line, row in sheet.rows.items():
        column = -1
        for cell in row.iterfind("{*}c"):
            place = read_address(cell.get("r", ""))
            column = place[1] if place else column + 1
            cell.set("r", address(line, column))
        row.set("r", str(line))


def _rename(row: Element, line: int) -> None:
    """Put a row whose cells have names into another line."""
    row.set("r", str(line))
    for cell in row.iterfind("{*}c"):
        place = read_address(cell.get("r", ""))
        if place:
            cell.set("r", address(line, place[1]))


def _move(root: Element, line: int, count: int) -> None:
    """Everything below `line` goes down by `count`; what is merged at it grows or is merged again."""
    for row in root.iterfind("{*}sheetData/{*}row"):
        if (number := int(row.get("r"))) > line:
            _rename(row, number + count)
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
