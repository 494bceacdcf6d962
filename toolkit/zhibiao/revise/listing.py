"""The list of changes, in the format of the document: row by row what was, what is, why, and where a number comes from."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from zhibiao.report.interface import say, say_or
from zhibiao.report.to_csv import guard
from zhibiao.revise.changes import Change

COLUMNS = ("row", "name", "cell", "before", "after", "why", "value_from", "done")
_WIDTHS = (7, 26, 12, 24, 34, 34, 34, 14)
"""Widths of the columns in a workbook, in characters."""
_SHARES = (1.3, 4.0, 1.8, 3.6, 5.2, 4.4, 4.4, 2.0)
"""Widths of the columns on a page, in centimetres."""


def list_changes(changes: Sequence[Change], suffix: str, lang: str) -> tuple[bytes, str]:
    """The list of changes for a document with that suffix, and its own: a Word table, a csv, else a workbook."""
    rows = [_row(change, lang) for change in changes]
    titles = [say(lang, f"change_{column}") for column in COLUMNS]
    suffix = suffix.lower()
    if suffix in (".docx", ".docm"):
        return _docx(titles, rows, lang), ".docx"
    if suffix in (".csv", ".tsv", ".tab"):
        return _csv(titles, rows, "," if suffix == ".csv" else "\t"), suffix
    return _xlsx(titles, rows, lang), ".xlsx"


def _row(change: Change, lang: str) -> list[str]:
    where = f"{change.table}-{change.row}" if change.table > 1 else str(change.row)
    number = f"{where}+{change.added}" if change.added else where
    field = say_or(lang, change.field, change.field)
    done = say(lang, "change_written") if change.written else change.note
    return [number, change.indicator, field, change.old, change.new, change.why, change.value_from, done]


def _csv(titles: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(titles)
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def _xlsx(titles: Sequence[str], rows: Sequence[Sequence[str]], lang: str) -> bytes:
    from openpyxl import Workbook

    from zhibiao.report.plain_workbook import lay_out, write_line
    from zhibiao.report.untimed import without_times

    book = Workbook()
    sheet = book.active
    sheet.title = say(lang, "changes")
    for line, cells in enumerate((titles, *rows), start=1):
        write_line(sheet, line, list(cells))
    lay_out(sheet, list(_WIDTHS))
    stream = io.BytesIO()
    book.save(stream)
    return without_times(stream.getvalue(), properties=True)


def _docx(titles: Sequence[str], rows: Sequence[Sequence[str]], lang: str) -> bytes:
    import docx
    from docx.shared import Cm

    from zhibiao.report.docx_patch import legal
    from zhibiao.report.plain_document import set_page
    from zhibiao.report.untimed import without_times

    document = docx.Document()
    set_page(document)
    document.add_heading(say(lang, "changes"), 0)
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
