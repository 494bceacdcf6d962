"""xlsx: a workbook of the finished rows, every text a text, so that none is run as a formula."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    import pyarrow as pa

SHEET = "指标"
MOST_ROWS = 1_048_576
"""Of a sheet, with its header."""


def to_workbook(batches: Iterable[pa.RecordBatch], path: Path, schema: pa.Schema) -> None:
    """Write `batches`, whose columns are `schema`, to `path`.

    Raises ZhibiaoError BK06 where a sheet is too short for them.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.append([_cell(sheet, name) for name in schema.names])
    rows = 1
    for batch in batches:
        rows += len(batch)
        if rows > MOST_ROWS:
            raise ZhibiaoError("BK06", rows=rows - 1, most=MOST_ROWS - 1)
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            sheet.append([_cell(sheet, value) for value in row])
    book.save(path)


def _cell(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, float) and not math.isfinite(value):
        return None
    if value is None or isinstance(value, (bool, int, float)):
        return value
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", str(value)))
    cell.data_type = "s"
    return cell
