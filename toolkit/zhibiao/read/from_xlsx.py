"""xlsx and xls -> Page: every sheet with text a grid, merged ranges as spans, numbers as they are printed.

Known limits: formulas that were never calculated have no value; comments and text boxes are not read;
number formats of workbooks older than Excel 97 are not known, so 0.95 shown as 95% reads `0.95` there.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence

from zhibiao.errors import ZhibiaoError
from zhibiao.read.grid import MAX_SPAN, check_area, tidy_cell
from zhibiao.read.number_format import show_date, show_number
from zhibiao.read.xls_records import read_xls_formats
from zhibiao.read.xlsx_styles import Formats, SheetFacts, read_sheet_facts
from zhibiao.records import Cell, Grid, Note, Page

_CALAMINE_ERRORS = (
    "CalamineError",
    "PasswordError",
    "XmlError",
    "ZipError",
    "WorksheetNotFound",
    "PanicException",
)

_HIDDEN = ("工作表“{name}”是隐藏的，也读取了", "the sheet {name} is hidden; it was read all the same")
_HIDDEN_ROWS = (
    "工作表“{name}”的第 {rows} 行是隐藏的，也读取了",
    "rows {rows} of the sheet {name} are hidden; they were read all the same",
)

Value = str | bool | float | datetime.time | datetime.date | datetime.timedelta
Place = tuple[int, int]  # row, column
Range = tuple[Place, Place]  # first and last place


def from_xlsx(data: bytes, path: str) -> Page:
    """Read a workbook; `data` is the file. Cells keep their addresses, `line` is the row of the sheet.

    Hidden sheets (with a note), rows and columns are read, sheets without text left out; `Grid.name` is the sheet's.
    What a merged range covers is not printed, so not read. Raises ZhibiaoError RD07 (damaged, a password,
    a sheet of absurd size) or RD08 (unpacks to too much).
    """
    zipped = data.startswith(b"PK")
    facts = read_sheet_facts(data, path) if zipped else _old_facts(data, path)
    notes: list[Note] = []
    try:
        grids = tuple(_sheets(data, facts, path, notes))
    except BaseException as error:
        if type(error).__name__ not in _CALAMINE_ERRORS:
            raise
        raise ZhibiaoError("RD07", path=path, detail=str(error)) from error
    return Page(path=path, format="xlsx" if zipped else "xls", grids=grids, notes=tuple(notes))


def _old_facts(data: bytes, path: str) -> dict[str, SheetFacts]:
    """The facts of the sheets of an xls file; which of its rows are hidden is not read."""
    return {name: SheetFacts(formats=told) for name, told in read_xls_formats(data, path).items()}


def _sheets(data: bytes, facts: dict[str, SheetFacts], path: str, notes: list[Note]) -> Iterator[Grid]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for known in book.sheets_metadata:
            if known.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(known.name)
            height, width = (place + 1 for place in sheet.end or (-1, -1))
            check_area(height * width, path)
            values = sheet.to_python(skip_empty_area=False)
            told = facts.get(known.name, SheetFacts(formats={}))
            rows = _rows(values, sheet.merged_cell_ranges or [], told.formats, path)
            if rows and known.visible != SheetVisibleEnum.Visible:
                notes.append(_note(_HIDDEN, known.name))
            if rows and told.hidden:
                notes.append(_note(_HIDDEN_ROWS, known.name, "、".join(map(str, told.hidden[:12]))))
            if rows:
                yield Grid(rows=rows, name=known.name)


def _note(texts: tuple[str, str], name: str, rows: str = "") -> Note:
    zh, en = (text.format(name=name, rows=rows) for text in texts)
    return Note(code="EX10", zh=zh, en=en, place=name)


def _rows(
    values: Sequence[Sequence[Value]],
    merged: Sequence[Range],
    formats: Formats,
    path: str,
) -> tuple[tuple[Cell, ...], ...]:
    """Rows of cells down to the last with text; within a row the cells up to its last with text."""
    height = 1 + max((at for at, row in enumerate(values) if any(map(show, row))), default=-1)
    spans, covered = _spans(merged, height, path)
    rows: list[tuple[Cell, ...]] = []
    for number, row in enumerate(values[:height]):
        cells = [
            _cell(show(value, formats.get((number, at), "")), number, at, spans.get((number, at), (1, 1)))
            for at, value in enumerate(row)
            if (number, at) not in covered
        ]
        while cells and not cells[-1].text:
            cells.pop()
        rows.append(tuple(cells))
    return tuple(rows)


def _spans(merged: Sequence[Range], height: int, path: str) -> tuple[dict[Place, Place], set[Place]]:
    """(rows, columns) of every merged range by its first place, and the places the ranges cover."""
    spans: dict[Place, Place] = {}
    covered: set[Place] = set()
    area = 0
    for (top, left), (bottom, right) in merged:
        rows, columns = min(bottom + 1, height) - top, min(right + 1 - left, MAX_SPAN)
        if rows < 1 or (top, left) in covered:
            continue
        area += rows * columns
        check_area(area, path)
        spans[top, left] = rows, columns
        covered.update((top + down, left + along) for down in range(rows) for along in range(columns))
    return spans, covered - spans.keys()


def _cell(text: str, row: int, column: int, span: Place) -> Cell:
    return Cell(text=text, row=row, column=column, row_span=span[0], column_span=span[1], line=row + 1)


def show(value: Value, code: str = "") -> str:
    """The text of a cell: `value` as calamine gives it, under the number format `code`.

    >>> show(500.0), show("招商\\n活动"), show(True), show(datetime.date(2024, 12, 30))
    ('500', '招商活动', 'TRUE', '2024-12-30')
    """
    if isinstance(value, str):
        return tidy_cell(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return show_number(value, code).strip()
    if isinstance(value, datetime.date):
        return show_date(value, code)
    return str(value)
