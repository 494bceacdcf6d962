"""The cells of a printed table: text with its marks, the row that a cell belongs to, the links that pick a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from zhibiao.desk.printed.layout import Slot
from zhibiao.desk.printed.marks import mark_cell
from zhibiao.desk.printed.uses import Key, Use, Uses
from zhibiao.records import Grid, Severity
from zhibiao.report.marks import Segment
from zhibiao.report.wording import in_language

LEVELS = ("level1", "level2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """What selects a row: its place (1.3), its number in the table, its findings and the gravest of them."""

    at: str
    row: int
    findings: int = 0
    severity: Severity | str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCell:
    """A cell with marked text. `at` and `field` are set where it belongs to exactly one row of the review.

    `kind` is header, label (it holds for several rows), filler (a place where the source prints no cell) or "".
    `severity` and `title` are of findings about the whole cell.
    """

    pieces: tuple[Segment, ...]
    row_span: int = 1
    column_span: int = 1
    at: str = ""
    field: str = ""
    kind: str = ""
    severity: Severity | str = ""
    title: str = ""
    picks: tuple[Pick, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """A line of a grid; `at` is the row of the review that stands in it, "" for none and for several."""

    cells: tuple[PrintedCell, ...]
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A grid on its way to the page, with all that is known of its cells; `heads` are the rows of its headers."""

    number: int
    grid: Grid
    heads: frozenset[int]
    uses: Uses
    picks: dict[Key, list[Pick]]
    lang: str


def printed_row(sheet: Sheet, row: int, slots: Sequence[Slot]) -> PrintedRow:
    """Line `row` of a grid as laid out in `slots`, its texts marked."""
    here = sheet.uses.lines.get((sheet.number, row), [])
    return PrintedRow(
        cells=tuple(_cell(sheet, row, slot) for slot in slots), at=here[0] if len(here) == 1 else ""
    )


def _cell(sheet: Sheet, row: int, slot: Slot) -> PrintedCell:
    if slot.cell is None:
        return PrintedCell(pieces=(), kind="filler", column_span=slot.column_span)
    key = (sheet.number, row, slot.cell)
    cell = sheet.grid.rows[row][slot.cell]
    uses = sheet.uses.cells.get(key, [])
    owner = _owner(uses, lossy=sheet.grid.lossy)
    marks = mark_cell(cell.text, uses, partial(in_language, lang=sheet.lang))
    is_head = row in sheet.heads and bool(cell.text) and not uses
    # A cell of the header that reaches down beside the indicators is their label.
    is_label = bool(uses and not owner) or (is_head and row + cell.row_span - 1 not in sheet.heads)
    return PrintedCell(
        pieces=marks.pieces,
        row_span=slot.row_span,
        column_span=slot.column_span,
        at=owner.at if owner else "",
        field=owner.field if owner else "",
        kind="label" if is_label else "header" if is_head else "",
        severity=marks.severity,
        title=marks.title,
        picks=tuple(sheet.picks.get(key, ())),
    )


def _owner(uses: Sequence[Use], *, lossy: bool) -> Use | None:
    """The use that makes a cell a row's own; None where it has none, or holds for several rows.

    Where spans were lost nobody knows how far down a label holds.
    """
    if len({use.at for use in uses}) != 1 or (lossy and uses[0].field in LEVELS):
        return None
    return next((use for use in uses if use.text), uses[0])
