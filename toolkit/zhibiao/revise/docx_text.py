"""Another text in a cell of a Word document, in the look that it has; pictures, notes and tracked deletions stay."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from zhibiao.read.from_docx import cell_paragraphs, has_text
from zhibiao.report.docx_patch import legal

Element = Any  # lxml.etree._Element; lxml's types are stubs that not every installation has

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXT, _RUN, _LOOK = f"{_W}t", f"{_W}r", f"{_W}rPr"
_PRINTING = (_TEXT, *(_W + n for n in ("tab", "ptab", "br", "cr", "noBreakHyphen", "sym")), f"{_MATH}oMath")
_UNPRINTED = (
    *(_W + n for n in ("del", "moveFrom", "pPr", "rPr", "rt", "txbxContent")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_SHELLS = {_RUN: _LOOK, f"{_MATH}oMathPara": f"{_MATH}oMathParaPr"}
"""What goes with the last that stands in it, though its properties are left."""
_OF_CONTROLS = (f"{_W}showingPlcHdr", f"{_W}dataBinding")
"""What would make Word take the text of a content control for a hint, or fetch it anew from elsewhere."""
_OF_REVISIONS = tuple(_W + n for n in ("ins", "del", "moveFrom", "moveTo", "rPrChange"))


def set_cell(cell: Element, text: str) -> None:
    """Give a w:tc a new text, in its first paragraph with a text; further ones go unless something else is in them."""
    from lxml import etree

    own = cell_paragraphs(cell) or [etree.SubElement(cell, f"{_W}p")]
    printed = [paragraph for paragraph in own if has_text(paragraph)] or own[:1]
    _set_paragraph(printed[0], text)
    for paragraph in printed[1:]:
        _set_paragraph(paragraph, "")
        above = paragraph.getprevious()
        bare = all(node.tag == f"{_W}pPr" for node in paragraph)
        if bare and above is not None and above.tag == f"{_W}p":  # a cell has to end with a paragraph
            paragraph.getparent().remove(paragraph)


def look_of(paragraph: Element) -> Element | None:
    """A copy of the w:rPr of the first text of a paragraph, that of its mark where it has none."""
    runs = [
        piece.getparent()
        for piece in _printed(paragraph)
        if piece.tag == _TEXT and (piece.text or "").strip()
    ]
    runs += paragraph.findall(_RUN)
    if runs:
        return deepcopy(runs[0].find(_LOOK))
    look = deepcopy(paragraph.find(f"{_W}pPr/{_LOOK}"))
    for node in [] if look is None else look.findall("*"):
        if node.tag in _OF_REVISIONS:
            look.remove(node)
    return look


def add_run(paragraph: Element, text: str, look: Element | None) -> None:
    """A run with a text at the end of a paragraph."""
    from lxml import etree

    run = etree.SubElement(paragraph, _RUN)
    if look is not None:
        run.append(look)
    run.extend(_lines(text))


def _lines(text: str) -> Iterator[Element]:
    from lxml import etree

    for number, line in enumerate(text.split("\n")):
        if number:
            yield etree.Element(f"{_W}br")
        element = etree.Element(_TEXT, {_SPACE: "preserve"})
        element.text = legal(line)
        yield element


def _set_paragraph(paragraph: Element, text: str) -> None:
    """The text in the place of what is printed, in the run that holds the first of it."""
    _unlink_fields(paragraph)
    pieces = list(_printed(paragraph))
    texts = [piece for piece in pieces if piece.tag == _TEXT]
    first = next((piece for piece in texts if (piece.text or "").strip()), None)
    if text and first is not None:
        for element in _lines(text):
            first.addprevious(element)
        _free(first)
    elif text:
        add_run(paragraph, text, look_of(paragraph))
    for piece in pieces:
        _remove(piece)
    for mark in list(paragraph.iter(f"{_W}proofErr")):
        _remove(mark)


def _printed(node: Element) -> Iterator[Element]:
    """What prints the text of a paragraph, in order."""
    for child in node:
        if child.tag in _PRINTING:
            yield child
        elif child.tag not in _UNPRINTED:
            yield from _printed(child)


def _unlink_fields(paragraph: Element) -> None:
    """Fields become plain text: one that is computed anew would take the accepted wording away."""
    for field in list(paragraph.iter(f"{_W}fldSimple")):
        for node in list(field):
            field.addprevious(node)
        _remove(field)
    marks = list(paragraph.iter(f"{_W}fldChar"))
    ends = [mark.get(f"{_W}fldCharType") for mark in marks]
    if ends.count("begin") == ends.count("end"):  # else it goes on in another paragraph
        for mark in (*marks, *paragraph.iter(f"{_W}instrText")):
            _remove(mark)


def _free(element: Element) -> None:
    """Free the text of the content controls around it from hints and bindings."""
    for control in element.iterancestors(f"{_W}sdt"):
        for name in _OF_CONTROLS:
            for node in control.findall(f"{_W}sdtPr/{name}"):
                _remove(node)


def _remove(node: Element) -> None:
    """Take a node out, with what is around it and holds nothing else."""
    parent = node.getparent()
    parent.remove(node)
    if parent.tag in _SHELLS and all(left.tag in _SHELLS.values() for left in parent):
        parent.getparent().remove(parent)
