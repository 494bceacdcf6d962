"""Inputs: dirty headers, columns found and aligned, types kept, values as texts."""

from __future__ import annotations

import datetime

import pyarrow as pa
import pytest
from pyarrow import parquet

from zhibiao.bulk.from_jsonl import jsonl_head, jsonl_pieces
from zhibiao.bulk.from_parquet import parquet_head, parquet_pieces
from zhibiao.bulk.inputs import batches, open_inputs
from zhibiao.bulk.records import Place
from zhibiao.errors import ZhibiaoError
from zhibiao.frame_files import read_frame, write_frame


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("\ufeff三级指标,指标值\nx,y\n", ["三级指标", "指标值"]),
        ("\n\n,,\n 三级指标 ,\u3000指标值,备注\nx,y,z\n", ["三级指标", "指标值", "备注"]),
        ("三级指标,,备注,备注,\nx,y,z,u,v\n", ["三级指标", "未命名2", "备注", "备注_2", "未命名5"]),
        ('"三级\n指标",指标值\nx,y\n', ["三级\n指标", "指标值"]),
        ("sep=;\n三级指标;指标值\nx;y\n", ["三级指标", "指标值"]),
        ("三级指标\t指标值\nx\ty\n", ["三级指标", "指标值"]),
    ],
)
def test_dirty_headers(tmp_path, text, names):
    """Marks, blanks, blank lines before, empty and repeated names, a name over two lines: the rows are right."""
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    frame = read_frame(path)
    assert list(frame.columns) == names and len(frame) == 1 and frame.iloc[0, 0] == "x"


def test_a_header_alone_is_a_table_without_rows(tmp_path):
    """Columns are known, there is nothing to judge."""
    path = tmp_path / "t.csv"
    path.write_text("三级指标,指标值", encoding="utf-8")
    assert read_frame(path).shape == (0, 2)


def test_columns_of_several_inputs_are_aligned(read_back):
    """Another order, a column that is missing, one that comes later: by their names, empty where missing."""
    frame = read_back(
        "三级指标,指标值,备注\n满意度,≥90%,a\n",
        "指标值,编号,指标名称\n≥95%,7,合格率\n".encode("gb18030"),
        "指标名称,三级指标\n,培训人数\n".encode("utf-16"),
    )
    assert list(frame.columns[:5]) == ["三级指标", "指标值", "备注", "编号", "指标名称"]
    assert frame.iloc[:, :5].values.tolist() == [
        ["满意度", "≥90%", "a", "", ""],
        ["", "≥95%", "", "7", "合格率"],
        ["培训人数", "", "", "", ""],
    ]
    assert frame["category"].tolist() == ["S1", "O2", "O1"]


def test_a_named_column_may_be_missing_in_one_input(read_back):
    """It has to be in one of them; an input without any names is told by its path."""
    frame = read_back("内容,值\n满意度,1\n", "name\n合格率\n", columns={"name": "内容"})
    assert frame["category"].tolist() == ["S1", "O2"]
    with pytest.raises(ZhibiaoError) as error:
        read_back("内容\n满意度\n", "甲\n乙\n", columns={"name": "内容"})
    assert error.value.code == "TG01" and "1.csv" in str(error.value)
    with pytest.raises(ZhibiaoError) as error:
        read_back("name\n满意度\n", columns={"name": "内容"})
    assert error.value.code == "TG02"


@pytest.mark.parametrize("values", [[["a"]], [{"a": 1}], [b"a"]])
def test_a_column_that_holds_no_texts_is_refused(tmp_path, values):
    """Lists, records and bytes: a coded error that names column and type."""
    path = tmp_path / "t.parquet"
    parquet.write_table(pa.table({"name": values}), path)
    with pytest.raises(ZhibiaoError) as error:
        open_inputs([path], None)
    assert error.value.code == "BK05" and "name" in str(error.value)


TYPED = pa.table(
    {
        "name": pa.array(["满意度", "合格率", None]).dictionary_encode(),
        "target": pa.array([90.0, 95.5, None]),
        "year": pa.array([2023, 2024, None], pa.int16()),
        "when": pa.array([datetime.datetime(2024, 1, 2, 3)] * 3, pa.timestamp("ms", "Asia/Shanghai")),
        "day": pa.array([datetime.date(2024, 1, 2)] * 3),
        "ok": pa.array([True, False, None]),
        "list": pa.array([[1], [], None]),
        "raw": pa.array([b"\xff", b"a", None]),
        "big": pa.array(["x", "y", None], pa.large_string()),
        "nothing": pa.nulls(3),
    }
)


def test_parquet_keeps_its_types(tmp_path):
    """Every column comes out as it went in, whatever its type; pandas' own notes are dropped."""
    from zhibiao.bulk import tag_files

    source, out = tmp_path / "t.parquet", tmp_path / "out.parquet"
    noted = TYPED.replace_schema_metadata({"pandas": "{}", "mine": "kept"})
    parquet.write_table(noted, source)
    tag_files([source], out, findings=False, batch_rows=2)
    back = parquet.read_table(out)
    assert back.select(TYPED.column_names).equals(TYPED)
    assert [field.type for field in back.schema][:10] == [field.type for field in TYPED.schema]
    assert back.schema.metadata == {b"mine": b"kept"}
    assert back["lower"].to_pylist() == [90.0, 95.5, None] and back["category"].to_pylist()[:2] == [
        "S1",
        "O2",
    ]


def test_typed_values_become_texts(tmp_path, read_back):
    """What csv, jsonl and workbooks show of typed columns; nothing where a value is missing."""
    path = tmp_path / "0.parquet"
    parquet.write_table(TYPED, path)
    frame = read_back(path.read_bytes(), suffix=".parquet")
    shown = ["合格率", "95.5", "2024", "2024-01-02 11:00:00.000+0800", "2024-01-02"]
    shown += ["False", "[]", "a", "y", ""]
    assert frame.iloc[1, :10].tolist() == shown
    assert frame.iloc[2, :3].tolist() == ["", "", ""] and frame.iloc[0, 7] == "\\xff"


def test_types_that_differ_meet(tmp_path):
    """Numbers of two widths meet in the wider one; a number and a text meet as text."""
    for name, year in (("a", pa.array([1], pa.int16())), ("b", pa.array([2], pa.int64()))):
        parquet.write_table(pa.table({"name": ["满意度"], "year": year}), tmp_path / f"{name}.parquet")
    (tmp_path / "c.csv").write_text("name,year\n满意度,三\n", encoding="utf-8")
    paths = [tmp_path / name for name in ("a.parquet", "b.parquet", "c.csv")]
    assert open_inputs(paths[:2], None).schema.field("year").type == pa.int64()
    (batch,) = batches(open_inputs(paths, None), Place(), 10)
    assert batch.table["year"].to_pylist() == ["1", "2", "三"]


@pytest.mark.parametrize("rows", [1, 3, 100])
def test_parquet_is_read_from_any_row(tmp_path, rows):
    """Row groups of odd sizes, started in the middle: the rows from there on."""
    path = tmp_path / "t.parquet"
    parquet.write_table(pa.table({"name": [str(at) for at in range(50)]}), path, row_group_size=7)
    head = parquet_head(path)
    for start in (0, 6, 7, 30, 49, 50):
        pieces = list(parquet_pieces(head, Place(offset=start), rows))
        names = [name for piece in pieces for name in piece.table["name"].to_pylist()]
        assert names == [str(at) for at in range(start, 50)]
        assert max((len(piece.table) for piece in pieces), default=0) <= rows
        assert not pieces or pieces[-1].place.offset == 50


def test_long_texts_that_repeat_make_smaller_pieces(tmp_path, monkeypatch):
    """What is short in the file and long in memory is read in fewer rows, all of them."""
    monkeypatch.setattr("zhibiao.bulk.from_parquet.BLOCK_BYTES", 20_000)
    path = tmp_path / "t.parquet"
    parquet.write_table(pa.table({"name": ["长" * 1000] * 500}), path)
    sizes = [len(piece.table) for piece in parquet_pieces(parquet_head(path), Place(), 400)]
    assert sum(sizes) == 500 and sizes[1] < 10


JSONL = '{"name":"满意度","n":1e5,"x":{"a":[1.50,true]}}\n\n{"name":"合格率","y":null,"z":"007"}\n'


def test_jsonl_values_are_texts(tmp_path):
    """Numbers as printed, records as JSON, nothing for null and for what is missing; keys of all lines are columns."""
    path = tmp_path / "t.jsonl"
    path.write_text(JSONL, encoding="utf-8")
    frame = read_frame(path).fillna("")
    assert list(frame.columns) == ["name", "n", "x", "y", "z"]
    assert frame.values.tolist() == [
        ["满意度", "1e5", '{"a":[1.50,true]}', "", ""],
        ["合格率", "", "", "", "007"],
    ]


def test_jsonl_stays_what_it_was(tmp_path):
    """From jsonl to jsonl every line keeps its characters; the labels stand behind them."""
    from zhibiao.bulk import tag_files

    source, out = tmp_path / "t.jsonl", tmp_path / "out.jsonl"
    source.write_text(JSONL, encoding="utf-8")
    tag_files([source], out, findings=False)
    lines = out.read_text(encoding="utf-8").splitlines()
    before = [line for line in JSONL.splitlines() if line]
    assert [
        line.startswith(old[:-1] + ',"target_kind":') for line, old in zip(lines, before, strict=True)
    ] == [True, True]


@pytest.mark.parametrize(
    ("line", "code"),
    [("{", "RJ04"), ("[1]", "RJ05"), ("{}", "RJ05"), ("[" * 100_000, "RJ04"), ('{"name":"\\ud800"}', "RJ02")],
)
def test_a_bad_line_of_jsonl_is_left_out(tmp_path, line, code):
    """Not JSON, no object, an empty one, an absurd one, half a character: the line alone."""
    path = tmp_path / "t.jsonl"
    path.write_text('{"name":"a"}\n' + line + '\n{"name":"b"}\n', encoding="utf-8")
    head = jsonl_head(path)
    pieces = list(jsonl_pieces(head, head.place, 10))
    assert [name for piece in pieces for name in piece.table["name"].to_pylist()] == ["a", "b"]
    rejects = [one for piece in pieces for one in piece.rejects]
    assert [(one.line, one.code, one.text) for one in rejects] == [(2, code, line)]


def test_a_bad_line_stops_a_frame(tmp_path):
    """A reader of whole frames has no place for rejects: it says which line and why."""
    path = tmp_path / "t.csv"
    path.write_text("name,target\nx\n", encoding="utf-8")
    with pytest.raises(ZhibiaoError) as error:
        read_frame(path)
    assert error.value.code == "RD07" and "2: " in str(error.value)


def test_many_small_inputs_make_one_batch(tmp_path):
    """Small files go together; a batch ends where the next piece would be too much."""
    paths = []
    for number in range(7):
        paths.append(tmp_path / f"{number}.csv")
        paths[-1].write_text("name\n满意度\n合格率\n", encoding="utf-8")
    sizes = [len(batch.keys.codes) for batch in batches(open_inputs(paths, None), Place(), 6)]
    assert sizes == [6, 6, 2]


def test_a_workbook_is_read_and_written(tmp_path, frame):
    """Blank rows before the header do not matter; texts stay texts."""
    path = write_frame(frame.head(3), tmp_path / "t.xlsx")
    assert read_frame(path).fillna("").values.tolist() == [
        [cell.replace("\n", "") for cell in row] for row in frame.head(3).values.tolist()
    ]
