"""A zip of documents: its files are found, names in GBK too; nothing leaves the folder, nothing is too much."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.read import unpack as module
from zhibiao.read.unpack import left_out, unpack

SUFFIXES = (".csv", ".docx")


def make(path: Path, entries: dict[str, bytes]) -> Path:
    """A zip with these entries."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def code_of(path: Path, folder: Path) -> str:
    """The code of the error that unpacking raises."""
    with pytest.raises(ZhibiaoError) as error:
        unpack(path, folder, SUFFIXES)
    return error.value.code


def test_documents_are_found_and_the_rest_left_out(tmp_path: Path) -> None:
    """Folders are kept; hidden files, lock files, other formats and inner archives are not taken."""
    entries = {"a/表.csv": b"1", "b.docx": b"2", "~$b.docx": b"", ".c.csv": b"", "d.png": b"", "e.zip": b""}
    files = unpack(make(tmp_path / "x.zip", entries), tmp_path / "out", SUFFIXES)
    assert [file.relative_to(tmp_path / "out").as_posix() for file in files] == ["a/表.csv", "b.docx"]


def test_what_is_left_out_for_its_kind_can_be_told(tmp_path: Path) -> None:
    """Other formats and inner archives with their folders; not what systems and programs hide, and no folders."""
    entries = {"a/读我.md": b"1", "e.zip": b"", "无后缀": b"", "b.docx": b"2", "图/": b""}
    hidden = {"~$b.doc": b"", ".c.png": b"", "__MACOSX/b.png": b"", "a/Thumbs.db": b"", "desktop.ini": b""}
    path = make(tmp_path / "x.zip", entries | hidden)
    assert left_out(path, SUFFIXES) == ["a/读我.md", "e.zip", "无后缀"]
    path.write_bytes(b"PK no zip")
    with pytest.raises(ZhibiaoError, match="RD07"):
        left_out(path, SUFFIXES)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_that_do_not_say_their_encoding_are_read(tmp_path: Path, encoding: str) -> None:
    """A name stored without the UTF-8 flag, in GBK by Windows or in UTF-8 by others, comes out in Chinese."""
    stored = "绩效目标".encode(encoding)
    path = make(tmp_path / "x.zip", {f"{'A' * len(stored)}.csv": b"1"})
    path.write_bytes(path.read_bytes().replace(b"A" * len(stored), stored))
    (file,) = unpack(path, tmp_path / "out", SUFFIXES)
    assert file.name == "绩效目标.csv"


def test_an_entry_cannot_leave_the_folder(tmp_path: Path) -> None:
    """An absolute name ends up inside; one that climbs out is left out."""
    files = unpack(
        make(tmp_path / "x.zip", {"../../evil.csv": b"1", "/etc/evil.csv": b"2"}), tmp_path / "out", SUFFIXES
    )
    assert len(files) == 1
    assert all(file.resolve().is_relative_to((tmp_path / "out").resolve()) for file in files)


def test_bombs_are_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One file too large, or all together, is RD08 before the disk is full; too many files RD07."""
    path = make(tmp_path / "x.zip", {f"{n}.csv": b"0" * 600_000 for n in range(4)})
    monkeypatch.setattr(module, "MAX_TOTAL_MB", 2)
    assert code_of(path, tmp_path / "a") == "RD08"
    monkeypatch.setattr(module, "MAX_FILE_MB", 0.5)
    assert code_of(path, tmp_path / "b") == "RD08"
    monkeypatch.setattr(module, "MAX_FILES", 3)
    assert code_of(path, tmp_path / "c") == "RD07"


def test_damaged_and_empty_archives_have_codes(tmp_path: Path) -> None:
    """A cut file is RD07, one without a document RD09."""
    path = make(tmp_path / "x.zip", {"a.csv": b"1" * 1000})
    (tmp_path / "cut.zip").write_bytes(path.read_bytes()[:60])
    assert code_of(tmp_path / "cut.zip", tmp_path / "a") == "RD07"
    assert code_of(make(tmp_path / "y.zip", {"a.png": b"1"}), tmp_path / "b") == "RD09"
