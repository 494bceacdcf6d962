"""Rows of two years whose names are alike, matched one to one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhibiao.frames.likeness import PairTable, what_kind

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Ints = np.ndarray[tuple[int], np.dtype[np.int64]]
    Floats = np.ndarray[tuple[int], np.dtype[np.float64]]

ALIKE = 0.5
"""Share of common character pairs from which two names of a category may be one indicator."""
_SURE = 0.2
"""What the same canonical indicator counts when it is decided which of several rows is meant."""
_BLOCK = 1024
"""Rows of the earlier year, of whole bodies, that are looked at together: bounds the work and the memory."""


def alike_rows(before: pd.DataFrame, after: pd.DataFrame) -> tuple[Ints, Ints, Floats]:
    """Places of rows that are matched and how alike their names are: the best pairs first, each row once.

    Only rows of the same body and category, and names of the same kind (`what_kind`), come in question.
    """
    import numpy as np

    one, two, names = _keyed(before, after)
    found = list(_candidates(one, two, PairTable(names)))
    left, right, share, rank = map(np.concatenate, zip(*found, strict=True)) if found else [np.array([])] * 4
    order = np.lexsort((right, left, -rank))
    taken: dict[int, tuple[int, float]] = {}
    seen: set[int] = set()
    best = (side[order].tolist() for side in (left, right, share))
    for place, other, value in zip(*best, strict=True):
        if place not in taken and other not in seen:
            taken[place] = (other, value)
            seen.add(other)
    others = np.array([other for other, _ in taken.values()], "int64")
    shares = np.array([value for _, value in taken.values()], "float64")
    return np.array(list(taken), "int64"), others, shares


def _keyed(before: pd.DataFrame, after: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """Both years sorted by category and `key` (body and kind of name), with numbers for names and indicators; the names."""
    import pandas as pd

    both = pd.concat([before, after], ignore_index=True)[["place", "body", "bare", "category", "canonical"]]
    both["name"], names = pd.factorize(both["bare"])
    kinds = pd.Series([what_kind(name) for name in names], dtype="object").take(both["name"]).to_numpy()
    both["key"] = pd.factorize(pd.Series(list(zip(both["body"], kinds, strict=True)), dtype="object"))[0]
    both["indicator"] = pd.factorize(both["canonical"].where(both["canonical"] != ""))[0]
    sides = (both.iloc[: len(before)], both.iloc[len(before) :])
    one, two = (side.sort_values(["category", "key"], kind="stable") for side in sides)
    return one, two, list(names)


def _candidates(
    one: pd.DataFrame, two: pd.DataFrame, table: PairTable
) -> Iterator[tuple[Ints, Ints, Floats, Floats]]:
    """Pairs that may be matched, in blocks: places before and after, likeness, rank (the highest first)."""
    import numpy as np

    others = dict(list(two.groupby("category", sort=False)))
    for category, group in one.groupby("category", sort=False):
        if category not in others:
            continue
        for some, part in _blocks(group, others[category]):
            sides = [side[["place", "name", "key", "indicator"]].to_numpy() for side in (some, part)]
            for rows, columns, shares in table.alike(sides[0][:, 1], sides[1][:, 1], ALIKE):
                left, right = sides[0][rows], sides[1][columns]
                kept = left[:, 2] == right[:, 2]
                left, right, share = left[kept], right[kept], shares[kept].astype("float64")
                sure = (left[:, 3] == right[:, 3]) & (left[:, 3] >= 0)
                yield left[:, 0], right[:, 0], share, np.round(share + _SURE * sure, 9)


def _blocks(one: pd.DataFrame, two: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Rows of both years, cut at the same keys: so many keys that about _BLOCK rows are together."""
    import numpy as np

    keys, other = one["key"].to_numpy(), two["key"].to_numpy()
    start = 0
    while start < len(keys):
        last = keys[min(start + _BLOCK, len(keys)) - 1]
        end = int(np.searchsorted(keys, last, side="right"))
        low, high = np.searchsorted(other, keys[start]), np.searchsorted(other, last, side="right")
        if low < high:
            yield one.iloc[start:end], two.iloc[low:high]
        start = end
