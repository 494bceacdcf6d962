"""The share of each category and dimension, against what a frame requires and how it spreads its points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from zhibiao.intervals import share_interval
from zhibiao.plots.asked import DIMENSIONS, Asked, asked_by
from zhibiao.plots.canvas import (
    DARK,
    GREY,
    INK,
    LIGHT,
    MIDDLE,
    ORANGE,
    RULE,
    WIDTH,
    bare,
    lettering,
    new_picture,
    word,
)
from zhibiao.plots.letters import Letters
from zhibiao.plots.shares import need_columns
from zhibiao.report.interface import category_name, profile_name
from zhibiao.taxonomy import load_yaml

if TYPE_CHECKING:
    import pandas as pd

    from zhibiao.plots.picture import Picture
    from zhibiao.taxonomy.frame import Profile

CATEGORY, WEIGHT = "category", "weight"
_TITLE = 94  # columns of a line above the axes
STYLES: dict[str, tuple[str, str]] = {
    "C": (LIGHT, "...."),
    "O": (DARK, ""),
    "E": (MIDDLE, ""),
    "S": (ORANGE, "////"),
    "M": ("#d0d0d0", "\\\\\\\\"),
    "X": ("#ffffff", "xxxx"),
}
"""Colour and hatch of each dimension."""
_OWN = (RULE, "++")  # categories of one's own, and rows without any


def category_mix(
    frame: pd.DataFrame, *, profile: str | Profile | None = None, lang: str = "zh", title: str = ""
) -> Picture:
    """The share of each category in the rows, and of each dimension, as a matplotlib Figure of two axes.

    `frame` has the column `category`, as `zhibiao.tag` gives it; codes of your own stand last, and rows without one
    are shown as such. With `profile`, a code such as mof_2021_101 or a Profile, required categories are marked (those
    without a row too) and the points that the frame gives stand beside the share of each dimension: of the points of
    the table where every row has a number in `weight`, else of its rows. A whisker is the 95% interval (Wilson) of a
    share of rows. Raises ZhibiaoError PL01 for a missing column, PL02 for no rows, CF02 for an unknown frame, CF04
    without matplotlib.

    >>> import pandas as pd
    >>> figure = category_mix(pd.DataFrame({"category": ["O1", "O1", "E2", "S1"]}), profile="mof_2020_10")
    >>> names = [text.get_text() for text in figure.axes[0].get_yticklabels()]
    >>> dict(zip(names, (float(bar.get_width()) for bar in figure.axes[0].patches)))
    {'O1 数量': 50.0, 'O2 质量': 0.0, 'O3 时效': 0.0, 'E2 社会效益': 25.0, 'S1 服务对象满意度': 25.0}
    """
    need_columns(frame, [CATEGORY])
    found = _profile(profile)
    asked = asked_by(found) if found else Asked()
    given = frame[CATEGORY].astype(object).where(frame[CATEGORY].notna(), "").astype(str)
    counts = given.value_counts().to_dict()
    order = [entry["code"] for entry in load_yaml("categories.yml")]
    codes = [code for code in order if counts.get(code) or code in asked.required]
    codes += sorted((code for code in counts if code not in order), key=lambda code: (not code, code))
    title = title or word("mix_title", lang)
    frame_name = word("mix_frame", lang, profile=profile_name(found.code, lang)) if found else ""
    present = {code[:1] for code in codes} | {letter for letter, _, _ in asked.points}
    dimensions = [letter for letter in DIMENSIONS if letter in present]
    dimensions += sorted(present.difference(DIMENSIONS), key=lambda letter: (not letter, letter))
    height = 1.9 + 0.25 * (len(codes) + len(dimensions)) + (0.25 if found else 0)
    picture = new_picture(WIDTH, height)
    with lettering(picture, [title, frame_name, *(one[0] for one in asked.elsewhere)]) as letters:
        upper, lower = picture.subplots(2, 1, height_ratios=[len(codes) + 0.8, len(dimensions) + 0.8])
        _categories(upper, codes, counts, asked, lang)
        _dimensions(lower, dimensions, _by_dimension(frame, given, counts), asked, lang)
        _remark(lower, found, asked, letters, lang)
        said = [letters.write(text, _TITLE) for text in (title, frame_name) if text]
        picture.suptitle("\n".join(said), x=0.01, ha="left", fontsize=10.5)
        _legend(picture, found is not None, asked, lang)
    return picture


def _profile(profile: str | Profile | None) -> Profile | None:
    from zhibiao.taxonomy.profiles import find_profile

    return find_profile(profile) if isinstance(profile, str) else profile


def _by_dimension(
    frame: pd.DataFrame, given: pd.Series, counts: dict[str, int]
) -> tuple[dict[str, float], bool]:
    """The amount of each dimension, and whether it is points: only where every row has a number."""
    import pandas as pd

    if WEIGHT in frame.columns:
        points = pd.to_numeric(frame[WEIGHT], errors="coerce")
        if points.notna().all() and points.sum() > 0:
            sums = points.groupby(given.str[:1].to_numpy()).sum()
            return {str(key): float(value) for key, value in sums.items()}, True
    found: dict[str, float] = {}
    for code, count in counts.items():
        found[str(code)[:1]] = found.get(str(code)[:1], 0.0) + count
    return found, False


def _bars(
    axes: Any, labels: Sequence[str], shares: Sequence[float], styles: Sequence[tuple[str, str]]
) -> None:
    axes.barh(
        range(len(labels)),
        shares,
        0.62,
        color=[colour for colour, _ in styles],
        hatch=[hatch for _, hatch in styles],
        edgecolor=[GREY if colour in ("#ffffff", LIGHT, "#d0d0d0") else "#ffffff" for colour, _ in styles],
        linewidth=0.5,
    )
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=RULE, linewidth=0.8)
    bare(axes, "top", "right", "left")


def _interval(axes: Any, place: float, good: float, whole: float) -> float:
    """The whisker of a share of rows; its end, in per cent."""
    low, high = (100 * bound for bound in share_interval(good, whole))
    share = 100 * good / whole
    axes.errorbar(
        share,
        place,
        xerr=[[max(0.0, share - low)], [max(0.0, high - share)]],
        color=INK,
        linewidth=0.9,
        capsize=1.8,
        zorder=4,
        path_effects=_halo(),
    )
    return high


def _halo() -> list[Any]:
    from matplotlib.patheffects import Normal, Stroke

    return [Stroke(linewidth=2.4, foreground="#ffffff"), Normal()]


def _categories(axes: Any, codes: list[str], counts: dict[str, int], asked: Asked, lang: str) -> None:
    whole = sum(counts.values())
    found = [counts.get(code, 0) for code in codes]
    _bars(
        axes,
        [category_name(code, lang) or word("empty", lang) for code in codes],
        [100 * count / whole for count in found],
        [STYLES.get(code[:1], _OWN) for code in codes],
    )
    ends = [_interval(axes, place, count, whole) if count else 0.0 for place, count in enumerate(found)]
    for place, (code, count, end) in enumerate(zip(codes, found, ends, strict=True)):
        absent = code in asked.required and not count
        text = f"0  {word('required_absent', lang)}" if absent else str(count)
        axes.annotate(text, (end, place), (5, 0), textcoords="offset points", va="center", fontsize=8)
        if code in asked.required:
            axes.plot(
                [-0.012],
                [place],
                transform=axes.get_yaxis_transform(),
                marker="o",
                markersize=4.5,
                markeredgecolor=INK,
                markerfacecolor="#ffffff" if absent else INK,
                clip_on=False,
                linestyle="none",
            )
    axes.tick_params(axis="y", pad=9)
    axes.set_xlim(0, min(118.0, 1.16 * max([*ends, 8.0])))
    axes.set_title(word("by_category", lang, n=whole), fontsize=9, loc="left")
    axes.set_xlabel(word("row_share", lang))


def _dimensions(
    axes: Any, letters: list[str], amounts: tuple[dict[str, float], bool], asked: Asked, lang: str
) -> None:
    found, are_points = amounts
    whole = sum(found.values())
    names = {
        entry["code"]: f"{entry['code']} {entry[lang]}" for entry in load_yaml("taxonomy_dimensions.yml")
    }
    shares = [100 * found.get(letter, 0.0) / whole for letter in letters]
    _bars(
        axes,
        [names.get(letter, category_name(letter, lang)) or word("empty", lang) for letter in letters],
        shares,
        [STYLES.get(one, _OWN) for one in letters],
    )
    longest = 8.0
    for place, letter in enumerate(letters):
        amount = found.get(letter, 0.0)
        end = _interval(axes, place, amount, whole) if amount and not are_points else shares[place]
        wanted = next(((least, most) for key, least, most in asked.points if key == letter), None)
        if wanted:
            _wanted(axes, place, *wanted)
        end = max(end, wanted[1] if wanted else 0.0)
        longest = max(longest, end)
        axes.annotate(
            f"{amount:.15g}", (end, place), (7, 0), textcoords="offset points", va="center", fontsize=8
        )
    axes.tick_params(axis="y", pad=9)
    axes.set_xlim(0, 1.16 * longest)
    axes.set_title(
        word("by_points" if are_points else "by_dimension", lang, n=f"{whole:.15g}"), fontsize=9, loc="left"
    )
    axes.set_xlabel(word("point_share" if are_points else "row_share", lang))


def _wanted(axes: Any, place: float, least: float, most: float) -> None:
    """What the frame gives: a diamond, or two with a line where it is a range."""
    axes.plot(
        [least, most] if most > least else [least],
        [place] * (2 if most > least else 1),
        color=INK,
        linewidth=1.6,
        marker="D",
        markersize=6,
        markerfacecolor="#ffffff",
        markeredgecolor=INK,
        zorder=6,
        clip_on=False,
    )


def _remark(axes: Any, profile: Profile | None, asked: Asked, letters: Letters, lang: str) -> None:
    """Below the axes: points of parts that are no rows of the table, or that the frame gives none."""
    if profile is None:
        return
    named = "、" if lang == "zh" else ", "
    points = named.join(
        f"{letters.write(label)} {least:g}" + (f"–{most:g}" if most > least else "")
        for label, least, most in asked.elsewhere
    )
    text = word("other_frame_points", lang, points=points) if points else ""
    text = text or ("" if asked.points else word("no_points", lang))
    axes.set_title(text, fontsize=8, loc="right", color=INK)


def _legend(picture: Picture, framed: bool, asked: Asked, lang: str) -> None:
    from matplotlib.lines import Line2D

    if not framed:
        return
    dot: dict[str, Any] = {"linestyle": "none", "color": INK}
    handles = [
        Line2D([], [], marker="o", markersize=4.5, label=word("required", lang), **dot),
        Line2D(
            [],
            [],
            marker="o",
            markersize=4.5,
            markerfacecolor="#ffffff",
            label=word("required_absent", lang),
            **dot,
        ),
    ]
    if asked.points:
        handles.append(
            Line2D(
                [],
                [],
                marker="D",
                markersize=6,
                markerfacecolor="#ffffff",
                label=word("asked_points", lang),
                **dot,
            )
        )
    picture.legend(handles=handles, loc="outside lower center", ncols=3, fontsize=8.5)
