"""Number formats of the cells of an xls, and how far its sheets reach: what calamine does not tell.

The records are those of Excel 97 and later; for older workbooks there are no formats.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from zhibiao.errors import ZhibiaoError
from zhibiao.read.grid import check_area
from zhibiao.read.number_format import BUILT_IN
from zhibiao.read.ole import read_stream
from zhibiao.read.xlsx_styles import Formats

_BOF, _EOF, _SHEET, _PASSWORD = 0x0809, 0x000A, 0x0085, 0x002F
_FORMAT, _STYLE, _DIMENSIONS = 0x041E, 0x00E0, 0x0200
_NUMBERS, _MANY_NUMBERS = (0x0203, 0x027E, 0x0006), 0x00BD
_TEXTS = (0x0204, 0x00FD, 0x0205, 0x00D6)
_EXCEL_97 = 0x0600


def read_xls_formats(data: bytes, path: str) -> dict[str, Formats]:
    """By sheet name: the formats of its number cells other than General.

    Raises ZhibiaoError RD07 where the file is damaged, has a password, or a sheet claims to reach over more
    places than a table can have (calamine would reserve memory for all of them).
    """
    try:
        stream = read_stream(data, ("Workbook", "Book"))
        return _formats(stream, path)
    except (ValueError, struct.error, IndexError) as error:
        raise ZhibiaoError("RD07", path=path, detail=str(error)) from error


def _formats(stream: bytes, path: str) -> dict[str, Formats]:
    sheets: dict[int, str] = {}
    codes = dict(BUILT_IN)
    styles: list[int] = []
    for at, kind, content in _records(stream, 0):
        if at == 0 and (kind != _BOF or struct.unpack_from("<H", content)[0] != _EXCEL_97):
            return {}
        if kind == _PASSWORD:
            raise ZhibiaoError("RD07", path=path, detail="有密码保护 / protected by a password")
        if kind == _SHEET:
            sheets[struct.unpack_from("<I", content)[0]] = _text(content[7:], content[6])
        elif kind == _FORMAT:
            number, length = struct.unpack_from("<HH", content)
            codes[number] = _text(content[4:], length)
        elif kind == _STYLE:
            styles.append(struct.unpack_from("<H", content, 2)[0])
    shown = [codes.get(number, "") for number in styles]
    shown = ["" if code in ("General", "@") else code for code in shown]
    return {name: _sheet(stream, start, shown, path) for start, name in sheets.items()}


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, bytes]]:
    """(place, kind, content) of the records of one sheet, or of the workbook, from `at` to its end."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        depth += (kind == _BOF) - (kind == _EOF)  # a chart inside a sheet has its own begin and end
        if kind == _EOF and depth <= 0:
            return
        at += 4 + length


def _text(content: bytes, length: int) -> str:
    """`length` characters after a byte of flags."""
    wide = content[0] & 1
    raw = content[1 : 1 + length * (1 + wide)]
    return raw.decode("utf-16-le" if wide else "latin-1", "replace")


def _sheet(stream: bytes, start: int, codes: list[str], path: str) -> Formats:
    formats: Formats = {}
    height = width = 0
    for _, kind, content in _records(stream, start):
        if kind == _DIMENSIONS:
            top, bottom, left, right = struct.unpack_from("<IIHH", content)
            if bottom < top or right < left:
                raise ValueError(f"rows {top} to {bottom}")
            check_area((bottom - top) * (right - left), path)
        elif kind in _NUMBERS or kind in _TEXTS or kind == _MANY_NUMBERS:
            row, column, style = struct.unpack_from("<HHH", content)
            height, width = max(height, row + 1), max(width, column + 1)
            if kind in _NUMBERS:
                formats[row, column] = codes[style]
            elif kind == _MANY_NUMBERS:
                found = struct.iter_unpack("<HI", content[4 : 4 + (len(content) - 6) // 6 * 6])
                formats |= {(row, column + n): codes[style] for n, (style, _) in enumerate(found)}
                width = max(width, column + (len(content) - 6) // 6)
    check_area(height * width, path)
    return {place: code for place, code in formats.items() if code}
