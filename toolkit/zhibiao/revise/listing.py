"""The list of changes, in the format of the document: row by row what was, what is, why, and where a number comes from.

Above it stands which document that is, of which body and year.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import PurePath

from zhibiao.records import Review
from zhibiao.report.interface import say, say_or
from zhibiao.report.to_csv import guard
from zhibiao.revise.changes import Change

COLUMNS = ("row", "name", "cell", "before", "after", "why", "value_from", "done")
_WIDTHS = (7, 26, 12, 24, 34, 34, 34, 14)
"""Widths of the columns in a workbook, in characters."""
_SHARES = (1.3, 4.0, 1.8, 3.6, 5.2, 4.4, 4.4, 2.0)
"""Widths of the columns on a page, in centimetres."""
_Lines = Sequence[Sequence[str]]


def list_changes(review: Review, changes: Sequence[Change], suffix: str, lang: str) -> tuple[bytes, str]:
    """The list of changes for the document of a review, and its suffix: a Word table, a csv, else a workbook.

    `suffix` is that of the revised document.
    """
    facts = _facts(review, lang)
    rows = [_row(change, _year(review, change), lang) for change in changes]
    titles = [say(lang, f"change_{column}") for column in COLUMNS]
    suffix = suffix.lower()
    if suffix in (".docx", ".docm"):
        return _docx(facts, titles, rows, lang), ".docx"
    if suffix in (".csv", ".tsv", ".tab"):
        return _csv(facts, titles, rows, "," if suffix == ".csv" else "\t"), suffix
    return _xlsx(facts, titles, rows, lang), ".xlsx"


def _facts(review: Review, lang: str) -> list[tuple[str, str]]:
    """What stands on top: the document, and the bodies and years that its tables name."""
    tables = [reviewed.table for reviewed in review.tables]
    known = {
        "document": [PurePath(review.document.source).name],
        "org": [table.org for table in tables],
        "year": [table.year for table in tables],
    }
    told = {key: "、".join(dict.fromkeys(filter(None, texts))) for key, texts in known.items()}
    return [(say(lang, key), text) for key, text in told.items() if text]


def _year(review: Review, change: Change) -> str:
    """The year of the past value in the cell that changes, "" where it is none or the document does not say."""
    place = change.place
    rows = [one.indicator for one in review.tables[change.table - 1].rows if one.indicator.row == change.row]
    if change.field != "history" or place is None or not rows:
        return ""
    past = [(line, column) for field, line, column in rows[0].places if field == "history"]
    years = [one.partition("=")[0] for one in rows[0].history.split(";")]
    if len(years) != len(past):  # a value that has such a mark in it
        return ""
    return dict(zip(past, years, strict=True)).get((place.line, place.column), "")


def _row(change: Change, year: str, lang: str) -> list[str]:
    where = f"{change.table}-{change.row}" if change.table > 1 else str(change.row)
    number = f"{where}+{change.added}" if change.added else where
    field = say_or(lang, change.field, change.field)
    field = say(lang, "change_of_year", cell=field, year=year) if year else field
    done = say(lang, "change_written") if change.written else change.note
    return [number, change.indicator, field, change.old, change.new, change.why, change.value_from, done]


def _csv(facts: _Lines, titles: Sequence[str], rows: _Lines, delimiter: str) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([guard(cell) for cell in line] for line in (*facts, [], titles, *rows))
    return buffer.getvalue().encode("utf-8-sig")


def _xlsx(facts: _Lines, titles: Sequence[str], rows: _Lines, lang: str) -> bytes:
    from openpyxl import Workbook

    from zhibiao.report.plain_workbook import lay_out, write_line
    from zhibiao.report.untimed import without_times

    book = Workbook()
    sheet = book.active
    sheet.title = say(lang, "changes")
    for line, cells in enumerate((*facts, [], titles, *rows), start=1):
        write_line(sheet, line, list(cells))
    lay_out(sheet, list(_WIDTHS), header=len(facts) + 2)
    stream = io.BytesIO()
    book.save(stream)
    return without_times(stream.getvalue(), properties=True)


def _docx(facts: _Lines, titles: Sequence[str], rows: _Lines, lang: str) -> bytes:
    import docx
    from docx.shared import Cm

    from zhibiao.report.docx_patch import legal
    from zhibiao.report.plain_document import set_page
    from zhibiao.report.untimed import without_times

    document = docx.Document()
    set_page(document)
    document.add_heading(say(lang, "changes"), 0)
    for name, text in facts:
        document.add_paragraph(legal(f"{name}{say(lang, 'colon')}{text}"))
    table = document.add_table(rows=1 + len(rows), cols=len(titles))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, _SHARES, strict=True):
        column.width = Cm(width)
    for line, cells in zip(table.rows, (titles, *rows), strict=True):
        for cell, text, width in zip(line.cells, cells, _SHARES, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].add_run(legal(text)).bold = cells is titles
    stream = io.BytesIO()
    document.save(stream)
    return without_times(stream.getvalue())
