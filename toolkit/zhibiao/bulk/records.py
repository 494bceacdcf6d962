"""What goes through bulk tagging: places in the inputs, pieces of a table, lines that were left out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.bulk.lines import Encoding
from zhibiao.errors import CATALOGUE

if TYPE_CHECKING:
    import pyarrow as pa

    from zhibiao.bulk.keys import Keys


LINES = "lines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where reading stands: everything before it is done.

    `source` is the number of the input from 0; `offset` is in bytes of a text file and in rows of the others;
    `line` is the line of a text file that comes next, from 1.
    """

    source: int = 0
    offset: int = 0
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """A line that is no row: the code says why (RJ01 to RJ05), `wanted` and `found` count cells for RJ01.

    `text` is the line as it is in the file; bytes that are no text stand as `\\xNN` (then a backslash is two).
    """

    source: str
    line: int
    code: str
    text: str
    wanted: int = 0
    found: int = 0

    def reason(self) -> str:
        """Why, in Chinese and English.

        >>> Reject(source="a.csv", line=2, code="RJ03", text='x,"y').reason()
        '引号没有合上 / a quotation mark that is never closed'
        """
        advice = CATALOGUE[self.code]
        blanks = {"wanted": self.wanted, "found": self.found}
        return f"{advice.zh.format(**blanks)} / {advice.en.format(**blanks)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is known of an input before its rows are read.

    `schema` holds the tidied names of its columns and their types; `size` is in bytes, `rows` is 0 where only
    reading tells. `place` is where the rows begin. `encoding`, `delimiter` are those of a text file.
    """

    path: Path
    schema: pa.Schema
    size: int
    place: Place
    rows: int = 0
    encoding: Encoding | None = None
    delimiter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Rows read from one input, the lines left out on the way, and the place after them.

    `lines` holds the rows as they stood in the file where they go on unchanged (jsonl to jsonl).
    """

    table: pa.Table
    place: Place
    rejects: tuple[Reject, ...] = ()
    lines: pa.Array | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Rows of the output in their order, before they are judged; `read` counts bytes of the inputs up to here.

    With `lines`, the table has one column, LINES: the rows as they stood in the file.
    """

    table: pa.Table
    keys: Keys
    place: Place
    read: int
    rejects: tuple[Reject, ...] = ()
    lines: bool = False
