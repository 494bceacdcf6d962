"""Files on a shared disk: csv and parquet in, a folder out, and what is said when something is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import zhibiao
from zhibiao.errors import ZhibiaoError
from zhibiao.frame_files import read_frame
from zhibiao.spark import Tagged, session, tag_files

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")
FACTS = {
    "三级指标": ["合格率", "群众满意度", ""],
    "指标值": ["≥95%", "较高", ""],
    "说明": ["一\n二", 'a,"b"', ""],
}


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("gb18030", ";"), ("utf-16", "\t")])
def test_csv_in_the_encodings_of_exports(spark, tmp_path, encoding, delimiter):
    """Quoted line ends, delimiters and empty cells come out as one machine reads them, in every encoding."""
    path, out = tmp_path / "t.csv", tmp_path / "out"
    pd.DataFrame(FACTS).to_csv(path, index=False, encoding=encoding, sep=delimiter)
    done = tag_files([path], out, findings=False)
    expected = zhibiao.tag(read_frame(path), findings=False).sort_values("三级指标", ignore_index=True)
    assert done == Tagged(rows=3, to_review=expected["needs_review"].sum())
    found = pd.read_parquet(out).sort_values("三级指标", ignore_index=True)
    same = [frame.astype(object).where(frame.notna(), None) for frame in (found, expected)]
    pd.testing.assert_frame_equal(*same)


def test_several_files_and_a_folder(spark, tmp_path):
    """The rows of all inputs, in a folder that says that it is complete and leaves nothing beside it."""
    (tmp_path / "year=2023").mkdir()
    for path in (tmp_path / "a.parquet", tmp_path / "year=2023" / "b.parquet"):
        pd.DataFrame(FACTS).to_parquet(path)
    out = tmp_path / "out"
    assert tag_files([tmp_path / "a.parquet"], out, findings=False).rows == 3
    with pytest.raises(ZhibiaoError, match="WR02"):
        tag_files([tmp_path / "a.parquet"], out)
    folder = tmp_path / "year=2023"
    assert tag_files([tmp_path / "a.parquet", folder], out, findings=False, force=True).rows == 6
    assert (out / "_SUCCESS").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.parquet", "out", "year=2023"]


def test_a_row_that_is_cut_short_stops_the_job(spark, tmp_path):
    """Nothing is written for a damaged csv, and the message says what Spark met."""
    (tmp_path / "t.csv").write_text("name,target\n合格率,≥95%\n满意度\n", encoding="utf-8")
    with pytest.raises(ZhibiaoError, match=r"SP03.*MALFORMED"):
        tag_files([tmp_path / "t.csv"], tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]


def test_no_column_of_names(spark, tmp_path):
    """The error that names the columns."""
    pd.DataFrame({"a": ["b"]}).to_parquet(tmp_path / "t.parquet")
    with pytest.raises(ZhibiaoError, match="TG01"):
        tag_files([tmp_path / "t.parquet"], tmp_path / "out")


@pytest.mark.parametrize(
    ("inputs", "out", "code"),
    [
        (["absent.csv"], "new", "RD01"),
        (["empty"], "new", "RD09"),
        (["t.xlsx"], "new", "CF03"),
        (["t.csv", "t.parquet"], "new", "CF03"),
        (["t.csv"], "full", "WR02"),
        (["t.csv"], "t.csv", "WR03"),
        (["full/t.csv"], "full", "WR03"),
    ],
)
def test_what_is_wrong_before_spark_starts(tmp_path, inputs, out, code):
    """Inputs that are not there or differ, outputs that would take something away: refused, even with force."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    for name in ("t.xlsx", "t.csv", "t.parquet", "full/t.csv"):
        (tmp_path / name).touch()
    with pytest.raises(ZhibiaoError) as error:
        tag_files([tmp_path / name for name in inputs], tmp_path / out, force=True)
    assert error.value.code == code


def test_without_java(monkeypatch):
    """A missing Java is said before Spark looks for it."""
    pytest.importorskip("pyspark", reason="PySpark is not installed")
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    with pytest.raises(ZhibiaoError) as error, session():
        pass
    assert error.value.code == "SP01"


def test_without_pyspark(monkeypatch):
    """A missing PySpark is said with the command that installs it."""
    monkeypatch.setattr("zhibiao.spark.cluster.find_spec", lambda name: None)
    with pytest.raises(ZhibiaoError) as error, session():
        pass
    assert error.value.code == "CF04" and "zhibiao[spark]" in str(error.value)


def test_the_command_says_that_there_is_no_cluster(spark, tmp_path):
    """An address that Spark does not know: exit 2 and what to check."""
    (tmp_path / "t.csv").write_text("name\n合格率\n", encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        "from zhibiao.cli.app import main; main()",
        "tag",
        str(tmp_path / "t.csv"),
        "-o",
        str(tmp_path / "o"),
    ]
    done = subprocess.run(
        [*command, "--engine", "spark", "--master", "nowhere://x", "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"SPARK_LOCAL_IP": "127.0.0.1"},
        timeout=120,
    )
    assert done.returncode == 2 and "[SP02]" in done.stderr and "nowhere://x" in done.stderr
    assert not Path(tmp_path / "o").exists()
