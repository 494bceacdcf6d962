"""Values as texts: how a typed column of parquet looks in csv, in a workbook, in JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def as_texts(values: pa.Array) -> pa.Array:
    """Each value as a csv cell prints it, null where it is missing.

    >>> import pyarrow as pa
    >>> as_texts(pa.array([700.0, None])).to_pylist(), as_texts(pa.array([True])).to_pylist()
    (['700.0', None], ['True'])
    """
    import pyarrow as pa
    from pyarrow import types

    kind = values.type
    if types.is_string(kind):
        return values
    if _prints_itself(kind):
        return values.cast(pa.string())
    return _of_each(values, _text)


def as_json(values: pa.Array) -> pa.Array:
    """Each value as JSON: numbers and truth values bare, `null` where it is missing, everything else quoted."""
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import types

    if types.is_integer(values.type):
        return pc.fill_null(values.cast(pa.string()), "null")
    if not (types.is_nested(values.type) or types.is_floating(values.type) or types.is_boolean(values.type)):
        values = as_texts(values)
    return pc.fill_null(_of_each(values, _json), "null")


def join_texts(columns: Iterable[pa.Array], between: str) -> pa.Array:
    """The texts of each row with `between` between them; none may be missing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = pa.large_string()  # the joined texts of a batch may be more than the 2 GB of a plain one
    return pc.binary_join_element_wise(*(column.cast(kind) for column in columns), pa.scalar(between, kind))


def as_type(values: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    """The values in another type; what has no number in common with it becomes text."""
    import pyarrow as pa

    if values.type == kind:
        return values
    if pa.types.is_string(kind):
        return pa.chunked_array([as_texts(chunk) for chunk in values.chunks], kind)
    return values.cast(kind)


def _prints_itself(kind: Any) -> bool:
    """Whether Arrow's own text of a type is the usual one."""
    from pyarrow import types

    return bool(
        types.is_integer(kind)
        or types.is_decimal(kind)
        or types.is_date(kind)
        or types.is_time(kind)
        or types.is_timestamp(kind)
        or types.is_large_string(kind)
        or types.is_string_view(kind)
    )


def _of_each(values: pa.Array, function: Callable[[Any], str | None]) -> pa.Array:
    """`function` of every value, of each different one once where Arrow can tell."""
    import pyarrow as pa

    if pa.types.is_nested(values.type):
        return pa.array(
            [None if value is None else function(value) for value in values.to_pylist()], pa.string()
        )
    encoded = values if pa.types.is_dictionary(values.type) else values.dictionary_encode()
    texts = [None if value is None else function(value) for value in encoded.dictionary.to_pylist()]
    return pa.array(texts, pa.string()).take(encoded.indices)


def _text(value: Any) -> str | None:
    if isinstance(value, float):
        return None if math.isnan(value) else repr(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return value if isinstance(value, str) else str(value) if isinstance(value, bool) else _json(value)


def _json(value: Any) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return "null"
    return json.dumps(value, ensure_ascii=False, default=str)
