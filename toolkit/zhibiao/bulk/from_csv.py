"""csv and tsv -> pieces: every cell the text that it is, every bad line by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhibiao.bulk.lines import Lines, find_encoding
from zhibiao.bulk.names import tidy_names
from zhibiao.bulk.records import Head, Piece, Place, Reject
from zhibiao.bulk.repair import Block, repair
from zhibiao.errors import ZhibiaoError
from zhibiao.read.from_csv import split_records

if TYPE_CHECKING:
    import pyarrow as pa

_HEAD_LINES = 1000


def csv_head(path: Path) -> Head:
    """The names of the columns: the first line that is not blank; comma, tab or semicolon, whichever fits.

    Raises ZhibiaoError TG03 where there is none, and what `find_encoding` raises.
    """
    import pyarrow as pa

    encoding = find_encoding(path)
    with Lines(path, encoding) as lines:
        text = lines.take(_HEAD_LINES).decode(errors="replace").replace("\r\n", "\n")
        delimiter, records = split_records(text)
        at = next((at for at, (_, cells) in enumerate(records) if any(map(str.strip, cells))), None)
        if at is None:
            raise ZhibiaoError("TG03", path=str(path))
        names = tidy_names(records[at][1])
        end = records[at + 1][0] if at + 1 < len(records) else text.count("\n") + 1
    with Lines(path, encoding) as lines:
        while lines.line < end and lines.take(end - lines.line):
            pass
        place = Place(offset=lines.offset, line=lines.line)
    schema = pa.schema([(name, pa.string()) for name in names])
    return Head(
        path=path,
        schema=schema,
        size=path.stat().st_size,
        place=place,
        encoding=encoding,
        delimiter=delimiter,
    )


def csv_pieces(head: Head, place: Place, rows: int) -> Iterator[Piece]:
    """The rows from `place` on, about `rows` lines at a time, with the lines that were left out."""
    assert head.encoding is not None  # noqa: S101 - csv_head knows it
    with Lines(head.path, head.encoding, offset=place.offset, line=place.line) as lines:
        first = lines.line
        while raw := lines.take(rows):
            block = _repaired(lines, raw, head)
            table, wrong = _parse(block, head)
            rejects = [*_left_out(block, head, first), *_wrong(block, head, first, wrong)]
            done = Place(source=place.source, offset=lines.offset, line=lines.line)
            yield Piece(table=table, place=done, rejects=tuple(sorted(rejects, key=lambda one: one.line)))
            first = lines.line


def _repaired(lines: Lines, raw: bytes, head: Head) -> Block:
    """The block, with as many lines more as its last row needs: one, then two, four, ..."""
    more, count = b"\n", 1
    while True:
        block = repair(raw, head.delimiter, len(head.schema), last=not more)
        if not block.open_end:
            return block
        more, count = lines.take(count), count * 2
        raw += more


def _parse(block: Block, head: Head) -> tuple[pa.Table, list[Any]]:
    """The rows of a block, and those whose number of cells is wrong."""
    import pyarrow as pa
    from pyarrow import csv

    wrong: list[Any] = []

    def skip(row: Any) -> str:
        wrong.append(row)
        return "skip"

    names = head.schema.names
    if not block.data.strip(b"\r\n"):
        return head.schema.empty_table(), wrong
    table = csv.read_csv(
        pa.BufferReader(block.data),
        # One block, one thread: only so does the parser tell the numbers of the rows it skips.
        read_options=csv.ReadOptions(block_size=len(block.data) + 1, use_threads=False, column_names=names),
        parse_options=csv.ParseOptions(
            delimiter=head.delimiter, newlines_in_values=True, invalid_row_handler=skip
        ),
        convert_options=csv.ConvertOptions(
            column_types=head.schema, strings_can_be_null=False, check_utf8=False
        ),
    )
    return table, wrong


def _left_out(block: Block, head: Head, first: int) -> Iterator[Reject]:
    for one in block.mended:
        if one.code:
            yield Reject(
                source=str(head.path),
                line=first + one.first,
                code=one.code,
                text=one.text.removesuffix("\r"),
                wanted=len(head.schema),
                found=one.found,
            )


def _wrong(block: Block, head: Head, first: int, wrong: list[Any]) -> Iterator[Reject]:
    if not wrong:
        return
    lines = block.lines_of_rows()
    for row in wrong:
        if row.text.strip():  # a line of blanks is a blank line
            yield Reject(
                source=str(head.path),
                line=first + int(lines[row.number - 1]),
                code="RJ01",
                text=row.text,
                wanted=row.expected_columns,
                found=row.actual_columns,
            )
