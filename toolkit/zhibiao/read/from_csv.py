"""csv and tsv -> one Grid.

The grid is lossy: a csv has no spans, so whoever exported a form left the places under its merged cells
empty, and an empty place may be a merged cell or a field that nobody filled. Empty places make no cell, as
in the other lossy grids; the columns of the cells show where they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import cast

from zhibiao.read.grid import check_area, tidy_cell
from zhibiao.records import Cell, Grid, Page

_DELIMITERS = ",\t;"
_SAMPLE_ROWS = 50
_SEPARATOR_LINE = re.compile(r"sep=([,;\t])\n", re.IGNORECASE)  # Excel's own hint
# A quote opens a field only where one before a delimiter closes it: `"三公"经费变动率` is a plain field.
_FIELD = r'(?:"(?P<quoted>(?:[^"]++|"")*+)"|(?P<plain>[^{delimiter}\n]*))(?P<end>{delimiter}|\n|\Z)'


def from_csv(text: str, path: str) -> Page:
    """Read delimited text; comma, tab or semicolon, whichever gives the most even table.

    Quoted fields may hold delimiters and line ends. Raises ZhibiaoError RD07 for a table of absurd size.

    >>> page = from_csv('三级指标;指标值\\n"招商\\n推介会";≥2次\\n', "a.csv")
    >>> [[(cell.column, cell.text) for cell in row] for row in page.grids[0].rows]
    [[(0, '三级指标'), (1, '指标值')], [(0, '招商推介会'), (1, '≥2次')]]
    """
    _, records = split_records(text.replace("\r\n", "\n").replace("\r", "\n"))
    rows: list[tuple[Cell, ...]] = []
    area = 0
    for line, fields in records:
        texts = enumerate(map(tidy_cell, fields))
        cells = tuple(Cell(text=t, row=len(rows), column=at, line=line) for at, t in texts if t)
        rows.append(cells)
        area += len(cells)
        check_area(area, path)
    while rows and not rows[-1]:
        rows.pop()
    grids = (Grid(rows=tuple(rows), lossy=True),) if rows else ()
    return Page(path=path, format="csv", grids=grids)


def split_records(text: str) -> tuple[str, list[tuple[int, list[str]]]]:
    """The delimiter, and each record as (line from 1 where it begins, fields); lines end with a line feed.

    >>> split_records("a,b\\n1,2\\n")
    (',', [(1, ['a', 'b']), (2, ['1', '2'])])
    """
    if hint := _SEPARATOR_LINE.match(text):
        return hint[1], list(_records(text[hint.end() :], hint[1], 2))
    delimiter = find_delimiter(text)
    return delimiter, list(_records(text, delimiter, 1))


def find_delimiter(text: str) -> str:
    """The delimiter under which most rows have the same number of fields, more fields first among equals."""
    best, chosen = (0.0, 0), ","
    for delimiter in _DELIMITERS:
        records = _records(text, delimiter, 1)
        widths = Counter(len(fields) for (_, fields), _ in zip(records, range(_SAMPLE_ROWS), strict=False))
        width, rows = max(((w, n) for w, n in widths.items() if w > 1), key=lambda x: x[1], default=(0, 0))
        if (rows / max(1, widths.total()), width) > best:
            best, chosen = (rows / widths.total(), width), delimiter
    return chosen


def record_pattern(delimiter: str) -> re.Pattern[str]:
    """Matches one field with what ends it: groups `quoted` (without its marks) or `plain`, and `end`."""
    return re.compile(_FIELD.format(delimiter=re.escape(delimiter)))


def _records(text: str, delimiter: str, line: int) -> Iterator[tuple[int, list[str]]]:
    """(line, fields) of every record; `line` is that of its beginning."""
    field = record_pattern(delimiter)
    fields: list[str] = []
    at, start = 0, line
    while at < len(text) or fields:
        found = cast("re.Match[str]", field.match(text, at))  # `plain` matches anything up to an end
        quoted = found["quoted"]
        fields.append(found["plain"] if quoted is None else quoted.replace('""', '"'))
        line += found[0].count("\n")
        at = found.end()
        if found["end"] != delimiter:
            yield start, fields
            fields, start = [], line
