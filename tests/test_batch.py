"""Many files: in their order over several processes, each within bounds, bad ones alone left out."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from zhibiao import batch
from zhibiao.batch import PARALLEL, bounded, review_files
from zhibiao.errors import ZhibiaoError
from zhibiao.settings import Settings

TABLE = "三级指标,指标值\n提升六盘水知名度,有效提升\n"


def test_several_files_come_back_in_order_and_a_bad_one_alone_fails(tmp_path: Path) -> None:
    """Over processes: the same reviews as one by one, the error of the damaged file, a call after each."""
    files = [tmp_path / f"{number}.csv" for number in range(PARALLEL + 2)]
    for file in files:
        file.write_text(TABLE, encoding="utf-8")
    files[1].write_bytes(b"")
    told: list[int] = []
    reviews, failures = review_files(files, Settings(), tell=lambda: told.append(1))
    assert [review.document.source for review in reviews] == [str(f) for f in files if f != files[1]]
    assert [(failure.code, failure.values["path"]) for failure in failures] == [("RD02", str(files[1]))]
    assert len(told) == len(files)
    assert all(
        [f.code for f in review.all_findings()] == [f.code for f in reviews[0].all_findings()]
        for review in reviews
    )


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The alarm ends it with RD12; the next file is reviewed."""
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(batch, "SECONDS", 0.0001)
    _, failures = review_files([tmp_path / "a.csv"], Settings())
    assert [failure.code for failure in failures] == ["RD12"]
    monkeypatch.setattr(batch, "SECONDS", 60)
    reviews, failures = review_files([tmp_path / "b.csv"], Settings())
    assert (len(reviews), failures) == (1, [])


def test_time_and_memory_are_bounded_and_given_back() -> None:
    """Too much memory is a MemoryError within, and no limit stays afterwards."""
    with pytest.raises(MemoryError), bounded(60, 0.5):
        bytearray(2**30)
    assert len(bytearray(2**30)) == 2**30
    with bounded(0.05, 2):
        pass
    time.sleep(0.1)  # no alarm is left


def test_a_wrong_rule_code_is_said_once() -> None:
    """CF01 before any file is opened."""
    with pytest.raises(ZhibiaoError) as error:
        review_files([Path("missing.csv")], Settings(ignore=("XX99",)))
    assert error.value.code == "CF01"
