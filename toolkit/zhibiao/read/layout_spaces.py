"""Columns that are only blanks: text taken out of a PDF, with labels and names broken over lines.

The header words tell how many value columns close a row. A line that ends in such values ends a row;
what stood before it since the last row is the labels and the broken name, told apart by the label
vocabulary and by the width at which each column wraps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhibiao.read.header_words import HeaderWords, find_header
from zhibiao.records import Cell, Grid
from zhibiao.target import looks_like_target
from zhibiao.taxonomy import find_label
from zhibiao.text import squeeze, tidy

Line = tuple[int, str]

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?%?$")
_END = re.compile(r"^(?:备注|注[:：]|填表说明|填报说明|说明[:：])")
TARGET_LIKE = 0.5
NAME_SLACK = 2
"""Characters that a broken name may be wider than the widest whole name."""


@dataclass(slots=True)
class _Body:
    """Rows found so far, and the lines since the last one."""

    header: HeaderWords
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    pending: list[Line] = field(default_factory=list)
    name_width: int = 8
    wide: Cell | None = None


def read_spaces(block: list[Line], caption: tuple[str, ...]) -> tuple[list[Grid], list[Line]]:
    """Grids found in lines without tabs, and the lines that belong to none.

    >>> lines = [(1, "二级指标 三级指标 指标值 权重"), (2, "数量指标"), (3, "培训场"), (4, "次 ≥2场 10")]
    >>> grids, rest = read_spaces(lines, ())
    >>> [[cell.text for cell in row] for row in grids[0].rows[1:]], rest
    ([['数量指标', '培训场次', '≥2场', '10']], [])
    """
    lines = [(number, tidy(line)) for number, line in block]
    lines = [line for line in lines if line[1]]
    grids: list[Grid] = []
    rest: list[Line] = []
    index = 0
    while index < len(lines):
        header = find_header(lines, index)
        if header is None:
            rest.append(lines[index])
            index += 1
            continue
        title = (*caption, *(text for _, text in rest))[-6:]
        rows, index = _read_body(lines, index + header.lines, header, title)
        grids.append(Grid(rows=rows, caption=title, lossy=True))
    return grids, rest


def _read_body(
    lines: list[Line], start: int, header: HeaderWords, title: tuple[str, ...]
) -> tuple[tuple[tuple[Cell, ...], ...], int]:
    """Rows from `start` on, and the index of the first line after the table."""
    number = lines[start - 1][0]
    head = tuple(
        Cell(text=word, row=0, column=column, line=number) for column, word in enumerate(header.words)
    )
    body = _Body(header=header, rows=[head])
    index = start
    while index < len(lines):
        number, text = lines[index]
        if _END.match(text) or find_header(lines, index):
            break
        index += 1
        if text in title:  # a page heading, printed again on every page
            continue
        tokens = text.split(" ")
        at = _values_start(tokens, header)
        if at is None:
            body.pending.append((number, text))
        else:
            _close_row(body, tokens[:at], tokens[at:], number)
    _append_to_wide_cell(body)
    return tuple(body.rows), index


def _values_start(tokens: list[str], header: HeaderWords) -> int | None:
    """Index of the first value token if the line ends a row."""
    for at, token in enumerate(tokens):
        values = tokens[at:]
        if len(values) > header.values or looks_like_target(token) < TARGET_LIKE:
            continue
        numbers = values[1 : 1 + header.numbers]
        if len(numbers) == header.numbers and all(_NUMBER.match(value) for value in numbers):
            return at
    return None


def _close_row(body: _Body, before: list[str], values: list[str], number: int) -> None:
    """Turn the pending lines and this line into the cells of one row."""
    row = len(body.rows)
    labels = [(line, text) for line, text in body.pending if find_label(text)]
    others = [(line, text) for line, text in body.pending if not find_label(text)]
    while before and find_label(before[0]):
        labels.append((number, before.pop(0)))
    name = " ".join(before)
    if name:
        body.name_width = max(body.name_width, len(name))
    wide, fragments = _split_by_width(others, body.name_width, whole=name)
    if wide:
        labels.append((wide[0][0], squeeze("".join(text for _, text in wide))))
    line = fragments[0][0] if fragments else number
    name = "".join(text for _, text in fragments) + name
    cells = [
        Cell(text=text, row=row, column=column, line=at)
        for (at, text), column in zip(labels, _label_columns(labels, body.header), strict=True)
    ]
    body.wide = cells[-1] if wide else None
    cells.append(Cell(text=name, row=row, column=body.header.name, line=line))
    cells += [
        Cell(text=value, row=row, column=body.header.name + 1 + offset, line=number)
        for offset, value in enumerate(values)
    ]
    body.rows.append(tuple(cells))
    body.pending.clear()


def _split_by_width(others: list[Line], width: int, *, whole: str) -> tuple[list[Line], list[Line]]:
    """Lines of a wide cell, and the broken name after them.

    The name's column wraps at about the widest name seen, a wider cell (the functions of a body) later.
    """
    at = len(others)
    while at and len(others[at - 1][1]) <= width + NAME_SLACK:
        at -= 1
    if whole and at == len(others):
        return others, []
    return others[:at], others[at:]


def _label_columns(labels: list[Line], header: HeaderWords) -> list[int]:
    """Columns for the labels of a row: the last one stands next to the name."""
    first = max(0, header.name - len(labels))
    columns = list(range(first, first + len(labels)))
    if len(labels) == 1 and not find_label(labels[0][1], level=2):
        return [0]
    return columns


def _append_to_wide_cell(body: _Body) -> None:
    """What follows the last row is the rest of its wide cell, which the page break cut."""
    if body.wide is None or not body.pending:
        return
    rest = squeeze("".join(text for _, text in body.pending))
    cells = body.rows[-1]
    body.rows[-1] = tuple(
        Cell(text=cell.text + rest, row=cell.row, column=cell.column, line=cell.line)
        if cell is body.wide
        else cell
        for cell in cells
    )
    body.pending.clear()
