"""HTML -> Page: every table a grid with its true spans, the text between them as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from zhibiao.errors import ZhibiaoError
from zhibiao.read.grid import CAPTION_LINES, tidy_cell
from zhibiao.read.html_spans import Raw, place, read_span
from zhibiao.records import Grid, Page
from zhibiao.text import tidy

# Tags around which text breaks; all others, unknown ones of Word too, are part of the running text.
_BREAKING = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|d[dlt]|div|fieldset|figcaption|figure|footer|form"
    "|h[1-6r]|head|header|html|legend|li|main|nav|ol|option|p|pre|section|summary|t[drh]|table|tbody|tfoot|thead"
    "|title|ul"
)
_SKIPPED = ("script", "style", "noscript", "template", "iframe", "object", "svg")
_SECTIONS = ("thead", "tbody", "tfoot")
_DOCUMENT = re.compile(r"<(?:!doctype|html|body|head)\b", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6} +", re.MULTILINE)  # of Markdown, as converters of scans write it
_TABLE = re.compile(r"(<table\b.*?</table\s*>)", re.IGNORECASE | re.DOTALL)
_WRAPPED = re.compile(
    r"(?<=[\u2e80-\uffef])\s*\n\s*(?=[\u2e80-\uffef])"
)  # the source's line ends, not the page's
_CONTROLS = {code: " " for code in range(32) if chr(code) not in "\t\n\r"}

Line = tuple[int, str]
Element = Any  # lxml.etree._Element; lxml's types are stubs that not every installation has


def from_html(text: str, path: str) -> Page:
    """Read decoded HTML, whole pages or text with tables in it; broken markup is read as browsers do.

    Nested tables become grids of their own, after the one they stand in; hidden rows are kept, scripts
    and styles dropped. Nothing is loaded from anywhere. Raises ZhibiaoError RD07 where the markup is nested
    too deeply to be read whole, or a table is absurdly large.

    >>> page = from_html("<p>绩效表</p><table><tr><td rowspan=2>产出<td>数量<tr><td>质量</table>", "a.html")
    >>> [[(cell.text, cell.row_span, cell.column) for cell in row] for row in page.grids[0].rows]
    [[('产出', 2, 0), ('数量', 1, 1)], [('质量', 1, 1)]]
    >>> page.grids[0].caption
    ('绩效表',)
    """
    grids: list[Grid] = []
    paragraphs: list[Line] = []
    root = _parse(text, path)
    if root is not None:
        _flow(root, grids, paragraphs, path)
    return Page(path=path, format="html", grids=tuple(grids), paragraphs=tuple(paragraphs))


def _parse(text: str, path: str) -> Element:
    from lxml import etree

    text = text.translate(_CONTROLS)
    if not _DOCUMENT.search(text):  # pasted or converted text: line ends outside tables are meant
        parts = _TABLE.split(text)
        parts[::2] = [_HEADING.sub("", part).replace("\n", "<br>\n") for part in parts[::2]]
        text = "".join(parts)
    # Bytes with the encoding said: a declared gb2312 would make libxml2 drop what follows the first ㎡.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ZhibiaoError("RD07", path=path, detail="标签嵌套过深 / tags nested too deeply")
    return root


def _flow(element: Element, grids: list[Grid], paragraphs: list[Line], path: str) -> None:
    """Add the tables and lines of `element` in order; a table of a single cell is a box, not a grid."""
    caption: list[str] = []
    for block in _blocks(element):
        if isinstance(block, tuple):
            if not paragraphs or paragraphs[-1][1] != block[1]:  # the page's title is often its heading too
                paragraphs.append(block)
                caption.append(block[1])
        elif (box := _boxed(block)) is not None:
            known = len(paragraphs), len(grids)
            _flow(box, grids, paragraphs, path)
            new = [text for _, text in paragraphs[known[0] :]]
            caption = new if len(grids) > known[1] else caption + new
        else:
            grids += _grids(block, caption, path)
            caption = []


def _boxed(table: Element) -> Element | None:
    """The only cell of a table that holds tables itself (page layout of old sites), else None."""
    cells = [cell for _, row in _rows(table)[0] for cell in row]
    only = cells[0] if len(cells) == 1 else None
    return only if only is not None and next(only.iter("table"), None) is not None else None


def _blocks(element: Element) -> Iterator[Line | Element]:
    """Lines of text and tables inside `element`, in order, without going into the tables."""
    from lxml import etree

    pieces: list[str] = []
    line = start = element.sourceline or 0
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        nested = node.tag == "table" and node is not element
        if pieces and _BREAKING.fullmatch(node.tag):
            yield start, _joined(pieces)
            pieces = []
        if event == "start":
            line = max(line, node.sourceline or 0)
            if nested:
                yield node
                line = max(line, _last_line(node))
            if nested or node.tag in _SKIPPED:
                walker.skip_subtree()
                continue
        text = _shown(node) if event == "start" else node.tail if node is not element else ""
        if text and (pieces or text.strip()):
            line += 0 if pieces else _blank_lines(text)
            start = start if pieces else line
            pieces.append(text)
    if pieces:
        yield start, _joined(pieces)


def _joined(pieces: list[str]) -> str:
    return tidy(_WRAPPED.sub("", "".join(pieces)))


def _shown(node: Element) -> str:
    """The text a node begins with; for a field of a form the value in it."""
    if node.tag == "input":
        return str(node.get("value", "")) if node.get("type", "text").lower() == "text" else ""
    if node.tag == "option" and node.get("selected") is None:
        return ""
    return node.text or ""


def _blank_lines(text: str) -> int:
    """Line ends before the first printed character: libxml2 knows the lines of tags only."""
    return text[: len(text) - len(text.lstrip())].count("\n")


def _last_line(node: Element) -> int:
    while len(node):
        node = node[-1]
    return int(node.sourceline or 0)


def _grids(table: Element, caption: list[str], path: str) -> list[Grid]:
    """The grid of `table`, then those of the tables nested in its cells."""
    rows, outside = _rows(table)
    raws: list[list[list[Raw]]] = []
    nested: list[tuple[Element, list[str]]] = []
    for node in outside:
        blocks = [node] if node.tag == "table" else list(_blocks(node))
        caption = caption + [block[1] for block in blocks if isinstance(block, tuple)]
        nested += [(block, []) for block in blocks if not isinstance(block, tuple)]
    for _, group in groupby(rows, key=lambda row: row[0]):
        raws.append([[_raw(cell, nested) for cell in cells] for _, cells in group])
    inner = [grid for node, lines in nested for grid in _grids(node, lines or caption, path)]
    placed = tuple(place(raws, path))
    if not any(placed):
        return inner
    return [Grid(rows=placed, caption=tuple(caption[-CAPTION_LINES:])), *inner]


def _rows(table: Element) -> tuple[list[tuple[int, list[Element]]], list[Element]]:
    """Rows of cells with the number of their section, and captions and stray tables outside the cells.

    Rows are found at any depth (`<table><form><tr>`); cells without a row make one.
    """
    from lxml import etree

    rows: list[tuple[int, list[Element]]] = []
    feet: list[tuple[int, list[Element]]] = []
    outside: list[Element] = []
    section, target, in_row = 0, rows, False
    walker = etree.iterwalk(table, events=("start", "end"))
    for event, node in walker:
        if node.tag in _SECTIONS:
            section, in_row = section + 1, False
            target = feet if event == "start" and node.tag == "tfoot" else rows
        elif node.tag == "tr":
            in_row = event == "start"
            if in_row:
                target.append((section, []))
        elif event == "start" and node is not table:
            if node.tag in ("td", "th"):
                if not in_row:
                    target.append((section, []))
                    in_row = True
                target[-1][1].append(node)
            elif node.tag in ("caption", "table"):
                outside.append(node)
            if node.tag in ("td", "th", "caption", "table") or node.tag in _SKIPPED:
                walker.skip_subtree()
    return rows + feet, outside


def _raw(cell: Element, nested: list[tuple[Element, list[str]]]) -> Raw:
    """The cell's text and spans; tables in it go to `nested` with the lines above them."""
    lines: list[str] = []
    for block in _blocks(cell):
        if isinstance(block, tuple):
            lines.append(block[1])
        else:
            nested.append((block, list(lines)))
    return Raw(
        text=tidy_cell("\n".join(lines)),
        rows=read_span(cell.get("rowspan"), least=0),
        columns=read_span(cell.get("colspan"), least=1),
        line=cell.sourceline or 0,
    )
