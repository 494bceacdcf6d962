"""Names that mean the same: clusters, units that conflict, corrections."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from zhibiao.errors import ZhibiaoError

with Path(__file__).with_name("synonyms.tsv").open(encoding="utf-8") as lines:
    CASES = list(csv.DictReader(lines, delimiter="\t"))
ROWS = {
    "name": ["培训人次", "培训人次", "受训人次", "参训人数", "绿化面积", "绿化覆盖面积"],
    "target": ["≥90人次", "≥80人次", "≥70人次", "≥60人", "≥5公顷", "≥6公顷"],
}


@pytest.fixture(scope="module")
def frame():
    """Six rows of two things."""
    return pd.DataFrame(ROWS).zhibiao.tag(findings=False)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['one']}-{case['two']}" for case in CASES])
def test_which_names_come_together(case):
    """Two names alone in a frame are one cluster or two."""
    found = pd.DataFrame({"name": [case["one"], case["two"]]}).zhibiao.synonyms()
    assert (len(found) == 1) == (case["together"] == "yes"), case["why"]


def test_clusters_are_counted_and_conflicts_marked(frame):
    """Rows, names and units of each cluster; 人次 beside 人 is a conflict, one unit is none."""
    clusters = frame.zhibiao.synonyms().clusters().set_index("label")
    training, green = clusters.loc["培训人次"], clusters.loc["绿化面积"]
    assert (training["rows"], training["different"], training["units"]) == (4, 3, "人次:3;人:1")
    assert training["unit_conflict"] and not green["unit_conflict"]


def test_the_order_of_rows_changes_nothing(tagged):
    """The same clusters for the same rows in any order."""
    one, two = tagged.zhibiao.synonyms(), tagged.sample(frac=1, random_state=1).zhibiao.synonyms()
    pd.testing.assert_frame_equal(one.names, two.names)


def test_every_name_is_in_one_cluster(tagged):
    """No name is lost, none stands twice, and the rows add up."""
    found = tagged.zhibiao.synonyms()
    assert found.names["rows"].sum() == len(tagged) and found.names["name"].is_unique
    assert found.labels(tagged).notna().all()


def test_corrections_are_replayed_in_their_order(frame):
    """split, merge and rename; what they name stays found whatever the clusters were."""
    decisions = pd.DataFrame(
        [
            ("split", "参训人数", ""),
            ("merge", "绿化覆盖面积", "绿化面积"),
            ("rename", "绿化面积", "绿化"),
            ("split", "受训人次", "参训人数"),
        ],
        columns=["action", "name", "to"],
    )
    found = frame.zhibiao.synonyms(corrections=decisions)
    label = dict(zip(found.names["name"], found.names["label"], strict=True))
    assert label == {
        "培训人次": "培训人次",
        "受训人次": "参训人数",
        "参训人数": "参训人数",
        "绿化面积": "绿化",
        "绿化覆盖面积": "绿化",
    }
    assert found.unused.empty and found.names.set_index("name")["corrected"]["参训人数"]


def test_a_cluster_whose_leader_left_is_called_by_its_next_name(frame):
    """No two clusters have one label after a split."""
    decisions = pd.DataFrame({"action": ["split"], "name": ["培训人次"], "to": [""]})
    clusters = frame.zhibiao.synonyms(corrections=decisions).clusters()
    assert clusters["label"].is_unique and {"培训人次", "受训人次"} <= set(
        "、".join(clusters["names"]).split("、")
    )
    assert clusters.set_index("label").loc["培训人次", "names"] == "培训人次"


def test_corrections_come_from_a_file_and_names_not_found_are_told(frame, tmp_path):
    """A csv is replayed; a decision about a name that the frame lacks is kept in `unused`."""
    path = tmp_path / "更正.csv"
    path.write_text("action,name,to\nsplit,参训人数,\nmerge,招商引资额,培训人次\n", encoding="utf-8-sig")
    found = frame.zhibiao.synonyms(corrections=path)
    assert found.unused.values.tolist() == [["merge", "招商引资额", "培训人次", "招商引资额"]]
    assert "参训人数" in set(found.names["label"])


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ({"action": ["move"], "name": ["a"], "to": ["b"]}, "TG06"),
        ({"action": ["merge"], "name": ["a"], "to": [""]}, "TG06"),
        ({"action": ["split"], "name": ["a"]}, "TG06"),
    ],
)
def test_faulty_corrections_are_refused(frame, table, code):
    """An unknown action, a merge without an aim, a missing column."""
    with pytest.raises(ZhibiaoError, match=code):
        frame.zhibiao.synonyms(corrections=pd.DataFrame(table))
    with pytest.raises(ZhibiaoError, match="RD01"):
        frame.zhibiao.synonyms(corrections="no_such_file.csv")


def test_clusters_are_exported(frame, tmp_path):
    """The csv holds the names with their clusters, for a spreadsheet and for pandas."""
    found = frame.zhibiao.synonyms()
    path = found.to_csv(tmp_path / "synonyms.csv")
    again = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert again["name"].tolist() == found.names["name"].tolist()
    assert again["cluster"].tolist() == found.names["cluster"].tolist()
