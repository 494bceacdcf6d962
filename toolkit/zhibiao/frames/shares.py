"""Vagueness by group: how many rows of each tier, how many can be checked, and how sure that is for so few rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from zhibiao.frames.checked import checkable, index_of, weights_of
from zhibiao.frames.columns import Tagged, tagged
from zhibiao.intervals import share_interval
from zhibiao.records import TIERS

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Floats = np.ndarray[tuple[int], np.dtype[np.float64]]


def vagueness(
    frame: pd.DataFrame, by: str | Sequence[str] = (), *, columns: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """One row a group of `by` (columns of the frame; none: the whole frame), sorted by group.

    Columns: `rows`; the share of each tier (`measurable`, `binary`, `graded`, `vague`, `missing`, adding up to 1);
    `vague_low`, `vague_high`: 95 % interval (Wilson) of `vague`, wide where rows are few;
    `checkable` with `checkable_low`, `checkable_high`: rows whose target can be checked, as measurability.py counts
    them; `measurability`: its index from 0 to 100, of the parts that a frame shows (rows, points, outcomes), without
    the part of the checks, which need the whole document: compare it with other frames, not with a review's.
    The last four are missing where the frame was tagged without findings. A severity is no part of a frame: a rule
    counts with its usual one. Rows without a value in a column of `by` are a group, too.
    Raises ZhibiaoError TG01 where no column holds names, TG02 for a column of `by` that is not there.

    >>> import pandas as pd
    >>> rows = {"三级指标": ["培训人次", "能力"], "指标值": ["≥90人次", "有效提升"], "年度": ["2022", "2023"]}
    >>> vagueness(pd.DataFrame(rows), by="年度")[["年度", "rows", "measurable", "vague", "checkable"]].values.tolist()
    [['2022', 1, 1.0, 0.0, 1.0], ['2023', 1, 0.0, 1.0, 0.0]]
    """
    import pandas as pd

    from zhibiao.errors import ZhibiaoError

    keys = [by] if isinstance(by, str) else list(by)
    found = tagged(frame, findings=True, columns=columns)
    for key in keys:
        if key not in found.frame.columns:
            raise ZhibiaoError("TG02", column=key, known="、".join(map(str, found.frame.columns)))
    groups, number = _groups(found.frame, keys)
    tiers = found.texts("target_tier").to_numpy()
    counts = {tier: _count(number, tiers == tier, len(groups)) for tier in TIERS}
    rows = _count(number, tiers == tiers, len(groups))  # noqa: PLR0124 - every row
    told = {"rows": rows.astype("int64")} | {tier: count / rows for tier, count in counts.items()}
    told["vague_low"], told["vague_high"] = _intervals(counts["vague"], rows)
    told |= _checked(found, number, rows)
    return pd.concat([groups, pd.DataFrame(told)], axis=1)


def _intervals(good: Floats, whole: Floats) -> tuple[Floats, Floats]:
    """The 95 % interval of each share `good / whole`."""
    import numpy as np

    bounds = np.array(list(map(share_interval, good, whole))).reshape(-1, 2)
    return bounds[:, 0], bounds[:, 1]


def _groups(frame: pd.DataFrame, keys: list[str]) -> tuple[pd.DataFrame, np.ndarray]:
    """The groups, sorted, and the number of each row's group."""
    import numpy as np
    import pandas as pd

    if not keys:
        return pd.DataFrame(index=range(min(1, len(frame)))), np.zeros(len(frame), "int64")
    grouped = frame[keys].groupby(keys, dropna=False, observed=True, sort=True)
    groups = grouped.size().reset_index()[keys]
    return groups, grouped.ngroup().to_numpy()


def _count(number: np.ndarray, which: np.ndarray, groups: int) -> Floats:
    import numpy as np

    return np.bincount(number, weights=which, minlength=groups).astype("float64")


def _checked(found: Tagged, number: np.ndarray, rows: Floats) -> dict[str, Floats]:
    """The columns about what can be checked, for each group."""
    import numpy as np

    from zhibiao.taxonomy import load_yaml

    groups = len(rows)
    if not found.has("findings"):
        nothing = np.full(groups, np.nan)
        return dict.fromkeys(("checkable", "checkable_low", "checkable_high", "measurability"), nothing)
    good = checkable(found).to_numpy()
    weights = weights_of(found)
    outcomes = tuple(load_yaml("measurability.yml")["outcomes"])
    outcome = found.texts("category").str.startswith(outcomes).to_numpy()
    counted = _count(number, good, groups)
    parts = {
        "rows": (counted, rows),
        "points": (_count(number, good * weights, groups), _count(number, weights, groups)),
        "outcomes": (_count(number, good & outcome, groups), _count(number, outcome, groups)),
    }
    low, high = _intervals(counted, rows)
    return {
        "checkable": counted / rows,
        "checkable_low": low,
        "checkable_high": high,
        "measurability": index_of(parts),
    }
