"""Interrupted runs: killed, refused, without room; and what is left afterwards."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zhibiao.bulk import kept, tag_files
from zhibiao.bulk.kept import folder_of, rejects_of, rows_kept
from zhibiao.errors import ZhibiaoError

QUICK = {"findings": False, "jobs": 1, "batch_rows": 10}
SLOW = """
import sys, time
from pathlib import Path
from zhibiao.bulk import tag_files
from zhibiao.judge import judge
def slow(*given, **options):
    time.sleep(0.03)
    return judge(*given, **options)
if __name__ == "__main__":
    if sys.argv[3] == "resource":
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]),) * 2)
    tag_files([Path(sys.argv[1])], Path(sys.argv[2]), findings=False, jobs=int(sys.argv[5]), batch_rows=10,
              limit=0, function=slow, resume=True)
"""


@pytest.fixture
def table(table):
    """The table with a bad line behind its header."""
    table.write_bytes(table.read_bytes().replace(b"\n", b"\nbad\n", 1))
    return table


@pytest.fixture
def slowly(tmp_path, table):
    """Starts a run in a process of its own that takes its time."""
    script = tmp_path / "slow.py"
    script.write_text(SLOW, encoding="utf-8")

    def start(out: Path, *more: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, str(script), str(table), str(out), *(more or ("-", "0", "1"))]
        return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE)

    return start


def wait_for_rows(out: Path, rows: int) -> None:
    """Until so many rows are kept; no longer than a test may take."""
    for _ in range(1000):
        if folder_of(out).exists() and rows_kept(out) >= rows:
            return
        time.sleep(0.01)
    raise AssertionError("no rows were kept in time")


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_run_that_is_killed_goes_on(table, tmp_path, slowly, suffix):
    """Killed three times at any moment, it ends with the very bytes of a run that was left alone."""
    whole, out = tmp_path / f"whole{suffix}", tmp_path / f"out{suffix}"
    tag_files([table], whole, **QUICK)
    for rows in (10, 40, 80):
        process = slowly(out)
        wait_for_rows(out, rows)
        process.kill()
        process.communicate()
        assert not out.exists() and not rejects_of(out).exists() and rows_kept(out) < 120
    before = rows_kept(out)
    summary = tag_files([table], out, resume=True, **QUICK)
    assert out.read_bytes() == whole.read_bytes()
    assert rejects_of(out).read_bytes() == rejects_of(whole).read_bytes()
    assert (summary.rows, summary.rejected, summary.resumed_rows) == (120, 1, before)
    assert not folder_of(out).exists()


def test_torn_bytes_behind_the_last_batch_are_cut_off(table, tmp_path, slowly):
    """What a crash left half-written is no part of the output."""
    whole, out = tmp_path / "whole.csv", tmp_path / "out.csv"
    tag_files([table], whole, **QUICK)
    process = slowly(out)
    wait_for_rows(out, 20)
    process.kill()
    process.communicate()
    for name in ("rows", "rejects", "manifest.json.new"):
        with (folder_of(out) / name).open("ab") as file:
            file.write(b"torn")
    tag_files([table], out, resume=True, **QUICK)
    assert out.read_bytes() == whole.read_bytes()


def test_workers_end_with_the_run(table, tmp_path, slowly):
    """Killing the run leaves no process behind."""
    out = tmp_path / "out.csv"
    process = slowly(out, "-", "0", "2")
    wait_for_rows(out, 10)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        pytest.skip("the system does not tell the children of a process")
    workers = children.read_text().split()
    process.kill()
    process.communicate()
    assert len(workers) >= 2
    for _ in range(500):
        if not any(Path(f"/proc/{worker}/cmdline").exists() and _lives(worker) for worker in workers):
            return
        time.sleep(0.01)
    raise AssertionError("a worker lives on")


def _lives(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def interrupted(table: Path, out: Path, **options: object) -> None:
    """A run that ends after some batches."""

    def stop(progress: object) -> None:
        if progress.rows >= 50:  # type: ignore[attr-defined]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tag_files([table], out, tell=stop, **{**QUICK, **options})


def test_a_new_run_does_not_throw_away_an_old_one(table, tmp_path):
    """Without a word about it: refused, with the rows that are kept; --force begins anew, --resume goes on."""
    out = tmp_path / "out.csv"
    interrupted(table, out)
    with pytest.raises(ZhibiaoError) as error:
        tag_files([table], out, **QUICK)
    assert error.value.code == "BK02" and str(rows_kept(out)) in str(error.value)
    assert tag_files([table], out, force=True, **QUICK).resumed_rows == 0
    with pytest.raises(ZhibiaoError) as error:
        tag_files([table], out, **QUICK)
    assert error.value.code == "BK01"


def test_only_the_same_run_goes_on(table, tmp_path, monkeypatch):
    """Another input, option, version or model: refused, with what differs. Batches and processes may differ."""
    out = tmp_path / "out.csv"
    interrupted(table, out)
    changes = [({"findings": True}, "findings: False → True"), ({"columns": {"unit": "备注"}}, "columns")]
    for options, said in changes:
        with pytest.raises(ZhibiaoError) as error:
            tag_files([table], out, resume=True, **{**QUICK, **options})
        assert error.value.code == "BK03" and said in str(error.value)
    monkeypatch.setattr("zhibiao.bulk.run.__version__", "0.0.0")
    with pytest.raises(ZhibiaoError) as error:
        tag_files([table], out, resume=True, **QUICK)
    assert "version" in str(error.value)
    monkeypatch.undo()
    table.write_bytes(table.read_bytes() + b"\n")
    with pytest.raises(ZhibiaoError) as error:
        tag_files([table], out, resume=True, **QUICK)
    assert error.value.code == "BK03" and "in.csv" in str(error.value)


def test_other_batches_may_go_on(table, tmp_path):
    """The rows are the same whatever was read at once before and after."""
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    tag_files([table], whole, **QUICK)
    interrupted(table, out)
    tag_files([table], out, resume=True, **{**QUICK, "batch_rows": 33})
    assert out.read_bytes() == whole.read_bytes()


def test_resume_without_anything_to_resume_begins(table, tmp_path):
    """So a command may always say --resume."""
    assert tag_files([table], tmp_path / "out.csv", resume=True, **QUICK).rows == 120


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_last_steps_may_be_interrupted_too(table, tmp_path, monkeypatch, suffix):
    """Between the last batch and the new name of the output: the rest is done without judging again."""
    out = tmp_path / f"out{suffix}"

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(kept, "put_in_place", crash)
    with pytest.raises(KeyboardInterrupt):
        tag_files([table], out, **QUICK)
    monkeypatch.undo()
    assert not out.exists()
    summary = tag_files([table], out, resume=True, **QUICK, function=crash)
    assert out.exists() and summary.rows == summary.resumed_rows == 120
    assert rejects_of(out).exists() and not folder_of(out).exists()


def test_rejects_of_an_earlier_run_go(table, tmp_path):
    """A run without rejects leaves none of an earlier one."""
    out = tmp_path / "out.csv"
    tag_files([table], out, **QUICK)
    text = rejects_of(out).read_text(encoding="utf-8-sig").splitlines()
    assert text[0] == "source,line,code,reason,text" and f"{table},2,RJ01," in text[1]
    table.write_text("name\n满意度\n", encoding="utf-8")
    assert tag_files([table], out, force=True, **QUICK).rejects is None
    assert not rejects_of(out).exists()


def test_a_full_disk_is_said_and_can_be_continued(table, tmp_path, slowly):
    """No room for more: WR01, no output, the whole batches are kept; with room it goes on."""
    whole, out = tmp_path / "whole.csv", tmp_path / "out.csv"
    tag_files([table], whole, **QUICK)
    process = slowly(out, "resource", "6000", "1")
    _, said = process.communicate()
    assert process.returncode != 0 and b"WR01" in said and not out.exists()
    assert 0 < rows_kept(out) < 120
    tag_files([table], out, resume=True, **QUICK)
    assert out.read_bytes() == whole.read_bytes()


def test_two_runs_do_not_write_one_output(table, tmp_path, slowly):
    """The second is refused while the first goes on."""
    out = tmp_path / "out.csv"
    process = slowly(out)
    wait_for_rows(out, 10)
    with pytest.raises(ZhibiaoError) as error:
        tag_files([table], out, resume=True, **QUICK)
    process.kill()
    process.communicate()
    assert error.value.code == "BK08"


def test_inputs_are_never_written_over(table, tmp_path):
    """The output, or the rejects of one, is an input: refused, the input stays."""
    before = table.read_bytes()
    for out in (table, table.parent / "." / table.name):
        with pytest.raises(ZhibiaoError) as error:
            tag_files([table], out, force=True)
        assert error.value.code == "BK04"
    assert table.read_bytes() == before


def test_a_damaged_manifest_is_said(table, tmp_path):
    """BK10, and --force begins anew."""
    out = tmp_path / "out.csv"
    interrupted(table, out)
    (folder_of(out) / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(ZhibiaoError) as error:
        tag_files([table], out, resume=True, **QUICK)
    assert error.value.code == "BK10"
    assert tag_files([table], out, force=True, **QUICK).rows == 120


def test_a_worker_that_dies_is_said(table, tmp_path):
    """BK07, the whole batches are kept."""
    with pytest.raises(ZhibiaoError) as error:
        tag_files([table], tmp_path / "out.csv", jobs=2, function=die)
    assert error.value.code == "BK07" and not (tmp_path / "out.csv").exists()


def die(*_: object, **__: object) -> None:
    """A judge that takes its process with it."""
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_folder_that_cannot_be_written(table, tmp_path):
    """A file stands where the folder should be: WR01."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ZhibiaoError) as error:
        tag_files([table], tmp_path / "file" / "out.csv", **QUICK)
    assert error.value.code == "WR01"


def test_the_manifest_says_what_runs(table, tmp_path):
    """A person can read inputs, options and counts in it."""
    out = tmp_path / "out.csv"
    interrupted(table, out)
    facts = json.loads((folder_of(out) / "manifest.json").read_text(encoding="utf-8"))
    assert str(table) in facts["job"]["input 1"] and facts["job"]["findings"] is False
    assert facts["counts"]["rows"] == rows_kept(out) > 0


def test_limits_of_the_system_are_left_alone():
    """Nothing above changed what this process may write."""
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] in (resource.RLIM_INFINITY, -1)
