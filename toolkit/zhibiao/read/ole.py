"""Streams of an OLE container (xls): enough to look into a workbook before calamine does."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_SMALL = 4096  # shorter streams lie in the mini stream
_LAST = 0xFFFFFFFA  # this and above: marks, no sectors


def read_stream(data: bytes, names: tuple[str, ...]) -> bytes:
    """The first stream with one of `names`. Raises ValueError where there is none or the file is damaged."""
    try:
        return _read(data, names)
    except (struct.error, IndexError) as error:
        raise ValueError(str(error)) from error


def _read(data: bytes, names: tuple[str, ...]) -> bytes:
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    first_directory, first_mini = struct.unpack_from("<I", data, 48)[0], struct.unpack_from("<I", data, 60)[0]
    fat = _numbers(b"".join(_sector(data, number, size) for number in _fat_sectors(data, size)))
    entries = _chain(data, fat, first_directory, size, size)
    found = {name: (start, length) for name, start, length in _entries(entries)}
    mini, _ = found.get("Root Entry", (_LAST, 0))
    for name in names:
        if name not in found:
            continue
        start, length = found[name]
        if length > len(data):
            raise ValueError(f"{name}: {length} bytes")
        if length >= _SMALL:
            return _chain(data, fat, start, size, size)[:length]
        mini_fat = _numbers(_chain(data, fat, first_mini, size, size))
        return _chain(_chain(data, fat, mini, size, size), mini_fat, start, 64, 0)[:length]
    raise ValueError(f"no stream {names[0]}")


def _sector(data: bytes, number: int, size: int, header: int | None = None) -> bytes:
    start = (size if header is None else header) + number * size
    return data[start : start + size]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _fat_sectors(data: bytes, size: int) -> Iterator[int]:
    """Sectors that hold the allocation table: 109 in the header, more in a chain of their own."""
    yield from (number for number in struct.unpack_from("<109I", data, 76) if number < _LAST)
    more = struct.unpack_from("<I", data, 68)[0]
    for _ in range(len(data) // size):
        if more >= _LAST:
            return
        *numbers, more = _numbers(_sector(data, more, size))
        yield from (number for number in numbers if number < _LAST)


def _chain(data: bytes, table: tuple[int, ...], start: int, size: int, header: int) -> bytes:
    """The sectors from `start` on, joined; a chain longer than the table runs in circles."""
    parts: list[bytes] = []
    for _ in range(len(table) + 1):
        if start >= _LAST:
            return b"".join(parts)
        parts.append(_sector(data, start, size, header))
        start = table[start]
    raise ValueError("circular chain")


def _entries(directory: bytes) -> Iterator[tuple[str, int, int]]:
    """(name, first sector, length) of the streams."""
    for at in range(0, len(directory) - 127, 128):
        name_length, kind = struct.unpack_from("<HB", directory, at + 64)
        if kind in (2, 5) and 2 <= name_length <= 64:
            name = directory[at : at + name_length - 2].decode("utf-16-le", "replace")
            start, length = struct.unpack_from("<IQ", directory, at + 116)
            yield name, start, length
