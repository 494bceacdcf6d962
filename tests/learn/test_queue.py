"""The active loop: what is worth a label, and how it comes back into training."""

from __future__ import annotations

import pandas as pd
import pytest

import zhibiao
from zhibiao.assess.on_rows import evaluate_on
from zhibiao.classify.store import find_model, load
from zhibiao.errors import ZhibiaoError
from zhibiao.learn.added import read_added
from zhibiao.learn.queue import COLUMNS
from zhibiao.learn.train import train


def test_unsure_rows_come_before_sure_ones():
    """A slogan is worth more than a satisfaction rate, however often that stands in the table."""
    frame = pd.DataFrame(
        {"三级指标": ["群众满意度"] * 9 + ["助力高质量发展"], "指标值": ["≥90%"] * 9 + ["有效"]}
    )
    chosen = zhibiao.queue(frame, size=2)
    assert list(chosen.columns) == list(COLUMNS)
    assert chosen["name"].tolist() == ["助力高质量发展", "群众满意度"] and chosen["rows"].tolist() == [1, 9]


def test_frequent_rows_come_before_rare_ones():
    """Of two slogans that are as unsure as each other the one that stands for more rows comes first."""
    frame = pd.DataFrame({"name": ["综合能力情况"] + ["综合能力情况1"] * 9})
    assert zhibiao.queue(frame, size=1)["rows"].tolist() == [9]


def test_the_chosen_differ():
    """Near copies of a chosen name are passed over while there are others."""
    alike = [f"助力高质量发展{word}" for word in ("情况", "成效", "程度")]
    chosen = zhibiao.queue(pd.DataFrame({"name": [*alike, "群众满意度"]}), size=2)
    assert "群众满意度" in chosen["name"].tolist()
    assert len(zhibiao.queue(pd.DataFrame({"name": alike}), size=3)) == 3


def test_an_empty_table_gives_an_empty_queue():
    """Nothing to label, no error."""
    assert zhibiao.queue(pd.DataFrame({"name": []})).empty


@pytest.fixture
def labelled(tmp_path):
    """A queue that a reviewer filled in, one row left open."""
    frame = pd.DataFrame(
        {
            "name": ["助力某事业", "助力某行业", "没看"],
            "target": ["有效", "有效", ""],
            "gold": ["S1", "S1", ""],
            "accept": ["O1，S1", "", ""],
        }
    )
    frame.to_csv(tmp_path / "labelled.csv", index=False)
    return tmp_path / "labelled.csv"


def test_open_rows_are_left_out(labelled):
    """Rows that nobody labelled are not learnt; other defensible categories are read."""
    rows = read_added(labelled)
    assert [(row.name, row.category, row.accept, row.origin) for row in rows] == [
        ("助力某事业", "S1", ("O1",), "added"),
        ("助力某行业", "S1", (), "added"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("name,gold\na,Q9\n", "DT01"),
        ("name,gold\na,\n", "DT02"),
        ("name\na\n", "DT02"),
        ("x,gold\na,O1\n", "TG01"),
    ],
)
def test_what_cannot_be_learnt_is_said(tmp_path, content, code):
    """An unknown category, no label at all, no names: coded errors."""
    (tmp_path / "t.csv").write_text(content, encoding="utf-8")
    with pytest.raises(ZhibiaoError) as error:
        read_added(tmp_path / "t.csv")
    assert error.value.code == code


def test_added_rows_are_learnt_and_the_change_is_told(tiny, labelled, tmp_path):
    """Training with own rows learns them and says what the model before made of them."""
    train(tiny, tmp_path / "model", seed=1, taxonomy=False)
    trained = train(tiny, tmp_path / "model", seed=1, taxonomy=False, added=read_added(labelled))
    change = trained.change
    assert change and change.rows == 2 and change.after == 1.0 > change.before
    assert trained.rows["added"] == 2 and change.compared == 12
    assert change.moved == sum(count for *_, count in change.pairs)


def test_without_corpora_training_says_where_they_are(tmp_path):
    """A folder without corpora is DT03."""
    with pytest.raises(ZhibiaoError) as error:
        train(tmp_path, tmp_path / "model")
    assert error.value.code == "DT03"


def test_a_model_is_measured_on_own_rows(labelled):
    """Figures on a labelled table: rows, documents, whether names were known, what is handed to a person."""
    found = evaluate_on(read_added(labelled), find_model())
    assert found.rows == 2 and found.documents == 1 and found.joined is None
    assert 0 <= found.review <= 1 and found.model == load().name
