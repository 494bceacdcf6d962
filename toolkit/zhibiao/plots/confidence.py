"""How sure against how right: the calibration curve, and how right the surest rows are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from zhibiao.errors import ZhibiaoError
from zhibiao.intervals import share_interval
from zhibiao.plots.canvas import DARK, GREY, ORANGE, RULE, bare, lettering, new_picture, word

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from zhibiao.plots.picture import Picture

Bin = tuple[int, float, float]
"""Rows of a group, their mean confidence, the share of them that is right."""
Point = tuple[float, float, float]
"""Share of the rows taken, the surest first, the least confidence among them, the share of them that is right."""
TAKEN = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
_SIZE = (5.2, 3.9)  # inches


def calibration(
    confidences: Sequence[float], right: Sequence[bool], *, bins: int = 10, lang: str = "zh", title: str = ""
) -> Picture:
    """How right labels are against how sure the program was, as a matplotlib Figure.

    `confidences` are from 0 to 1 (column `category_confidence`), `right` says of each row whether its label is
    right. A point is a group of equally many rows, with the 95% interval (Wilson) of its share; on the dashed line
    confidence is calibrated, below it the program is too sure. Raises ZhibiaoError PL02 for no rows or different
    numbers of them, PL04 for a confidence that is missing or not from 0 to 1, CF04 without matplotlib.

    >>> figure = calibration([0.5, 0.6, 0.9, 0.95], [False, True, True, True], bins=2)
    >>> [round(float(share), 2) for share in figure.axes[0].lines[1].get_ydata()]
    [0.5, 1.0]
    """
    return draw_calibration(reliability_bins(confidences, right, bins), lang=lang, title=title)


def coverage_precision(
    confidences: Sequence[float],
    right: Sequence[bool],
    *,
    threshold: float | None = None,
    lang: str = "zh",
    title: str = "",
) -> Picture:
    """How right the labels are if only the surest share of the rows is labelled, as a matplotlib Figure.

    Arguments as in `calibration`; `threshold`, a confidence, is marked by the share of rows above it. Raises ZhibiaoError
    as `calibration` does.

    >>> figure = coverage_precision([0.9, 0.8, 0.7, 0.6], [True, True, True, False])
    >>> float(figure.axes[0].lines[0].get_ydata()[-1])
    0.75
    """
    taken = None
    if threshold is not None and len(confidences):
        taken = (sum(one >= threshold for one in confidences) / len(confidences), threshold)
    curve = coverage_points(confidences, right)
    return draw_coverage({word("right_of_taken", lang): curve}, taken=taken, lang=lang, title=title)


def reliability_bins(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> tuple[Bin, ...]:
    """Groups of equally many rows, the least sure first; at most so many as there are rows.

    >>> reliability_bins([0.9, 0.5], [True, False], bins=5)
    ((1, 0.5, 0.0), (1, 0.9, 1.0))
    """
    import numpy as np

    sure, true, order = _ordered(confidences, right)
    parts = np.array_split(order[::-1], min(bins, len(order)))
    return tuple((len(part), float(sure[part].mean()), float(true[part].mean())) for part in parts)


def coverage_points(
    confidences: Sequence[float], right: Sequence[bool], shares: Sequence[float] = TAKEN
) -> tuple[Point, ...]:
    """For each share of the rows, the surest first: least confidence among them, and how many of them are right.

    >>> coverage_points([0.9, 0.5], [True, False], shares=(0.5, 1.0))
    ((0.5, 0.9, 1.0), (1.0, 0.5, 0.5))
    """
    sure, true, order = _ordered(confidences, right)
    points = []
    for share in shares:
        taken = order[: max(1, int(share * len(order)))]
        points.append((share, float(sure[taken].min()), float(true[taken].mean())))
    return tuple(points)


def _ordered(
    confidences: Sequence[float], right: Sequence[bool]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_], npt.NDArray[np.intp]]:
    """Both as arrays, and the places of the rows, the surest first."""
    import numpy as np

    sure, true = np.asarray(confidences, dtype=float), np.asarray(right, dtype=bool)
    if not len(sure) or len(sure) != len(true):
        raise ZhibiaoError("PL02", detail=f"{len(sure)} confidences, {len(true)} right or wrong")
    if not np.all((sure >= 0) & (sure <= 1)):
        raise ZhibiaoError("PL04", column="confidences", value=float(sure[~((sure >= 0) & (sure <= 1))][0]))
    return sure, true, np.argsort(-sure, kind="stable")


def draw_calibration(points: Sequence[Bin], *, lang: str = "zh", title: str = "", label: str = "") -> Picture:
    """The calibration curve of groups that are counted already, see `reliability_bins`."""
    picture = new_picture(*_SIZE)
    title = title or word("calibration_title", lang)
    rows, sure, right = zip(*points, strict=True)
    label = label or word("bins_of", lang, n=round(sum(rows) / len(rows)))
    with lettering(picture, [title, label]) as letters:
        axes = _axes(picture, letters.write(title), word("mean_confidence", lang), word("share_right", lang))
        axes.plot([0, 1], [0, 1], color=GREY, linestyle="--", linewidth=1, label=word("perfect", lang))
        axes.plot(sure, right, color=DARK, marker="o", label=letters.write(label), zorder=3)
        bounds = [share_interval(share * count, count) for count, _, share in points]
        spread = [
            [max(0.0, share - low) for share, (low, _) in zip(right, bounds, strict=True)],
            [max(0.0, high - share) for share, (_, high) in zip(right, bounds, strict=True)],
        ]
        axes.errorbar(sure, right, yerr=spread, linestyle="none", color=DARK, linewidth=1, capsize=2)
        axes.set(xlim=(0, 1.02), ylim=(0, 1.02))
        axes.legend(loc="upper left", fontsize=8.5)
    return picture


def draw_coverage(
    curves: dict[str, Sequence[Point]],
    *,
    taken: tuple[float, float] | None = None,
    lang: str = "zh",
    title: str = "",
) -> Picture:
    """One curve or two of points that are counted already, see `coverage_points`, by their names.

    `taken` marks the share of rows that is above a threshold, and that threshold.
    """
    picture = new_picture(*_SIZE)
    title = title or word("precision_title", lang)
    with lettering(picture, [title, *curves]) as letters:
        axes = _axes(picture, letters.write(title), word("share_labelled", lang), word("share_right", lang))
        for (name, points), (colour, marker) in zip(
            curves.items(), ((DARK, "o"), (ORANGE, "s")), strict=False
        ):
            shares, _, right = zip(*points, strict=True)
            axes.plot(
                shares, right, color=colour, marker=marker, markeredgecolor=DARK, label=letters.write(name)
            )
        if taken:
            said = word("threshold", lang, value=taken[1])
            axes.axvline(taken[0], color=GREY, linestyle=":", label=said)
        low = min(point[2] for points in curves.values() for point in points)
        axes.set(xlim=(min(0.25, *(point[0] for one in curves.values() for point in one)), 1.02))
        axes.set_ylim(max(0.0, low - max(0.02, 0.35 * (1 - low))), 1.005 + 0.02 * (1 - low))
        axes.legend(loc="lower left", fontsize=8.5)
    return picture


def _axes(picture: Picture, title: str, across: str, up: str) -> Any:
    axes = picture.subplots()
    axes.set(xlabel=across, ylabel=up)
    axes.set_title(title, loc="left")
    axes.grid(color=RULE, linewidth=0.8)
    bare(axes)
    return axes
