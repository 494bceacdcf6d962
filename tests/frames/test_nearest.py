"""The rows most like one row."""

from __future__ import annotations

import pandas as pd
import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.likeness import alike

NAMES = ["培训人次", "受训人次", "培训人次", "参训人数", "绿化面积", "满意度"]


@pytest.fixture(scope="module")
def frame():
    """Six rows, the first and third of one name."""
    targets = ["≥90人次", "≥80人次", "≥70人次", "≥60人", "≥5公顷", "≥90%"]
    return pd.DataFrame({"name": NAMES, "target": targets}, index=list("abcdef")).zhibiao.tag(findings=False)


def test_the_likest_come_first_without_the_row_itself(frame):
    """Rows of the same canonical indicator by likeness of names, as likeness.py measures it; nothing unlike."""
    near = frame.zhibiao.neighbours("a")
    assert list(near.index) == ["c", "b", "d"] and near["same_canonical"].all()
    assert near["similarity"].tolist() == pytest.approx(
        [1.0, alike(NAMES[0], NAMES[1]), alike(NAMES[0], NAMES[3])]
    )
    assert list(near.columns) == [*frame.columns, "similarity", "same_canonical"]


def test_n_rows_at_most_and_repeated_rows_once(frame):
    """n bounds the answer; equal rows are shown once unless all are asked for."""
    twice = pd.concat([frame, frame]).reset_index(drop=True)
    assert len(twice.zhibiao.neighbours(0, n=2)) == 2
    assert len(twice.zhibiao.neighbours(0, n=20)) < len(twice.zhibiao.neighbours(0, n=20, distinct=False))


def test_a_name_that_is_no_row_can_be_asked_for(frame):
    """Any name: it is classified first, and no row is left out."""
    assert frame.zhibiao.neighbours("培训人次", n=2)["name"].tolist() == ["培训人次", "培训人次"]


def test_a_label_must_be_one_row(frame):
    """TG07 for a number that is no label, and for a label of two rows."""
    with pytest.raises(ZhibiaoError, match="TG07"):
        frame.zhibiao.neighbours(99)
    with pytest.raises(ZhibiaoError, match="TG07"):
        pd.concat([frame, frame]).zhibiao.neighbours("a")
