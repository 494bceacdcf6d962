"""Changes into the user's own Word document: new texts in the cells, new rows below; everything else stays."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from zhibiao.read.from_docx import cell_paragraphs, find_cells, has_text, main_part, printed_text
from zhibiao.report.docx_patch import is_strict, legal, serialise
from zhibiao.report.interface import say
from zhibiao.report.workbook.package import is_macro_workbook, open_package
from zhibiao.revise.changes import Change, Planned, in_order
from zhibiao.revise.writers import Written, unwritten

Element = Any  # lxml.etree._Element; lxml's types are stubs that not every installation has

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PICTURES = (f"{_W}drawing", f"{_W}pict", f"{_W}object")
_KEPT = tuple(
    _W + name for name in ("pPr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
)


def write_docx(data: bytes, planned: Sequence[Planned], *, path: str, lang: str) -> Written:
    """The document `data` with the planned changes; raises ZhibiaoError RD07 (damaged) or RD08 (unpacks to too much)."""
    package = open_package(data, path)
    part = main_part(package.archive, path)
    strict, root = is_strict(package, part), package.read(part)
    cells = find_cells(root, path)
    done: list[Change] = []
    for one in planned:
        done += [_write(change, cells, lang) for change in one.cells]
    for one in planned:
        done += _insert(one, cells, lang)
    package.added[part] = serialise(root, strict=strict)
    return package.save(), ".docm" if is_macro_workbook(package, part) else ".docx", in_order(done)


def _cell(change: Change, cells: dict[tuple[int, int], Element]) -> Element | None:
    return cells.get((change.place.line, change.place.column)) if change.place else None


def _write(change: Change, cells: dict[tuple[int, int], Element], lang: str) -> Change:
    if not change.written:
        return change
    cell = _cell(change, cells)
    if cell is None:
        return replace(change, written=False, note=say(lang, "no_place"))
    if not change.within:
        set_cell(cell, change.new)
        return change
    for paragraph in cell_paragraphs(cell):
        text = printed_text(paragraph)
        if change.old and text.count(change.old) == 1:
            _set_paragraph(paragraph, text.replace(change.old, change.new))
            return change
    return replace(change, written=False, note=say(lang, "not_found"))


def set_cell(cell: Element, text: str) -> None:
    """Give a w:tc a new text in the look of its first run; pictures and empty paragraphs around it stay."""
    own = cell_paragraphs(cell)
    printed = [paragraph for paragraph in own if has_text(paragraph)] or own[:1]
    _set_paragraph(printed[0], text)
    for paragraph in printed[1:]:
        if next(paragraph.iter(*_PICTURES), None) is None:
            paragraph.getparent().remove(paragraph)
        else:
            _set_paragraph(paragraph, "")


def _set_paragraph(paragraph: Element, text: str) -> None:
    from lxml import etree

    style = next((run.find(f"{_W}rPr") for run in paragraph.iter(f"{_W}r")), None)
    for node in list(paragraph):
        if node.tag not in _KEPT and next(node.iter(*_PICTURES), None) is None:
            paragraph.remove(node)
    if not text:
        return
    run = etree.SubElement(paragraph, f"{_W}r")
    if style is not None:
        run.append(deepcopy(style))
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{_W}br")
        element = etree.SubElement(run, f"{_W}t", {_SPACE: "preserve"})
        element.text = legal(line)


def _insert(one: Planned, cells: dict[tuple[int, int], Element], lang: str) -> list[Change]:
    """The rows below a row: copies of it, labels merged downwards, its other cells empty."""
    if not one.inserted:
        return []
    flat = [change for changes in one.inserted for change in changes]
    first = next((cell for change in flat if (cell := _cell(change, cells)) is not None), None)
    if first is None:
        return unwritten(flat, say(lang, "no_place"))
    row = _row_of(first)
    places = {(change.field): _column(row, _cell(change, cells)) for change in one.inserted[0]}
    above = row
    for changes in one.inserted:
        made = _copy_below(above, {places.get(change.field): change.new for change in changes})
        above = made
    return flat


def _row_of(cell: Element) -> Element:
    return next(cell.iterancestors(f"{_W}tr"))


def _column(row: Element, cell: Element | None) -> int | None:
    """Which of the cells of a row this is, None where it stands in another one (a merged cell above)."""
    return next((at for at, one in enumerate(_cells(row)) if one is cell), None)


def _cells(row: Element) -> list[Element]:
    return list(row.iter(f"{_W}tc"))


def _copy_below(row: Element, texts: dict[int | None, str]) -> Element:
    made = deepcopy(row)
    row.addnext(made)
    for at, (old, new) in enumerate(zip(_cells(row), _cells(made), strict=True)):
        if at in texts:
            set_cell(new, texts[at])
        elif at < min((column for column in texts if column is not None), default=0):
            _merge_down(old, new)
        else:
            set_cell(new, "")
    return made


def _merge_down(above: Element, below: Element) -> None:
    """Make the label of a row that of the row below it as well."""
    from lxml import etree

    for cell, value in ((above, "restart"), (below, "continue")):
        properties = cell.find(f"{_W}tcPr")
        if properties is None:
            properties = etree.Element(f"{_W}tcPr")
            cell.insert(0, properties)
        merge = properties.find(f"{_W}vMerge")
        if merge is None:
            merge = etree.Element(f"{_W}vMerge")
            _put_merge(properties, merge)
            merge.set(f"{_W}val", value)
        elif cell is below:
            merge.attrib.pop(f"{_W}val", None)  # no value: goes on
    set_cell(below, "")


def _put_merge(properties: Element, merge: Element) -> None:
    """Where the schema wants it: behind the width, the span and the horizontal merge."""
    before = [_W + name for name in ("cnfStyle", "tcW", "gridSpan", "hMerge")]
    properties.insert(sum(node.tag in before for node in properties), merge)
