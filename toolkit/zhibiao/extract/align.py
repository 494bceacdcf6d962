"""Which cell of a row belongs to which column, where the columns of the source have shifted.

Cells keep their order even where tabs were lost. So the best assignment is found by dynamic programming
over (cell, column): what a cell looks like counts most, its place next, and a row without a name or a
target costs something. Grids with true spans need none of this.
"""

from __future__ import annotations

import re

from zhibiao.extract.columns import COMPARATOR, Column
from zhibiao.records import Cell
from zhibiao.target import looks_like_target
from zhibiao.taxonomy import find_label
from zhibiao.text import normalise

_NUMBER = re.compile(r"^[-+]?[\d,]+(?:\.\d+)?[%分]?$")
SAME_PLACE = 1.0
PER_COLUMN = 0.15
FARTHEST = 0.6
UNPLACED = -1.5
WITHOUT = {"name": -3.0, "target": -1.0}
LONG = 24


def align(cells: list[Cell], columns: tuple[Column, ...]) -> dict[int, Cell]:
    """The best order-keeping assignment of cells to columns: column number -> cell.

    >>> columns = tuple(Column(role=r, title="", index=i) for i, r in enumerate(("level2", "name", "target")))
    >>> row = [Cell(text="举办培训班", row=0, column=0), Cell(text="≥2次", row=0, column=1)]
    >>> {columns[at].role: cell.text for at, cell in align(row, columns).items()}
    {'name': '举办培训班', 'target': '≥2次'}
    """
    room = columns[-1].index - cells[-1].column if cells and columns else 0
    tries = [_align(cells, columns, shift) for shift in range(max(0, room) + 1)]
    return max(tries, key=lambda found: found[0])[1]


def _align(cells: list[Cell], columns: tuple[Column, ...], shift: int) -> tuple[float, dict[int, Cell]]:
    """The best assignment and its score, if the whole row stands `shift` columns too far to the left.

    Browsers copy nothing for a place that a merged cell covers, so rows below one begin with other columns.
    """
    # best[i][j]: score of the first i cells over the first j columns, and the step that led there
    best = [[0.0] * (len(columns) + 1) for _ in range(len(cells) + 1)]
    step: dict[tuple[int, int], str] = {}
    for i in range(len(cells) + 1):
        for j in range(len(columns) + 1):
            options = []
            if i and j:
                place = _place(cells[i - 1].column + shift, columns[j - 1])
                pair = affinity(cells[i - 1].text, columns[j - 1].role) + place
                options.append((best[i - 1][j - 1] + pair, "take"))
            if j:
                options.append((best[i][j - 1] + WITHOUT.get(columns[j - 1].role, 0.0), "column"))
            if i:
                options.append((best[i - 1][j] + UNPLACED, "cell"))
            if options:
                best[i][j], step[i, j] = max(options, key=lambda option: option[0])
    return best[-1][-1], _trace(step, cells, len(columns))


def _trace(step: dict[tuple[int, int], str], cells: list[Cell], columns: int) -> dict[int, Cell]:
    found: dict[int, Cell] = {}
    i, j = len(cells), columns
    while i or j:
        move = step[i, j]
        if move == "take":
            found[j - 1] = cells[i - 1]
        i -= move in ("take", "cell")
        j -= move in ("take", "column")
    return dict(sorted(found.items()))


def _place(at: int, column: Column) -> float:
    distance = abs(at - column.index)
    return SAME_PLACE if distance == 0 else -min(FARTHEST, PER_COLUMN * distance)


def affinity(text: str, role: str) -> float:
    """How well a text fits a role: about 3 for a sure sign, negative where it speaks against it."""
    plain = normalise(text)
    if role in ("level1", "level2"):
        return _label_affinity(text, int(role[-1]))
    if role == "comparator":
        return 3.0 if COMPARATOR.match(plain) else -3.0
    if role in ("weight", "score"):
        return 1.5 if _NUMBER.match(plain) else -3.0
    if role in ("target", "interim_half", "history", "actual", "grade"):
        return 3.0 * looks_like_target(text) - 1.2
    if role == "unit":
        return 0.8 if len(plain) <= 6 and not plain[:1].isdigit() else -2.0
    if role == "name":
        return _name_affinity(text, plain)
    if role == "task":
        return 0.5 if len(plain) > LONG else -0.5
    return 0.6 if len(plain) > LONG else 0.2  # explanation, basis, deviation, remark


def _label_affinity(text: str, level: int) -> float:
    if find_label(text, level=level):
        return 3.0
    if find_label(text):
        return 0.0
    if looks_like_target(text) > 0.5:
        return -3.0
    return 0.2 if len(text) <= 10 else -0.6


def _name_affinity(text: str, plain: str) -> float:
    if looks_like_target(text) > 0.7 or _NUMBER.match(plain) or COMPARATOR.match(plain):
        return -1.5
    return -1.0 if find_label(text) else 1.5
