"""jsonl -> pieces: an object a line; what a line says otherwise than the others is kept as text."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from zhibiao.bulk.lines import Lines, find_encoding, readable
from zhibiao.bulk.records import Head, Piece, Place, Reject
from zhibiao.errors import CATALOGUE, ZhibiaoError

_NAMES_LINES = 10_000


def jsonl_head(path: Path) -> Head:
    """The names of all keys in the order they first appear: the whole file is read for them.

    Raises ZhibiaoError RD07 where no line is an object, TG03 where there is none, and what `find_encoding` raises.
    """
    import pyarrow as pa

    encoding = find_encoding(path)
    names: dict[str, None] = {}
    wrong = ""
    with Lines(path, encoding) as lines:
        while raw := lines.take(_NAMES_LINES):
            for line in filter(None, map(bytes.strip, raw.split(b"\n"))):
                row = _row(line)
                if isinstance(row, dict):
                    names.update(dict.fromkeys(row))
                else:
                    wrong = row
    if not names and wrong:
        raise ZhibiaoError("RD07", path=str(path), detail=CATALOGUE[wrong].zh)
    if not names:
        raise ZhibiaoError("TG03", path=str(path))
    schema = pa.schema([(name, pa.string()) for name in names])
    return Head(path=path, schema=schema, size=path.stat().st_size, place=Place(), encoding=encoding)


def jsonl_pieces(
    head: Head, place: Place, rows: int, *, only: Collection[str] | None = None
) -> Iterator[Piece]:
    """The rows from `place` on, `rows` lines at a time: texts as they are, other values as JSON writes them.

    `only` names the columns wanted; the lines themselves then come along, for an output that keeps them.
    """
    import pyarrow as pa

    assert head.encoding is not None  # noqa: S101 - jsonl_head knows it
    names = [name for name in head.schema.names if only is None or name in only]
    with Lines(head.path, head.encoding, offset=place.offset, line=place.line) as lines:
        first = lines.line
        while raw := lines.take(rows):
            good, rejects = _split(raw, head, first)
            columns = [pa.array([_text(row.get(name)) for _, row in good], pa.string()) for name in names]
            table = pa.table(columns, names=names)
            kept = None if only is None else pa.array([line.decode() for line, _ in good], pa.string())
            done = Place(source=place.source, offset=lines.offset, line=lines.line)
            yield Piece(table=table, place=done, rejects=tuple(rejects), lines=kept)
            first = lines.line


def _split(raw: bytes, head: Head, first: int) -> tuple[list[tuple[bytes, dict[str, Any]]], list[Reject]]:
    good, rejects = [], []
    for number, line in enumerate(raw.split(b"\n")[:-1], start=first):
        if not (bare := line.strip()):
            continue
        row = _row(bare)
        if isinstance(row, dict):
            good.append((bare, row))
        else:
            rejects.append(Reject(source=str(head.path), line=number, code=row, text=readable(bare)))
    return good, rejects


def _row(line: bytes) -> dict[str, Any] | str:
    """The object of a line, or the code of what is wrong with it."""
    try:
        row = _decoder().decode(line.decode())
        if b"\\u" in line:
            _json(row).encode()  # half of a pair of surrogates is an escape, but no text
    except UnicodeError:
        return "RJ02"
    except (ValueError, RecursionError):
        return "RJ04"
    return row if isinstance(row, dict) and row else "RJ05"


class _Number(str):
    """A number as it is printed, to tell it from a text."""

    __slots__ = ()


@cache
def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(parse_float=_Number, parse_int=_Number, parse_constant=_Number)


def _text(value: Any) -> str | None:
    """A value as the text of a cell, None for what is missing.

    >>> _text("007"), _text(True), _text(["a", _Number("1e5")])
    ('007', 'true', '["a",1e5]')
    """
    if value is None or isinstance(value, str):
        return value
    return _json(value)


def _json(value: Any) -> str:
    """JSON of what the decoder made, with its numbers as they were printed."""
    if isinstance(value, dict):
        return (
            "{" + ",".join(f"{json.dumps(k, ensure_ascii=False)}:{_json(v)}" for k, v in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ",".join(map(_json, value)) + "]"
    return str(value) if isinstance(value, _Number) else json.dumps(value, ensure_ascii=False)
