"""Tables as files: csv, tsv, jsonl, xlsx and parquet to a frame and back; bulk/ does the reading and the writing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    import pandas as pd

_ROWS = 1 << 16


def read_frame(path: Path) -> pd.DataFrame:
    """The table in `path`, every cell as text (parquet keeps its types), "" where a cell is empty.

    A workbook gives the sheet that has a column of indicator names, else its first. Raises ZhibiaoError RD01
    for no such file, RD04 for an unknown encoding, RD07 for a damaged file or a line that is no row, CF03 for
    another format, TG03 for an empty table.
    """
    import pyarrow as pa

    from zhibiao.bulk.inputs import read_head, read_pieces

    head = read_head(path)
    tables = [head.schema.empty_table()]
    for piece in read_pieces(head, head.place, _ROWS):
        for reject in piece.rejects:
            detail = f"{reject.line}: {reject.reason()}"
            raise ZhibiaoError("RD07", path=str(path), detail=detail)
        tables.append(piece.table)
    frame: pd.DataFrame = pa.concat_tables(tables).to_pandas()
    return frame


def write_frame(frame: pd.DataFrame, path: Path) -> Path:
    """Write `frame` to `path` in one step, in the format of its suffix: the old file or the new one, never half.

    A workbook holds every text as text, so that none is run as a formula. Raises ZhibiaoError CF03 for another
    format, BK06 for more rows than a workbook takes; OSError where the folder cannot be written.
    """
    import pyarrow as pa

    from zhibiao.bulk.arrow_parts import read_parts
    from zhibiao.bulk.labelled import Labelled
    from zhibiao.bulk.outputs import form_of

    form = form_of(path)
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f".{uuid4().hex}{path.suffix}"
    converted = temporary.with_suffix(f".final{path.suffix}")
    try:
        temporary.write_bytes(form.begin(table.schema) + form.part(Labelled(table=table)))
        if form.convert is not None:
            form.convert(read_parts(temporary), converted, table.schema)
        os.replace(converted if form.convert else temporary, path)  # noqa: PTH105 - the one call that is atomic on every system
    finally:
        temporary.unlink(missing_ok=True)
        converted.unlink(missing_ok=True)
    return path
