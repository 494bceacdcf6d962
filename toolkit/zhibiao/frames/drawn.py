"""`df.zhibiao.plot`: the pictures of zhibiao.plots, loaded when one is asked for."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from zhibiao.frames.columns import tagged
from zhibiao.frames.types import typed
from zhibiao.schema import ADDED

if TYPE_CHECKING:
    import pandas as pd

ALIKE = 0.5
"""Likeness of names from which a row without the same canonical indicator counts as comparable."""


class Plots:
    """Pictures of one frame (tagged first where it is not), each a `matplotlib.figure.Figure`.

    Options are those of the function of the same name in zhibiao.plots. They need matplotlib: `pip install 'zhibiao[plot]'`.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def measurability(self, by: str | Sequence[str], **options: Any) -> Any:
        """The tiers of the targets, stacked, by one or two columns of the frame."""
        return _plots().measurability(_labelled(self._frame), by=by, **options)

    def category_mix(self, profile: str | None = None, **options: Any) -> Any:
        """The share of each category, beside what a local frame asks for (a code, or a usual name such as 101号).

        Raises ZhibiaoError CF02 for an unknown frame.
        """
        from zhibiao.frames.crossing import profile_code

        code = None if profile is None else profile_code(profile)
        return _plots().category_mix(_labelled(self._frame), profile=code, **options)

    def comparable_targets(self, row: Hashable, **options: Any) -> Any:
        """The targets of the comparable rows of the frame with that of one row, a label of the index, marked.

        Comparable are rows of the same canonical indicator, and rows of the category whose names are alike (from 0.5),
        with a number in the unit of the row. Raises ZhibiaoError TG07 where `row` is no label, or one of several rows.
        """
        frame = _labelled(self._frame)
        rows, asked = comparable_rows(frame, row)
        return _plots().comparable_targets(rows, **(asked | options))


def comparable_rows(frame: pd.DataFrame, row: Hashable) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The rows of a tagged frame that compare with one of them, and its own number (`mine`, None without one), `unit`, `name`.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"name": ["培训人次", "受训人次", "绿化面积"], "target": ["90人次", "80人次", "5公顷"]})
    >>> rows, asked = comparable_rows(tagged(frame).frame, 0)
    >>> rows["name"].tolist(), asked
    (['受训人次'], {'mine': 90.0, 'unit': '人次', 'name': '培训人次'})
    """
    import pandas as pd

    from zhibiao.errors import ZhibiaoError
    from zhibiao.frames.nearest import neighbours

    if row not in frame.index:
        raise ZhibiaoError("TG07", row=row)
    near = neighbours(frame, row, len(frame), distinct=False)
    found = tagged(frame)
    own = frame.loc[row]
    unit = str(own["unit_norm"])
    near = near[(near["same_canonical"] | (near["similarity"] >= ALIKE)) & (near["unit_norm"] == unit)]
    bounds = [own[end] for end in ("lower", "upper") if not pd.isna(own[end])]
    return near, {
        "mine": float(bounds[0]) if bounds else None,
        "unit": unit,
        "name": str(own[found.names["name"]]),
    }


def _labelled(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its labels under their own names, also where it has another column of that name."""
    found = tagged(frame)
    own = {field: found.column(field) for field in ADDED if found.names.get(field, field) != field}
    return typed(found.frame.assign(**own))


def _plots() -> ModuleType:
    """Loaded when a picture is asked for: it needs matplotlib."""
    from zhibiao import plots

    return plots
