"""The rows of a frame that are most like one row."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING

from zhibiao.errors import ZhibiaoError
from zhibiao.frames.columns import Tagged, tagged

if TYPE_CHECKING:
    import pandas as pd


def neighbours(
    frame: pd.DataFrame,
    row: Hashable,
    n: int = 5,
    *,
    distinct: bool = True,
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """The `n` rows of `frame` (tagged first where it is not) most like one of its rows, the likest first.

    `row` is the label of a row in the index, or an indicator's name that need not be in the frame. Rows of the same
    canonical indicator come before other rows of the same category; among them likeness of names decides (Dice share
    of common character pairs, as likeness.py), then the order of the frame. `distinct`: of rows with the same name,
    target and unit only the first. All columns of the frame, then `similarity` (0 to 1) and `same_canonical`.
    Rows with nothing in common in their names are left out unless they share the canonical indicator.
    Raises ZhibiaoError TG07 where `row` is no label of the index, nor a text; or is the label of several rows.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"name": ["培训人次", "受训人次", "绿化面积"], "target": ["90人次", "80人次", "5公顷"]})
    >>> neighbours(frame, 0)[["name", "same_canonical"]].values.tolist()
    [['受训人次', True]]
    """
    import pandas as pd

    found = tagged(frame, columns=columns)
    name, category, canonical, at = _asked(found, row)
    near = _pool(found, category, canonical)
    number, names = pd.factorize(near["name"])
    near["similarity"] = pd.Series(_shares(name, list(names)), dtype="float64").take(number).to_numpy()
    near = near[(near["place"] != at) & ((near["similarity"] > 0) | near["same"])]
    if distinct:
        near = near.drop_duplicates(["name", "target", "unit"])
    near = near.sort_values(["same", "similarity", "place"], ascending=[False, False, True]).head(n)
    told = found.frame.iloc[near["place"].to_numpy()]
    return told.assign(similarity=near["similarity"].to_numpy(), same_canonical=near["same"].to_numpy())


def _asked(found: Tagged, row: Hashable) -> tuple[str, str, str, int]:
    """Name, category and canonical indicator of what is asked for, and its place in the frame (-1: not in it)."""
    if row in found.frame.index:
        place = found.frame.index.get_loc(row)
        if not isinstance(place, int):
            raise ZhibiaoError("TG07", row=row)
        fields = ("name", "category", "canonical")
        name, category, canonical = (found.texts(field).iloc[place] for field in fields)
        return name, category, canonical, place
    if not isinstance(row, str):
        raise ZhibiaoError("TG07", row=row)
    from zhibiao.classify import classify

    (label,) = classify([row])
    return row, label.category, label.canonical, -1


def _pool(found: Tagged, category: str, canonical: str) -> pd.DataFrame:
    """The rows of the category: place, name, target, unit, and whether their canonical indicator is the same."""
    import numpy as np
    import pandas as pd

    places = np.flatnonzero((found.texts("category") == category).to_numpy())
    pool = pd.DataFrame({"place": places})
    for field in ("name", "target", "unit"):
        pool[field] = found.texts(field).iloc[places].to_numpy()
    same = found.texts("canonical").iloc[places].to_numpy() == canonical
    pool["same"] = same & bool(canonical)
    return pool


def _shares(name: str, names: list[str]) -> list[float]:
    """How alike each of the names is; equal names are 1, also those too short to have pairs."""
    from zhibiao.frames.likeness import PairTable

    shares = [float(other == name) for other in names]
    table = PairTable([*names, name])
    for _, others, share in table.alike([len(names)], range(len(names)), 0.0):
        for place, value in zip(others.tolist(), share.tolist(), strict=True):
            shares[place] = value
    return shares
