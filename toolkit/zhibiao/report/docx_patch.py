"""Remarks as comments in the user's own Word document: two or three parts are changed, the others copied.

The main part gets the marks of the comments, the part of the comments its texts (kept where there are some
already), and where there was none its reference and its content type. A comment carries no time: the same
review gives the same bytes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from typing import Any

from zhibiao.errors import ZhibiaoError
from zhibiao.read.from_docx import cell_paragraphs, find_cells, has_text, main_part
from zhibiao.report.interface import say
from zhibiao.report.remarks import Remark, comment_runs, gravest_first
from zhibiao.report.workbook.package import Package, is_macro_workbook, open_package

Element = Any  # lxml.etree._Element; lxml's types are stubs that not every installation has

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_W = f"{{{_MAIN}}}"
_TEXT_BOX = f"{_W}txbxContent"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def legal(text: str) -> str:
    """`text` without the characters that XML refuses.

    >>> legal("a\x0bb")
    'ab'
    """
    return _ILLEGAL.sub("", text)


def add_comments(data: bytes, remarks: Sequence[Remark], *, path: str, lang: str) -> tuple[bytes, str]:
    """The document `data` with a comment at each cell that has findings, and the suffix it needs.

    What has no place, or one that the document does not have, is said at the first paragraph. Raises
    ZhibiaoError RD07 (damaged) or RD08 (unpacks to too much).
    """
    package = open_package(data, path)
    part = main_part(package.archive, path)
    strict = is_strict(package, part)
    root = package.read(part)
    suffix = ".docm" if is_macro_workbook(package, part) else ".docx"
    anchors = _by_anchor(root, remarks, path)
    if not anchors:
        return data, suffix
    comments, name = _comments_part(package, part, strict=strict)
    first = _first_free(comments.iterfind(f"{_W}comment"), root)
    for number, (ends, here) in enumerate(anchors, start=first):
        _mark(ends, number)
        comments.append(_comment(number, comment_runs(gravest_first(here), lang), lang))
    package.added[part] = serialise(root, strict=strict)
    package.added[name] = serialise(comments, strict=strict)
    return package.save(), suffix


def _by_anchor(
    root: Element, remarks: Sequence[Remark], path: str
) -> list[tuple[tuple[Element, Element], list[Remark]]]:
    """The findings among `remarks` by the first and last paragraph they are about, in document order."""
    cells = find_cells(root, path)
    order = {paragraph: at for at, paragraph in enumerate(root.iter(f"{_W}p"))}
    top = next((paragraph for paragraph in order if not _in_text_box(paragraph)), None)
    if top is None:
        raise ZhibiaoError("RD07", path=path, detail="没有段落 / no paragraph")
    found: dict[Element, tuple[tuple[Element, Element], list[Remark]]] = {}
    for remark in remarks:
        if remark.severity:
            place = (remark.place.line, remark.place.column) if remark.place else (0, 0)
            ends = _ends(cells[place], top) if place in cells else (top, top)
            found.setdefault(ends[0], (ends, []))[1].append(remark)
    return sorted(found.values(), key=lambda anchor: order[anchor[0][0]])


def _in_text_box(node: Element) -> bool:
    return next(node.iterancestors(_TEXT_BOX), None) is not None


def _ends(cell: Element, otherwise: Element) -> tuple[Element, Element]:
    """The first and the last paragraph to mark; those around a text box, in which Word allows no comments."""
    own = cell_paragraphs(cell)
    if own and _in_text_box(own[0]):
        own = list(own[0].iterancestors(f"{_W}p"))[-1:]
    chosen = [paragraph for paragraph in own if has_text(paragraph)] or own[:1] or [otherwise]
    return chosen[0], chosen[-1]


def _mark(ends: tuple[Element, Element], number: int) -> None:
    """Put the marks of comment `number` around the content of the first to the last paragraph."""
    from lxml import etree

    first, last = ends
    start = etree.Element(f"{_W}commentRangeStart", {f"{_W}id": str(number)})
    first.insert(0 if first.find(f"{_W}pPr") is None else 1, start)
    etree.SubElement(last, f"{_W}commentRangeEnd", {f"{_W}id": str(number)})
    run = etree.SubElement(last, f"{_W}r")
    etree.SubElement(run, f"{_W}commentReference", {f"{_W}id": str(number)})


def _comment(number: int, runs: Iterable[tuple[str, bool]], lang: str) -> Element:
    """A w:comment with one paragraph a line; its look is stated, since the document's own may be anything."""
    from lxml import etree

    author = say(lang, "comment_author")
    attributes = {"id": str(number), "author": author, "initials": "zhibiao"}
    comment = etree.Element(
        f"{_W}comment", {f"{_W}{key}": value for key, value in attributes.items()}, nsmap={"w": _MAIN}
    )
    paragraph = _comment_paragraph(comment)
    etree.SubElement(etree.SubElement(paragraph, f"{_W}r"), f"{_W}annotationRef")
    for text, bold in runs:
        for at, line in enumerate(text.split("\n")):
            if at:
                paragraph = _comment_paragraph(comment)
            if line:
                _comment_run(paragraph, line, bold=bold)
    return comment


def _comment_paragraph(comment: Element) -> Element:
    from lxml import etree

    paragraph = etree.SubElement(comment, f"{_W}p")
    properties = etree.SubElement(paragraph, f"{_W}pPr")
    for name, values in (
        ("spacing", {"before": "0", "after": "40", "line": "240", "lineRule": "auto"}),
        ("ind", {"left": "0", "firstLine": "0", "firstLineChars": "0"}),
        ("jc", {"val": "left"}),
    ):
        etree.SubElement(properties, f"{_W}{name}", {f"{_W}{key}": value for key, value in values.items()})
    return paragraph


def _comment_run(paragraph: Element, text: str, *, bold: bool) -> None:
    from lxml import etree

    run = etree.SubElement(paragraph, f"{_W}r")
    properties = etree.SubElement(run, f"{_W}rPr")
    etree.SubElement(properties, f"{_W}b", {f"{_W}val": "1" if bold else "0"})
    etree.SubElement(properties, f"{_W}sz", {f"{_W}val": "20"})
    element = etree.SubElement(run, f"{_W}t", {_SPACE: "preserve"})
    element.text = legal(text)


def _comments_part(package: Package, part: str, *, strict: bool) -> tuple[Element, str]:
    """The root and the name of the part with the comments, made where there is none."""
    from lxml import etree

    name = package.related(part, "comments")
    if name and package.has(name):
        return package.read(name), name
    if not name:
        name = posixpath.join(posixpath.dirname(part), "comments.xml")
        if package.has(name):
            name = package.free_name(name.replace(".xml", "{}.xml"))
        package.relate(part, "comments", name, _STRICT_OFFICE if strict else _OFFICE)
    package.declare(name, _CONTENT_TYPE)
    return etree.Element(f"{_W}comments", nsmap={"w": _MAIN}), name


def _first_free(comments: Iterable[Element], root: Element) -> int:
    """A number that neither a comment has nor a mark without a comment."""
    marks = root.iter(f"{_W}commentRangeStart", f"{_W}commentRangeEnd", f"{_W}commentReference")
    numbers = (node.get(f"{_W}id", "") for node in (*comments, *marks))
    return max((int(number) for number in numbers if number.isascii() and number.isdigit()), default=-1) + 1


def is_strict(package: Package, part: str) -> bool:
    """Whether the part is written in the "strict" dialect."""
    return _STRICT_MAIN.encode() in package.raw(part)


def serialise(root: Element, *, strict: bool) -> bytes:
    """The part as XML, in the dialect it came in."""
    from lxml import etree

    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content.replace(_MAIN.encode(), _STRICT_MAIN.encode()) if strict else content
