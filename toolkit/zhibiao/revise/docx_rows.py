"""New rows in a table of a Word document: copies of the row above, labels merged downwards, other cells empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from zhibiao.read.from_docx import cell_paragraphs, has_text
from zhibiao.revise.docx_text import add_run, look_of

Element = Any  # lxml.etree._Element; lxml's types are stubs that not every installation has

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ONCE = tuple(
    _W + name
    for name in (
        *("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd"),
        *("dataBinding", "showingPlcHdr"),
    )
)
"""What a copy of a row must not repeat."""
_BEFORE_MERGE = tuple(_W + name for name in ("cnfStyle", "tcW", "gridSpan", "hMerge"))
"""What the schema wants in front of a vertical merge."""


def row_of(cell: Element) -> Element:
    """The row of a cell."""
    return next(cell.iterancestors(f"{_W}tr"))


def cells_of(row: Element) -> list[Element]:
    """The cells of a row, without those of tables inside them."""
    return [cell for cell in row.iter(f"{_W}tc") if row_of(cell) is row]


def depth(cell: Element) -> int:
    """How many rows a cell is merged over."""
    rows = 1
    while (cell := _below(cell)) is not None:
        rows += 1
    return rows


def insert_below(row: Element, rows: Sequence[Mapping[int, str]]) -> None:
    """New rows below `row`, one for each of `rows`: texts by the number of the cell in its row."""
    for texts in rows:
        row = _insert(row, texts)


def _insert(row: Element, texts: Mapping[int, str]) -> Element:
    goes_on = [_below(cell) is not None for cell in cells_of(row)]
    made = deepcopy(row)
    row.addnext(made)
    for at, (old, new) in enumerate(zip(cells_of(row), cells_of(made), strict=True)):
        _fill(new, texts.get(at, ""))
        if at < min(texts) or goes_on[at] or (_merge(old) == "continue" and at not in texts):
            _set_merge(new, "continue")
            if not _merge(old):
                _set_merge(old, "restart")
        else:
            _set_merge(new, "")
    for node in list(made.iter(*_ONCE)):
        node.getparent().remove(node)
    for node in made.iter():
        for name in [name for name in node.attrib if name.endswith(("}paraId", "}textId"))]:
            del node.attrib[name]
    for properties in made.iter(f"{_W}sdtPr"):
        for node in properties.findall(f"{_W}id"):
            properties.remove(node)
    return made


def _fill(cell: Element, text: str) -> None:
    """Nothing in the cell but the text, in the look of what stood there."""
    from lxml import etree

    own = cell_paragraphs(cell)
    model = next((paragraph for paragraph in own if has_text(paragraph)), own[0] if own else None)
    paragraph = etree.Element(f"{_W}p")
    look = None
    if model is not None:
        look = look_of(model)
        paragraph.extend(deepcopy(model.findall(f"{_W}pPr")))
    for node in list(cell):
        if node.tag != f"{_W}tcPr":
            cell.remove(node)
    cell.append(paragraph)
    if text:
        add_run(paragraph, text, look)


def _below(cell: Element) -> Element | None:
    """The cell of the next row that goes on with the merge of this one, None where none does."""
    if not _merge(cell):
        return None
    row = row_of(cell)
    table = next(row.iterancestors(f"{_W}tbl"))
    rows = [one for one in table.iter(f"{_W}tr") if next(one.iterancestors(f"{_W}tbl")) is table]
    following = rows[rows.index(row) + 1 :]
    for other in cells_of(following[0]) if following else ():
        if _offset(other) == _offset(cell) and _merge(other) == "continue":
            return other
    return None


def _offset(cell: Element) -> int:
    """The column that a cell begins at."""
    row = row_of(cell)
    before = cells_of(row)
    spans = [_number(one, f"{_W}tcPr/{_W}gridSpan", 1) for one in before[: before.index(cell)]]
    return _number(row, f"{_W}trPr/{_W}gridBefore", 0) + sum(spans)


def _number(node: Element, name: str, otherwise: int) -> int:
    found = node.find(name)
    text = "" if found is None else found.get(f"{_W}val", "")
    return int(text) if text.isascii() and text.isdigit() else otherwise


def _merge(cell: Element) -> str:
    """ "restart", "continue" or "" for a cell that is not merged downwards."""
    found = cell.find(f"{_W}tcPr/{_W}vMerge")
    return "" if found is None else found.get(f"{_W}val", "continue")


def _set_merge(cell: Element, value: str) -> None:
    """Make a cell the first of a merge, one that goes on with it, or one for itself."""
    from lxml import etree

    properties = cell.find(f"{_W}tcPr")
    if properties is None:
        properties = etree.Element(f"{_W}tcPr")
        cell.insert(0, properties)
    for node in properties.findall(f"{_W}vMerge"):
        properties.remove(node)
    if value:
        merge = etree.Element(f"{_W}vMerge", {f"{_W}val": value})
        properties.insert(sum(node.tag in _BEFORE_MERGE for node in properties), merge)
