"""Outputs: the same as `tag` writes, in every batch, order and number of processes; parquet put together from parts."""

from __future__ import annotations

import json

import pyarrow as pa
import pytest
from pyarrow import parquet

from zhibiao.bulk import tag_files
from zhibiao.bulk.arrow_parts import arrow_part, read_parts
from zhibiao.bulk.labelled import Labelled
from zhibiao.bulk.to_parquet import to_parquet
from zhibiao.errors import ZhibiaoError
from zhibiao.frame_files import read_frame, write_frame

BATCHES = [(1, 1), (7, 1), (1000, 1), (50, 2)]


@pytest.mark.parametrize(
    ("suffix", "rows", "jobs"), [*((".csv", *batch) for batch in BATCHES), (".tsv", 40, 1), (".jsonl", 40, 1)]
)
def test_text_files_are_those_of_tag_byte_for_byte(table, tagged, tmp_path, suffix, rows, jobs):
    """Whatever is read at once and however many processes judge."""
    want = write_frame(tagged, tmp_path / f"want{suffix}").read_bytes()
    out = tmp_path / f"out{suffix}"
    summary = tag_files([table], out, batch_rows=rows, jobs=jobs)
    assert out.read_bytes() == want
    assert (summary.rows, summary.judged, summary.rejects) == (120, summary.judged, None)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", out.name, f"want{suffix}"]


@pytest.mark.parametrize(("rows", "jobs"), BATCHES)
def test_parquet_is_that_of_tag(table, tagged, tmp_path, rows, jobs):
    """The same table with the same types, texts plain and not as codes."""
    out = tmp_path / "out.parquet"
    tag_files([table], out, batch_rows=rows, jobs=jobs)
    want = pa.Table.from_pandas(tagged, preserve_index=False).replace_schema_metadata(None)
    plain = [pa.string() if pa.types.is_large_string(field.type) else field.type for field in want.schema]
    want = want.cast(pa.schema(list(zip(want.schema.names, plain, strict=True))))
    assert parquet.read_table(out).equals(want)
    assert parquet.read_table(out).schema == want.schema


def test_a_workbook_is_that_of_tag(table, tagged, tmp_path):
    """The same cells, texts as texts."""
    out = tmp_path / "out.xlsx"
    tag_files([table], out, batch_rows=50)
    pairs = (read_frame(out), read_frame(write_frame(tagged, tmp_path / "want.xlsx")))
    assert pairs[0].equals(pairs[1])


def test_the_order_of_rows_changes_no_row(frame, tagged, tmp_path):
    """Rows turned round get the same labels."""
    source = tmp_path / "turned.csv"
    source.write_text(frame.iloc[::-1].to_csv(index=False), encoding="utf-8")
    tag_files([source], tmp_path / "out.csv", batch_rows=13)
    want = write_frame(tagged.iloc[::-1], tmp_path / "want.csv")
    assert (tmp_path / "out.csv").read_bytes() == want.read_bytes()


@pytest.mark.parametrize("limit", [0, 5_000])
def test_forgetting_changes_no_row(table, tagged, tmp_path, limit):
    """A memory too small for the table costs time only."""
    tag_files([table], tmp_path / "out.csv", batch_rows=20, limit=limit, suggestions=False)
    want = write_frame(tagged.drop(columns="suggestion"), tmp_path / "want.csv")
    assert (tmp_path / "out.csv").read_bytes() == want.read_bytes()


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet", ".xlsx"])
def test_a_table_without_rows(tmp_path, suffix):
    """Its columns and the added ones, nothing else."""
    source = tmp_path / "t.csv"
    source.write_text("三级指标,指标值\n", encoding="utf-8")
    out = tmp_path / f"out{suffix}"
    assert tag_files([source], out).rows == 0
    if suffix == ".jsonl":
        assert out.read_bytes() == b""
    else:
        assert list(read_frame(out).columns[:3]) == ["三级指标", "指标值", "target_kind"]


def test_taken_names_stay(read_back):
    """Tagging twice writes over nothing."""
    once = read_back("name,category\n满意度,mine\n")
    twice = read_back(once.to_csv(index=False))
    assert once["category"].tolist() == ["mine"] and once["category_zhibiao"].tolist() == ["S1"]
    assert twice["category_zhibiao_zhibiao"].tolist() == ["S1"] and len(set(twice.columns)) == len(
        twice.columns
    )


def test_a_workbook_has_its_limit(table, tmp_path, monkeypatch):
    """More rows than a sheet holds: a coded error, no file."""
    from zhibiao.bulk import outputs

    small = {".xlsx": outputs.Form(part=arrow_part, most=100)}
    monkeypatch.setattr(outputs, "FORMS", small)
    with pytest.raises(ZhibiaoError) as error:
        tag_files([table], tmp_path / "out.xlsx", findings=False)
    assert error.value.code == "BK06" and not (tmp_path / "out.xlsx").exists()


PART = pa.table(
    {
        "text": ["a", None, "中"],
        "number": [1.5, None, 2.5],
        "whole": [1, 2, 1 << 40],
        "list": [[1], [], None],
        "deep": [{"a": {"b": [True, None]}}, None, {"a": None}],
    }
)


@pytest.mark.parametrize("columns", [["text"], PART.column_names])
def test_parts_make_one_parquet_file(tmp_path, columns):
    """Appended one by one, they come out as one table, a row group a part, nested columns and their types included."""
    part, kept, path = PART.select(columns), tmp_path / "rows", tmp_path / "t.parquet"
    with kept.open("ab") as file:
        for _ in range(40):
            file.write(arrow_part(Labelled(table=part)))
    to_parquet(read_parts(kept), path, part.schema)
    whole = parquet.ParquetFile(path)
    assert whole.metadata.num_row_groups == 40
    assert whole.read().equals(pa.concat_tables([part] * 40))


def test_no_parts_make_an_empty_parquet_file(tmp_path):
    """Without a row the columns are there."""
    kept, path = tmp_path / "rows", tmp_path / "t.parquet"
    kept.touch()
    to_parquet(read_parts(kept), path, PART.schema)
    assert parquet.read_table(path).equals(PART.schema.empty_table())


def test_json_has_no_bare_infinity(tmp_path):
    """What JSON cannot write as a number is null."""
    import pandas as pd

    path = write_frame(
        pd.DataFrame({"name": ["a"], "x": [float("inf")], "n": [3], "b": [True]}), tmp_path / "t.jsonl"
    )
    assert json.loads(path.read_text()) == {"name": "a", "x": None, "n": 3, "b": True}
