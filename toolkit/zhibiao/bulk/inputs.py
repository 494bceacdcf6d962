"""Inputs -> batches: the columns of all inputs known beforehand, their rows one after another in one shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.bulk.cells import as_type
from zhibiao.bulk.from_csv import csv_head, csv_pieces
from zhibiao.bulk.from_jsonl import jsonl_head, jsonl_pieces
from zhibiao.bulk.from_parquet import parquet_head, parquet_pieces
from zhibiao.bulk.from_workbook import workbook_head, workbook_pieces
from zhibiao.bulk.keys import columns_of, find_keys, text_columns
from zhibiao.bulk.records import LINES, Batch, Head, Piece, Place
from zhibiao.errors import ZhibiaoError
from zhibiao.judge import FIELDS

if TYPE_CHECKING:
    import pyarrow as pa

_Reader = tuple[Callable[[Path], Head], Callable[[Head, Place, int], Iterator[Piece]]]
READERS: dict[str, _Reader] = {
    ".csv": (csv_head, csv_pieces),
    ".tsv": (csv_head, csv_pieces),
    ".jsonl": (jsonl_head, jsonl_pieces),
    ".parquet": (parquet_head, parquet_pieces),
    ".xlsx": (workbook_head, workbook_pieces),
    ".xls": (workbook_head, workbook_pieces),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What is known of all inputs: their heads, which columns hold which field in each, the columns of all.

    `fields` are those that any input has; `lines` says that the lines of jsonl go on unchanged, `yearless` that rows
    are one where they differ in a year on which nothing depends.
    """

    heads: tuple[Head, ...]
    columns: tuple[Mapping[str, str], ...]
    fields: tuple[str, ...]
    schema: pa.Schema
    lines: bool
    yearless: bool = False

    @property
    def size(self) -> int:
        """Bytes of all inputs."""
        return sum(head.size for head in self.heads)


def read_head(path: Path) -> Head:
    """What is known of an input before its rows are read; raises ZhibiaoError CF03 for an unknown format."""
    with reading(path):
        return _reader(path)[0](path)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """What the system says against reading a file, as ZhibiaoError RD07."""
    try:
        yield
    except OSError as error:
        raise ZhibiaoError("RD07", path=str(path), detail=error.strerror or str(error)) from error


def read_pieces(head: Head, place: Place, rows: int) -> Iterator[Piece]:
    """The rows of an input from `place` on."""
    return _reader(head.path)[1](head, place, rows)


def _reader(path: Path) -> _Reader:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise ZhibiaoError("CF03", format=path.suffix, known=", ".join(READERS))
    return reader


def suffix_of(content: bytes) -> str:
    """The format of a table without a name, by how it begins: parquet, a workbook, JSON lines, else csv."""
    if content.startswith(b"PAR1"):
        return ".parquet"
    if content.startswith((b"PK", b"\xd0\xcf")):
        return ".xlsx" if content.startswith(b"PK") else ".xls"
    return ".jsonl" if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") else ".csv"


def open_inputs(paths: Sequence[Path], named: Mapping[str, str] | None, *, lines: bool = False) -> Inputs:
    """Read what stands at the beginning of every input, and find the columns that are judged.

    Raises ZhibiaoError as the readers and `columns_of` do, TG02 where no input has a column that was named.
    """
    heads = tuple(read_head(path) for path in paths)
    known = dict.fromkeys(name for head in heads for name in head.schema.names)
    for column in (named or {}).values():
        if column not in known:
            raise ZhibiaoError("TG02", column=column, known="、".join(known))
    columns = tuple(columns_of(head, named, several=len(heads) > 1) for head in heads)
    return Inputs(
        heads=heads,
        columns=columns,
        fields=tuple(sorted({field for found in columns for field in found}, key=FIELDS.index)),
        schema=_union([head.schema for head in heads]),
        lines=lines,
    )


def _union(schemas: Sequence[pa.Schema]) -> pa.Schema:
    """All columns in the order they first appear; one that holds different things in two inputs becomes text."""
    import pyarrow as pa

    fields: dict[str, pa.Field] = {}
    for schema in schemas:
        for field in schema:
            fields[field.name] = _both(fields.get(field.name, field), field)
    metadata = {key: value for schema in reversed(schemas) for key, value in (schema.metadata or {}).items()}
    missing = {name for name in fields for schema in schemas if name not in schema.names}
    return pa.schema(
        [field.with_nullable(True) if name in missing else field for name, field in fields.items()],
        metadata=metadata or None,
    )


def _both(one: pa.Field, other: pa.Field) -> pa.Field:
    import pyarrow as pa

    try:
        (field,) = pa.unify_schemas([pa.schema([one]), pa.schema([other])], promote_options="permissive")
    except pa.ArrowException:
        field = one.with_type(pa.string())
    return field


def batches(inputs: Inputs, place: Place, rows: int) -> Iterator[Batch]:
    """The rows of all inputs from `place` on, in their order, `rows` at a time (fewer where they are long).

    Small inputs go together into one batch.
    """
    waiting: list[tuple[Piece, list[pa.Array]]] = []
    for piece, texts in _pieces(inputs, place, rows):
        held = sum(len(one.table) for one, _ in waiting) + len(piece.table)
        if waiting and (held > rows or (piece.lines is None) != (waiting[0][0].lines is None)):
            yield _batch(inputs, waiting)
            waiting = []
        waiting.append((piece, texts))
    if waiting:
        yield _batch(inputs, waiting)


def _pieces(inputs: Inputs, place: Place, rows: int) -> Iterator[tuple[Piece, list[pa.Array]]]:
    """Every piece in the shape of the output, with the texts its rows are judged by."""
    for number, (head, columns) in enumerate(zip(inputs.heads, inputs.columns, strict=True)):
        if number < place.source:
            continue
        start = place if number == place.source and place.offset else replace(head.place, source=number)
        read = _reader(head.path)[1]
        if inputs.lines and read is jsonl_pieces:
            read = partial(jsonl_pieces, only=frozenset(columns.values()))
        with reading(head.path):
            for piece in read(head, start, rows):
                texts = text_columns(piece.table, columns, inputs.fields)
                yield replace(piece, table=_shaped(piece, inputs.schema)), texts


def _shaped(piece: Piece, schema: pa.Schema) -> pa.Table:
    """The columns of `schema`, null where the input has none of that name; of lines that go on, those."""
    import pyarrow as pa

    if piece.lines is not None:
        return pa.table({LINES: piece.lines})

    table = piece.table
    columns = [
        as_type(table.column(field.name), field.type)
        if field.name in table.schema.names
        else pa.nulls(len(table), field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)


def _batch(inputs: Inputs, waiting: Sequence[tuple[Piece, list[pa.Array]]]) -> Batch:
    import pyarrow as pa

    pieces = [piece for piece, _ in waiting]
    place = pieces[-1].place
    return Batch(
        table=pa.concat_tables([piece.table for piece in pieces]),
        keys=find_keys(
            [pa.concat_arrays(parts) for parts in zip(*(texts for _, texts in waiting), strict=True)],
            inputs.fields if inputs.yearless else (),
        ),
        place=place,
        read=_read(inputs, place),
        rejects=tuple(reject for piece in pieces for reject in piece.rejects),
        lines=pieces[0].lines is not None,
    )


def _read(inputs: Inputs, place: Place) -> int:
    """Bytes of the inputs before `place`; rows of a table are taken to be equally long."""
    head = inputs.heads[place.source]
    share = place.offset / head.rows * head.size if head.rows else place.offset
    return sum(before.size for before in inputs.heads[: place.source]) + int(share)
