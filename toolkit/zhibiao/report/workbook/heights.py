"""How many lines a text takes: not every program makes the rows of a new sheet as high as their texts."""

from __future__ import annotations

from collections.abc import Iterable

_MAX_POINTS = 400.0  # the format allows 409


def lines_in(text: str, columns: float) -> int:
    """Lines that a text takes where one holds `columns` digits; a Chinese character takes two and a bit.

    >>> lines_in("目标值为空", 20), lines_in("目标值\\n为空", 20), lines_in("目标值“健全”是品质词", 12)
    (1, 2, 2)
    """
    from rich.cells import cell_len

    room = max(int((columns - 1) / 1.08), 2)
    return sum(1 + max(cell_len(line) - 1, 0) // room for line in text.split("\n"))


def height_of(cells: Iterable[tuple[str, float]], size: float = 11.0) -> float:
    """Height of a row in points, from the (text, width) of its cells and the size of the letters.

    >>> height_of([("a", 10), ("b\\nc", 10)])
    35.0
    """
    lines = max((lines_in(text, width) for text, width in cells), default=1)
    return min(round(lines * size * 1.45 + 3), _MAX_POINTS) * 1.0
