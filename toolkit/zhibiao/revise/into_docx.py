"""Changes into the user's own Word document: new texts in the cells, new rows below; everything else stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zhibiao.read.from_docx import find_cells, has_text, main_part
from zhibiao.report.docx_patch import is_strict, serialise
from zhibiao.report.interface import say
from zhibiao.report.workbook.package import is_macro_workbook, open_package
from zhibiao.revise.changes import Change, Planned, in_order
from zhibiao.revise.docx_rows import cells_of, depth, insert_below, row_of
from zhibiao.revise.docx_text import set_cell
from zhibiao.revise.writers import Written, check, unwritten

Element = Any  # lxml.etree._Element; lxml's types are stubs that not every installation has
Cells = Mapping[tuple[int, int], Element]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def write_docx(data: bytes, planned: Sequence[Planned], *, path: str, lang: str) -> Written:
    """The document `data` with the planned changes; raises ZhibiaoError RD07 (damaged) or RD08 (unpacks to too much)."""
    package = open_package(data, path)
    part = main_part(package.archive, path)
    strict, root = is_strict(package, part), package.read(part)
    cells = find_cells(root, path)
    ready = [check(one, lambda change: _hindrance(_cell(change, cells)), lang) for one in planned]
    done = [change for one in ready for change in one.cells]
    for change in done:
        if change.written:
            set_cell(_cell(change, cells), change.new)
    for one in ready:
        done += _insert(one, cells, lang)
    if any(change.written for change in done):
        package.added[part] = serialise(root, strict=strict)
    return package.save(), ".docm" if is_macro_workbook(package, part) else ".docx", in_order(done)


def _cell(change: Change, cells: Cells) -> Element | None:
    return cells.get((change.place.line, change.place.column)) if change.place else None


def _hindrance(cell: Element | None) -> str:
    """Why a cell is left to the reader, "" where it can be written."""
    if cell is None:
        return "no_place"
    if depth(cell) > 1:  # empty, and merged with the cells of other rows
        return "shared_cell"
    instructions = [node.text for node in cell.iter(f"{_W}instrText")]
    instructions += [node.get(f"{_W}instr") for node in cell.iter(f"{_W}fldSimple")]
    if any((text or "").lstrip().startswith("=") for text in instructions):
        return "formula_cell"
    boxes = (paragraph for box in cell.iter(f"{_W}txbxContent") for paragraph in box.iter(f"{_W}p"))
    return "not_found" if any(map(has_text, boxes)) else ""


def _insert(one: Planned, cells: Cells, lang: str) -> list[Change]:
    """The rows below a row, where each of its cells is one of this row only."""
    flat = one.added()
    if not flat or not flat[0].written:
        return flat
    found = [_cell(change, cells) for change in flat]
    if any(cell is None for cell in found):
        return unwritten(flat, say(lang, "no_place"))
    row = row_of(found[0])
    if any(row_of(cell) is not row or depth(cell) > 1 for cell in found):
        return unwritten(flat, say(lang, "shared_cell"))
    columns = {change.field: cells_of(row).index(cell) for change, cell in zip(flat, found, strict=True)}
    insert_below(row, [{columns[change.field]: change.new for change in changes} for changes in one.inserted])
    return flat
