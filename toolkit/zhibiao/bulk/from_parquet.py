"""parquet -> pieces: every column keeps its type; only what a piece needs is in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhibiao.bulk.lines import BLOCK_BYTES
from zhibiao.bulk.names import tidy_names
from zhibiao.bulk.records import Head, Piece, Place
from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    import pyarrow as pa

_PANDAS = b"pandas"
_BUFFER = 1 << 20


def parquet_head(path: Path) -> Head:
    """Columns and number of rows. Raises ZhibiaoError RD01 for no such file, RD07 for a damaged one, TG03 without columns."""
    import pyarrow as pa

    if not path.is_file():
        raise ZhibiaoError("RD01", path=str(path))
    with _open(path) as file:
        schema, rows = file.schema_arrow, file.metadata.num_rows
    if not len(schema):
        raise ZhibiaoError("TG03", path=str(path))
    # What pandas noted about its index would be wrong for the columns of the output.
    notes = {key: value for key, value in (schema.metadata or {}).items() if key != _PANDAS}
    fields = [field.with_name(name) for field, name in zip(schema, tidy_names(schema.names), strict=True)]
    schema = pa.schema(fields, metadata=notes or None)
    return Head(path=path, schema=schema, size=path.stat().st_size, rows=rows, place=Place())


def parquet_pieces(head: Head, place: Place, rows: int) -> Iterator[Piece]:
    """The rows from row `place.offset` on, at most `rows` at a time, fewer where they are long."""
    with _open(head.path) as file:
        size, smaller = 0, min(rows, _rows_of(file, BLOCK_BYTES))
        while smaller != size:
            size = smaller
            for table in _tables(file, head, place.offset, size):
                place = replace(place, offset=place.offset + len(table))
                yield Piece(table=table, place=place)
                if table.nbytes > 2 * BLOCK_BYTES and len(table) > 1:
                    # Repeated texts are short in the file and long in memory: go on with fewer rows.
                    smaller = max(1, len(table) * BLOCK_BYTES // table.nbytes)
                    break


def _tables(file: Any, head: Head, row: int, size: int) -> Iterator[pa.Table]:
    """The rows from `row` on, at most `size` at a time."""
    import pyarrow as pa

    groups, skip = _groups_from(file, row)
    for batch in _batches(file, head.path, size, groups):
        part = batch.slice(skip)
        skip = max(0, skip - len(batch))
        if len(part):
            table = pa.Table.from_batches([part]).rename_columns(head.schema.names)
            yield table.replace_schema_metadata(head.schema.metadata)


def _open(path: Path) -> Any:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        # Read ahead, a reader keeps every byte it has read until it is closed.
        return parquet.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False)
    except (pa.ArrowException, OSError) as error:
        raise ZhibiaoError("RD07", path=str(path), detail=str(error)) from error


def _batches(file: Any, path: Path, size: int, groups: list[int]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    try:
        yield from file.iter_batches(size, row_groups=groups)
    except (pa.ArrowException, OSError) as error:
        raise ZhibiaoError("RD07", path=str(path), detail=str(error)) from error


def _groups_from(file: Any, row: int) -> tuple[list[int], int]:
    """The row groups from the one that holds `row` on, and how many rows of it come before."""
    for group in range(file.num_row_groups):
        size = file.metadata.row_group(group).num_rows
        if row < size:
            return list(range(group, file.num_row_groups)), row
        row -= size
    return [], row


def _rows_of(file: Any, size: int) -> int:
    """How many rows of the longest row group make `size` bytes."""
    groups = (file.metadata.row_group(group) for group in range(file.num_row_groups))
    longest = max((group.total_byte_size / max(1, group.num_rows) for group in groups), default=1)
    return max(1, int(size / max(1, longest)))
