"""The headers above the numbers of a money block, and the money cells that were left empty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zhibiao.extract.amount_cells import hinted_unit
from zhibiao.records import Cell
from zhibiao.text import squeeze

# A header ends in what it counts, perhaps with a unit in brackets or a number in it (2022年, 占比, 批复金额（万元）).
_COLUMN = re.compile(
    r"(?:数|额|占比|比例|比重|率|分值?|得分|权重|合计|小计|总计|拨款|资金|结余|决算|支出|收入|年度?|值|情况|预算|说明)"
    r"(?:[（(][^()（）]{1,8}[)）])?$"
)
_MONEY_COLUMN = re.compile(
    r"(?:预算|执行|决算|支出|批复|到位|下达|金)[^率分]{0,6}(?:数|额|预算)(?:[（(].{1,4}[)）])?$"
)
_MONEY_LABEL = re.compile(r"资金总额|预算资金|资金预算|预算金额|预算总额|财政拨款|基本支出|项目支出|预算数$")
# 支出类别 heads the labels themselves (基本支出, 项目支出).
_ATTRIBUTE = re.compile(r"级次|性质|类型|(?<!支出)(?<!收入)(?<!资金)类别|属性|层级|主要内容|责任|单位名称")
LONGEST_LABEL = 40


@dataclass(slots=True)
class Block:
    """Labels and headers in force while the rows of a grid are read from top to bottom; about: the grid's title."""

    about: str = ""
    lossy: bool = False
    headers: dict[int, str] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    header_open: bool = False
    unit: str = ""


def is_short(cell: Cell) -> bool:
    """Whether the cell is short enough for a label."""
    return bool(cell.text) and len(squeeze(cell.text)) <= LONGEST_LABEL


def own_cells(row: Sequence[Cell]) -> list[Cell]:
    """The cells that begin in this row, empty ones too; the others reach down from above."""
    last = max((cell.row for cell in row), default=0)
    return [cell for cell in row if cell.row == last]


def read_labels(cells: Sequence[Cell], block: Block) -> None:
    """A row without numbers names columns if its texts read like headers, else it names what follows."""
    short = [cell for cell in cells if is_short(cell)]
    own = own_cells(short)
    if len(own) > 1 and (block.header_open or _are_headers(own)):
        _set_headers(short, own, block)
        set_label(short[0], block)
        return
    block.header_open = False
    for cell in own[:1]:
        set_label(cell, block)


def _are_headers(own: Sequence[Cell]) -> bool:
    """Whether a header stands right of the first text; 收入 or 支出 alone beside it names a part of the form."""
    titles = [squeeze(cell.text) for cell in own[1:]]
    return titles not in (["收入"], ["支出"]) and any(_COLUMN.search(title) for title in titles)


def _set_headers(short: Sequence[Cell], own: Sequence[Cell], block: Block) -> None:
    titles = {cell.column: cell.text for cell in (own if block.header_open else short)}
    if block.header_open:
        first = min(titles)
        kept = {column: text for column, text in block.headers.items() if column < first}
        right = {column: text for column, text in block.headers.items() if column > max(titles)}
        titles = {**kept, **titles, **right}
    block.headers, block.header_open = titles, True
    block.unit = hinted_unit("".join(titles.values())) or block.unit


def set_label(cell: Cell, block: Block) -> None:
    """Put a label in force; it ends those at its column and right of it."""
    if _ATTRIBUTE.search(block.headers.get(cell.column, "")):
        return
    block.labels = {column: text for column, text in block.labels.items() if column < cell.column}
    block.labels[cell.column] = cell.text
    block.unit = hinted_unit(cell.text) or block.unit


def columns_above(numbers: Sequence[Cell], block: Block) -> dict[int, str]:
    """The header above each number: by its column, or in order where the columns were lost and the counts agree."""
    places = [cell.column for cell in numbers]
    exact = {place: block.headers[place] for place in places if place in block.headers}
    if len(exact) == len(places) or not block.lossy:
        return exact
    last = sorted(block.headers)[-len(places) :]
    labels = len(block.headers) - len(last)
    return {place: block.headers[at] for place, at in zip(places, last, strict=False)} if labels else exact


def empty_places(row: Sequence[Cell], block: Block) -> list[tuple[str, str]]:
    """(label, header) of the money cells that a row without numbers leaves empty."""
    own = own_cells(row)
    texts = [cell for cell in own if cell.text]
    labels = [cell for cell in texts if is_short(cell)]
    if not labels:
        return []
    columns = [text for text in block.headers.values() if is_money_column(text)]
    last = labels[-1]
    if columns and len(labels) == len(texts) <= 2 and _MONEY_LABEL.search(squeeze(last.text)):
        return [] if last.text in block.headers.values() else [(last.text, column) for column in columns]
    if any(_COLUMN.search(squeeze(cell.text)) for cell in texts[1:] if not hinted_unit(cell.text)):
        return []
    return [(cell.text, "") for cell in labels if _is_left_empty(cell, own, lossy=block.lossy)]


def _is_left_empty(label: Cell, own: Sequence[Cell], *, lossy: bool) -> bool:
    """Whether a label that asks for money (预算资金（元）) is followed by an empty cell, or by the next label."""
    if not (hinted_unit(label.text) and _MONEY_LABEL.search(squeeze(label.text))) or label.row_span > 1:
        return False
    after = [cell for cell in own if cell.column > label.column]
    if not lossy:
        return bool(after) and not after[0].text
    return len(after) > 1 and after[0].column > label.column + 1 and is_short(after[0])


def is_money_column(header: str) -> bool:
    """Whether amounts of money stand under a header.

    >>> [is_money_column(text) for text in ("年初预算数", "全年执行数", "预算执行率", "分值", "批复金额（万元）")]
    [True, True, False, False, True]
    """
    return bool(_MONEY_COLUMN.search(squeeze(header)))
