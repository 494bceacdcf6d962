"""Numbers beside labels outside the indicators: the money block of a form, a total row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zhibiao.extract.amount_cells import (
    counts_columns,
    counts_nothing,
    hinted_unit,
    is_dash,
    is_no_amount,
    labelled_numbers,
    numbers_in,
    read_number,
    unit_of,
)
from zhibiao.extract.amount_columns import (
    Block,
    columns_above,
    empty_places,
    is_money_column,
    is_short,
    own_cells,
    read_labels,
    set_label,
)
from zhibiao.records import Amount, Cell
from zhibiao.text import squeeze

__all__ = ["amounts_in_rows", "read_number"]


def amounts_in_rows(
    rows: Iterable[Sequence[Cell]], *, lossy: bool, caption: Sequence[str] = (), about: str = ""
) -> list[Amount]:
    """The numbers beside labels in rows that are no indicators, in printed order.

    Where cells span rows, each row holds all cells that cover it. Money cells that were left empty are amounts
    without a value. `caption` is searched for the unit of money; `about` names the table in the amounts.
    """
    block = Block(about=about, lossy=lossy, unit=hinted_unit("".join(caption)))
    amounts: list[Amount] = []
    waiting: list[Amount] = []  # empty cells of lossy text: the value may stand in the next line
    for row in rows:
        cells = [cell for cell in row if cell.text]
        found = list(_in_row(row, cells, block))
        valued = [amount for amount in found if amount.value is not None]
        amounts += [] if valued else waiting
        waiting = found if lossy and not valued else []
        amounts += [] if waiting else found
    return amounts + waiting


def _in_row(row: Sequence[Cell], cells: Sequence[Cell], block: Block) -> Iterator[Amount]:
    """The amounts of one row; one without numbers changes the labels and headers in force."""
    pairs = [(cell, pair) for cell in own_cells(cells) for pair in labelled_numbers(cell.text)]
    numbers = [
        cell
        for at, cell in enumerate(cells)
        if numbers_in(cell.text, lossy=block.lossy) and not counts_nothing(cells, at)
    ]
    for cell in own_cells(cells) if pairs else ():
        if is_short(cell) and not labelled_numbers(cell.text) and not numbers_in(cell.text):
            set_label(cell, block)
    for cell, (label, text) in pairs:
        yield _amount(text, label, "", "", cell.line, block)
    if counts_columns(cells) or (pairs and not numbers):
        return
    if numbers:
        block.header_open = False
        yield from _valued(cells, numbers, block)
        if not block.lossy:
            yield from _left_empty(row, block)
        return
    for label, column in empty_places(row, block):
        at = next(at for at, cell in enumerate(cells) if cell.text == label)
        left = [text for place, text in sorted(block.labels.items()) if place < cells[0].column]
        group = " ".join([*left, *(cell.text for cell in cells[:at])])
        yield _amount("", label, group, column, cells[at].line, block)
    read_labels([cell for cell in cells if not numbers_in(cell.text)], block)


def _valued(cells: Sequence[Cell], numbers: Sequence[Cell], block: Block) -> Iterator[Amount]:
    """The numbers of a row, each under the nearest label left of it."""
    first = numbers[0].column
    for cell in cells:
        if cell.column < first and not numbers_in(cell.text) and is_short(cell):
            set_label(cell, block)
    own = ""
    columns = columns_above(numbers, block)
    for cell in cells:
        if cell.column < first:
            continue
        if cell not in numbers:
            own = own if is_dash(cell.text) or numbers_in(cell.text) else cell.text
            continue
        label = own or _label(block, cell.column)
        column = columns.get(cell.column, "")
        if is_no_amount(label) or is_no_amount(column):
            continue
        for text in numbers_in(cell.text, lossy=block.lossy):
            group = _group(block, label, cell.column)
            yield _amount(text, label, group, column, cell.line, block)


def _left_empty(row: Sequence[Cell], block: Block) -> Iterator[Amount]:
    """The empty cells under headers of money in a row that holds other numbers."""
    for cell in own_cells(row):
        column = block.headers.get(cell.column, "")
        if not cell.text and is_money_column(column):
            label = _label(block, cell.column)
            group = _group(block, label, cell.column)
            yield _amount("", label, group, column, cell.line, block)


def _label(block: Block, before: int) -> str:
    left = [text for column, text in sorted(block.labels.items()) if column < before]
    return left[-1] if left else ""


def _group(block: Block, own: str, before: int) -> str:
    """The labels further left than the label of an amount."""
    left = [text for column, text in sorted(block.labels.items()) if column < before]
    return " ".join(text for text in left if text != own and not is_no_amount(text))


def _amount(text: str, label: str, group: str, column: str, line: int, block: Block) -> Amount:
    return Amount(
        label=label,
        group=group,
        column=column,
        text=text,
        value=read_number(squeeze(text)) if text else None,
        unit=unit_of(text, label, column, block.unit) or hinted_unit(label),
        line=line,
        caption=block.about,
        sure=not block.lossy,
    )
