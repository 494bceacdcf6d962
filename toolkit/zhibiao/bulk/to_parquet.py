"""parquet, a row group for each batch."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

_COMPRESSION = "zstd"


def to_parquet(batches: Iterable[pa.RecordBatch], path: Path, schema: pa.Schema) -> None:
    """Write `batches`, whose columns are `schema`, to `path`."""
    from pyarrow import parquet

    # The least and greatest value of labels in no order help no reader, and cost a quarter of the time.
    with parquet.ParquetWriter(path, schema, compression=_COMPRESSION, write_statistics=False) as writer:
        for batch in batches:
            writer.write_batch(batch, row_group_size=max(1, len(batch)))
