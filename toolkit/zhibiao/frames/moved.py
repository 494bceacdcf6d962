"""What became of a target from one year to the next: the same, another bound, another side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from zhibiao.frames.columns import Tagged, plain_texts
from zhibiao.frames.likeness import bare_name
from zhibiao.frames.types import numbers, typed
from zhibiao.text import normalise

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

CHANGES = ("kept", "changed", "new", "dropped")
_TEXTS = (
    "name",
    "target",
    "unit",
    "category",
    "canonical",
    "target_tier",
    "target_kind",
    "unit_norm",
    "basis",
    "deadline",
    "year",
)
_SAYS = ["target_kind", "target_tier", "basis", "due", "base"]
_SIDES = ("", "floor", "ceiling", "point", "range")


def facts(found: Tagged, body: Iterable[str]) -> pd.DataFrame:
    """What a comparison looks at, one row a row: its place and label in the frame, its body, texts and bounds.

    `bare` is the name and `said` the target (with its unit), normalised; `bound`, in `base`, is the floor or else the
    ceiling; `side` says which.
    """
    import numpy as np
    import pandas as pd

    frame, keys = found.frame, list(body)
    told = pd.DataFrame(
        {"place": np.arange(len(frame)), "label": pd.Series(list(frame.index), dtype="object")}
    )
    for field in _TEXTS:
        told[field] = found.texts(field).to_numpy()
    told["bare"] = _each(told["name"], bare_name)
    told["said"] = _each(told["target"], normalise) + "\t" + _each(told["unit"], normalise)
    told["due"] = list(map(_due, told["deadline"], told["year"]))
    parts = [plain_texts(frame[key]) for key in keys]
    told["body"] = parts[0].str.cat(parts[1:], sep="\t").to_numpy() if parts else ""
    told[[f"body_{number}" for number in range(len(keys))]] = frame[keys].to_numpy() if keys else None
    lower, upper = (numbers(found.column(field)).to_numpy("float64") for field in ("lower", "upper"))
    told["lower"], told["upper"] = lower, upper
    told["side"] = _side(lower, upper)
    told["bound"] = np.where(np.isnan(lower), upper, lower)
    units = {text: _base(text) for text in told["unit_norm"].unique()}
    told["base"] = told["unit_norm"].map({text: base for text, (base, _) in units.items()})
    told["scale"] = (
        told["unit_norm"].map({text: scale for text, (_, scale) in units.items()}).astype("float64")
    )
    return told


def _each(column: pd.Series, change: Callable[[str], str]) -> pd.Series:
    """The column with `change` applied to each different text once."""
    return column.map({text: change(text) for text in column.unique()}).astype("str")


def _due(deadline: str, year: str) -> str:
    """A deadline counted from the year of its row, so that the same date of the next year is the same."""
    if deadline[:4].isdecimal() and year[:4].isdecimal():
        return f"{int(deadline[:4]) - int(year[:4]):+d}{deadline[4:]}"
    return deadline


def _base(unit: str) -> tuple[str, float]:
    from zhibiao.target.unit import read_unit

    known = read_unit(unit)
    return known.base, known.scale


def _side(lower: np.ndarray, upper: np.ndarray) -> np.ndarray:
    """Which bounds a target has, as a place in _SIDES."""
    import numpy as np

    low, high = ~np.isnan(lower), ~np.isnan(upper)
    return np.select([low & high & (lower == upper), low & high, low, high], [3, 4, 1, 2], 0)


def describe(lines: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame, body: list[str]) -> pd.DataFrame:
    """The lines of a comparison in words and numbers, columns as `years.compare` says."""
    import numpy as np
    import pandas as pd

    one, two = (_taken(side, lines[which]) for side, which in ((before, "before"), (after, "after")))
    matched = ((lines["before"] >= 0) & (lines["after"] >= 0)).to_numpy()
    same = matched & _same(one, two)
    change = np.select([same, matched, lines["before"].to_numpy() < 0], [0, 1, 2], 3)
    told = {
        name: two[f"body_{n}"].where(lines["after"] >= 0, one[f"body_{n}"]) for n, name in enumerate(body)
    }
    told["change"] = pd.Categorical.from_codes(change, CHANGES)
    told |= {"row_before": one["label"], "row_after": two["label"]}
    told |= {"name_before": one["name"], "name_after": two["name"], "likeness": lines["likeness"]}
    told |= {field: two[field].fillna(one[field]) for field in ("category", "canonical")}
    told |= {"target_before": one["target"], "target_after": two["target"]}
    told |= {"tier_before": one["target_tier"], "tier_after": two["target_tier"]}
    told |= _bounds(one, two)
    frame = pd.DataFrame(told)
    return typed(frame, {"category": "category"})


def _taken(side: pd.DataFrame, places: pd.Series) -> pd.DataFrame:
    """The facts at these places; missing where the place is -1."""
    return side.reindex(places.where(places >= 0)).reset_index(drop=True)


def _same(one: pd.DataFrame, two: pd.DataFrame) -> np.ndarray:
    """Whether two targets say the same: in the same words, or measurable ones of the same bounds in converting units."""
    equal = (one["said"] == two["said"]).to_numpy()
    kind = (one[_SAYS] == two[_SAYS]).all(axis=1)
    bounds = one["side"] == two["side"]
    for end in ("lower", "upper"):
        gap = (one[end] * one["scale"] - two[end] * two["scale"]).abs()
        bounds &= gap.isna() | (gap < 1e-9)
    told: np.ndarray = equal | (kind & bounds & ((one["side"] > 0) | (one["due"] != ""))).to_numpy()
    return told


def _bounds(one: pd.DataFrame, two: pd.DataFrame) -> dict[str, pd.Series]:
    """The columns about bounds; missing where the units do not convert, or one speaks of a level, the other of a change."""
    fits = (
        (one["base"] == two["base"])
        & (one["target_kind"] == two["target_kind"])
        & (one["basis"] == two["basis"])
    )
    fits &= one["bound"].notna() & two["bound"].notna()
    first = one["bound"].where(fits)
    second = (two["bound"] * (two["scale"] / one["scale"]).where(one["scale"] != two["scale"], 1.0)).where(
        fits
    )
    turned = ((one["side"] + two["side"] == 3) & one["side"].isin((1, 2))).astype("boolean").where(fits)
    return {
        "unit": one["unit_norm"].where(fits),
        "bound_before": first,
        "bound_after": second,
        "bound_change": second - first,
        "bound_ratio": (second / first.where(first != 0)),
        "comparator_turned": turned,
    }
