"""Where a target stands among comparable ones: every value as a point, quartiles as a box, the one at hand marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log
from typing import TYPE_CHECKING, Any

from zhibiao.errors import ZhibiaoError
from zhibiao.plots.canvas import DARK, INK, LIGHT, ORANGE, RULE, WIDTH, bare, lettering, new_picture, word
from zhibiao.plots.letters import shortened
from zhibiao.plots.shares import need_columns
from zhibiao.records import Comparable

if TYPE_CHECKING:
    import pandas as pd

    from zhibiao.plots.picture import Picture

ENOUGH = 4
"""Values from which quartiles are drawn, as they are stated in suggestions."""
_BOX, _POINTS, _TOP = (
    0.0,
    0.55,
    1.5,
)  # heights of the box and of the lowest points, and how far up these may pile
_NAME = 36  # columns of the longest name in the title
_SLOTS = 60  # parts of the axis; the values in one are piled up
_GOLDEN = 0.618034
_WIDE = 100  # the axis is logarithmic from this ratio of the largest to the smallest value on
_MANY = 60  # from so many values on the points are smaller


def comparable_targets(
    comparable: Sequence[float] | Sequence[Comparable] | pd.DataFrame,
    mine: float | None = None,
    *,
    unit: str = "",
    name: str = "",
    lang: str = "zh",
    title: str = "",
) -> Picture:
    """The targets of comparable indicators with the one at hand marked, as a matplotlib Figure.

    `comparable` are numbers; or the rows that a suggestion names (`suggestion.comparable`); or a frame with the columns `lower`,
    `upper` and `unit_norm`, as `zhibiao.tag` gives it, whose rows are comparable: choose them by `canonical`. The
    number of a row is its lower bound, else its upper one; only rows in `unit` count (the most frequent where it is
    ""). `mine` is the number at hand, None where it has none yet. The box holds the quartiles, from four values on;
    the axis is logarithmic where the largest is a hundred times the smallest.
    Raises ZhibiaoError PL01 for a missing column, PL02 where no number is left, CF04 without matplotlib.

    >>> figure = comparable_targets([90, 90, 95, 98, 100], 92, unit="%", name="满意度")
    >>> figure.axes[0].get_title(loc="right")
    '高于其中 2 条，低于 3 条，相等 0 条'
    """
    values, unit = values_of(comparable, unit)
    if not values:
        raise ZhibiaoError("PL02", detail=f"0 numbers in {unit or 'any unit'}")
    title = title or word(
        "comparable_title_of" if name else "comparable_title", lang, name=shortened(name, _NAME)
    )
    picture = new_picture(WIDTH, 2.7)
    with lettering(picture, [title, unit]) as letters:
        axes = picture.subplots()
        everything = [*values, *([] if mine is None else [mine])]
        wide = _is_wide(everything)
        lowest, highest = _range(everything, wide=wide)
        if wide:
            axes.set_xscale("log")
            axes.xaxis.set_major_formatter("{x:,.15g}")
            axes.xaxis.set_minor_formatter("")
        if len(values) >= ENOUGH:
            _box(axes, values)
        across, up = _piled(values, lowest, highest, wide=wide)
        size = 26 if len(values) < _MANY else 11
        axes.scatter(across, up, s=size, color=LIGHT, edgecolor=DARK, linewidth=0.8, zorder=3)
        axes.set(xlim=(lowest, highest), ylim=(-0.45, _POINTS + _TOP))
        if mine is not None:
            _mark(axes, values, mine, letters.write(unit), lang)
        axes.set_title(letters.write(title, 66), loc="left", pad=22 if mine is not None else None)
        axes.set_xlabel(
            word("target_value", lang, unit=letters.write(unit)) if unit else word("target_plain", lang)
        )
        axes.yaxis.set_visible(False)
        axes.grid(axis="x", color=RULE, linewidth=0.8)
        bare(axes, "top", "right", "left")
        _legend(picture, len(values), lang)
    return picture


def values_of(comparable: Any, unit: str = "") -> tuple[list[float], str]:
    """The numbers of comparable targets in one unit, and that unit: `unit`, else the most frequent one.

    >>> rows = [Comparable(org="甲局", year="2023", name="满意度", target=one) for one in ("≥90%", "3次", "≥95%")]
    >>> values_of(rows)
    ([90.0, 95.0], '%')
    """
    if hasattr(comparable, "columns"):
        pairs = _from_frame(comparable)
    elif all(isinstance(one, Comparable) for one in comparable):
        pairs = _from_rows(comparable)
    else:
        import pandas as pd

        return [float(one) for one in comparable if not pd.isna(one)], unit
    units = [one for _, one in pairs]
    unit = unit or (max(dict.fromkeys(units), key=units.count) if units else "")
    return [value for value, one in pairs if one == unit], unit


def _from_frame(frame: pd.DataFrame) -> list[tuple[float, str]]:
    need_columns(frame, ["lower", "upper", "unit_norm"])
    numbers = frame["lower"].where(frame["lower"].notna(), frame["upper"])
    kept = numbers.notna()
    units = frame["unit_norm"][kept].astype(object).fillna("")
    return [(float(value), str(unit)) for value, unit in zip(numbers[kept], units, strict=True)]


def _from_rows(rows: Sequence[Comparable]) -> list[tuple[float, str]]:
    from zhibiao.target import parse_target
    from zhibiao.target.bounds import bound_of

    targets = [parse_target(row.target, name=row.name) for row in rows]
    return [(value, target.unit) for target in targets if (value := bound_of(target)) is not None]


def _is_wide(values: Sequence[float]) -> bool:
    """Whether the axis is logarithmic: positive numbers of very different size, as amounts are."""
    return min(values) > 0 and max(values) / min(values) >= _WIDE


def _range(values: Sequence[float], *, wide: bool) -> tuple[float, float]:
    """The ends of the axis, with room beside the outermost values."""
    low, high = min(values), max(values)
    if wide:
        room = (high / low) ** 0.06
        return low / room, high * room
    room = 0.06 * (high - low) or 0.1 * abs(high) or 1.0
    return low - room, high + room


def _piled(
    values: Sequence[float], low: float, high: float, *, wide: bool
) -> tuple[list[float], list[float]]:
    """Each value at its place, those nearly alike above each other, nearer the more there are."""
    place: Callable[[float], float] = log if wide else float
    slots: dict[int, list[float]] = {}
    for value in sorted(values):
        share = (place(value) - place(low)) / (place(high) - place(low))
        slots.setdefault(round(_SLOTS * share), []).append(value)
    step = min(0.2, (_TOP - 0.2) / max(1, max(map(len, slots.values())) - 1))
    # Those of a slot stand in no order of size, else many of them look like leaning lines.
    mixed = [sorted(enumerate(slot), key=lambda pair: pair[0] * _GOLDEN % 1) for slot in slots.values()]
    points = [(value, _POINTS + step * up) for slot in mixed for up, (_, value) in enumerate(slot)]
    return [value for value, _ in points], [up for _, up in points]


def _box(axes: Any, values: Sequence[float]) -> None:
    """Quartiles and median; the whiskers reach the outermost values, as all are drawn above."""
    axes.boxplot(
        [list(values)],
        positions=[_BOX],
        widths=0.42,
        orientation="horizontal",
        whis=(0, 100),
        manage_ticks=False,
        patch_artist=True,
        boxprops={"facecolor": "#e8eef4", "edgecolor": DARK},
        medianprops={"color": DARK, "linewidth": 2},
        whiskerprops={"color": DARK},
        capprops={"color": DARK},
    )


def _mark(axes: Any, values: Sequence[float], mine: float, unit: str, lang: str) -> None:
    """A line through the picture with a diamond, its value above, and where it stands in words."""
    axes.axvline(mine, color=INK, linewidth=1.2, linestyle=(0, (4, 2)), zorder=2)
    axes.plot([mine], [_BOX], marker="D", markersize=8, color=ORANGE, markeredgecolor=INK, zorder=5)
    share = axes.transAxes.inverted().transform(axes.transData.transform((mine, 0)))[0]
    side = "left" if share < 0.2 else "right" if share > 0.8 else "center"
    axes.annotate(
        word("mine", lang, value=f"{mine:.15g}", unit=unit),
        (mine, 1.0),
        (0, 3),
        xycoords=axes.get_xaxis_transform(),
        textcoords="offset points",
        ha=side,
        va="bottom",
        annotation_clip=False,
    )
    below, above = sum(one < mine for one in values), sum(one > mine for one in values)
    said = word("higher_than", lang, n=below, m=above, k=len(values) - below - above)
    axes.set_title(said, loc="right", fontsize=8.5, pad=22)


def _legend(picture: Picture, count: int, lang: str) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    dot: dict[str, Any] = {"linestyle": "none", "markeredgecolor": DARK}
    handles: list[Any] = [
        Line2D(
            [], [], marker="o", markersize=5, color=LIGHT, label=word("comparable_rows", lang, n=count), **dot
        )
    ]
    if count >= ENOUGH:
        handles.append(Patch(facecolor="#e8eef4", edgecolor=DARK, label=word("quartiles", lang)))
    picture.legend(handles=handles, loc="outside lower center", ncols=3, fontsize=8.5)
