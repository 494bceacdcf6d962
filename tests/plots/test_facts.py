"""What the plots show is what the data say: lengths, places and numbers, not pixels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from zhibiao.coverage import coverage
from zhibiao.errors import ZhibiaoError
from zhibiao.plots import (
    calibration,
    category_mix,
    comparable_targets,
    coverage_matrix,
    coverage_precision,
    measurability,
)
from zhibiao.records import TIERS, Comparable
from zhibiao.taxonomy.profiles import profiles


def test_lying_bars_are_the_shares_of_the_tiers(rows: Callable[..., Any]) -> None:
    """The length of each part is its share of the rows of the body; the most checkable body comes first."""
    frame = rows(5, 200)
    axes = measurability(frame, by="org").axes[0]
    labels = [text.get_text() for text in axes.get_yticklabels()]
    shares = pd.crosstab(frame["org"], frame["target_tier"], normalize="index") * 100
    checkable = shares[["measurable", "binary", "graded"]].sum(axis=1)
    order = checkable.sort_values(ascending=False).index
    assert [label[:8] for label in labels] == [body[:8] for body in order]
    for tier, bars in zip(TIERS, axes.containers, strict=False):
        assert [bar.get_width() for bar in bars] == pytest.approx(shares.loc[order, tier].tolist())


def test_upright_bars_follow_the_years(rows: Callable[..., Any]) -> None:
    """One column of years gives upright bars in order of time, with their numbers of rows."""
    frame = rows(3, 100)
    axes = measurability(frame, by="year").axes[0]
    counts = frame["year"].value_counts().sort_index()
    assert [text.get_text() for text in axes.get_xticklabels()] == [
        f"{year}\nn = {n}" for year, n in counts.items()
    ]
    tops = np.sum([[bar.get_height() for bar in bars] for bars in axes.containers[:5]], axis=0)
    assert tops == pytest.approx([100.0] * len(counts))


def test_two_columns_give_a_panel_for_each_body() -> None:
    """A body without rows in a year has no bar there; the numbers above the bars add up to its rows."""
    frame = pd.DataFrame(
        {"org": ["甲", "甲", "乙"], "year": [2022, 2023, 2023], "target_tier": ["vague", "binary", "binary"]}
    )
    figure = measurability(frame, by=["org", "year"])
    titles = [axes.get_title(loc="left") for axes in figure.axes]
    assert titles == ["乙  n = 1", "甲  n = 2"]
    assert [bar.get_height() for bar in figure.axes[0].containers[1]] == [0.0, 100.0]


def test_the_smallest_groups_are_added_up(rows: Callable[..., Any]) -> None:
    """Beyond `most` groups the last bar says how many it holds, and no row is lost."""
    frame = rows(30, 900)
    figure = measurability(frame, by="org", most=10)
    labels = [text.get_text() for text in figure.axes[0].get_yticklabels()]
    assert len(labels) == 10
    assert labels[-1] == "其他（21 个）"
    beside = [text.get_text() for text in figure.axes[0].child_axes[0].get_yticklabels()]
    assert sum(int(text.removeprefix("n = ")) for text in beside) == 900


def test_missing_values_are_a_group_and_an_ordered_column_keeps_its_order() -> None:
    """Rows without a body are shown as such; ordered categories stand in their order."""
    frame = pd.DataFrame({"org": ["甲", None, "甲"], "target_tier": ["vague", "binary", "vague"]})
    assert [
        text.get_text() for text in measurability(frame, by="org", lang="en").axes[0].get_yticklabels()
    ] == ["(empty)", "甲"]
    frame["org"] = pd.Categorical(["甲", "乙", "甲"], categories=["甲", "乙"], ordered=True)
    assert [text.get_text() for text in measurability(frame, by="org").axes[0].get_yticklabels()] == [
        "甲",
        "乙",
    ]


def test_the_mix_marks_required_categories_and_points() -> None:
    """Each bar is a share; a required category without a row is named; the points of the frame are drawn."""
    frame = pd.DataFrame({"category": ["O1"] * 6 + ["E2"] * 3 + ["S1"]})
    upper, lower = category_mix(frame, profile="mof_2021_101").axes
    assert [bar.get_width() for bar in upper.patches] == pytest.approx([60.0, 0.0, 30.0, 10.0])
    assert "0  要求但没有" in [text.get_text() for text in upper.texts]
    points = [float(line.get_xdata()[0]) for line in lower.lines if line.get_marker() == "D"]
    assert points == [20.0, 40.0, 20.0, 10.0]
    assert "预算执行率 10" in lower.get_title(loc="right")


def test_the_mix_goes_by_points_where_every_row_has_them() -> None:
    """With a number in `weight` in each row, dimensions are shares of the points; else of the rows."""
    frame = pd.DataFrame({"category": ["O1", "E1"], "weight": ["30", "10"]})
    assert [bar.get_width() for bar in category_mix(frame).axes[1].patches] == pytest.approx([75.0, 25.0])
    frame["weight"] = ["30", ""]
    assert [bar.get_width() for bar in category_mix(frame).axes[1].patches] == pytest.approx([50.0, 50.0])


def test_own_categories_and_rows_without_one_are_drawn() -> None:
    """Nothing is left out of the mix: a code of one's own and a missing one have their bars."""
    frame = pd.DataFrame({"category": ["O1", "Q7", None, ""]})
    for axes, names in zip(
        category_mix(frame).axes, (["O1 数量", "Q7", "（空）"], ["O 产出", "Q", "（空）"]), strict=True
    ):
        assert [text.get_text() for text in axes.get_yticklabels()] == names
        assert [bar.get_width() for bar in axes.patches] == pytest.approx([25.0, 25.0, 50.0])


@pytest.mark.parametrize("profile", [profile.code for profile in profiles()])
def test_every_frame_can_be_compared_with(profile: str) -> None:
    """All frames are drawn, those without points say so."""
    figure = category_mix(pd.DataFrame({"category": ["O1", "X", None]}), profile=profile, lang="en")
    lower = figure.axes[1]
    said = lower.get_title(loc="right")
    assert (
        any(line.get_marker() == "D" for line in lower.lines)
        or "no points" in said
        or "also in the frame" in said
    )


def test_the_matrix_is_that_of_the_coverage(reviews: dict[bool, Any]) -> None:
    """A mark for each match, at its goal and its row; goals without a row are banded and named."""
    review = reviews[False]
    reviewed = review.tables[0]
    found = coverage(reviewed.table, reviewed.rows, (*reviewed.table.clauses, *review.document.clauses))
    axes = coverage_matrix(review, everything=True).axes[0]
    drawn = {
        (kind.get_label(), int(x), int(y))
        for kind in axes.collections
        if not kind.get_label().startswith("_")
        for x, y in kind.get_offsets()
    }
    shown = [at for at in range(len(found.stated)) if found.of_stated(at) or at in found.goals_without_row()]
    assert drawn == {(match.verdict, match.row, shown.index(match.stated)) for match in found.matches}
    assert {"same", "comparator_lost", "number_differs"} <= {verdict for verdict, _, _ in drawn}
    told = [text.get_text() for text in axes.texts]
    assert told == ["← 没有指标对应"] * (
        len(found.goals_without_row()) + sum(not work.rows for work in found.works)
    )


def test_the_matrix_says_what_it_leaves_out(reviews: dict[bool, Any]) -> None:
    """Rows that answer nothing and goals beyond `most` are counted below; uncovered goals stay."""
    figure = coverage_matrix(reviews[True], most=5, lang="en")
    (legend,) = figure.legends
    assert "goals and tasks not drawn" in legend.get_title().get_text()
    assert "indicators that answer no goal or task" in legend.get_title().get_text()
    assert len(figure.axes[0].get_yticklabels()) == 5


def test_calibration_shows_groups_of_equally_many_rows(sure: Callable[..., Any]) -> None:
    """Each point is the mean confidence and the share right of a tenth of the rows."""
    confidences, right = sure(500)
    line = calibration(confidences, right).axes[0].lines[1]
    order = np.argsort(confidences)
    wanted = [np.mean(np.array(right)[part]) for part in np.array_split(order, 10)]
    assert line.get_ydata() == pytest.approx(wanted)


def test_precision_is_that_of_the_surest_rows(sure: Callable[..., Any]) -> None:
    """The last point is the share right of all rows; the threshold stands at the share of rows above it."""
    confidences, right = sure(400)
    axes = coverage_precision(confidences, right, threshold=0.9).axes[0]
    assert axes.lines[0].get_ydata()[-1] == pytest.approx(np.mean(right))
    assert axes.lines[1].get_xdata()[0] == pytest.approx(np.mean(np.array(confidences) >= 0.9))


def test_every_comparable_value_is_a_point() -> None:
    """The points are the values, the line is the median, the diamond stands at the target at hand."""
    values = [90.0, 95.0, 95.0, 98.0, 100.0]
    axes = comparable_targets(values, 92, unit="%").axes[0]
    assert sorted(axes.collections[0].get_offsets()[:, 0].tolist()) == values
    assert any(set(map(float, line.get_xdata())) == {95.0} for line in axes.lines)
    assert [float(line.get_xdata()[0]) for line in axes.lines if line.get_marker() == "D"] == [92.0]


def test_comparable_rows_of_one_unit_are_taken_from_a_frame_or_a_suggestion() -> None:
    """The bound of each row in the most frequent unit, or in the unit that is asked for."""
    frame = pd.DataFrame({"lower": [90, None, 3], "upper": [None, 80, None], "unit_norm": ["%", "%", "次"]})
    assert sorted(comparable_targets(frame).axes[0].collections[0].get_offsets()[:, 0].tolist()) == [
        80.0,
        90.0,
    ]
    assert comparable_targets(frame, unit="次").axes[0].collections[0].get_offsets()[:, 0].tolist() == [3.0]
    named = [Comparable(org="甲局", year="2023", name="满意度", target="≥90%")]
    assert comparable_targets(named).axes[0].get_xlabel() == "目标值（%）"


@pytest.mark.parametrize(
    ("code", "call"),
    [
        ("PL01", lambda _: measurability(pd.DataFrame({"org": ["甲"]}), by="org")),
        ("PL01", lambda rows: measurability(rows(3, 9), by="nobody")),
        ("PL01", lambda _: comparable_targets(pd.DataFrame({"lower": [1]}))),
        ("PL02", lambda rows: measurability(rows(3, 9), by=["org", "year", "category"])),
        ("PL02", lambda _: category_mix(pd.DataFrame({"category": []}))),
        ("PL02", lambda _: calibration([], [])),
        ("PL04", lambda _: calibration([0.5, float("nan")], [True, True])),
        ("PL04", lambda _: measurability(pd.DataFrame({"org": ["甲"], "target_tier": [None]}), by="org")),
        ("PL02", lambda _: coverage_precision([0.5], [True, False])),
        ("PL02", lambda _: comparable_targets([])),
        ("CF02", lambda rows: category_mix(rows(3, 9), profile="nowhere")),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_code(code: str, call: Any, rows: Callable[..., Any]) -> None:
    """A missing column, no rows, an unknown frame: a coded error and no picture."""
    with pytest.raises(ZhibiaoError) as error:
        call(rows)
    assert error.value.code == code


def test_a_table_that_is_not_there_is_refused(reviews: dict[bool, Any]) -> None:
    """Tables are counted from 1."""
    with pytest.raises(ZhibiaoError) as error:
        coverage_matrix(reviews[False], table=2)
    assert error.value.code == "PL02"
