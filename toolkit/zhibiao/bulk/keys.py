"""What a row is judged by: its texts in the columns that `find_columns` names; the different ones of a batch.

Texts become numbers column by column and numbers one number a row, so that the work per row is arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zhibiao.bulk.records import Head
from zhibiao.errors import ZhibiaoError
from zhibiao.judge import DATED, YEAR
from zhibiao.tag import find_columns, texts

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

_ROOM = 1 << 62


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The different keys of a batch, in the order they first appear.

    `words` holds the different texts of each field, `numbers` which of them a key has (a row a key, a column a field),
    `codes` which key a row of the batch has.
    """

    words: tuple[pa.Array, ...]
    numbers: npt.NDArray[np.int32]
    codes: pa.Array

    def __len__(self) -> int:
        """How many different keys."""
        return len(self.numbers)

    def columns(self, chosen: npt.NDArray[np.int64]) -> list[pa.Array]:
        """The texts of the keys with the numbers `chosen`, a column a field."""
        return [words.take(self.numbers[chosen, at]) for at, words in enumerate(self.words)]


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
        if several:  # which of them?
            values = {**error.values, "known": f"{head.path}：{error.values['known']}"}
            raise ZhibiaoError(error.code, **values) from error
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
    return not (
        types.is_nested(kind)
        or types.is_binary(kind)
        or types.is_large_binary(kind)
        or types.is_fixed_size_binary(kind)
        or types.is_binary_view(kind)
    )


def text_columns(table: pa.Table, columns: Mapping[str, str], fields: Sequence[str]) -> list[pa.Array]:
    """The texts of each field as `tag` takes them: "" for what is missing, 90 for 90.0; `columns` names the columns."""
    import pyarrow as pa

    return [
        _texts(table.column(columns[field])) if field in columns else pa.repeat("", len(table))
        for field in fields
    ]


def _texts(column: pa.ChunkedArray) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    values = column.combine_chunks()
    if pa.types.is_string(values.type):
        return pc.fill_null(values, "")
    if not pa.types.is_dictionary(values.type):
        values = values.dictionary_encode()
    plain = pa.array(texts(values.dictionary.to_pandas()), pa.string())
    return pc.fill_null(plain.take(values.indices), "")


def find_keys(columns: Sequence[pa.Array], fields: Sequence[str] = ()) -> Keys:
    """The different rows of some columns of texts. Where their `fields` are named, the year is left out where nothing
    depends on it (see `zhibiao.judge.shorten`).

    >>> import pyarrow as pa
    >>> keys = find_keys([pa.array(["合格率", "满意度", "合格率"]), pa.array(["≥95%", "", "≥95%"])])
    >>> keys.numbers.tolist(), keys.codes.to_pylist()
    ([[0, 0], [1, 1]], [0, 1, 0])
    """
    import numpy as np

    encoded = [column.dictionary_encode() for column in columns]
    if YEAR in fields:
        encoded[fields.index(YEAR)] = _years_that_count(encoded, fields)
    numbers = [column.indices.to_numpy() for column in encoded]
    codes = _one_number([(one, len(column.dictionary)) for one, column in zip(numbers, encoded, strict=True)])
    row_of = np.empty(len(codes.dictionary), np.int64)
    backwards = codes.indices.to_numpy()[::-1]
    row_of[backwards] = np.arange(len(backwards))[
        ::-1
    ]  # of a key that repeats, the first row is written last
    return Keys(
        words=tuple(column.dictionary for column in encoded),
        numbers=np.stack([one[row_of] for one in numbers], axis=1),
        codes=codes.indices,
    )


def _years_that_count(columns: Sequence[pa.DictionaryArray], fields: Sequence[str]) -> pa.DictionaryArray:
    """The column of years, "" where no text of the row makes its findings depend on it."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    years = columns[fields.index(YEAR)]
    counts = np.zeros(len(years), bool)
    for field, column in zip(fields, columns, strict=True):
        if field in DATED:
            dated = pc.match_substring_regex(column.dictionary, DATED[field]).to_numpy(zero_copy_only=False)
            counts |= dated[column.indices.to_numpy()]
    words = [*years.dictionary.to_pylist(), ""]
    numbers = np.where(counts, years.indices.to_numpy(), len(words) - 1).astype(np.int32)
    return (
        pa.DictionaryArray.from_arrays(pa.array(numbers), pa.array(words, pa.string()))
        .cast(pa.string())
        .dictionary_encode()
    )


def _one_number(columns: Sequence[tuple[Any, int]]) -> pa.DictionaryArray:
    """One number for each different row of numbers, each column given with how many different ones it has."""
    import numpy as np
    import pyarrow as pa

    joined, room = np.zeros(len(columns[0][0]), np.int64), 1
    for numbers, size in columns:
        if room * size > _ROOM:
            encoded = pa.array(joined).dictionary_encode()
            joined, room = encoded.indices.to_numpy().astype(np.int64), len(encoded.dictionary)
        if size > 1:
            joined = joined * size + numbers
            room *= size
    return pa.array(joined).dictionary_encode()
