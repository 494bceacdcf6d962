"""Frames reviewed: the way back from rows to documents."""

from __future__ import annotations

import pandas as pd
import pytest

import zhibiao
from zhibiao.errors import ZhibiaoError
from zhibiao.frames import documents


def test_rows_come_back_as_they_were(samples):
    """Document -> frame -> Document: the same tables, rows, texts and row numbers."""
    document = zhibiao.read(samples / "project_selfeval.xlsx")
    frame = document.to_frame()
    (again,) = documents(frame)
    pd.testing.assert_frame_equal(again.to_frame(), frame)
    assert [table.profile for table in again.tables] == [table.profile for table in document.tables]


def test_a_review_of_a_frame_finds_what_the_rows_show(reviewed):
    """Labels and targets are those of the document's review; df.zhibiao.review is zhibiao.review of the frame."""
    for review in reviewed:
        frame = review.to_frame()
        again = frame.zhibiao.review(suggestions=False)
        assert again == zhibiao.review(frame, suggestions=False)
        for column in ("category", "canonical", "target_tier", "lower", "unit_norm"):
            pd.testing.assert_series_equal(again.to_frame()[column], frame[column])


def test_rows_of_several_documents_are_reviewed_apart(reviewed):
    """review refuses them with TG05, reviews gives one review each in the order of the frame."""
    together = pd.concat([review.to_frame() for review in reviewed], ignore_index=True)
    with pytest.raises(ZhibiaoError, match="TG05"):
        together.zhibiao.review()
    apart = together.zhibiao.reviews(suggestions=False)
    assert [review.document.source for review in apart] == [review.document.source for review in reviewed]
    assert len(pd.concat([review.to_frame() for review in apart])) == len(together)


def test_tables_are_told_apart():
    """Rows of two bodies are two tables with names of their own; equal row numbers are counted anew."""
    frame = pd.DataFrame(
        {
            "预算单位": ["甲局", "乙局", "甲局"],
            "table": "目标表",
            "row": [1, 1, 1],
            "三级指标": ["培训人次", "绿化面积", "满意度"],
        }
    )
    (document,) = documents(frame)
    told = [
        (table.name, table.org, [(row.row, row.name) for row in table.indicators])
        for table in document.tables
    ]
    assert told == [
        ("目标表", "甲局", [(1, "培训人次"), (2, "满意度")]),
        ("目标表·乙局", "乙局", [(1, "绿化面积")]),
    ]


def test_an_empty_frame_and_an_unknown_profile_are_refused():
    """TG03 for no rows, TG01 for no names, CF02 for a frame nobody knows."""
    with pytest.raises(ZhibiaoError, match="TG03"):
        pd.DataFrame({"name": []}).zhibiao.review()
    with pytest.raises(ZhibiaoError, match="TG01"):
        zhibiao.review(pd.DataFrame({"备注": ["x"]}))
    with pytest.raises(ZhibiaoError, match="CF02"):
        pd.DataFrame({"name": ["培训人次"]}).zhibiao.review(profile="atlantis")
