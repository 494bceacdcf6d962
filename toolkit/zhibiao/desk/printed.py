"""The tables of a document as they came: every cell with its spans, offending words marked, rows to be picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from zhibiao.desk.cell_layout import MAX_CELLS, Slot, lay_out, prose_between
from zhibiao.desk.cell_marks import mark_cell
from zhibiao.desk.cell_uses import Key, Use, Uses, find_uses
from zhibiao.extract.document import title_of
from zhibiao.extract.header import find_headers
from zhibiao.records import Grid, Page, Review, ReviewedRow, Severity
from zhibiao.report.marks import Segment, gravest
from zhibiao.report.wording import in_language

LEVELS = ("level1", "level2")
LONG_PROSE = 12  # paragraphs; more of them are folded
HEADING = 6  # lines just above a table that stand open in any case: its title, its year, its unit


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
class PrintedTable:
    """A grid of the document and the prose in front of it; the last one may be prose alone, without rows.

    `folded` is prose that is shown only when asked for, `prose` what stands open below it.
    `has_indicators` says whether rows of the review stand in it; `left_out` counts the rows too many to show.
    """

    number: int
    title: str
    folded: tuple[str, ...]
    prose: tuple[str, ...]
    rows: tuple[PrintedRow, ...] = ()
    has_indicators: bool = False
    lossy: bool = False
    left_out: int = 0


def printed_tables(page: Page, review: Review, lang: str) -> tuple[PrintedTable, ...]:
    """The grids of `page` in order, with what `review` says of their rows, in `lang`.

    `review` has to be of this page: a row whose place is not on it is not shown. A page with more than MAX_CELLS
    cells, or a grid with more than MAX_ROWS rows, is shown in part.
    """
    uses = find_uses(page, review)
    picks = _picks(review, uses)
    holding: dict[int, set[int]] = {}  # the rows of each grid in which indicators stand
    for grid_number, row_number in uses.lines:
        holding.setdefault(grid_number, set()).add(row_number)
    proses = prose_between(page)
    room = MAX_CELLS
    tables = []
    for number, grid in enumerate(page.grids):
        heads = _heads(grid) if number in holding else frozenset()
        lines, room = lay_out(grid, room, heads | holding.get(number, set()))
        sheet = _Sheet(number=number, grid=grid, heads=heads, uses=uses, picks=picks, lang=lang)
        folded, prose = _fold(proses[number], keep=HEADING)
        tables.append(
            PrintedTable(
                number=number + 1,
                title=title_of(grid),
                folded=folded,
                prose=prose,
                rows=tuple(_row(sheet, row, line) for row, line in enumerate(lines)),
                has_indicators=number in holding,
                lossy=grid.lossy,
                left_out=len(grid.rows) - len(lines),
            )
        )
    if proses[-1]:
        folded, prose = _fold(proses[-1], keep=0)
        tables.append(PrintedTable(number=len(tables) + 1, title="", folded=folded, prose=prose))
    return tuple(tables)


def _fold(prose: Sequence[str], keep: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Prose too long to stand open, and its last `keep` lines that do; a short one stands open as a whole."""
    cut = len(prose) - keep if len(prose) > LONG_PROSE else 0
    return tuple(prose[:cut]), tuple(prose[cut:])


def _heads(grid: Grid) -> frozenset[int]:
    """The rows of a grid that are headers of indicators."""
    return frozenset(
        row for header in find_headers(grid) for row in range(max(0, header.first), header.last + 1)
    )


def _owner(uses: Sequence[Use], *, lossy: bool) -> Use | None:
    """The use that makes a cell a row's own; None where it has none, or holds for several rows.

    Where spans were lost nobody knows how far down a label holds.
    """
    if len({use.at for use in uses}) != 1 or (lossy and uses[0].field in LEVELS):
        return None
    return next((use for use in uses if use.text), uses[0])


def _picks(review: Review, uses: Uses) -> dict[Key, list[Pick]]:
    """Where each row is picked: at its name, or at its first own cell where several rows share the name."""
    cells: dict[str, list[tuple[Key, Use, bool]]] = {}
    for key, held in uses.cells.items():
        shared = len({use.at for use in held}) > 1
        for use in held:
            cells.setdefault(use.at, []).append((key, use, shared))
    picks: dict[Key, list[Pick]] = {}
    for number, reviewed in enumerate(review.tables, start=1):
        for row in reviewed.rows:
            at = f"{number}.{row.indicator.row}"
            if here := cells.get(at):
                # False sorts before True: a cell of its own, then the name, then the order of the paper.
                key = min(here, key=lambda one: (one[2], one[1].field != "name", one[0]))[0]
                picks.setdefault(key, []).append(_pick(at, row))
    return picks


def _pick(at: str, row: ReviewedRow) -> Pick:
    return Pick(at=at, row=row.indicator.row, findings=len(row.findings), severity=gravest(row.findings))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A grid on its way to the page, with all that is known of its cells."""

    number: int
    grid: Grid
    heads: frozenset[int]
    uses: Uses
    picks: dict[Key, list[Pick]]
    lang: str


def _row(sheet: _Sheet, row: int, slots: Sequence[Slot]) -> PrintedRow:
    here = sheet.uses.lines.get((sheet.number, row), [])
    return PrintedRow(
        cells=tuple(_cell(sheet, row, slot) for slot in slots), at=here[0] if len(here) == 1 else ""
    )


def _cell(sheet: _Sheet, row: int, slot: Slot) -> PrintedCell:
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
