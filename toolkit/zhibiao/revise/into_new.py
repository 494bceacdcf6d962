"""The rows as revised in a new workbook: for documents whose own format is not written back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from zhibiao.records import Indicator, Review, ReviewedRow, ReviewedTable
from zhibiao.report.plain_workbook import build_plain
from zhibiao.revise.changes import Change, Planned, in_order
from zhibiao.revise.writers import Written

_OF_ONE_ROW = (
    *("explanation", "basis_text", "interim", "history", "actual", "weight", "score", "deviation"),
    *("unit", "comparator_printed"),
)
"""Fields that a row has for itself: everything but name, target and labels."""


def write_new(review: Review, planned: Sequence[Planned], lang: str) -> Written:
    """A workbook with every row of the review, those with planned changes as they will be."""
    by_row = {(one.table, one.row.indicator.row): one for one in planned}
    tables = tuple(_revised(table, number, by_row) for number, table in enumerate(review.tables, start=1))
    data, _ = build_plain(replace(review, tables=tables), lang)
    changes = [change for one in planned for change in one.all()]
    return data, ".xlsx", in_order([replace(change, written=True, note="") for change in changes])


def _revised(
    reviewed: ReviewedTable, number: int, planned: Mapping[tuple[int, int], Planned]
) -> ReviewedTable:
    rows = [new for row in reviewed.rows for new in _rows(row, planned.get((number, row.indicator.row)))]
    numbered = tuple(
        replace(row, indicator=replace(row.indicator, row=at)) for at, row in enumerate(rows, start=1)
    )
    return replace(reviewed, rows=numbered, findings=())


def _rows(row: ReviewedRow, planned: Planned | None) -> Iterator[ReviewedRow]:
    if planned is None:
        yield row
        return
    chosen = planned.suggestion
    parts = (chosen.parts or (chosen,)) if chosen else (None,)
    for changes, part in zip((planned.cells, *planned.inserted), parts, strict=True):
        label = replace(row.label, category=part.category) if part and part.category else row.label
        yield replace(row, indicator=_indicator(row, changes), label=label, findings=(), suggestions=())


def _indicator(row: ReviewedRow, changes: Sequence[Change]) -> Indicator:
    texts = {change.field: change.new for change in changes}
    kept = row.indicator
    if changes and changes[0].added:  # a new row has only its labels in common with the one above
        empty = dict.fromkeys(_OF_ONE_ROW, "")
        kept = replace(kept, **empty)  # type: ignore[arg-type]  # fields of Indicator
    return replace(kept, **texts)  # type: ignore[arg-type]  # fields of Indicator
