"""Vagueness by group: how many rows of each tier, how many can be checked, and how sure that is for so few rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from zhibiao.frames.columns import Tagged, tagged
from zhibiao.frames.types import TIERS

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Floats = np.ndarray[tuple[int], np.dtype[np.float64]]

_Z = 1.959963984540054
"""Of a 95 % interval."""
_WHOLE = ["source", "table", "org", "year"]
"""What together names one goal table: weights count within it."""


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
    told["vague_low"], told["vague_high"] = wilson(counts["vague"], rows)
    told |= _checked(found, number, rows)
    return pd.concat([groups, pd.DataFrame(told)], axis=1)


def wilson(good: Floats, whole: Floats) -> tuple[Floats, Floats]:
    """The 95 % interval of shares `good / whole` after Wilson: sensible for few rows and for shares of 0 and 1.

    >>> import numpy as np
    >>> [float(end[0].round(3)) for end in wilson(np.array([3.0]), np.array([3.0]))]
    [0.439, 1.0]
    """
    import numpy as np

    share = good / whole
    spread = _Z**2 / whole
    middle = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * np.sqrt(share * (1 - share) / whole + spread / (4 * whole))
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)


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
    weights = _weights(found)
    outcomes = tuple(load_yaml("measurability.yml")["outcomes"])
    outcome = found.texts("category").str.startswith(outcomes).to_numpy()
    counted = _count(number, good, groups)
    parts = {
        "rows": (counted, rows),
        "points": (_count(number, good * weights, groups), _count(number, weights, groups)),
        "outcomes": (_count(number, good & outcome, groups), _count(number, outcome, groups)),
    }
    low, high = wilson(counted, rows)
    return {
        "checkable": counted / rows,
        "checkable_low": low,
        "checkable_high": high,
        "measurability": _index(parts),
    }


def _index(parts: Mapping[str, tuple[Floats, Floats]]) -> Floats:
    """As measurability.py: the mean of the parts that have a value, by their shares."""
    import numpy as np

    from zhibiao.taxonomy import load_yaml

    shares = {part["key"]: part["share"] for part in load_yaml("measurability.yml")["parts"]}
    top = bottom = np.zeros(len(parts["rows"][1]))
    for key, (good, whole) in parts.items():
        known = whole > 0
        top = top + shares[key] * np.divide(good, whole, out=np.zeros_like(good), where=known)
        bottom = bottom + shares[key] * known
    index: Floats = np.round(100 * top / bottom, 1)
    return index


def checkable(found: Tagged) -> pd.Series:
    """Whether the target of each row can be checked: its tier, and no rule that says it is vague, see data/measurability.yml.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"name": ["培训人次", "制度健全性"], "target": ["≥90人次", "健全"]})
    >>> checkable(tagged(frame, findings=True)).tolist()
    [True, False]
    """
    import pandas as pd

    codes, told = pd.factorize(found.texts("findings"))
    tiers, names = pd.factorize(found.texts("target_tier"))
    allowed = [[_passes(tier, text) for tier in names] for text in told]
    values = [allowed[text][tier] for text, tier in zip(codes.tolist(), tiers.tolist(), strict=True)]
    return pd.Series(values, index=found.frame.index, dtype="bool")


def _passes(tier: str, findings: str) -> bool:
    from zhibiao.records import SEVERITIES
    from zhibiao.rules import all_rules
    from zhibiao.taxonomy import load_yaml

    data = load_yaml("measurability.yml")
    bound = data["checkable"].get(tier)
    if bound is None:
        return False
    grave = SEVERITIES[: SEVERITIES.index(bound) + 1]
    vague = tuple(data["vague_rules"])
    severity = {rule.code: rule.severity for rule in all_rules()}
    codes = [code for code in findings.split(";") if code.startswith(vague)]
    return not any(severity.get(code, "high") in grave for code in codes)


def _weights(found: Tagged) -> Floats:
    """The weight of each row as measurability.py counts it: within its table, all the same unless every row prints one."""
    import numpy as np
    import pandas as pd

    if not found.has("weight"):
        return np.ones(len(found.frame))
    printed = found.texts("weight").str.extract(r"^(\d+(?:\.\d+)?)", expand=False).astype("float64")
    keys = [found.texts(field) for field in _WHOLE if found.has(field)]
    whole = pd.DataFrame({"weight": printed, "table": 0})
    if keys:
        whole["table"] = (
            pd.concat(keys, axis=1).groupby(level=None, by=[key.to_numpy() for key in keys]).ngroup()
        )
    tables = whole.groupby("table")["weight"]
    total, rows, known = (tables.transform(what) for what in ("sum", "size", "count"))
    weighted = (known == rows) & (total > 0)
    return np.where(weighted, printed * rows / total.where(total > 0), 1.0)
