"""The different names of a frame, with what most of their rows are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhibiao.frames.columns import Tagged
from zhibiao.frames.grouping import Names, unit_of
from zhibiao.text import normalise

if TYPE_CHECKING:
    import pandas as pd


def names_of(found: Tagged) -> Names:
    """The different names of a frame, most frequent first, with what most of their rows are."""
    import pandas as pd

    name = found.texts("name")
    rows = pd.DataFrame(
        {
            "name": name.to_numpy(),
            "key": name.map({text: normalise(text) for text in name.unique()}).to_numpy(),
        }
    )
    for field in ("canonical", "category", "unit_norm"):
        rows[field] = found.texts(field).to_numpy()
    rows = rows[rows["key"] != ""]
    counts = rows.groupby("key", sort=False).size()
    usual = {field: _usual(rows, field) for field in ("name", "canonical", "category")}
    order = counts.rename("rows").reset_index().sort_values(["rows", "key"], ascending=[False, True])
    keys = order["key"].tolist()
    return Names(
        keys=keys,
        rows=order["rows"].tolist(),
        units=_units(rows, keys),
        **{
            f"{field}s" if field == "name" else field: values.loc[keys].tolist()
            for field, values in usual.items()
        },
    )


def _usual(rows: pd.DataFrame, field: str) -> pd.Series:
    """The most frequent value of each key, of equally frequent ones the first in order."""
    counts = rows.groupby(["key", field], sort=True).size().rename("n").reset_index()
    counts = counts.sort_values("n", ascending=False, kind="stable").drop_duplicates("key")
    return counts.set_index("key")[field]


def _units(rows: pd.DataFrame, keys: list[str]) -> list[dict[str, int]]:
    """What the rows of each name count, in base units: rows a unit, those without a unit by the end of the name."""
    counted: dict[str, dict[str, int]] = {key: {} for key in keys}
    for (key, unit), count in rows.groupby(["key", "unit_norm"], sort=True).size().items():
        base = unit_of(key, unit)
        if base:
            counted[key][base] = counted[key].get(base, 0) + int(count)
    return [counted[key] for key in keys]
