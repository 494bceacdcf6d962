"""Documents and reviews as frames: columns, dtypes, places, several files together."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

import zhibiao
from zhibiao.frame_files import read_frame, write_frame
from zhibiao.frames import typed
from zhibiao.frames.types import closed
from zhibiao.records import TIERS, Document, Review
from zhibiao.report.flat import flat_rows
from zhibiao.schema import ADDED, COLUMNS, GIVEN

CLOSED = ("category", "target_tier", "target_kind", "dimension", "category_printed", "doc_kind")


def test_a_document_is_the_given_columns(samples):
    """One row an indicator, columns as schema.GIVEN, each with its source, table and row."""
    document = zhibiao.read(samples / "dept_goal.docx")
    frame = document.to_frame()
    rows = [(table.name, row.row, row.name) for table in document.tables for row in table.indicators]
    assert list(frame.columns) == list(GIVEN)
    assert list(frame[["table", "row", "name"]].itertuples(index=False, name=None)) == rows
    assert set(frame["source"]) == {document.source}


def test_a_review_is_all_columns(reviewed):
    """The values are those of the flat rows, texts as texts."""
    for review in reviewed:
        frame = review.to_frame()
        assert list(frame.columns) == list(COLUMNS)
        expected = pd.DataFrame(flat_rows(review))
        for column in COLUMNS:
            ours, theirs = frame[column].astype("object"), expected[column].astype("object")
            assert ours.where(ours.notna(), None).tolist() == theirs.where(theirs.notna(), None).tolist(), (
                column
            )


def test_dtypes_are_the_same_for_a_full_and_an_empty_review(reviewed):
    """Closed lists are categoricals with every value, bounds float64, inclusive boolean, years texts; also without rows."""
    full = reviewed[0].to_frame()
    empty = Review(document=Document(source="a", format="docx", tables=()), tables=()).to_frame()
    assert full.dtypes.to_dict() == empty.dtypes.to_dict()
    for column in CLOSED:
        assert tuple(full[column].cat.categories) == closed()[column]
    assert full["lower"].dtype == np.float64 and str(full["lower_inclusive"].dtype) == "boolean"
    assert full["needs_review"].dtype == bool and full["row"].dtype == np.int64
    assert pd.api.types.is_string_dtype(full["year"])


def test_tiers_sort_by_measurability(reviewed):
    """measurable comes first and missing last, and they compare."""
    frame = reviewed[0].to_frame().sort_values("target_tier")
    order = [TIERS.index(tier) for tier in frame["target_tier"]]
    assert order == sorted(order) and len(set(order)) > 1
    assert (frame["target_tier"] <= "graded").sum() == sum(place <= 2 for place in order)


def test_frames_of_several_files_keep_their_types(reviewed):
    """pandas.concat of reviews has the dtypes of each, so categoricals stay."""
    frames = [review.to_frame() for review in reviewed]
    together = pd.concat(frames, ignore_index=True)
    assert together.dtypes.to_dict() == frames[0].dtypes.to_dict()
    assert together["source"].nunique() == len(frames)


def test_no_value_is_lost_to_a_closed_list():
    """A column with a value that is not in the list stays text; missing values stay missing."""
    frame = pd.DataFrame({"category": ["O1", "数量"], "target_tier": ["vague", None], "other": [1, 2]})
    done = typed(frame)
    assert done["category"].tolist() == ["O1", "数量"] and done["target_tier"].isna().tolist() == [
        False,
        True,
    ]
    assert str(done["target_tier"].dtype) == "category"


@pytest.mark.skipif(pd.__version__ < "3", reason="pandas 2 copies every column in assign")
def test_untouched_columns_are_not_copied():
    """typed shares the columns that it does not change."""
    frame = pd.DataFrame({"payload": np.arange(5.0), "category": ["O1"] * 5})
    assert np.shares_memory(frame["payload"].to_numpy(), typed(frame)["payload"].to_numpy())


def test_tagging_through_the_accessor_is_tag_with_types(plain, tagged):
    """The same values as zhibiao.tag, closed lists as categoricals."""
    expected = zhibiao.tag(plain, suggestions=False)
    assert list(tagged.columns) == list(expected.columns)
    for column in ADDED:
        if column in expected.columns:
            ours, theirs = tagged[column].astype("object"), expected[column].astype("object")
            assert ours.where(ours.notna(), None).tolist() == theirs.where(theirs.notna(), None).tolist(), (
                column
            )
    assert str(tagged["category"].dtype) == "category" and (tagged.index == plain.index).all()


def test_a_column_of_the_same_name_is_left_alone():
    """The frame's own category stays what it was; the added one is typed."""
    frame = pd.DataFrame({"name": ["培训人次"], "category": ["培训"]})
    tagged = frame.zhibiao.tag(findings=False)
    assert tagged["category"].tolist() == ["培训"] and str(tagged["category_zhibiao"].dtype) == "category"


REGISTERED = {
    "import pandas; import zhibiao": True,
    "import zhibiao.frames; import pandas": True,
    "import zhibiao, pandas; zhibiao.tag(pandas.DataFrame({'name': ['培训人次']}), findings=False)": True,
    "import zhibiao, sys; assert 'pandas' not in sys.modules; import pandas": False,
}


@pytest.mark.parametrize("code", REGISTERED)
def test_when_the_accessor_is_registered(code):
    """With pandas loaded before zhibiao, by zhibiao.frames, by the first frame; `import zhibiao` loads no pandas."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"{code}; print(hasattr(pandas.DataFrame, 'zhibiao'))"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == str(REGISTERED[code]), done.stderr


def test_a_name_that_is_taken_stays(monkeypatch):
    """Another package's df.zhibiao is left in place, with a warning."""
    from zhibiao.frames import register

    monkeypatch.setattr(pd.DataFrame, "zhibiao", "someone else's")
    with pytest.warns(UserWarning, match=r"zhibiao\.frames"):
        register()
    assert pd.DataFrame.zhibiao == "someone else's"


def test_missing_cells_and_numbers_do_no_harm():
    """Missing names, targets and units, a number column and repeated index labels go through every method."""
    frame = pd.DataFrame(
        {
            "org": ["甲", None, "甲", "乙"],
            "name": ["培训人次", None, "受训人次", "培训人次"],
            "target": [90.0, None, 80.0, 70.0],
            "unit": ["人次", None, None, "人次"],
            "weight": [10, 20, 30, 40],
        },
        index=[0, 0, 1, 2],
    )
    asked = frame.zhibiao
    assert asked.vagueness(by="org")["rows"].tolist() == [1, 2, 1]
    assert asked.crosswalk("101号").shape[0] == 4
    assert asked.neighbours(2)["name"].tolist() == ["培训人次", "受训人次"]
    assert (asked.compare(frame)["change"] == "kept").all()
    assert asked.synonyms().names["rows"].sum() == 3
    assert len(asked.review(suggestions=False).to_frame()) == 4


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".xlsx", ".parquet"])
def test_a_frame_that_comes_back_from_a_file_has_its_types_again(reviewed, tmp_path, suffix):
    """typed gives a table of texts the dtypes it had, with the same values; the methods give the same answers."""
    frame = reviewed[2].to_frame()
    again = typed(read_frame(write_frame(frame, tmp_path / f"t{suffix}")))
    for column in ADDED:
        kept = again[column].astype(frame[column].dtype) if column == "needs_review" else again[column]
        if column in CLOSED or column in ("lower", "upper_inclusive", "category_confidence", "needs_review"):
            pd.testing.assert_series_equal(kept, frame[column], check_exact=False)
    pd.testing.assert_frame_equal(again.zhibiao.vagueness(), frame.zhibiao.vagueness())


def test_a_csv_that_pandas_read_serves_as_well(tagged, tmp_path):
    """Without `typed`: what pandas makes of empty cells does no harm."""
    tagged.to_csv(tmp_path / "t.csv", index=False)
    again, known = pd.read_csv(tmp_path / "t.csv", dtype={"年度": str}), tagged.reset_index(drop=True)
    pd.testing.assert_frame_equal(again.zhibiao.vagueness(by="年度"), known.zhibiao.vagueness(by="年度"))
    ours, theirs = (frame.zhibiao.compare(frame) for frame in (again, known))
    pd.testing.assert_series_equal(ours["change"], theirs["change"])
