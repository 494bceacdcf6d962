"""The rows of two years matched: what was kept, changed, taken in and dropped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from zhibiao.errors import ZhibiaoError
from zhibiao.frames.columns import Tagged, tagged
from zhibiao.frames.moved import describe, facts
from zhibiao.frames.pairing import alike_rows

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Ints = np.ndarray[tuple[int], np.dtype[np.int64]]
    Floats = np.ndarray[tuple[int], np.dtype[np.float64]]


def compare(
    earlier: pd.DataFrame,
    later: pd.DataFrame,
    *,
    body: str | Sequence[str] | None = None,
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """The rows of an earlier year held against those of a later one, each row in one line of the result.

    `body` are the columns that must be equal for two rows to be matched (default: the column of the bodies, where
    both frames have one). Within a body rows with the same name are matched, those with the same target first; then
    rows of the same category whose names are alike (from 0.5), the same canonical indicator first; names with other
    numbers or stages (一期, 二期), or a share against a number, are never matched. Years in names and the numbers of a
    list before them do not count.
    Columns: those of `body`; `change` (categorical: kept, changed, new, dropped); `row_before`, `row_after` (labels
    of the index); `name_before`, `name_after`; `likeness` (1 for equal names); `category`, `canonical`;
    `target_before`, `target_after`; `tier_before`, `tier_after`; and of matched rows whose bounds are of one kind in
    units that convert: `unit` (that of the earlier year), `bound_before`, `bound_after` in it, `bound_change`,
    `bound_ratio` (after / before); `comparator_turned`: a floor became a ceiling, or the other way round.
    A row is kept where the target says the same, whatever became of its name; a date is the same where it is as far
    from the year of its row (field `year`). Lines are in the order of `earlier`,
    the new rows behind them in the order of `later`.
    Raises ZhibiaoError TG01 where no column holds names, TG02 for a column of `body` that a frame lacks.

    >>> import pandas as pd
    >>> before = pd.DataFrame({"name": ["培训人次", "绿化面积"], "target": ["≥90人次", "≥5公顷"]})
    >>> after = pd.DataFrame({"name": ["受训人次", "满意度"], "target": ["≥99人次", "≥90%"]})
    >>> told = compare(before, after)
    >>> told["change"].tolist(), told["name_after"].tolist()[0], float(told["bound_change"][0])
    (['changed', 'dropped', 'new'], '受训人次', 9.0)
    """
    one, two = tagged(earlier, columns=columns), tagged(later, columns=columns)
    keys = _bodies(one, two, body)
    before, after = (facts(found, own) for found, own in ((one, keys.values()), (two, keys)))
    lines = _lines(before, after)
    return describe(lines, before, after, list(keys))


def _bodies(one: Tagged, two: Tagged, body: str | Sequence[str] | None) -> dict[str, str]:
    """Columns of the later frame that name the body -> those of the earlier one."""
    if body is None:
        return {two.names["org"]: one.names["org"]} if one.has("org") and two.has("org") else {}
    keys = [body] if isinstance(body, str) else list(body)
    for found in (one, two):
        for key in keys:
            if key not in found.frame.columns:
                raise ZhibiaoError("TG02", column=key, known="、".join(map(str, found.frame.columns)))
    return {key: key for key in keys}


def _lines(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Places `before` and `after` of each line (-1: none) and the `likeness` of matched rows, in the order of the result."""
    import numpy as np
    import pandas as pd

    partner = np.full(len(before), -1)
    likeness = np.full(len(before), np.nan)
    free = np.ones(len(after), bool)
    for matched in (_equal("said"), _equal(), alike_rows):
        left, right, share = matched(before[partner < 0], after[free])
        partner[left], likeness[left] = right, share
        free[right] = False
    new = np.flatnonzero(free)
    return pd.DataFrame(
        {
            "before": np.concatenate((np.arange(len(before)), np.full(len(new), -1))),
            "after": np.concatenate((partner, new)),
            "likeness": np.concatenate((likeness, np.full(len(new), np.nan))),
        }
    )


_Matched = tuple["Ints", "Ints", "Floats"]


def _equal(*more: str) -> Callable[[pd.DataFrame, pd.DataFrame], _Matched]:
    """The matching of rows that are equal in body, name and `more`: the first with the first, the second with the second."""

    def match(before: pd.DataFrame, after: pd.DataFrame) -> _Matched:
        import numpy as np

        on = ["body", "bare", *more]
        sides = [
            side[["place", *on]].assign(nth=side.groupby(on, sort=False).cumcount())
            for side in (before, after)
        ]
        found = sides[0].merge(sides[1], on=[*on, "nth"], suffixes=("_before", "_after"))
        left, right = found["place_before"].to_numpy("int64"), found["place_after"].to_numpy("int64")
        return left, right, np.ones(len(found))

    return match
