"""`df.zhibiao.plot`: the pictures of zhibiao.plots, loaded when one is asked for."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


class Plots:
    """Pictures of one frame, each a `matplotlib.figure.Figure`; options are those of the function in zhibiao.plots.

    They need matplotlib: `pip install 'zhibiao[plot]'`.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def measurability(self, by: str | Sequence[str], **options: Any) -> Any:
        """The tiers of the targets, stacked, by one or two columns."""
        return _plots().measurability(self._frame, by=by, **options)

    def category_mix(self, profile: str | None = None, **options: Any) -> Any:
        """The share of each category, beside what a local frame asks for."""
        return _plots().category_mix(self._frame, profile=profile, **options)

    def comparable_targets(self, row: Hashable, **options: Any) -> Any:
        """The targets of comparable rows with the one of `row` marked."""
        return _plots().comparable_targets(self._frame, row, **options)


def _plots() -> Any:
    """Imported by name: plots is a neighbour that this package does without until a picture is asked for."""
    return import_module("zhibiao.plots")
