"""Numbers beside labels outside the indicators (the money block of a form, a total row), and the texts there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from zhibiao.records import Amount, Cell, Prose
from zhibiao.text import normalise, squeeze

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.\d+)?")
_VALUE = re.compile(rf"({_NUMBER.pattern})(万元|亿元|元|%|分)?")
_UNIT = re.compile(r"万元|亿元|元|%")
_UNIT_HINT = re.compile(r"[（(](万元|亿元|元|%)[)）]|单位[:：](万元|亿元|元)")
_NO_AMOUNT = re.compile(r"电话|手机|邮编|编码|代码|序号|行次|栏次|^编号|身份证|账号|页码")
_BLANK = re.compile(r"^[-—－/\\]+$")
SHORTEST_PROSE = 6
LONGEST_LABEL = 40


@dataclass(slots=True)
class _Block:
    """Labels and headers in force while the rows of a grid are read from top to bottom."""

    headers: dict[int, str] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    header_open: bool = False
    unit: str = ""


def read_number(text: str) -> float | None:
    """The number that a cell holds and nothing else besides a unit, None for anything else.

    >>> read_number("1,834.93"), read_number("71.72%"), read_number("5册"), read_number("2024年")
    (1834.93, 71.72, None, None)
    """
    found = _VALUE.fullmatch(normalise(text))
    return float(found[1].replace(",", "")) if found else None


def amounts_in_rows(
    rows: Iterable[Sequence[Cell]], *, lossy: bool, caption: Sequence[str] = (), about: str = ""
) -> list[Amount]:
    """The numbers beside labels in rows that are no indicators, in printed order.

    `rows` are the cells that are not empty; where cells span rows, each row holds all cells that cover it.
    `caption` is searched for the unit of money; `about` names the table in the amounts.
    """
    block = _Block(unit=_hint("".join(caption)))
    amounts: list[Amount] = []
    for row in rows:
        cells = [cell for cell in row if cell.text]
        numbers = [cell for cell in cells if _numbers(cell.text)]
        if not numbers:
            _read_labels(cells, block)
            continue
        block.header_open = False
        amounts += _amounts(cells, numbers, block, lossy=lossy, about=about)
    return amounts


def _numbers(text: str) -> list[str]:
    """The numbers of a cell that holds only numbers."""
    parts = text.split()
    return parts if parts and all(read_number(part) is not None for part in parts) else []


def _read_labels(cells: Sequence[Cell], block: _Block) -> None:
    """A row without numbers names columns if it has several short texts, else it is a label or prose."""
    short = [cell for cell in cells if len(squeeze(cell.text)) <= LONGEST_LABEL]
    if len(short) < 2:
        for cell in short:
            _set_label(cell, block)
        return
    titles = {cell.column: cell.text for cell in short}
    if block.header_open:
        first = min(titles)
        kept = {column: text for column, text in block.headers.items() if column < first}
        right = {column: text for column, text in block.headers.items() if column > max(titles)}
        titles = {**kept, **titles, **right}
    block.headers, block.header_open = titles, True
    block.unit = _hint("".join(titles.values())) or block.unit
    _set_label(short[0], block)


def _set_label(cell: Cell, block: _Block) -> None:
    block.labels = {column: text for column, text in block.labels.items() if column < cell.column}
    block.labels[cell.column] = cell.text
    block.unit = _hint(cell.text) or block.unit


def _amounts(
    cells: Sequence[Cell], numbers: Sequence[Cell], block: _Block, *, lossy: bool, about: str
) -> Iterator[Amount]:
    first = numbers[0].column
    for cell in cells:
        if cell.column < first and not _numbers(cell.text) and len(squeeze(cell.text)) <= LONGEST_LABEL:
            _set_label(cell, block)
    label = ""
    values = [cell for cell in cells if cell.column >= first]
    columns = _columns(numbers, block, lossy=lossy)
    for cell in values:
        texts = _numbers(cell.text)
        if not texts:
            label = cell.text if not _BLANK.match(squeeze(cell.text)) else label
            continue
        left = [text for column, text in sorted(block.labels.items()) if column < cell.column]
        own = label or (left[-1] if left else "")
        group = " ".join(text for text in left if text != own)
        column = columns.get(cell.column, "")
        if _NO_AMOUNT.search(own) or _NO_AMOUNT.search(column):
            continue
        for text in texts:
            yield Amount(
                label=own,
                group=group,
                column=column,
                text=text,
                value=read_number(text),
                unit=_unit(text, own, column, block),
                line=cell.line,
                caption=about,
                sure=not lossy,
            )


def _columns(numbers: Sequence[Cell], block: _Block, *, lossy: bool) -> dict[int, str]:
    """The header above each number: by its column, or in order where the columns were lost and the counts agree."""
    places = [cell.column for cell in numbers]
    exact = {place: block.headers[place] for place in places if place in block.headers}
    if len(exact) == len(places) or not lossy:
        return exact
    last = sorted(block.headers)[-len(places) :]
    labels = len(block.headers) - len(last)
    return {place: block.headers[at] for place, at in zip(places, last, strict=False)} if labels else exact


def _unit(text: str, label: str, column: str, block: _Block) -> str:
    printed = _UNIT.search(text)
    if printed:
        return printed[0]
    if re.search(r"率$|占比|比例", squeeze(column or label)):
        return "%"
    if re.search(r"分值|得分|权重|评分|总分", column or label):
        return "分"
    return _hint(column) or _hint(label) or block.unit


def _hint(text: str) -> str:
    found = _UNIT_HINT.search(squeeze(text))
    return (found[1] or found[2]) if found else ""


def prose_in_rows(rows: Iterable[Sequence[Cell]]) -> Iterator[Prose]:
    """The cells with a text longer than a label, each under the label left of it."""
    for row in rows:
        section = ""
        for cell in row:
            plain = squeeze(cell.text)
            if len(plain) >= SHORTEST_PROSE and not _numbers(cell.text):
                yield Prose(text=cell.text, section=section, line=cell.line)
            if plain and len(plain) <= LONGEST_LABEL:
                section = cell.text
