"""The rows of a review as a new workbook: for documents that are no workbook, or cannot be read again."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

from zhibiao.records import Review, ReviewedRow, ReviewedTable
from zhibiao.report.interface import category_name, say
from zhibiao.report.remarks import Locate, Place
from zhibiao.report.untimed import without_times
from zhibiao.report.workbook.heights import height_of
from zhibiao.report.workbook.xml import clean

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# Columns with their widths, in the order of a goal table; those that no row fills are left out.
_FIELDS = {
    "level1": 14,
    "level2": 16,
    "name": 32,
    "comparator_printed": 10,
    "target": 20,
    "unit": 8,
    "interim": 16,
    "history": 20,
    "actual": 16,
    "weight": 8,
    "score": 8,
    "deviation": 24,
    "explanation": 36,
    "basis_text": 28,
}
_ALWAYS = ("level1", "level2", "name", "target")


def build_plain(review: Review, lang: str) -> tuple[bytes, Callable[[ReviewedTable], Locate]]:
    """A workbook with one sheet, a line for each indicator, and where each field of each table stands in it."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = say(lang, "rows")
    fields = _fields_of(review)
    lines = _fill(sheet, review, fields, lang)
    lay_out(sheet, [*_lead(review).values(), *(_FIELDS[field] for field in fields), 20])
    stream = io.BytesIO()
    book.save(stream)
    columns = {field: at for at, field in enumerate(fields, start=len(_lead(review)))}

    def locate_in(reviewed: ReviewedTable) -> Locate:
        first = min((row.indicator.row for row in reviewed.rows), default=0)

        def locate(row: int, field: str) -> Place | None:
            line = lines.get((reviewed.table.name, row or first))
            if line is None:
                return None
            column = columns.get(field if row else "name", columns["name"])
            return Place(sheet=sheet.title, line=line, column=column)

        return locate

    return without_times(stream.getvalue(), properties=True), locate_in


def _fields_of(review: Review) -> list[str]:
    rows = [row for reviewed in review.tables for row in reviewed.rows]
    needed = {finding.field for row in rows for finding in row.findings}
    return [
        field
        for field in _FIELDS
        if field in _ALWAYS or field in needed or any(getattr(row.indicator, field) for row in rows)
    ]


def _fill(sheet: Worksheet, review: Review, fields: list[str], lang: str) -> dict[tuple[str, int], int]:
    """Write the header and the rows; the line of each row by its table and number."""
    titles = [say(lang, key) for key in (*_lead(review), *fields, "category")]
    write_line(sheet, 1, titles)
    lines: dict[tuple[str, int], int] = {}
    for reviewed in review.tables:
        for row in reviewed.rows:
            lines[reviewed.table.name, row.indicator.row] = 2 + len(lines)
            texts = _texts(reviewed, row, fields, lang)
            write_line(sheet, 1 + len(lines), texts[-len(titles) :])
    return lines


def _lead(review: Review) -> dict[str, int]:
    """The columns before the fields, with their widths: the table's name only where there are several."""
    return {"untitled_table": 22, "row": 6} if len(review.tables) > 1 else {"row": 6}


def _texts(reviewed: ReviewedTable, row: ReviewedRow, fields: list[str], lang: str) -> list[str | int]:
    texts = [getattr(row.indicator, field) for field in fields]
    return [reviewed.table.name, row.indicator.row, *texts, category_name(row.label.category, lang)]


def write_line(sheet: Worksheet, line: int, values: list[str] | list[str | int]) -> None:
    """A row of the sheet; a text stays a text, whatever it begins with."""
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(line, column)
        if isinstance(value, int):
            cell.value = value
        elif value:
            cell.value = clean(value)
            cell.data_type = "s"


def lay_out(sheet: Worksheet, widths: list[int], header: int = 1) -> None:
    """The line `header` frozen and coloured, texts wrapped, widths that fit, a page that prints; lines above stay plain."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    line = Side(style="thin", color="FFBFC7CF")
    frame = Border(left=line, right=line, top=line, bottom=line)
    wrapped = Alignment(vertical="top", wrap_text=True)
    for row in sheet.iter_rows(min_row=header):
        for cell in row:
            cell.border, cell.alignment = frame, wrapped
    for cell in sheet[header]:
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor="FF3A566F")
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for number, cells in enumerate(sheet.iter_rows(min_row=header, values_only=True), start=header):
        texts = (str(value or "") for value in cells)
        sheet.row_dimensions[number].height = height_of(zip(texts, widths, strict=True))
    sheet.freeze_panes = f"A{header + 1}"
    sheet.auto_filter.ref = f"A{header}:{get_column_letter(len(widths))}{sheet.max_row}"
    sheet.print_title_rows = f"{header}:{header}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
