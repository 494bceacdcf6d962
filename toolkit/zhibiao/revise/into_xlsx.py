"""Changes into the user's own workbook: new texts in the cells, new rows below; untouched parts stay byte by byte."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.errors import ZhibiaoError
from zhibiao.report.interface import say
from zhibiao.report.workbook.annotate import sheet_parts
from zhibiao.report.workbook.package import Package, is_macro_workbook, open_package
from zhibiao.report.workbook.sheet import Range, Sheet, read_sheet
from zhibiao.report.workbook.xml import read_address
from zhibiao.revise.changes import Change, Planned, in_order
from zhibiao.revise.insert_rows import can_insert, insert_rows, move_printed, shift_of
from zhibiao.revise.writers import Written, check, unwritten
from zhibiao.revise.xlsx_cells import fit_heights, set_cell, wrapping


def write_xlsx(data: bytes, planned: Sequence[Planned], *, path: str, lang: str) -> Written:
    """The workbook `data` with the planned changes; raises ZhibiaoError RD07 (damaged) or RD08 (unpacks to too much)."""
    package = open_package(data, path)
    workbook = package.related("", "officeDocument")
    if not workbook or package.read(workbook).find("{*}sheets") is None:
        raise ZhibiaoError("RD07", path=path, detail="officeDocument")
    parts = sheet_parts(package, workbook)
    by_sheet: dict[str, list[Planned]] = {}
    for one in planned:
        by_sheet.setdefault(_sheet_of(one), []).append(one)
    done: list[Change] = []
    for name, here in by_sheet.items():
        if name in parts:
            done += _revise_sheet(package, name, parts[name], here, lang)
        else:
            done += [change for one in here for change in unwritten(one.all(), say(lang, "no_place"))]
    suffix = ".xlsm" if is_macro_workbook(package, workbook) else ".xlsx"
    return package.save(), suffix, in_order(done)


def _sheet_of(one: Planned) -> str:
    return next((change.place.sheet for change in one.all() if change.place), "")


def _revise_sheet(
    package: Package, name: str, part: str, planned: Sequence[Planned], lang: str
) -> list[Change]:
    sheet = read_sheet(package.read(part))
    movable = any(one.inserted for one in planned) and can_insert(package, part, sheet)
    computed = _computed(sheet)
    ready = [check(one, lambda change: _hindrance(change, sheet, computed), lang) for one in planned]
    done = [change for one in ready for change in one.cells]
    wraps = wrapping(package)
    written = [(change, change.place) for change in done if change.written and change.place]
    for change, at in written:
        set_cell(sheet.cell(at.line, at.column), change.new)
    fit_heights(sheet, ((at.line, at.column, change.old, change.new) for change, at in written), wraps)
    inserts: dict[int, list[dict[int, str]]] = {}
    for one in ready:
        done += _insert(one, sheet, inserts, movable=movable, lang=lang)
    if inserts:
        insert_rows(sheet, inserts, wraps)
        move_printed(package, name, shift_of(inserts))
    if any(change.written for change in done):
        package.edited[part] = sheet.root
    return done


def _insert(
    one: Planned, sheet: Sheet, inserts: dict[int, list[dict[int, str]]], *, movable: bool, lang: str
) -> list[Change]:
    """Put the rows below a row into `inserts`, where each of its cells is one of this row only."""
    flat = one.added()
    if not flat or not flat[0].written:
        return flat
    if not movable:
        return unwritten(flat, say(lang, "insert_by_hand"))
    places = [change.place for change in flat if change.place]
    areas = [(place, sheet.area(place.line, place.column)) for place in places]
    alone = all(top == bottom and left == place.column for place, (top, left, bottom, _) in areas)
    if not alone or len({place.line for place in places}) > 1:
        return unwritten(flat, say(lang, "shared_cell"))
    inserts.setdefault(places[0].line, []).extend(
        {change.place.column: change.new for change in changes if change.place} for changes in one.inserted
    )
    return flat


def _hindrance(change: Change, sheet: Sheet, computed: Sequence[Range]) -> str:
    """Why a cell is left to the reader, "" where it can be written."""
    if change.place is None:
        return "no_place"
    line, column = change.place.line, change.place.column
    top, left, bottom, _ = sheet.area(line, column)
    if top != bottom:  # empty, and merged with the cells of other rows
        return "shared_cell"
    if left != column:
        return "not_found"
    cell = sheet.cell(line, column)
    formula = cell.find("{*}f") is not None or any(_covers(area, line, column) for area in computed)
    return "formula_cell" if formula else ""


def _computed(sheet: Sheet) -> list[Range]:
    """The ranges that one formula fills."""
    found: list[Range] = []
    for node in sheet.root.iter("{*}f"):
        if node.get("t") in ("array", "dataTable"):
            first, _, last = node.get("ref", "").partition(":")
            start, end = read_address(first), read_address(last or first)
            found += [(*start, *end)] if start and end else []
    return found


def _covers(area: Range, line: int, column: int) -> bool:
    return area[0] <= line <= area[2] and area[1] <= column <= area[3]
