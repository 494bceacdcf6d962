"""The rows of two years matched: what was kept, changed, taken in and dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from zhibiao.errors import ZhibiaoError
from zhibiao.frames.columns import Tagged, tagged
from zhibiao.frames.likeness import what_kind
from zhibiao.frames.moved import describe, facts

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Ints = np.ndarray[tuple[int], np.dtype[np.int64]]
    Floats = np.ndarray[tuple[int], np.dtype[np.float64]]

ALIKE = 0.5
"""Share of common character pairs from which two names of a category may be one indicator."""
_SURE = 0.2
"""What the same canonical indicator counts when it is decided which of several rows is meant."""


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
    for matched in (_equal("said"), _equal(), _alike):
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


def _alike(before: pd.DataFrame, after: pd.DataFrame) -> _Matched:
    """The matching of rows whose names are alike: the best pairs of a body and category first, each row once."""
    import numpy as np

    pairs = sorted(_candidates(before, after))
    taken_left: dict[int, tuple[int, float]] = {}
    taken_right: set[int] = set()
    for _, left, right, share in pairs:
        if left not in taken_left and right not in taken_right:
            taken_left[left] = (right, share)
            taken_right.add(right)
    lefts = np.array(list(taken_left), "int64")
    rights = np.array([right for right, _ in taken_left.values()], "int64")
    return lefts, rights, np.array([share for _, share in taken_left.values()], "float64")


def _candidates(before: pd.DataFrame, after: pd.DataFrame) -> Iterator[tuple[float, int, int, float]]:
    """What may be matched: (rank, the least first), places before and after, likeness."""
    import pandas as pd

    from zhibiao.frames.likeness import PairTable

    number, names = pd.factorize(pd.concat([before["bare"], after["bare"]]))
    table, kinds = PairTable(list(names)), [what_kind(name) for name in names]
    one, two = before.assign(name_id=number[: len(before)]), after.assign(name_id=number[len(before) :])
    others = dict(list(two.groupby(["body", "category"], sort=False)))
    for key, group in one.groupby(["body", "category"], sort=False):
        other = others.get(key)
        if other is None:
            continue
        left, right = (
            list(
                zip(side["place"].tolist(), side["name_id"].tolist(), side["canonical"].tolist(), strict=True)
            )
            for side in (group, other)
        )
        for rows, columns, shares in table.alike(
            group["name_id"].to_numpy(), other["name_id"].to_numpy(), ALIKE
        ):
            for row, column, share in zip(rows.tolist(), columns.tolist(), shares.tolist(), strict=True):
                (place, name, canonical), (place_after, name_after, canonical_after) = (
                    left[row],
                    right[column],
                )
                if kinds[name] == kinds[name_after]:
                    sure = _SURE if canonical and canonical == canonical_after else 0.0
                    yield -(share + sure), place, place_after, share
