"""Batches as bytes that can be appended one by one: each a small Arrow stream, with its columns and its end.

Formats whose files cannot be continued (parquet, xlsx) are written from them when all batches are there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from zhibiao.bulk.labelled import Labelled


def arrow_part(labelled: Labelled) -> bytes:
    """The rows of a batch with the added columns.

    >>> import pyarrow as pa
    >>> from zhibiao.bulk.labelled import Labelled
    >>> arrow_part(Labelled(table=pa.table({"name": ["合格率"]})))[:4].hex()
    'ffffffff'
    """
    import pyarrow as pa

    added = [column.take(labelled.codes) for column in labelled.added_columns()]
    table = pa.table([*labelled.table.columns, *added], schema=labelled.schema())
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.ipc.new_stream(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def read_parts(path: Path) -> Iterator[pa.RecordBatch]:
    """The batches in a file of parts, in their order."""
    import pyarrow as pa

    with pa.OSFile(str(path)) as file:
        while file.tell() < file.size():
            with pa.ipc.open_stream(file) as part:
                yield from part
