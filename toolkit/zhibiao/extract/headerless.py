"""A goal table that prints no header: its columns told by what they hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from zhibiao.extract.columns import COMPARATOR, NO_VALUE, Column
from zhibiao.extract.header import Header
from zhibiao.records import Grid
from zhibiao.target import looks_like_target
from zhibiao.target.unit import is_unit
from zhibiao.taxonomy import find_label
from zhibiao.text import normalise

FEWEST_ROWS = 3
MOST = 0.6  # share of a column's cells that have to be what the column is taken for
VALUE_SURE = 0.8
Texts = dict[int, list[str]]


def guess_header(grid: Grid) -> Header | None:
    """The header that the rows of a grid imply, above its first row; None where they are no indicators.

    A column of level labels (产出指标, 数量指标) and one of targets are needed, with a column of names between
    them; a column of comparators and one of units are taken where they are. Whatever else stands there is left.
    """
    columns = _texts(grid)
    labels = {index: role for index, texts in columns.items() if (role := _level(texts))}
    rest = {index: texts for index, texts in columns.items() if index not in labels}
    target = _find(rest, lambda text: looks_like_target(text) >= VALUE_SURE)
    if not labels or target is None or len(columns[target]) < FEWEST_ROWS:
        return None
    name = _name(rest, max(labels), target)
    if name is None:
        return None
    roles = {**labels, name: "name", target: "target"}
    left = {index: texts for index, texts in rest.items() if index not in roles}
    for role, test in (("comparator", _is_comparator), ("unit", _is_unit)):
        found = _find(left, test)
        if found is not None:
            roles[found] = role
            left.pop(found)
    ordered = tuple(Column(role=roles[index], title="", index=index) for index in sorted(roles))
    return Header(first=-1, last=-1, columns=ordered)


def _texts(grid: Grid) -> Texts:
    """The texts of each column, from top to bottom."""
    columns: Texts = {}
    for cell in (cell for row in grid.rows for cell in row if cell.text):
        columns.setdefault(cell.column, []).append(cell.text)
    return columns


def _level(texts: Sequence[str]) -> str:
    """`level1` or `level2` where most of the texts are labels of that level, else ""."""
    for role, level in (("level2", 2), ("level1", 1)):
        if sum(find_label(text, level=level) is not None for text in texts) >= MOST * len(texts):
            return role
    return ""


def _find(columns: Texts, test: Callable[[str], bool]) -> int | None:
    """The first column most of whose texts pass a test."""
    return next(
        (index for index in sorted(columns) if sum(map(test, columns[index])) >= MOST * len(columns[index])),
        None,
    )


def _name(columns: Texts, after: int, before: int) -> int | None:
    """The column between labels and targets with most texts that are no values."""
    between = {index: texts for index, texts in columns.items() if after < index < before}
    names = {
        index: sum(looks_like_target(text) < NO_VALUE for text in texts) for index, texts in between.items()
    }
    best = max(names, key=lambda index: names[index], default=None)
    return best if best is not None and names[best] >= FEWEST_ROWS else None


def _is_comparator(text: str) -> bool:
    return bool(COMPARATOR.match(normalise(text)))


def _is_unit(text: str) -> bool:
    return is_unit(normalise(text))
