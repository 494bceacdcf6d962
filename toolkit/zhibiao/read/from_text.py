"""Text that was pasted, scraped or extracted: finds the tables again by their layout.

Three layouts reach a reviewer, often in one file: rows with tabs between the cells, one cell per line
(a Word table pasted as text), and columns that are only blanks (PDF text). Each has a file of its own;
this one cuts the text into blocks and says which is which. What stands between the tables stays as
paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhibiao.read.layout_cells import is_cell_line, read_cells
from zhibiao.read.layout_spaces import read_spaces
from zhibiao.read.layout_tabs import read_tabs
from zhibiao.records import Grid, Page
from zhibiao.taxonomy import find_label, header_role
from zhibiao.text import tidy

# Tags that scrapers leave in cells, and the bookmark remarks of a Word converter.
_BREAK_TAG = re.compile(r"</?(?:p|br|div|li|tr|td|th)\b[^<>]{0,200}>", re.IGNORECASE)
_INLINE_TAG = re.compile(r"</?(?:b|i|u|em|strong|span|font|sup|sub|a)\b[^<>]{0,200}>", re.IGNORECASE)
_BOOKMARK = re.compile(r"\[bookmark:[^\]]{0,80}\]")
_HEADING = re.compile(r"^#{1,6}\s+")
CAPTION_LINES = 6

Line = tuple[int, str]


def from_text(text: str, path: str) -> Page:
    """Read plain text into grids and paragraphs; every grid is lossy (spans are not in the text).

    >>> page = from_text("绩效表\\n三级指标\\t指标值\\n培训场次\\t≥2场\\n", "a.txt")
    >>> [[cell.text for cell in row] for row in page.grids[0].rows]
    [['三级指标', '指标值'], ['培训场次', '≥2场']]
    >>> page.grids[0].caption
    ('绩效表',)
    """
    grids: list[Grid] = []
    prose: list[Line] = []
    since_grid: list[Line] = []
    for kind, block in _blocks(_whole_rows(_clean_lines(text))):
        if kind == "prose":
            found, rest = read_spaces(block, _caption(since_grid))
            since_grid = rest
            prose += rest
        else:
            found = [(read_cells if kind == "cells" else read_tabs)(block, _caption(since_grid))]
            since_grid = []
        grids += found
    return Page(path=path, format="text", grids=tuple(grids), paragraphs=tuple(prose))


def _clean_lines(text: str) -> list[Line]:
    """Numbered lines without leftover tags."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cleaned = []
    for number, line in enumerate(lines, start=1):
        plain = _BREAK_TAG.sub(" ", _BOOKMARK.sub("", line))
        cleaned.append((number, _INLINE_TAG.sub("", plain)))
    return cleaned


def _whole_rows(lines: list[Line]) -> list[Line]:
    """Put rows together again that a line break inside a header word or label has cut (`一级` / `指标\\t…`)."""
    widest = max((line.count("\t") for _, line in lines), default=0)
    whole: list[Line] = []
    for number, line in lines:
        before = whole[-1][1] if whole else ""
        if "\t" in before + line and line.count("\t") + before.count("\t") <= widest:
            first, second = before.rpartition("\t")[2].strip(), line.partition("\t")[0].strip()
            if first and second and (header_role(first + second) or find_label(first + second)):
                whole[-1] = (whole[-1][0], f"{before.rstrip()}{line.lstrip()}")
                continue
        whole.append((number, line))
    return whole


def _caption(lines: list[Line]) -> tuple[str, ...]:
    return tuple(_HEADING.sub("", tidy(line)) for _, line in lines if tidy(line))[-CAPTION_LINES:]


def _blocks(lines: list[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Runs of lines of one layout: `tabs`, `cells` or `prose`.

    A blank line does not end a table: it ends where a line without a tab follows a blank line, or,
    among rows with tabs, at any line without one.
    """
    block: list[Line] = []
    tabbed = False
    for index, (number, line) in enumerate(lines):
        blank = not line.strip(" \u3000\t") and "\t" not in line
        after_blank = index > 0 and not lines[index - 1][1].strip()
        starts_prose = tabbed and not blank and "\t" not in line and (after_blank or not _is_cells(block))
        starts_table = not tabbed and "\t" in line
        if (starts_prose or starts_table) and block:
            yield _kind(block, tabbed=tabbed), block
            block = []
        if not blank:
            tabbed = "\t" in line or (tabbed and not starts_prose)
        block.append((number, line))
    if block:
        yield _kind(block, tabbed=tabbed), block


def _is_cells(block: list[Line]) -> bool:
    """Whether the block is one cell per line: most of its tabbed lines hold a single cell."""
    tabbed = [line for _, line in block if "\t" in line]
    single = sum(is_cell_line(line) for line in tabbed)
    return single > 0.6 * len(tabbed)


def _kind(block: list[Line], *, tabbed: bool) -> str:
    if not tabbed:
        return "prose"
    return "cells" if _is_cells(block) else "tabs"
