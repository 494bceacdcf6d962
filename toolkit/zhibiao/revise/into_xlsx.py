"""Changes into the user's own workbook: new texts in the cells, new rows below; untouched parts stay byte by byte."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zhibiao.errors import ZhibiaoError
from zhibiao.report.interface import say
from zhibiao.report.workbook.annotate import sheet_parts
from zhibiao.report.workbook.package import Package, is_macro_workbook, open_package
from zhibiao.report.workbook.sheet import Sheet, read_sheet
from zhibiao.report.workbook.xml import Element, child, local, set_text
from zhibiao.revise.changes import Change, Planned, in_order
from zhibiao.revise.insert_rows import can_insert, insert_below
from zhibiao.revise.writers import Written, unwritten


def write_xlsx(data: bytes, planned: Sequence[Planned], *, path: str, lang: str) -> Written:
    """The workbook `data` with the planned changes; raises ZhibiaoError RD07 (damaged) or RD08 (unpacks to too much)."""
    package = open_package(data, path)
    workbook = package.related("", "officeDocument")
    if not workbook or package.read(workbook).find("{*}sheets") is None:
        raise ZhibiaoError("RD07", path=path, detail="officeDocument")
    parts = sheet_parts(package, workbook)
    names = dict.fromkeys(_sheet_of(one) for one in planned)
    done: list[Change] = []
    for name in names:
        here = [one for one in planned if _sheet_of(one) == name]
        if not name:  # nothing of it is to be written
            done += [change for one in here for change in _all(one)]
        elif name not in parts:
            done += [change for one in here for change in unwritten(_all(one), say(lang, "no_place"))]
        else:
            done += _revise_sheet(package, parts[name], here, lang)
    suffix = ".xlsm" if is_macro_workbook(package, workbook) else ".xlsx"
    return package.save(), suffix, in_order(done)


def _sheet_of(one: Planned) -> str:
    return next((change.place.sheet for change in _all(one) if change.place), "")


def _all(one: Planned) -> list[Change]:
    return [*one.cells, *(change for row in one.inserted for change in row)]


def _revise_sheet(package: Package, part: str, planned: Sequence[Planned], lang: str) -> list[Change]:
    sheet = read_sheet(package.edit(part))
    done = [_write(change, sheet, lang) for one in planned for change in one.cells]
    movable = can_insert(package, part, sheet)
    for one in reversed(planned):  # from below: what stands above keeps its line
        if not one.inserted:
            continue
        flat = [change for changes in one.inserted for change in changes]
        lines = {change.place.line for change in flat if change.place}
        if not movable or len(lines) != 1:
            done += unwritten(flat, say(lang, "insert_by_hand"))
            continue
        (line,) = lines
        texts = [{c.place.column: c.new for c in changes if c.place} for changes in one.inserted]
        insert_below(sheet.root, line, texts)
        done += flat
    return done


def _write(change: Change, sheet: Sheet, lang: str) -> Change:
    if not change.written or change.place is None:
        return change
    line, column, _, _ = sheet.area(change.place.line, change.place.column)
    cell = sheet.cell(line, column)
    if cell.find("{*}f") is not None:
        return replace(change, written=False, note=say(lang, "formula_cell"))
    if change.within:
        return replace(change, written=False, note=say(lang, "not_found"))
    set_cell(cell, change.new)
    if len(change.new) > len(change.old):
        _fit_height(cell.getparent())
    return change


def _fit_height(row: Element) -> None:
    """Leave the height of a row to the program that shows it: a fixed one would cut the longer text off."""
    for attribute in ("ht", "customHeight"):
        row.attrib.pop(attribute, None)


def set_cell(cell: Element, text: str) -> None:
    """Give a cell a text of its own (never a formula), in the look that it has."""
    for node in list(cell):
        if local(node) in ("f", "v", "is"):
            cell.remove(node)
    cell.attrib.pop("t", None)
    if text:
        cell.set("t", "inlineStr")
        set_text(child(child(cell, "is"), "t"), text)
