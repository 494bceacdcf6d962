"""Formats of other office programs, converted by LibreOffice: the same rows as the docx or xlsx they came from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.read import read_bytes
from zhibiao.read.from_office import PROGRAMS, convert
from zhibiao.review import read

needs_office = pytest.mark.skipif(
    not any(map(shutil.which, PROGRAMS)),
    reason="LibreOffice is not installed: doc, wps, rtf, odt, ods are not tried",
)
RTF = rb"{\rtf1\ansi abc}"


def rows(path: Path) -> list[tuple[str, ...]]:
    """What the indicators of a file say."""
    tables = read(path).tables
    return [(i.level1, i.level2, i.name, i.target, i.unit, i.weight) for t in tables for i in t.indicators]


@needs_office
@pytest.mark.parametrize(
    ("sample", "kind", "suffix"),
    [
        ("dept_goal.docx", "doc", "doc"),
        ("dept_goal.docx", "doc", "wps"),
        ("dept_goal.docx", "rtf", "rtf"),
        ("dept_goal.docx", "odt", "odt"),
        ("project_selfeval.xlsx", "ods", "ods"),
        ("project_selfeval.xlsx", "xls", "et"),
    ],
)
def test_the_rows_are_those_of_the_original(
    root: Path, tmp_path: Path, sample: str, kind: str, suffix: str
) -> None:
    """Merged cells survive the way through the other format and back."""
    original = root / "corpora" / "samples" / sample
    copy = tmp_path / f"a.{suffix}"
    copy.write_bytes(convert(original.read_bytes(), original.suffix[1:], kind, str(original)))
    assert rows(copy) == rows(original)


def test_without_the_program_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """RD11 names LibreOffice."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(ZhibiaoError, match="LibreOffice") as error:
        read_bytes(RTF, "a.rtf")
    assert error.value.code == "RD11"


@needs_office
def test_a_file_it_cannot_open_is_a_coded_error(tmp_path: Path) -> None:
    """Rubbish under a known signature cannot be opened (RD07), or holds no goal table (RD05)."""
    path = tmp_path / "a.doc"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le") + bytes(600))
    with pytest.raises(ZhibiaoError) as error:
        read(path)
    assert error.value.code in ("RD05", "RD07")
