"""Batches as bytes that can be appended one by one: each a small Arrow stream, with its columns and its end.

Formats whose files cannot be continued (parquet, xlsx) are written from them when all batches are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from zhibiao.bulk.labelled import Labelled

_GIVE_UP = -1


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


def read_parts(path: Path, start: int = 0, end: int | None = None) -> Iterator[pa.RecordBatch]:
    """The batches in a file of parts, in their order: those between the bytes `start` and `end`."""
    import pyarrow as pa

    with pa.OSFile(str(path)) as file:
        file.seek(start)
        last = file.size() if end is None else end
        while file.tell() < last:
            with pa.ipc.open_stream(file) as part:
                yield from part


Convert = Callable[[Iterable["pa.RecordBatch"], Path, "pa.Schema"], None]
"""Writes batches with the columns of a schema to a file."""


class Conversion:
    """Writes the batches of a file of parts to `path` while that file grows, in a thread of its own."""

    def __init__(self, convert: Convert, source: Path, path: Path, schema: pa.Schema) -> None:
        self.path = path
        self._source, self._lengths = source, SimpleQueue[int | None]()
        self._thread = ThreadPoolExecutor(1)
        self._done = self._thread.submit(convert, self._batches(), path, schema)

    def grown(self, length: int) -> None:
        """The file of parts has so many whole bytes now; raises what went wrong in writing those before."""
        if self._done.done():
            self._done.result()
        self._lengths.put(length)

    def finish(self) -> None:
        """Wait until everything is written; raises what went wrong in doing so."""
        self._lengths.put(None)
        self._done.result()

    def close(self) -> None:
        """Give up what is not written."""
        self._lengths.put(_GIVE_UP)
        self._thread.shutdown()

    def _batches(self) -> Iterator[pa.RecordBatch]:
        done = 0
        while (length := self._lengths.get()) is not None and length != _GIVE_UP:
            yield from read_parts(self._source, done, length)
            done = length
