"""parquet, from the batches that were kept: a row group for each of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.bulk.arrow_parts import read_parts

if TYPE_CHECKING:
    import pyarrow as pa

_COMPRESSION = "zstd"


def to_parquet(source: Path, path: Path, schema: pa.Schema) -> None:
    """Write the batches of `source` (see arrow_parts), whose columns are `schema`, to `path`."""
    from pyarrow import parquet

    with parquet.ParquetWriter(path, schema, compression=_COMPRESSION) as writer:
        for batch in read_parts(source):
            writer.write_batch(batch, row_group_size=max(1, len(batch)))
