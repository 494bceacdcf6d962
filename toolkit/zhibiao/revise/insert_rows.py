"""New rows in a sheet: everything below moves down, merged labels beside them grow.

Only in sheets where nothing but cells would have to follow: where formulas, tables, pictures, comments or
conditional formats refer to lines, the rows are left to the reader rather than a reference broken.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import accumulate

from zhibiao.report.workbook.package import Package
from zhibiao.report.workbook.sheet import Sheet, read_sheet
from zhibiao.report.workbook.xml import Element, address, local, read_address
from zhibiao.revise.xlsx_cells import fit_heights, set_cell

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
_RANGE = re.compile(r"(?<![A-Za-z0-9_.])(\$?[A-Z]{0,3}\$?)(\d+)(:\$?[A-Z]{0,3}\$?)(\d+)(?![A-Za-z0-9_!'])")
Inserts = Mapping[int, Sequence[Mapping[int, str]]]
"""The rows that come below each line: texts by column."""


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


@dataclass(frozen=True, slots=True)
class Shift:
    """Where lines go when so many rows come below each of some lines."""

    lines: tuple[int, ...]
    sums: tuple[int, ...]

    def begin(self, line: int) -> int:
        """Where a line goes."""
        return line + self.sums[bisect_left(self.lines, line)]

    def end(self, line: int) -> int:
        """Where the last of the rows below a line comes, the line itself where there are none."""
        return line + self.sums[bisect_right(self.lines, line)]

    def range(self, reference: str) -> str:
        """A range of cells that takes in what comes below its lines.

        >>> Shift((5,), (0, 2)).range("'A 6'!$A$1:$H$5,B$6:H6")
        "'A 6'!$A$1:$H$7,B$8:H8"
        """
        return _RANGE.sub(
            lambda found: f"{found[1]}{self.begin(int(found[2]))}{found[3]}{self.end(int(found[4]))}",
            reference,
        )


def shift_of(inserts: Inserts) -> Shift:
    """The shift that these new rows make.

    >>> shift = shift_of({5: [{}, {}], 7: [{}]})
    >>> [shift.begin(line) for line in (5, 6, 7, 8)], [shift.end(line) for line in (4, 5, 7)]
    ([5, 8, 9, 11], [4, 7, 10])
    """
    lines = tuple(sorted(inserts))
    return Shift(lines, tuple(accumulate((len(inserts[line]) for line in lines), initial=0)))


def insert_rows(sheet: Sheet, inserts: Inserts, wraps: set[int]) -> None:
    """The new rows below their lines, in the look of these lines; everything else moves down.

    `wraps` are the styles that break a text into lines.
    """
    shift = shift_of(inserts)
    for line, row in list(sheet.rows.items()):
        _name(row, shift.begin(line))
        above = row
        for number in range(1, 1 + len(inserts.get(line, ()))):
            made = _empty_copy(row)
            _name(made, shift.begin(line) + number)
            above.addnext(made)
            above = made
    _move_merged(sheet.root, shift)
    dimension = sheet.root.find("{*}dimension")
    if dimension is not None:
        dimension.set("ref", shift.range(dimension.get("ref", "")))
    moved = read_sheet(sheet.root)
    sheet.rows, sheet.merged, sheet.tall = moved.rows, moved.merged, moved.tall
    texts = [
        (shift.begin(line) + number, column, "", text)
        for line, rows in inserts.items()
        for number, row in enumerate(rows, start=1)
        for column, text in row.items()
    ]
    for line, column, _, text in texts:
        set_cell(sheet.cell(line, column), text)
    fit_heights(sheet, texts, wraps)


def move_printed(package: Package, sheet: str, shift: Shift) -> None:
    """Move what is printed of the sheet of that name."""
    part = package.related("", "officeDocument")
    if package.read(part).find(_NAMES) is None:
        return
    workbook = package.edit(part)
    number = [node.get("name") for node in workbook.iterfind("{*}sheets/{*}sheet")].index(sheet)
    for node in workbook.iterfind(_NAMES):
        if node.get("localSheetId") == str(number):
            node.text = shift.range(node.text or "")


def _name(row: Element, line: int) -> None:
    """Say of a row and its cells where they are; a file may leave that to be counted."""
    column = -1
    for cell in row.iterfind("{*}c"):
        place = read_address(cell.get("r", ""))
        column = place[1] if place else column + 1
        cell.set("r", address(line, column))
    row.set("r", str(line))


def _empty_copy(row: Element) -> Element:
    made = deepcopy(row)
    for cell in made.iterfind("{*}c"):
        set_cell(cell, "")
    for attribute in ("ht", "customHeight"):
        made.attrib.pop(attribute, None)
    return made


def _move_merged(root: Element, shift: Shift) -> None:
    """What is merged over several rows grows, what is merged across a row is merged again in the rows below it."""
    merged = root.find("{*}mergeCells")
    if merged is None:
        return
    for node in list(merged):
        first, _, last = node.get("ref", "").partition(":")
        start, end = read_address(first), read_address(last or first)
        if not start or not end:
            continue
        top, bottom = shift.begin(start[0]), shift.end(end[0])
        areas = [(top, bottom)] if start[0] < end[0] else [(line, line) for line in range(top, bottom + 1)]
        for above, below in areas[1:]:
            again = deepcopy(node)
            again.set("ref", f"{address(above, start[1])}:{address(below, end[1])}")
            merged.append(again)
        node.set("ref", f"{address(areas[0][0], start[1])}:{address(areas[0][1], end[1])}")
    if merged.get("count"):
        merged.set("count", str(sum(local(node) == "mergeCell" for node in merged)))
