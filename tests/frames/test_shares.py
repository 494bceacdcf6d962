"""Vagueness by group: shares, intervals, the index."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.intervals import share_interval
from zhibiao.measurability import measure
from zhibiao.records import TIERS


def test_it_counts_what_the_index_counts(reviewed):
    """checkable and measurability are the parts rows, points and outcomes of measurability.py, to the digit."""
    for review in reviewed:
        measured = measure(review)
        told = review.to_frame().zhibiao.vagueness().iloc[0]
        rows = measured.part("rows")
        assert told["checkable"] == pytest.approx(rows.good / rows.whole)
        parts = [part for part in measured.parts if part.value is not None and part.key != "checks"]
        index = 100 * sum(part.share * part.value for part in parts) / sum(part.share for part in parts)
        assert told["measurability"] == pytest.approx(index, abs=0.06)


def test_shares_are_counts_of_the_group(tagged):
    """The shares of each group are its tiers over its rows, and add up to 1."""
    told = tagged.zhibiao.vagueness(by="年度").set_index("年度")
    for year, group in tagged.groupby("年度"):
        assert told.loc[year, "rows"] == len(group)
        for tier in TIERS:
            assert told.loc[year, tier] == pytest.approx((group["target_tier"] == tier).mean())
    assert np.allclose(told[list(TIERS)].sum(axis=1), 1)


def test_a_frame_without_labels_is_tagged_first(plain, tagged):
    """The same answer for the plain and for the tagged frame."""
    pd.testing.assert_frame_equal(plain.zhibiao.vagueness(by=["年度"]), tagged.zhibiao.vagueness(by=["年度"]))


def test_small_groups_have_wide_intervals(tagged):
    """The interval holds the share, lies in 0..1 and is wider for three rows than for two hundred."""
    few, many = tagged.head(3).zhibiao.vagueness().iloc[0], tagged.zhibiao.vagueness().iloc[0]
    for told in (few, many):
        assert 0 <= told["vague_low"] <= told["vague"] <= told["vague_high"] <= 1
        assert told["checkable_low"] <= told["checkable"] <= told["checkable_high"]
    assert few["vague_high"] - few["vague_low"] > 2 * (many["vague_high"] - many["vague_low"])


def test_an_interval_is_that_of_the_textbook():
    """8 of 10 lie between 0.490 and 0.943, none of 5 between 0 and 0.434."""
    assert [round(bound, 3) for bound in share_interval(8, 10)] == [0.49, 0.943]
    assert [round(bound, 3) for bound in share_interval(0, 5)] == [0.0, 0.434]


def test_without_findings_nothing_is_said_about_checking(plain):
    """A frame tagged without findings has shares, and missing values where findings would be needed."""
    told = plain.zhibiao.tag(findings=False).zhibiao.vagueness().iloc[0]
    assert told["rows"] == len(plain) and np.isnan(told["checkable"]) and np.isnan(told["measurability"])


def test_missing_groups_are_groups_and_unknown_columns_are_refused(tagged):
    """Rows without a year are counted as a group of their own; TG02 for a column that is not there."""
    frame = tagged.assign(年度=tagged["年度"].mask(tagged["年度"] == "2023"))
    told = frame.zhibiao.vagueness(by="年度")
    assert told["rows"].sum() == len(tagged) and told["年度"].isna().sum() == 1
    with pytest.raises(ZhibiaoError, match="TG02"):
        tagged.zhibiao.vagueness(by="省份")


def test_no_rows_no_groups(tagged):
    """An empty frame gives an empty answer with the same columns."""
    empty = tagged.head(0).zhibiao.vagueness(by="年度")
    assert len(empty) == 0 and list(empty.columns) == list(tagged.zhibiao.vagueness(by="年度").columns)
    assert len(tagged.head(0).zhibiao.vagueness()) == 0
