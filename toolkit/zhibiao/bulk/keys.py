"""What a row is judged by: its texts in the columns that `find_columns` names, joined to one key.

The different keys of a batch are found by Arrow, in one pass over joined texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from zhibiao.bulk.cells import join_texts
from zhibiao.bulk.records import Head
from zhibiao.errors import ZhibiaoError
from zhibiao.tag import find_columns, texts

if TYPE_CHECKING:
    import pyarrow as pa

_BETWEEN, _ESCAPE = "\x1f", "\x1e"
"""Stands between the texts of a key; where a text holds one of the two itself, both are escaped."""


def columns_of(head: Head, named: Mapping[str, str] | None, *, several: bool) -> dict[str, str]:
    """Which columns of an input hold which field, as `find_columns` says.

    Of several inputs, one may lack a column that was named. Raises ZhibiaoError TG01, TG02, and BK05 where a
    column holds lists, records or bytes.
    """
    known = head.schema.names
    if several:
        named = {field: column for field, column in (named or {}).items() if column in known}
    try:
        found = find_columns(known, named)
    except ZhibiaoError as error:
        if several:
            raise ZhibiaoError(error.code, **{**error.values, "known": f"{head.path}：{error.values['known']}"}) from error
        raise
    for column in found.values():
        kind = head.schema.field(column).type
        if not _has_texts(kind):
            raise ZhibiaoError("BK05", column=column, kind=str(kind), path=str(head.path))
    return found


def _has_texts(kind: Any) -> bool:
    from pyarrow import types

    if types.is_dictionary(kind):
        return _has_texts(kind.value_type)
    return not (types.is_nested(kind) or _is_bytes(kind))


def _is_bytes(kind: Any) -> bool:
    from pyarrow import types

    return bool(
        types.is_binary(kind)
        or types.is_large_binary(kind)
        or types.is_fixed_size_binary(kind)
        or types.is_binary_view(kind)
    )


def join_keys(table: pa.Table, columns: Mapping[str, str], fields: Sequence[str]) -> pa.Array:
    """The key of every row: its texts in `fields`, of which `columns` names the column; "" where there is none.

    >>> import pyarrow as pa
    >>> table = pa.table({"名称": ["合格率"], "值": [95.0]})
    >>> keys = join_keys(table, {"name": "名称", "target": "值"}, ["name", "target", "unit"])
    >>> split_keys(keys)
    [('合格率', '95', '')]
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    parts = [
        _texts(table.column(columns[field])) if field in columns else pa.repeat("", len(table))
        for field in fields
    ]
    joined = join_texts(parts, _BETWEEN)
    if _separators(joined) != len(table) * (len(fields) - 1):
        escapes = ((_ESCAPE, f"{_ESCAPE}0"), (_BETWEEN, f"{_ESCAPE}1"))
        for plain, escaped in escapes:
            parts = [pc.replace_substring(part, plain, escaped) for part in parts]
        joined = join_texts(parts, _BETWEEN)
    return joined.cast(pa.large_binary())


def _separators(joined: pa.Array) -> int:
    """How often one of the two marks stands in the texts."""
    import numpy as np

    units = np.frombuffer(joined.buffers()[2] or b"", np.uint8)
    return int(np.count_nonzero((units & 0xFE) == ord(_ESCAPE)))


def split_keys(keys: pa.Array) -> list[tuple[str, ...]]:
    """The texts of keys."""
    rows = [tuple(key.decode().split(_BETWEEN)) for key in keys.to_pylist()]
    if any(_ESCAPE in text for row in rows for text in row):
        rows = [
            tuple(text.replace(f"{_ESCAPE}1", _BETWEEN).replace(f"{_ESCAPE}0", _ESCAPE) for text in row)
            for row in rows
        ]
    return rows


def _texts(column: pa.ChunkedArray) -> pa.Array:
    """The values as `tag` takes them: "" for what is missing, 90 for 90.0."""
    import pyarrow as pa
    import pyarrow.compute as pc

    values = column.combine_chunks()
    kind = values.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return pc.fill_null(values, "")
    if not pa.types.is_dictionary(kind):
        values = values.dictionary_encode()
    plain = pa.array(texts(values.dictionary.to_pandas()), pa.string())
    return pc.fill_null(plain.take(values.indices), "")
