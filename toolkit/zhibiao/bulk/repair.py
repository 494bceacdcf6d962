"""Lines of a csv that its parser may read blindly: each bad one taken out, none taken along.

A quotation mark that is never closed is the worst line of an export: read by the book it swallows what follows, up
to the next mark. Here a cell may run over several lines only where it closes again, the cells then are as many
as the header's, and no line within it is a whole row by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from zhibiao.bulk.lines import readable
from zhibiao.read.from_csv import record_pattern

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

CELL_LINES = 256
"""The most lines of one row; a cell of Excel holds 253 line ends."""
_QUOTE, _FEED, _RETURN = 34, 10, 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What became of `count` lines from `first` on (both from 0 in the block).

    `data` is the row in their place; where there is none, `code` and `text` say what was left out and why.
    """

    first: int
    count: int
    data: bytes = b""
    code: str = ""
    text: str = ""
    found: int = 0
    unclosed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of lines ready for the parser, with what was mended in it.

    `open_end` says that the last row may go on in the next lines: take more and repair again.
    """

    data: bytes
    ends: npt.NDArray[np.int64]
    mended: tuple[Mended, ...] = ()
    open_end: bool = False
    raw: bytes = b""

    def lines_of_rows(self) -> npt.NDArray[np.int64]:
        """The line (from 0) where each row of `data` begins; blank lines are no rows."""
        import numpy as np

        units = np.frombuffer(self.raw, np.uint8)
        starts = np.concatenate(([0], self.ends[:-1] + 1))
        blank = (starts == self.ends) | ((self.ends - starts == 1) & (units[starts] == _RETURN))
        begins = ~blank
        for one in self.mended:
            begins[one.first : one.first + one.count] = False
            begins[one.first] = not one.code
        return np.flatnonzero(begins)


def repair(raw: bytes, delimiter: str, width: int, *, last: bool) -> Block:
    """`raw`, whole lines, without those that are no rows; what only looks odd is put into regular quotes.

    `last` says that nothing comes after them. Lines with too few or too many cells stay in, unless their
    quotation marks had to be looked at: counting cells is the parser's work.

    >>> block = repair(b'a,"b\\n1,2\\n3,"4\\n5"\\n', ",", 2, last=True)
    >>> block.data, [(one.first, one.code, one.text) for one in block.mended if one.code]
    (b'1,2\\n"3","4\\n5"\\n', [(0, 'RJ03', 'a,"b')])
    """
    import numpy as np

    units = np.frombuffer(raw, np.uint8)
    ends = np.flatnonzero(units == _FEED)
    odd = _odd_lines(raw, units, ends, ord(delimiter))
    if not len(odd):
        return Block(data=raw, ends=ends, raw=raw)
    mended, open_end = [], False
    lines = _Text(raw, ends)
    for one in _mend_all(lines, odd.tolist(), delimiter, width):
        if one.unclosed and not last:
            open_end = open_end or _may_close(lines, one.first, delimiter, width)
        mended.append(one)
    return Block(
        data=_put_in(raw, lines, mended), ends=ends, mended=tuple(mended), open_end=open_end, raw=raw
    )


def _odd_lines(raw: bytes, units: Any, ends: Any, delimiter: int) -> Any:
    """Lines whose quotation marks do not stand where they should, with a lone carriage return, or that are no text."""
    import numpy as np

    odd = np.zeros(len(ends), bool)
    if b'"' in raw:
        odd |= _badly_quoted(units, ends, delimiter)
    if raw.count(b"\r") != np.count_nonzero(units[ends - 1] == _RETURN):
        lone = np.flatnonzero((units[:-1] == _RETURN) & (units[1:] != _FEED))
        odd[np.searchsorted(ends, lone)] = True
    if not _is_utf8(raw):
        odd |= [not _is_utf8(line) for line in raw.split(b"\n")[:-1]]
    return np.flatnonzero(odd)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _badly_quoted(units: Any, ends: Any, delimiter: int) -> Any:
    """Which lines do not read by themselves: a mark opens at the beginning of a cell, closes at its end, or is doubled."""
    import numpy as np

    marks = np.flatnonzero(units == _QUOTE)
    counts = np.diff(np.searchsorted(marks, ends), prepend=0)
    line = np.repeat(np.arange(len(ends)), counts)
    opens = (np.arange(len(marks)) - np.repeat(np.cumsum(counts) - counts, counts)) % 2 == 0
    twin = np.diff(marks) == 1
    before = np.where(marks > 0, units[marks - 1], _FEED)
    after = units[marks + 1]  # a line end closes every block
    good = np.where(
        opens,
        (before == delimiter) | (before == _FEED) | np.concatenate(([False], twin)),
        (after == delimiter) | (after == _FEED) | (after == _RETURN) | np.concatenate((twin, [False])),
    )
    bad: Any = counts % 2 == 1
    bad[line[~good]] = True
    return bad


class _Text:
    """The lines of a block, decoded one at a time, without their line feed."""

    def __init__(self, raw: bytes, ends: Any) -> None:
        self.raw, self.ends = raw, ends

    def __len__(self) -> int:
        return len(self.ends)

    def start(self, number: int) -> int:
        return int(self.ends[number - 1]) + 1 if number else 0

    def bytes(self, first: int, count: int = 1) -> bytes:
        return self.raw[self.start(first) : int(self.ends[first + count - 1])]

    def __getitem__(self, number: int) -> str:
        return self.bytes(number).decode("utf-8", "surrogateescape")


def _mend_all(lines: _Text, odd: list[int], delimiter: str, width: int) -> Iterator[Mended]:
    free = 0
    for number in odd:
        if number >= free:
            one = _mend(lines, number, delimiter, width)
            free = number + one.count
            yield one


def _mend(lines: _Text, number: int, delimiter: str, width: int) -> Mended:
    """The row that begins at line `number`, or why there is none."""
    cells, unclosed, _ = _cells(lines[number], delimiter)
    count = 1
    if unclosed and (closed := _closing(lines, number, delimiter, width)):
        count, cells, unclosed = *closed, False
    raw = lines.bytes(number, count)
    if not _is_utf8(raw):
        return Mended(first=number, count=count, code="RJ02", text=readable(raw), unclosed=unclosed)
    if unclosed or len(cells) != width:
        code = "RJ03" if unclosed else "RJ01"
        return Mended(
            first=number, count=1, code=code, text=readable(raw), found=len(cells), unclosed=unclosed
        )
    quoted = ('"' + cell.replace('"', '""') + '"' for cell in cells)
    return Mended(first=number, count=count, data=(delimiter.join(quoted) + "\n").encode())


def _closing(lines: _Text, number: int, delimiter: str, width: int) -> tuple[int, list[str]] | None:
    """How many lines from `number` on make one row with a cell that runs over them, and its cells, if they do."""
    text = lines[number]
    for count in range(2, min(CELL_LINES, len(lines) - number) + 1):
        line = lines[number + count - 1]
        text += f"\n{line}"
        if '"' in line:
            cells, opened, whole = _cells(text, delimiter)
            if whole and not opened:
                return (count, cells) if len(cells) == width else None
        if width > 1 and _is_row(line, delimiter, width):
            return None
    return None


def _may_close(lines: _Text, number: int, delimiter: str, width: int) -> bool:
    """Whether an open cell of line `number` is still open at the end of the block: no whole row came after it."""
    rest = range(number + 1, len(lines))
    return len(rest) < CELL_LINES and not any(
        width > 1 and _is_row(lines[at], delimiter, width) for at in rest
    )


def _is_row(line: str, delimiter: str, width: int) -> bool:
    cells, opened, _ = _cells(line, delimiter)
    return len(cells) == width and not opened


def _cells(text: str, delimiter: str) -> tuple[list[str], bool, bool]:
    """The cells of the first row of `text`, whether one of them begins with a mark that nothing closes, and
    whether the row is all of the text. `"三公"经费` is a plain cell."""
    text = text.removesuffix("\r")
    cells, opened, at = [], False, 0
    while True:
        found = cast("re.Match[str]", _pattern(delimiter).match(text, at))  # a plain cell matches anything
        quoted, plain = found["quoted"], found["plain"]
        cells.append(plain if quoted is None else quoted.replace('""', '"'))
        opened |= quoted is None and plain.startswith('"') and '"' not in plain[1:].replace('""', "")
        at = found.end()
        if found["end"] != delimiter:
            return cells, opened, at >= len(text)


@cache
def _pattern(delimiter: str) -> re.Pattern[str]:
    return record_pattern(delimiter)


def _put_in(raw: bytes, lines: _Text, mended: list[Mended]) -> bytes:
    parts, at = [], 0
    for one in mended:
        parts += [raw[at : lines.start(one.first)], one.data]
        at = int(lines.ends[one.first + one.count - 1]) + 1
    return b"".join((*parts, raw[at:]))
