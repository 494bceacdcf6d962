"""The figures of the suggestions: fresh, above their bars, and counted as they say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from zhibiao.assess.figures import figure_lines
from zhibiao.assess.suggestions import (
    FAILURES,
    FIGURES,
    AnswerFigures,
    answer_figures,
    answer_rows,
    kind_of,
    unsourced,
)
from zhibiao.suggest import suggest


@pytest.fixture(scope="module")
def figures(root: Path) -> dict[str, AnswerFigures]:
    """The figures of every part as the code gives them now."""
    return {one.part: one for one in answer_figures(root / "corpora")}


def test_the_published_figures_are_fresh(root: Path, figures: dict[str, AnswerFigures]) -> None:
    """models/default/suggestions.tsv says what `zhibiao evaluate --suggestions` would say."""
    published = (root / "models/default" / FIGURES).read_text(encoding="utf-8").splitlines()
    assert published == figure_lines(AnswerFigures, figures.values(), 3)


@pytest.mark.parametrize("part", ["held", "public", "all"])
def test_the_bars_are_met(figures: dict[str, AnswerFigures], part: str) -> None:
    """An accepted suggestion among the first three in 0.90, first in 0.75 of the rows; no number without a source."""
    one = figures[part]
    assert one.three >= 0.90
    assert one.first >= 0.75
    assert one.invented == 0
    assert one.category + one.near + one.scale + one.none == round(one.rows * (1 - one.three))


def test_held_out_rows_are_not_listed(root: Path) -> None:
    """The list of failures names the rows that may be read, and only those."""
    lines = (root / "models/default" / FAILURES).read_text(encoding="utf-8").splitlines()
    parts = {line.split("\t")[1] for line in lines[1:]}
    assert parts
    assert "held" not in parts


def test_a_failure_has_its_kind() -> None:
    """Another category, a neighbour of the right one, a scale against the readers."""
    row = {"part": "own", "name": "培训人次", "target": "若干", "unit": "", "label": "数量指标"}
    row |= {"accept": "O1.08", "second": "O1.08"}
    (one,) = answer_rows([row])
    assert any(one.accepted)
    assert kind_of(replace(one, row=row | {"accept": "O1.99", "second": "O1.98"})) == "near"
    assert kind_of(replace(one, row=row | {"accept": "S1.01", "second": "S1.02"})) == "category"
    assert kind_of(replace(one, row=row | {"accept": "grade", "second": "grade"})) == "scale"
    assert kind_of(replace(one, suggestions=())) == "none"


def test_a_number_without_its_source_is_noticed() -> None:
    """The check can fail: a value that its origin does not hold is counted."""
    first = suggest("培训人次", target="若干")[0]
    assert unsourced(replace(first, value="95", value_from="由填报单位填写")) == ["95"]
    assert unsourced(replace(first, value="95", value_from="年度目标：“培训95人次”")) == []
    assert unsourced(replace(first, value="25", value_from="往年值的平均（2022年20%、2023年30%）")) == []
