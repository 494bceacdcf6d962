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


def alike_rows(before: pd.DataFrame, after: pd.DataFrame) -> tuple[Ints, Ints, Floats]:
    """Places of rows that are matched and how alike their names are: the best pairs first, each row once.

    Only rows of the same body and category, and names of the same kind (`what_kind`), come in question.
    """
    import numpy as np

    found = list(_candidates(before, after))
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


def _candidates(before: pd.DataFrame, after: pd.DataFrame) -> Iterator[tuple[Ints, Ints, Floats, Floats]]:
    """Pairs that may be matched, in blocks: places before and after, likeness, rank (the highest first)."""
    import numpy as np
    import pandas as pd

    both = pd.concat([before, after], ignore_index=True)
    name, names = pd.factorize(both["bare"])
    kinds = pd.Series([what_kind(text) for text in names], dtype="object").take(name)
    group = pd.factorize(
        pd.Series(list(zip(both["body"], both["category"], kinds, strict=True)), dtype="object")
    )[0]
    indicator = pd.factorize(both["canonical"].where(both["canonical"] != ""))[0]
    place, cut = both["place"].to_numpy(), len(before)
    sides = ((name[:cut], group[:cut]), (name[cut:], group[cut:]))
    for left, right, share in PairTable(list(names)).alike_within(*sides, ALIKE):
        sure = (indicator[left] == indicator[right + cut]) & (indicator[left] >= 0)
        yield place[left], place[right + cut], share, np.round(share + _SURE * sure, 9)
