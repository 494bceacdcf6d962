"""jsonl: an object a line; lines that were jsonl before keep every character of what they said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from zhibiao.bulk.cells import as_json, join_texts
from zhibiao.bulk.to_csv import joined

if TYPE_CHECKING:
    import pyarrow as pa

    from zhibiao.bulk.labelled import Labelled


def jsonl_part(labelled: Labelled) -> bytes:
    """The lines of a batch."""
    columns = (
        [_opened(labelled.table.column(0).combine_chunks())]
        if labelled.lines
        else _members(labelled.table, "{")
    )
    if labelled.added is not None:
        columns.append(join_texts(_members(labelled.added, ""), ",").take(labelled.codes))
    return joined(columns, ",", "}\n")


def _members(table: pa.Table, before: str) -> list[pa.Array]:
    """`"name":value` of every column, `before` the first."""
    import pyarrow as pa

    names = [json.dumps(name, ensure_ascii=False) for name in table.schema.names]
    firsts = [f"{'' if at else before}{name}:" for at, name in enumerate(names)]
    return [
        join_texts([pa.repeat(first, len(table)), as_json(column.combine_chunks())], "")
        for first, column in zip(firsts, table.columns, strict=True)
    ]


def _opened(lines: pa.Array) -> pa.Array:
    """Lines without their closing brace."""
    import pyarrow.compute as pc

    return pc.utf8_slice_codeunits(lines, 0, -1)
