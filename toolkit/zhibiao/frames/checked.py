"""What can be checked in the rows of a frame, counted as measurability.py counts it in a review."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from zhibiao.frames.columns import Tagged

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Floats = np.ndarray[tuple[int], np.dtype[np.float64]]

_WHOLE = ["source", "table", "org", "year"]
"""What together names one goal table: weights count within it."""


def index_of(parts: Mapping[str, tuple[Floats, Floats]]) -> Floats:
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
    >>> from zhibiao.frames.columns import tagged
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
    from zhibiao.taxonomy import load_yaml

    data = load_yaml("measurability.yml")
    bound = data["checkable"].get(tier)
    if bound is None:
        return False
    grave = SEVERITIES[: SEVERITIES.index(bound) + 1]
    vague = tuple(data["vague_rules"])
    codes = [code for code in findings.split(";") if code.startswith(vague)]
    return not any(_severities().get(code, "high") in grave for code in codes)


@cache
def _severities() -> dict[str, str]:
    from zhibiao.rules import all_rules

    return {rule.code: rule.severity for rule in all_rules()}


def weights_of(found: Tagged) -> Floats:
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
