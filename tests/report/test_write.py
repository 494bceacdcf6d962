"""`report.write`: which files are written, and what an unknown format does."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Review
from zhibiao.report import REPORTERS, write


def _named(review: Review, source: str) -> Review:
    return replace(review, document=replace(review.document, source=source))


def test_reporters_are_pinned() -> None:
    """The formats are a list that changes on purpose only; each has a function."""
    assert [name for name, _ in REPORTERS][:4] == ["terminal", "html", "json", "csv"]
    assert all(callable(function) for _, function in REPORTERS)


def test_unknown_format_writes_nothing(review: Review, tmp_path: Path) -> None:
    """An unknown format is refused with CF03 before the first file is written."""
    with pytest.raises(ZhibiaoError) as caught:
        write([review], tmp_path / "out", ["json", "odp"])
    assert caught.value.code == "CF03"
    assert "html" in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_each_format_once(review: Review, tmp_path: Path) -> None:
    """A format that is named twice is written once; every path returned exists, and nothing else does."""
    paths = write([review], tmp_path, ["csv", "json", "html", "csv"])
    assert [path.name for path in paths][:3] == ["review.csv", "review.json", "index.html"]
    assert sorted(paths) == sorted(tmp_path.iterdir())


def test_colliding_names(review: Review, small_review: Review, tmp_path: Path) -> None:
    """Documents of one name, a document called index and one called like a table's page all get pages."""
    reviews = [
        _named(review, "a/表.docx"),
        _named(small_review, "b/表.xlsx"),
        _named(small_review, "表-t1.docx"),
        _named(small_review, "INDEX.docx"),
    ]
    names = [path.name for path in write(reviews, tmp_path, ["html"])]
    assert names == [
        "index.html",
        "表.html",
        "表-t1-2.html",
        "表-t2.html",
        "表-2.html",
        "表-t1.html",
        "INDEX-2.html",
    ]
    assert len({name.casefold() for name in names}) == len(list(tmp_path.iterdir()))


def test_terminal_prints_and_writes_nothing(
    review: Review, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The terminal format goes to standard output and makes no file."""
    assert write([review], tmp_path / "out", ["terminal"]) == []
    assert "VG01" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


def test_same_review_same_bytes(review: Review, tmp_path: Path) -> None:
    """Writing twice gives the same bytes: nothing depends on the time or the folder."""
    first = {
        path.name: path.read_bytes() for path in write([review], tmp_path / "a", ["html", "json", "csv"])
    }
    second = {
        path.name: path.read_bytes() for path in write([review], tmp_path / "b", ["html", "json", "csv"])
    }
    assert first == second


def test_reporters_are_imported_when_used() -> None:
    """Importing the report package loads neither jinja2 nor rich nor a reporter."""
    code = (
        "import sys, zhibiao.report\n"
        "names = ('jinja2', 'rich', 'zhibiao.report.to_html', 'zhibiao.report.to_terminal')\n"
        "print([name for name in names if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
