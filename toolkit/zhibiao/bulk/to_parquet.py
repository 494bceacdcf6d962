"""parquet, written batch by batch into one file that can be continued after an interruption.

Arrow writes each batch as a small file in memory; its row group goes into the large file, and its footer is kept with
the places moved to where the row group stands. At the end Arrow makes one footer of them.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from zhibiao.bulk.footer import moved

if TYPE_CHECKING:
    import pyarrow as pa

    from zhibiao.bulk.labelled import Labelled

MAGIC = b"PAR1"
_COMPRESSION = "zstd"
_TYPES = "ARROW:schema"  # where Arrow keeps types that parquet does not know


def parquet_part(labelled: Labelled, place: int) -> tuple[bytes, bytes]:
    """The row group of a batch, and its footer as if it stood at `place`; the file begins with MAGIC."""
    content = _file(labelled)
    size = int.from_bytes(content[-8:-4], "little")
    start = 0 if place == 0 else len(MAGIC)
    return content[start : -8 - size], moved(content[-8 - size : -8], place - start)


def parquet_end(schema: pa.Schema, notes: Sequence[bytes]) -> bytes:
    """The footer of the whole file, of the footers of its parts; of a file without rows, all of it."""
    from pyarrow import parquet

    if not notes:
        sink = BytesIO()
        parquet.write_table(schema.empty_table(), sink, compression=_COMPRESSION)
        return sink.getvalue()
    whole, *others = (_metadata(note) for note in notes)
    for other in others:
        whole.append_row_groups(other)
    sink = BytesIO()
    whole.write_metadata_file(sink)
    return sink.getvalue()[len(MAGIC) :]


def _metadata(footer: bytes) -> Any:
    from pyarrow import parquet

    return parquet.read_metadata(BytesIO(MAGIC + footer + len(footer).to_bytes(4, "little") + MAGIC))


def _file(labelled: Labelled) -> bytes:
    """A parquet file of one batch. Repeated texts go in as codes, which is fast, and come out as texts."""
    import pyarrow as pa
    from pyarrow import parquet

    added = [_spread(column, labelled.codes) for column in labelled.added_columns()]
    names = labelled.schema().names
    table = pa.table([*labelled.table.columns, *added], names=names)
    sink = pa.BufferOutputStream()
    options = {
        "compression": _COMPRESSION,
        "store_schema": False,
        # The least and greatest value of labels in no order help no reader, and cost a fifth of the time.
        "write_statistics": labelled.table.schema.names,
    }
    with parquet.ParquetWriter(sink, table.schema, **options) as writer:
        types = base64.b64encode(labelled.schema().serialize()).decode()
        writer.add_key_value_metadata({_TYPES: types})
        writer.write_table(table, row_group_size=max(1, len(table)))
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _spread(column: pa.Array, codes: pa.Array) -> pa.Array:
    """The values of each row."""
    import pyarrow as pa

    if not pa.types.is_string(column.type):
        return column.take(codes)
    encoded = column.dictionary_encode()
    return pa.DictionaryArray.from_arrays(encoded.indices.take(codes), encoded.dictionary)
