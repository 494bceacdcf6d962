"""Tables as files: csv, tsv, jsonl, xlsx and parquet to a frame of texts and back."""

from __future__ import annotations

import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    import pandas as pd

_SHEET = "指标"


def read_frame(path: Path) -> pd.DataFrame:
    """The table in `path`, every cell as text (parquet keeps its types), "" where a cell is empty.

    A workbook gives the sheet that has a column of indicator names, else its first. Raises ZhibiaoError RD01
    for no such file, RD04 for an unknown encoding, RD07 for a damaged file, CF03 for another format, CF04 where
    parquet's package is missing, TG03 for an empty table.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise ZhibiaoError("CF03", format=path.suffix, known=", ".join(_READERS))
    if not path.is_file():
        raise ZhibiaoError("RD01", path=str(path))
    frame = reader(path)
    if not len(frame.columns):
        raise ZhibiaoError("TG03", path=str(path))
    return frame


def write_frame(frame: pd.DataFrame, path: Path) -> Path:
    """Write `frame` to `path` in one step, in the format of its suffix: the old file or the new one, never half.

    A workbook holds every text as text, so that none is run as a formula. Raises ZhibiaoError CF03 for another
    format, CF04 where parquet's package is missing; OSError where the folder cannot be written.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise ZhibiaoError("CF03", format=path.suffix, known=", ".join(_WRITERS))
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f".{uuid4().hex}{path.suffix}"
    try:
        writer(frame, temporary)
        os.replace(temporary, path)  # noqa: PTH105 - the one call that is atomic on every system
    finally:
        temporary.unlink(missing_ok=True)
    return path


def _read_csv(path: Path) -> pd.DataFrame:
    import pandas as pd

    from zhibiao.read.decode import decode
    from zhibiao.read.from_csv import find_delimiter

    text, _ = decode(path.read_bytes(), str(path))
    if not text.strip():
        raise ZhibiaoError("TG03", path=str(path))
    try:
        return pd.read_csv(StringIO(text), sep=find_delimiter(text), dtype=str, keep_default_na=False)
    except (pd.errors.ParserError, ValueError) as error:
        raise ZhibiaoError("RD07", path=str(path), detail=str(error)) from error


def _read_jsonl(path: Path) -> pd.DataFrame:
    import pandas as pd

    from zhibiao.read.decode import decode

    text, _ = decode(path.read_bytes(), str(path))
    try:
        return pd.read_json(StringIO(text), lines=True, dtype=False)
    except ValueError as error:
        raise ZhibiaoError("RD07", path=str(path), detail=str(error)) from error


def _read_xlsx(path: Path) -> pd.DataFrame:
    """Cells as the workbook shows them (95%, not 0.95)."""
    import pandas as pd

    from zhibiao.read import read_page
    from zhibiao.taxonomy import header_role

    tables = []
    for grid in read_page(path).grids:
        width = max((cell.column + cell.column_span for row in grid.rows for cell in row), default=0)
        lines = [[""] * width for _ in grid.rows]
        for line, row in zip(lines, grid.rows, strict=True):
            for cell in row:
                line[cell.column] = cell.text
        if lines:
            tables.append(lines)
    if not tables:
        raise ZhibiaoError("TG03", path=str(path))
    named = [
        lines for lines in tables if any(word == "name" or header_role(word) == "name" for word in lines[0])
    ]
    header, *body = (named or tables)[0]
    return pd.DataFrame(body, columns=header, dtype=str)


def _read_parquet(path: Path) -> pd.DataFrame:
    import pandas as pd

    _need("pyarrow", "parquet", "parquet")
    try:
        return pd.read_parquet(path, engine="pyarrow")
    except (ValueError, OSError) as error:
        raise ZhibiaoError("RD07", path=str(path), detail=str(error)) from error


def _need(package: str, file_format: str, extra: str) -> None:
    from importlib.util import find_spec

    if find_spec(package) is None:
        raise ZhibiaoError("CF04", format=file_format, package=package, extra=extra)


def _write_csv(frame: pd.DataFrame, path: Path) -> None:
    # Excel takes a csv without a byte order mark for the local encoding.
    frame.to_csv(path, index=False, encoding="utf-8-sig", sep="\t" if path.suffix.lower() == ".tsv" else ",")


def _write_jsonl(frame: pd.DataFrame, path: Path) -> None:
    frame.to_json(path, orient="records", lines=True, force_ascii=False)


def _write_xlsx(frame: pd.DataFrame, path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_SHEET)

    def cell(value: Any) -> Any:
        if not isinstance(value, str):
            return value  # missing values are None by now
        text = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
        text.data_type = "s"
        return text

    sheet.append([cell(str(column)) for column in frame.columns])
    columns = [
        frame[column].astype(object).where(frame[column].notna(), None).tolist() for column in frame.columns
    ]
    for row in zip(*columns, strict=True):
        sheet.append([cell(value) for value in row])
    book.save(path)


def _write_parquet(frame: pd.DataFrame, path: Path) -> None:
    _need("pyarrow", "parquet", "parquet")
    frame.to_parquet(path, engine="pyarrow", index=False)


_READERS: dict[str, Callable[[Path], pd.DataFrame]] = {
    ".csv": _read_csv,
    ".tsv": _read_csv,
    ".jsonl": _read_jsonl,
    ".xlsx": _read_xlsx,
    ".xls": _read_xlsx,
    ".parquet": _read_parquet,
}

_WRITERS: dict[str, Callable[[pd.DataFrame, Path], None]] = {
    ".csv": _write_csv,
    ".tsv": _write_csv,
    ".jsonl": _write_jsonl,
    ".xlsx": _write_xlsx,
    ".parquet": _write_parquet,
}
