"""The tables of a document as they came: every cell with its spans, offending words marked, rows to be picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from zhibiao.desk.printed.cells import Pick, PrintedRow, Sheet, printed_row
from zhibiao.desk.printed.layout import MAX_CELLS, Slot, lay_out, prose_between
from zhibiao.desk.printed.uses import Key, Use, Uses, find_uses
from zhibiao.extract.document import title_of
from zhibiao.extract.header import find_headers
from zhibiao.records import Grid, Page, Review, ReviewedRow
from zhibiao.report.marks import gravest

LONG_PROSE = 12  # paragraphs; more of them are folded
MAX_PROSE = 2000  # paragraphs of one stretch that are on the page
HEADING = 6  # lines just above a table that stand open in any case: its title, its year, its unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedTable:
    """A grid of the document and the prose in front of it; the last one may be prose alone, without rows.

    `folded` is prose that is shown only when asked for, `prose` what stands open below it, `unshown` counts the
    paragraphs between the two that are too many to show.
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
    unshown: int = 0


def printed_tables(page: Page, review: Review, lang: str) -> tuple[PrintedTable, ...]:
    """The grids of `page` in order, with what `review` says of their rows, in `lang`.

    `review` has to be of this page: a row whose place is not on it is not shown. A page with more than MAX_CELLS
    cells, or a grid with more than MAX_ROWS rows, is shown in part.

    >>> from zhibiao.read import read_bytes
    >>> from zhibiao.extract import extract
    >>> from zhibiao.review import review_alone
    >>> page = read_bytes("一级指标,三级指标,指标值\\n产出指标,培训人数,≥500人".encode(), "a.csv")
    >>> (table,) = printed_tables(page, review_alone(extract(page)), "zh")
    >>> [(row.at, [cell.field for cell in row.cells]) for row in table.rows]
    [('', ['', '', '']), ('1.1', ['', 'name', 'target'])]
    """
    uses = find_uses(page, review)
    picks = _picks(review, uses)
    holding = {
        number: frozenset(row for _, row in lines)
        for number, lines in groupby(sorted(uses.lines), itemgetter(0))
    }
    proses = prose_between(page)
    room = MAX_CELLS
    tables = []
    for number, grid in enumerate(page.grids):
        held = holding.get(number, frozenset())
        heads = _heads(grid) if held else frozenset()
        lines, room = lay_out(grid, room, held | heads)
        sheet = Sheet(number=number, grid=grid, heads=heads, uses=uses, picks=picks, lang=lang)
        tables.append(_table(sheet, lines, proses[number], has_indicators=bool(held)))
    if proses[-1]:
        folded, prose = _fold(proses[-1], keep=0)
        tables.append(
            PrintedTable(
                number=len(tables) + 1,
                title="",
                folded=folded[:MAX_PROSE],
                prose=prose,
                unshown=max(0, len(folded) - MAX_PROSE),
            )
        )
    return tuple(tables)


def _table(
    sheet: Sheet, lines: Sequence[Sequence[Slot]], prose: Sequence[str], *, has_indicators: bool
) -> PrintedTable:
    folded, heading = _fold(prose, keep=HEADING)
    return PrintedTable(
        number=sheet.number + 1,
        title=title_of(sheet.grid),
        folded=folded[:MAX_PROSE],
        prose=heading,
        rows=tuple(printed_row(sheet, row, line) for row, line in enumerate(lines)),
        has_indicators=has_indicators,
        lossy=sheet.grid.lossy,
        left_out=len(sheet.grid.rows) - len(lines),
        unshown=max(0, len(folded) - MAX_PROSE),
    )


def _fold(prose: Sequence[str], keep: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Prose too long to stand open, and its last `keep` lines that do; a short one stands open as a whole."""
    cut = len(prose) - keep if len(prose) > LONG_PROSE else 0
    return tuple(prose[:cut]), tuple(prose[cut:])


def _heads(grid: Grid) -> frozenset[int]:
    """The rows of a grid that are headers of indicators."""
    return frozenset(
        row for header in find_headers(grid) for row in range(max(0, header.first), header.last + 1)
    )


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
