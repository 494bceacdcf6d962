"""The coverage matrix of a table: each goal and task in a line, each indicator in a column, what answers what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zhibiao.errors import ZhibiaoError
from zhibiao.plots.canvas import DARK, GREY, INK, LIGHT, MIDDLE, ORANGE, RULE, lettering, new_picture, word
from zhibiao.plots.goal_lines import Line, chosen, lines_of
from zhibiao.plots.letters import columns, letters_for
from zhibiao.report.interface import say

if TYPE_CHECKING:
    from zhibiao.coverage import Coverage
    from zhibiao.plots.picture import Picture
    from zhibiao.records import Review

MARKS: dict[str, tuple[str, str]] = {
    "same": ("s", DARK),
    "comparator_lost": ("D", MIDDLE),
    "number_differs": ("X", ORANGE),
    "plan_part": ("^", LIGHT),
    "without_number": ("o", "#ffffff"),
    "work": ("P", GREY),
}
"""Marker and colour of each verdict of `coverage.Verdict`, and of a work without a number that a row names too."""
_GOAL, _NAME = 44, 26  # columns of the longest goal and of the longest name of an indicator
_COLUMN, _CELL, _NARROWEST = 0.058, 0.27, 4.6  # inches: a column of text, a cell of the matrix, a picture
_BAND: dict[str, Any] = {"facecolor": "#fdebd8", "edgecolor": ORANGE, "hatch": "////", "linewidth": 0.0}


def coverage_matrix(
    review: Review,
    *,
    table: int = 1,
    lang: str = "zh",
    everything: bool = False,
    most: int = 40,
    title: str = "",
) -> Picture:
    """Goals and tasks of a reviewed table against its indicators, as a matplotlib Figure.

    A line is a number that the prose states, or a work that it names without one; a column is an indicator, by
    its row number; a mark says how they agree (`coverage.Verdict`). A goal or task of the year that no indicator
    answers has a band and says so. `table` counts the tables of `review` from 1. Indicators that answer nothing are counted
    below and not drawn, unless `everything`; of more than `most` lines the uncovered ones come first. Raises
    ZhibiaoError PL02 where there is no such table, no row, or nothing that goals or tasks state, CF04 without matplotlib.

    >>> import zhibiao
    >>> from zhibiao.records import Clause, Document, Indicator, Table
    >>> text = "引进企业120家以上，举办推介会2次"
    >>> clause = Clause(text=text, section="年度目标", role="goal", targets=zhibiao.find_targets(text))
    >>> row = Indicator(name="引进企业数", target="≥120家", row=1)
    >>> table = Table(name="t", indicators=(row,), clauses=(clause,))
    >>> review = zhibiao.review(Document(source="t.txt", format="text", tables=(table,)), suggestions=False)
    >>> axes = coverage_matrix(review).axes[0]
    >>> [text.get_text() for text in (*axes.get_yticklabels(), *axes.get_xticklabels(), *axes.texts)]
    ['目标：引进企业 120家以上', '目标：举办推介会 2次', '1  引进企业数', '← 没有指标对应']
    """
    found = _coverage(review, table)
    lines = lines_of(found)
    if not lines or not found.rows:
        raise ZhibiaoError("PL02", detail=f"table {table}: {len(lines)} goals, {len(found.rows)} rows")
    left_out = max(0, len(lines) - most)
    lines = chosen(lines, most)
    taken = {place for line in lines for place in line.found}
    shown = [place for place in range(len(found.rows)) if everything or place in taken]
    return _draw(lines, found, shown, left_out, title or word("matrix_title", lang), lang)


def _coverage(review: Review, table: int) -> Coverage:
    from zhibiao.coverage import coverage

    if not 1 <= table <= len(review.tables):
        raise ZhibiaoError("PL02", detail=f"table {table} of {len(review.tables)}")
    reviewed = review.tables[table - 1]
    clauses = (*reviewed.table.clauses, *review.document.clauses)
    return coverage(reviewed.table, reviewed.rows, clauses)


def _draw(
    lines: list[Line], found: Coverage, shown: list[int], left_out: int, title: str, lang: str
) -> Picture:
    names = [found.rows[place].indicator.name for place in shown]
    texts = [word(f"role_{line.role}", lang) + say(lang, "colon") + line.text for line in lines]
    letters = letters_for([title, *names, *texts])
    goals = letters.labels(texts, _GOAL)
    numbers = [found.rows[place].indicator.row for place in shown]
    labels = [f"{row}  {name}" for row, name in zip(numbers, letters.labels(names, _NAME), strict=True)]
    wide = _COLUMN * max(map(columns, goals)) + 1.3 + _CELL * len(shown)
    high = _COLUMN * max(map(columns, labels), default=0) + 1.3 + _CELL * len(lines)
    picture = new_picture(max(_NARROWEST, wide), high)
    with lettering(picture, [title, *names, *texts]):
        axes = picture.subplots()
        _grid(axes, len(lines), max(1, len(shown)))
        _marks(axes, lines, shown, lang)
        axes.set_yticks(range(len(lines)), goals, fontsize=8)
        axes.set_xticks(range(len(shown)), labels, rotation=90, fontsize=8)
        axes.tick_params(axis="both", length=0, top=False, bottom=False, labeltop=True, labelbottom=False)
        axes.spines[:].set_visible(False)
        picture.suptitle(letters.write(title), x=0.01, ha="left", fontsize=10.5)
        _legend(picture, lines, _left_out(len(found.rows) - len(shown), left_out, lang), lang)
    return picture


def _grid(axes: Any, lines: int, across: int) -> None:
    """Thin rules between lines and columns; room at the right for what stands behind an uncovered goal."""
    axes.set(xlim=(-0.5, across - 0.5), ylim=(lines - 0.5, -0.5))
    axes.hlines([at - 0.5 for at in range(lines + 1)], -0.5, across - 0.5, color=RULE, linewidth=0.8)
    axes.vlines([at - 0.5 for at in range(across + 1)], -0.5, lines - 0.5, color=RULE, linewidth=0.8)


def _marks(axes: Any, lines: list[Line], shown: list[int], lang: str) -> None:
    column = {place: at for at, place in enumerate(shown)}
    for at, line in enumerate(lines):
        if line.uncovered:
            axes.axhspan(at - 0.44, at + 0.44, zorder=0, **_BAND)
            axes.annotate(
                f"← {word('verdict_uncovered', lang)}",
                (1.0, at),
                (4, 0),
                xycoords=axes.get_yaxis_transform(),
                textcoords="offset points",
                va="center",
                fontsize=8,
                annotation_clip=False,
            )
    for verdict, (marker, colour) in MARKS.items():
        places = [
            (column[place], at)
            for at, line in enumerate(lines)
            for place, one in line.found.items()
            if one == verdict
        ]
        if places:
            across, down = zip(*places, strict=True)
            axes.scatter(
                across,
                down,
                s=46,
                marker=marker,
                facecolor=colour,
                edgecolor=INK,
                linewidth=0.8,
                zorder=3,
                label=verdict,
            )


def _left_out(rows: int, goals: int, lang: str) -> str:
    """What is not drawn, in words."""
    said = (("rows_left_out", rows), ("goals_left_out", goals))
    return "\n".join(word(key, lang, n=count) for key, count in said if count)


def _legend(picture: Picture, lines: list[Line], remark: str, lang: str) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    present = {verdict for line in lines for verdict in line.found.values()}
    style: dict[str, Any] = {"linestyle": "none", "markersize": 6.5, "markeredgecolor": INK}
    handles: list[Any] = [
        Line2D([], [], marker=marker, markerfacecolor=colour, label=word(f"verdict_{verdict}", lang), **style)
        for verdict, (marker, colour) in MARKS.items()
        if verdict in present
    ]
    if any(line.uncovered for line in lines):
        handles.append(Patch(label=word("verdict_uncovered", lang), **_BAND))
    across = max(1, int(picture.get_figwidth() // (1.6 if lang == "zh" else 2.2)))
    picture.legend(
        handles=handles,
        loc="outside lower center",
        ncols=min(across, len(handles)),
        fontsize=8.5,
        title=remark or None,
        title_fontsize=8,
    )
