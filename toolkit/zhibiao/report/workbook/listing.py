"""The added sheet: all remarks in a list, each with a link to its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zhibiao.report.interface import say
from zhibiao.report.remarks import Place, Remark, severity_words
from zhibiao.report.workbook.heights import height_of
from zhibiao.report.workbook.package import Package
from zhibiao.report.workbook.styles import Styles
from zhibiao.report.workbook.xml import Element, address, child, clean, get_or_make, office, set_text

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_COLUMNS = (
    ("sheet", 16),
    ("cell", 9),
    ("name", 30),
    ("target", 18),
    ("severity", 16),
    ("code", 9),
    ("message", 56),
    ("suggested_wording", 42),
)
_LAST = "H"
_MAX_NAME = 31  # letters of a sheet's name
_BEFORE_NAMES = (
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences"
)


def add_list(
    package: Package,
    workbook: str,
    styles: Styles,
    remarks: Sequence[Remark],
    addresses: Mapping[Place, str],
    lang: str,
) -> None:
    """Add the sheet behind the last one. `addresses` are the cells that the places of remarks became."""
    root = package.edit(workbook)
    sheets = root.find("{*}sheets")
    name = _free_sheet_name(sheets, say(lang, "findings_sheet"))
    part = package.free_name("xl/worksheets/sheet{}.xml")
    package.edited[part] = _sheet(root, styles, remarks, addresses, lang)
    package.declare(part, _TYPE)
    number = 1 + max((int(node.get("sheetId", "0")) for node in sheets), default=0)
    space = office(root)
    node = child(sheets, "sheet", name=name, sheetId=number)
    node.set(f"{{{space}}}id", package.relate(workbook, "worksheet", part, space))
    _name_filter(root, sheets, name, len(remarks))


def _free_sheet_name(sheets: Element, wanted: str) -> str:
    """`wanted`, with a number where a sheet of the workbook is called so already."""
    taken = {node.get("name", "").casefold() for node in sheets}
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted[: _MAX_NAME - 6]} ({number})"
    return name


def _name_filter(root: Element, sheets: Element, name: str, rows: int) -> None:
    """The hidden name that programs expect beside a filter."""
    names = get_or_make(root, "definedNames", tuple(_BEFORE_NAMES.split()))
    node = child(names, "definedName", name="_xlnm._FilterDatabase", localSheetId=len(sheets) - 1, hidden=1)
    node.text = f"{quote_sheet(name)}!$A$1:${_LAST}${rows + 1}"


def quote_sheet(name: str) -> str:
    """A sheet's name as formulas and links write it.

    >>> quote_sheet("a'b")
    "'a''b'"
    """
    return "'" + name.replace("'", "''") + "'"


def _sheet(
    like: Element, styles: Styles, remarks: Sequence[Remark], addresses: Mapping[Place, str], lang: str
) -> Element:
    from lxml import etree

    space = etree.QName(like).namespace
    root = etree.Element(f"{{{space}}}worksheet", nsmap={None: space})
    child(child(root, "sheetPr"), "pageSetUpPr", fitToPage=1)
    view = child(child(root, "sheetViews"), "sheetView", showGridLines=0, workbookViewId=0)
    child(view, "pane", ySplit=1, topLeftCell="A2", activePane="bottomLeft", state="frozen")
    child(view, "selection", pane="bottomLeft", activeCell="A2", sqref="A2")
    child(root, "sheetFormatPr", defaultRowHeight=15)
    columns = child(root, "cols")
    for number, (_, width) in enumerate(_COLUMNS, start=1):
        child(columns, "col", min=number, max=number, width=width, customWidth=1)
    data = child(root, "sheetData")
    size = styles.letter_size()
    _row(data, 1, [(say(lang, key), styles.of_list("head")) for key, _ in _COLUMNS], size)
    links: list[tuple[str, str]] = []
    for line, remark in enumerate(remarks, start=2):
        found = addresses.get(remark.place, "") if remark.place else ""
        if remark.place and found:
            links.append((f"B{line}", f"{quote_sheet(remark.place.sheet)}!{found}"))
        _row(data, line, _cells(remark, found, styles, lang), size)
    child(root, "autoFilter", ref=f"A1:{_LAST}{len(remarks) + 1}")
    if links:
        group = child(root, "hyperlinks")
        for cell, target in links:
            child(group, "hyperlink", ref=cell, location=clean(target), display=target.rpartition("!")[2])
    child(root, "pageMargins", left=0.5, right=0.5, top=0.6, bottom=0.6, header=0.3, footer=0.3)
    child(root, "pageSetup", paperSize=9, orientation="landscape", fitToHeight=0)
    return root


def _cells(remark: Remark, found: str, styles: Styles, lang: str) -> list[tuple[str, int]]:
    """(text, style) of the cells of one line."""
    several = len(remark.wordings) > 1
    wordings = [
        f"{number}. {wording}" if several else wording
        for number, wording in enumerate(remark.wordings, start=1)
    ]
    text = styles.of_list("text")
    severity = severity_words(remark.severity, lang) if remark.severity else remark.kind
    return [
        (remark.place.sheet if remark.place else "", text),
        (found, styles.of_list("link") if found else text),
        (remark.indicator, text),
        (remark.target, text),
        (severity, styles.of_list(remark.severity or "text")),
        (remark.code, text),
        (remark.message, text),
        ("\n".join(part for part in (remark.answer, *wordings) if part), text),
    ]


def _row(data: Element, line: int, cells: Sequence[tuple[str, int]], size: float) -> None:
    """A row of texts: inline strings are never computed, whatever they begin with."""
    height = height_of(((text, width) for (text, _), (_, width) in zip(cells, _COLUMNS, strict=True)), size)
    row = child(data, "row", r=line, ht=height, customHeight=1)
    for column, (text, style) in enumerate(cells):
        if text:
            cell = child(row, "c", r=address(line, column), s=style, t="inlineStr")
            set_text(child(child(cell, "is"), "t"), text)
        else:
            child(row, "c", r=address(line, column), s=style)
