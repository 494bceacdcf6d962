"""Tagging tables: columns found, all rows kept as they were, the same answer in any batch."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import zhibiao
from zhibiao.errors import ZhibiaoError
from zhibiao.frame_files import read_frame, write_frame
from zhibiao.judge import judge, shorten
from zhibiao.learn.corpus import read_corpora
from zhibiao.schema import ADDED
from zhibiao.tag import find_columns


@pytest.fixture(scope="module")
def frame(root):
    """Real rows as a data team would have them: Chinese headers, a number column, an odd index."""
    rows = [row for row in read_corpora(root / "corpora") if row.origin == "real"][:120]
    facts = {
        "编号": range(len(rows)),
        "二级指标": [row.level2 for row in rows],
        "三级指标": [row.name for row in rows],
        "年度指标值": [row.target for row in rows],
        "计量单位": [row.unit for row in rows],
    }
    return pd.DataFrame(facts, index=range(1000, 1000 + len(rows)))


@pytest.fixture(scope="module")
def tagged(frame):
    """The frame with everything that is added."""
    return zhibiao.tag(frame)


def test_columns_are_those_of_the_schema(frame, tagged):
    """Every column of the input stands unchanged in front, then all of schema.ADDED in their order."""
    assert list(tagged.columns) == [*frame.columns, *ADDED]
    pd.testing.assert_frame_equal(tagged[list(frame.columns)], frame)


def test_types_are_right(tagged):
    """Bounds and confidences are numbers, needs_review is a truth value, codes are texts."""
    assert tagged["lower"].dtype == tagged["category_confidence"].dtype == np.float64
    assert tagged["needs_review"].dtype == bool and str(tagged["lower_inclusive"].dtype) == "boolean"
    assert tagged["findings"].map(type).eq(str).all()


def test_the_labels_are_those_of_classify(frame, tagged):
    """tag says what classify says, the printed label included."""
    printed = [("", level2) for level2 in frame["二级指标"]]
    labels = zhibiao.classify(
        frame["三级指标"].tolist(), frame["年度指标值"].tolist(), frame["计量单位"].tolist(), printed=printed
    )
    assert tagged["category"].tolist() == [label.category for label in labels]
    assert tagged["canonical"].tolist() == [label.canonical for label in labels]


def test_order_and_batch_change_nothing(frame, tagged):
    """Half of the rows, turned round, get the same values as in the whole table."""
    part = frame.iloc[::-2]
    pd.testing.assert_frame_equal(zhibiao.tag(part), tagged.loc[part.index])


def test_without_findings(frame, tagged):
    """Labels alone are the same labels, two columns fewer."""
    quick = zhibiao.tag(frame, findings=False)
    pd.testing.assert_frame_equal(quick, tagged.drop(columns=["findings", "suggestion"]))
    checked = zhibiao.tag(frame, suggestions=False)
    pd.testing.assert_frame_equal(checked, tagged.drop(columns=["suggestion"]))


def test_a_vague_row_gets_finding_and_suggestion():
    """What one row alone shows is found: a degree word, with a measurable alternative."""
    row = judge([("城市知名度", "有效提升")], ["name", "target"]).iloc[0]
    assert "VG01" in row["findings"] and row["suggestion"]


def test_taken_names_are_not_written_over():
    """A column of the input that is called like an added one stays; ours gets a suffix."""
    tagged = zhibiao.tag(pd.DataFrame({"name": ["群众满意度"], "category": ["mine"]}), findings=False)
    assert tagged["category"].tolist() == ["mine"] and tagged["category_zhibiao"].tolist() == ["S1"]


def test_missing_values_and_numbers_are_texts():
    """None, NaN and numbers in the columns that are read do not stop the table."""
    frame = pd.DataFrame({"name": ["培训人数", None, "合格率"], "target": [90.0, np.nan, 95.5]})
    tagged = zhibiao.tag(frame)
    assert tagged["lower"].tolist()[0] == 90.0 and tagged["lower"].tolist()[2] == 95.5
    assert tagged["needs_review"].tolist()[1]


def test_an_empty_table_keeps_its_columns():
    """No rows: the same columns, no error."""
    assert list(zhibiao.tag(pd.DataFrame({"name": []})).columns) == ["name", *ADDED]


@pytest.mark.parametrize(
    ("columns", "named", "code"),
    [(["a", "b"], None, "TG01"), (["a"], {"name": "x"}, "TG02"), (["a"], {"colour": "a"}, "TG02")],
)
def test_columns_that_are_not_there(columns, named, code):
    """A table without names, a named column that is absent, an unknown field: coded errors."""
    with pytest.raises(ZhibiaoError) as error:
        find_columns(columns, named)
    assert error.value.code == code


def test_a_body_is_no_unit_where_there_is_a_column_of_units():
    """单位 is the body in an export that has 计量单位 too; alone it is the unit."""
    assert find_columns(["单位", "三级指标", "计量单位"])["unit"] == "计量单位"
    assert find_columns(["单位", "三级指标"])["unit"] == "单位"


def test_columns_may_be_named():
    """A name column that no header word knows is named by the caller."""
    assert find_columns(["考核内容啊", "target"], {"name": "考核内容啊"})["name"] == "考核内容啊"


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl", ".xlsx", ".parquet"])
def test_every_format_gives_the_same_texts(tmp_path, suffix):
    """Written and read again, names and targets are the same; a target like =100% is no formula."""
    frame = pd.DataFrame({"name": ["合格率", 'a,b"c'], "target": ["=100%", "≥0.95"], "note": ["", "x"]})
    path = write_frame(frame, tmp_path / f"t{suffix}")
    back = read_frame(path)
    assert back[["name", "target"]].values.tolist() == frame[["name", "target"]].values.tolist()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("t.pdf", b"x", "CF03"),
        ("t.csv", b"", "TG03"),
        ("t.jsonl", b"{", "RD07"),
        ("t.parquet", b"no parquet", "RD07"),
        ("t.xlsx", b"no zip", "RD07"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, name, content, code):
    """Another format, an empty or a damaged file: a coded error."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ZhibiaoError) as error:
        read_frame(tmp_path / name)
    assert error.value.code == code


def test_gb18030_is_read(tmp_path):
    """An export of an older system is read in its encoding."""
    (tmp_path / "t.csv").write_bytes("三级指标;指标值\n群众满意度;≥90%\n".encode("gb18030"))
    assert read_frame(tmp_path / "t.csv")["三级指标"].tolist() == ["群众满意度"]


def test_the_year_counts_only_where_it_can(root):
    """A key without its year, where `shorten` leaves it out, gets the answer of the key with it, whatever year it is."""
    rows = [row for row in read_corpora(root / "corpora") if row.target][::7]
    fields = ["name", "target", "unit", "year"]
    keys = [(row.name, row.target, row.unit, str(2015 + at % 10)) for at, row in enumerate(rows)]
    short = shorten(keys, fields, suggestions=False)
    left_out = [key[:3] for key, shorter in zip(keys, short, strict=True) if key != shorter]
    assert 0.7 * len(keys) < len(left_out) < len(keys)
    pd.testing.assert_frame_equal(
        judge(keys, fields, suggestions=False), judge(short, fields, suggestions=False)
    )
    assert shorten(keys, fields) == keys
