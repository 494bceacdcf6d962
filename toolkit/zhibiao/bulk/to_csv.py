"""csv and tsv: cells as the texts they are, quoted where they have to be, in UTF-8 with a mark for Excel."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from typing import TYPE_CHECKING

from zhibiao.bulk.cells import as_texts, join_texts

if TYPE_CHECKING:
    import pyarrow as pa

    from zhibiao.bulk.labelled import Labelled


def csv_begin(schema: pa.Schema, *, delimiter: str) -> bytes:
    """The header line. Excel takes a csv without a byte order mark for the local encoding."""
    return (
        codecs.BOM_UTF8 + (delimiter.join(_quoted(name, delimiter) for name in schema.names) + "\n").encode()
    )


def csv_part(labelled: Labelled, *, delimiter: str) -> bytes:
    """The lines of a batch."""
    import pyarrow.compute as pc

    columns = [_cells(column.combine_chunks(), delimiter) for column in labelled.table.columns]
    if added := [_cells(column, delimiter) for column in labelled.added_columns()]:
        # What was added is put together once for each different row.
        columns.append(join_texts(added, delimiter).take(labelled.codes))
    elif len(columns) == 1:  # an empty line is no row
        columns = [pc.if_else(pc.equal(columns[0], ""), '""', columns[0])]
    return joined(columns, delimiter)


def joined(columns: Iterable[pa.Array], between: str, end: str = "\n") -> bytes:
    """The texts of each row with `between` between them and `end` behind them, as one text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    *first, last = columns
    rows = join_texts([*first, join_texts([last, pa.repeat(end, len(last))], "")], between)
    content: bytes = rows.buffers()[2].slice(0, pc.sum(pc.binary_length(rows)).as_py()).to_pybytes()
    return content


def _cells(column: pa.Array, delimiter: str) -> pa.Array:
    """The cells of a column as csv writes them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = pc.fill_null(as_texts(column), "")
    content = texts.buffers()[2].to_pybytes() if texts.buffers()[2] else b""
    if not any(mark in content for mark in (delimiter.encode(), b'"', b"\n", b"\r")):
        return texts
    encoded = texts.dictionary_encode()
    quoted = pa.array([_quoted(text, delimiter) for text in encoded.dictionary.to_pylist()], pa.string())
    return quoted.take(encoded.indices)


def _quoted(text: str, delimiter: str) -> str:
    if any(mark in text for mark in (delimiter, '"', "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text
