"""Stacked bars of the tiers of targets, over bodies, over years, or over years for each body."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from zhibiao.errors import ZhibiaoError
from zhibiao.intervals import share_interval
from zhibiao.plots.canvas import (
    DARK,
    GREY,
    INK,
    LIGHT,
    MIDDLE,
    ORANGE,
    WIDTH,
    bare,
    lettering,
    new_picture,
    word,
)
from zhibiao.plots.shares import are_years, need_columns
from zhibiao.plots.tier_counts import TIER, Bar, bars_of, need_tiers, parts_of
from zhibiao.report.interface import say

if TYPE_CHECKING:
    import pandas as pd

    from zhibiao.plots.picture import Picture

STYLES: dict[str, tuple[str, str]] = {
    "measurable": (DARK, ""),
    "binary": (MIDDLE, "..."),
    "graded": (LIGHT, ""),
    "vague": (ORANGE, "////"),
    "missing": ("#ffffff", "xxxx"),
}
"""Colour and hatch of each tier, in the order of TIERS; they differ without colour too."""
_WORDS = 34  # columns of the longest label beside a bar
_ABOVE, _BELOW = 18, 20  # of one above a panel, and of one below it
_PANELS = 4  # in a line
_THICK, _BESIDE = 0.66, 0.43  # of the room of a group: its bar, and how far from the middle its interval lies


def measurability(
    frame: pd.DataFrame, *, by: str | Sequence[str], lang: str = "zh", most: int = 40, title: str = ""
) -> Picture:
    """The shares of the tiers of targets in each group of `by`, one column or two, as a matplotlib Figure.

    `frame` has the column `target_tier`, as `zhibiao.tag` gives it, and those of `by`. One column of years gives
    upright bars in order of time; another column lying bars, the most checkable first (an ordered categorical
    keeps its order). Two columns give a panel for each value of the first. A whisker is the 95% interval (Wilson)
    of the share measurable, binary or graded; n is the number of rows. Beyond `most` groups the smallest are added up
    as one. Raises ZhibiaoError PL01 for a missing column, PL02 for no rows or
    more than two columns, PL04 for a tier that is none of the five, CF04 without matplotlib.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"year": [2023, 2023, 2024], "target_tier": ["measurable", "vague", "binary"]})
    >>> figure = measurability(frame, by="year")
    >>> [float(bar.get_height()) for bar in figure.axes[0].containers[0]]
    [50.0, 0.0]
    """
    columns = [by] if isinstance(by, str) else list(by)
    if len(columns) not in (1, 2):
        raise ZhibiaoError("PL02", detail=f"by: {len(columns)} columns, 1 or 2 wanted")
    need_columns(frame, [TIER, *columns])
    need_tiers(frame)
    if len(columns) == 1:
        bars = bars_of(frame, columns[0], lang, most)
        draw = _upright if are_years([bar.label for bar in bars]) else _lying
        return draw(bars, title or word("tiers_title", lang), lang)
    return _panels(
        parts_of(frame, columns[0], columns[1], lang, most), title or word("tiers_title", lang), lang
    )


def _stack(axes: Any, bars: Sequence[Bar], *, upright: bool) -> None:
    """The bars, one container for each tier, in per cent; the interval at the end of what can be checked."""
    start = [0.0] * len(bars)
    for place, (colour, hatch) in enumerate(STYLES.values()):
        sizes = [100 * bar.counts[place] / bar.rows if bar.rows else 0.0 for bar in bars]
        style = {
            "color": colour,
            "hatch": hatch,
            "edgecolor": _edge(colour),
            "linewidth": 0.5,
        }
        if upright:
            axes.bar(range(len(bars)), sizes, _THICK, bottom=start, **style)
        else:
            axes.barh(range(len(bars)), sizes, _THICK, left=start, **style)
        start = [one + size for one, size in zip(start, sizes, strict=True)]
    _intervals(axes, bars, upright=upright)


def _edge(colour: str) -> str:
    """The colour of the edge and of the hatch: white, on white grey."""
    return GREY if colour == "#ffffff" else "#ffffff"


def _intervals(axes: Any, bars: Sequence[Bar], *, upright: bool) -> None:
    """Beside the bars, so that no count is struck through."""
    shown = [(place + _BESIDE, bar) for place, bar in enumerate(bars) if bar.rows]
    if not shown:
        return
    beside = [place for place, _ in shown]
    shares = [100 * bar.checkable / bar.rows for _, bar in shown]
    bounds = [share_interval(bar.checkable, bar.rows) for _, bar in shown]
    spread = [
        [max(0.0, share - 100 * low) for share, (low, _) in zip(shares, bounds, strict=True)],
        [max(0.0, 100 * high - share) for share, (_, high) in zip(shares, bounds, strict=True)],
    ]
    axes.errorbar(
        *((beside, shares) if upright else (shares, beside)),
        **{"yerr" if upright else "xerr": spread},
        color=INK,
        linestyle="none",
        elinewidth=0.9,
        capsize=1.6,
        marker="o",
        markersize=2.6,
        zorder=4,
        clip_on=False,
    )


def _counts(axes: Any, bars: Sequence[Bar], *, upright: bool, room: float) -> None:
    """The count in each part that is at least `room` per cent long."""
    for place, bar in enumerate(bars):
        start = 0.0
        for (tier, (colour, _)), count in zip(STYLES.items(), bar.counts, strict=True):
            size = 100 * count / bar.rows if bar.rows else 0.0
            middle = start + size / 2
            start += size
            if size < room:
                continue
            ink, behind = (
                ("#ffffff", colour)
                if tier == "measurable"
                else (INK, "#ffffff" if tier == "missing" else colour)
            )
            axes.text(
                *((place, middle) if upright else (middle, place)),
                str(count),
                color=ink,
                ha="center",
                va="center",
                fontsize=8,
                zorder=5,
                bbox={"facecolor": behind, "edgecolor": "none", "pad": 1.0},
            )


def _legend(picture: Picture, lang: str) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Any] = [
        Patch(
            facecolor=colour,
            hatch=hatch,
            edgecolor=_edge(colour),
            linewidth=0.5,
            label=say(lang, f"tier_{tier}"),
        )
        for tier, (colour, hatch) in STYLES.items()
    ]
    handles.append(
        Line2D([], [], color=INK, marker="o", markersize=3, linewidth=1.2, label=word("tiers_interval", lang))
    )
    picture.legend(
        handles=handles,
        loc="outside lower center",
        ncols=6,
        handlelength=1.9,
        handleheight=1.1,
        columnspacing=1.0,
        fontsize=8.5,
    )


def _lying(bars: list[Bar], title: str, lang: str) -> Picture:
    picture = new_picture(WIDTH, 1.45 + 0.3 * len(bars))
    with lettering(picture, [title, *(bar.label for bar in bars)]) as letters:
        axes = picture.subplots()
        _stack(axes, bars, upright=False)
        _counts(axes, bars, upright=False, room=5)
        axes.set_yticks(range(len(bars)), letters.labels([bar.label for bar in bars], _WORDS))
        axes.set(xlim=(0, 100), ylim=(len(bars) - 0.45, -0.5), xlabel=word("row_share", lang))
        axes.set_title(letters.write(title), loc="left")
        beside = axes.secondary_yaxis("right")
        beside.set_yticks(range(len(bars)), [word("count_note", lang, n=bar.rows) for bar in bars])
        for one in (axes, beside):
            one.tick_params(axis="y", length=0)
            one.spines[:].set_visible(False)
        _legend(picture, lang)
    return picture


def _upright(bars: list[Bar], title: str, lang: str) -> Picture:
    picture = new_picture(WIDTH, 4.2)
    with lettering(picture, [title, *(bar.label for bar in bars)]) as letters:
        axes = picture.subplots()
        _stack(axes, bars, upright=True)
        _counts(axes, bars, upright=True, room=6)
        labels = [f"{bar.label}\n{word('count_note', lang, n=bar.rows)}" for bar in bars]
        axes.set_xticks(range(len(bars)), labels, fontsize=9 if len(bars) <= 12 else 6)
        axes.set(ylim=(0, 100), xlim=(-0.55, len(bars) - 0.45), ylabel=word("row_share", lang))
        axes.set_title(letters.write(title), loc="left")
        axes.tick_params(axis="x", length=0)
        bare(axes)
        _legend(picture, lang)
    return picture


def _panels(parts: list[tuple[str, list[Bar]]], title: str, lang: str) -> Picture:
    across = min(_PANELS, len(parts))
    down = ceil(len(parts) / across)
    inner = [bar.label for bar in parts[0][1]]
    years = are_years(inner)
    # Names of bodies below the panels need room: below the last line, and the one above it where that is not full.
    picture = new_picture(WIDTH, 1.4 + 1.5 * down + (0 if years else 1.0 * min(2, down)))
    with lettering(picture, [title, *inner, *(label for label, _ in parts)]) as letters:
        grid = picture.subplots(down, across, sharex=True, sharey=True, squeeze=False)
        places = [axes for line in grid for axes in line]
        below = (
            [label[2:4] if label[:1].isdigit() else "–" for label in inner]
            if years and len(inner) > 5
            else letters.labels(inner, _BELOW)
        )
        above = letters.labels([label for label, _ in parts], _ABOVE)
        for axes, label, (_, bars) in zip(places, above, parts, strict=False):
            _panel(axes, label, below, bars, lang)
        for axes in places[len(parts) :]:
            axes.set_axis_off()
        for axes in places[max(0, len(parts) - across) : len(parts)]:
            axes.tick_params(labelbottom=True)
        picture.suptitle(letters.write(title), x=0.01, ha="left", fontsize=10.5)
        picture.supylabel(word("row_share", lang), fontsize=9)
        _legend(picture, lang)
    return picture


def _panel(axes: Any, label: str, below: list[str], bars: list[Bar], lang: str) -> None:
    """One body: its bars with their numbers of rows, its name and all its rows above them."""
    _stack(axes, bars, upright=True)
    rows = word("count_note", lang, n=sum(bar.rows for bar in bars))
    axes.set_title(f"{label}  {rows}", fontsize=8, loc="left", pad=12)
    for place, bar in enumerate(bars):
        if bar.rows:
            axes.text(place, 102, str(bar.rows), fontsize=5.5, ha="center", va="bottom")
    upright = max(map(len, below)) > 4
    axes.set_xticks(range(len(bars)), below, fontsize=7, rotation=90 if upright else 0)
    axes.set(ylim=(0, 100), xlim=(-0.55, len(bars) - 0.45))
    axes.tick_params(axis="both", length=2, labelsize=7)
    bare(axes)
