"""Corrected categories as labelled rows: what `zhibiao train --add` learns from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from zhibiao.desk.decided.decisions import Decision
from zhibiao.records import Review
from zhibiao.report.to_csv import guard

COLUMNS = ("name", "target", "unit", "level1", "level2", "gold", "document")


def corrections(documents: Iterable[tuple[Review, Sequence[Decision]]]) -> str:
    """The rows whose category was corrected, as a tab separated table that `learn.added.read_added` reads.

    A row stands there as it was handed in, whatever wording was taken: that is what the category was wrong about. `gold`
    is the corrected one. Texts that a spreadsheet would take for a formula get an apostrophe, as in review.csv.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for review, decisions in documents:
        rows = {
            (number, row.indicator.row): row.indicator
            for number, table in enumerate(review.tables, start=1)
            for row in table.rows
        }
        for one in decisions:
            row = rows.get((one.table, one.row))
            if one.category and row:
                texts = (row.name, row.target, row.unit, row.level1, row.level2)
                cells = (*texts, one.category, review.document.source)
                writer.writerow(guard(cell) for cell in cells)
    return buffer.getvalue()
