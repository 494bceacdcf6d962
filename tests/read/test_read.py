"""Choosing the reader: by content first, by suffix second, with a code for everything else."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.read import READERS, find_files, read_bytes, read_page, supported_suffixes

TABLE = "<table><tr><td>培训人数</td><td>≥500人</td></tr></table>"


def code_of(call: Callable[[], object]) -> str:
    """The code of the ZhibiaoError that `call` raises."""
    with pytest.raises(ZhibiaoError) as raised:
        call()
    assert raised.value.render("en")
    return raised.value.code


def test_refuses_with_a_code(refused_case: dict[str, str], tmp_path: Path) -> None:
    """A file that cannot be read raises the code that says why."""
    path = tmp_path / refused_case["file"]
    text = refused_case["text"].encode(refused_case.get("encoding", "utf-8"))
    path.write_bytes(bytes.fromhex(refused_case.get("head", "")) + text)
    assert code_of(lambda: read_page(path)) == refused_case["code"]


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A path that does not exist is RD01; a folder is no file."""
    assert code_of(lambda: read_page(tmp_path / "no.docx")) == "RD01"
    assert code_of(lambda: read_page(tmp_path)) == "RD06"


def test_file_over_the_limit(tmp_path: Path) -> None:
    """A file above the limit is RD08 with both sizes, before it is read."""
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" * 1000, encoding="utf-8")
    with pytest.raises(ZhibiaoError) as raised:
        read_page(path, limit_mb=0.001)
    assert raised.value.code == "RD08"
    assert raised.value.values["limit_mb"] == 0.001


@pytest.mark.parametrize(
    ("name", "text", "encoding", "format_"),
    [
        ("a.xls", TABLE, "utf-8", "html"),
        ("a.xls", f"<html><meta charset=gb2312>{TABLE}", "gb18030", "html"),
        ("a.doc", TABLE, "utf-8", "html"),
        ("a.docx", TABLE, "utf-8", "html"),
        ("a.txt", TABLE, "utf-8", "html"),
        ("a.md", f"# 目标表\n{TABLE}", "utf-8", "html"),
        ("a.aspx", TABLE, "utf-8", "html"),
        ("a.HTM", "<p>年度目标</p>", "utf-8", "html"),
        ("a.xls", "三级指标\t指标值\n培训人数\t≥500人\n", "gb18030", "csv"),
        ("a.csv", "三级指标,指标值\n培训人数,≥500人\n", "utf-16-le", "csv"),
        ("a.TSV", "三级指标\t指标值\n", "utf-8", "csv"),
        ("-", TABLE, "utf-8", "html"),
    ],
)
def test_content_beats_the_suffix(name: str, text: str, encoding: str, format_: str) -> None:
    """What clearly is HTML or delimited text is read as such under any name, and the encoding is told."""
    page = read_bytes(text.encode(encoding), name)
    assert (page.format, page.encoding) == (format_, encoding)


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.wps", "a.zip", "a.txt", "a", "-"])
def test_word_file_under_any_name(name: str, make_docx: Callable[[str], bytes]) -> None:
    """A Word file is known by its content."""
    page = read_bytes(make_docx("<w:p><w:r><w:t>年度目标</w:t></w:r></w:p>"), name)
    assert (page.format, page.paragraphs) == ("docx", ((1, "年度目标"),))


@pytest.mark.parametrize(
    ("stream", "code", "word"),
    [("EncryptedPackage", "RD07", "password"), ("Other", "RD07", ".docx")],
)
def test_ole_files(stream: str, code: str, word: str) -> None:
    """A password and anything else in an OLE container are told apart."""
    data = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512) + stream.encode("utf-16-le") + bytes(512)
    with pytest.raises(ZhibiaoError) as raised:
        read_bytes(data, "a.docx")
    assert raised.value.code == code
    assert word in raised.value.render("en")


@pytest.mark.parametrize(("kind", "suffix"), [("presentationml", ".pptx")])
def test_other_office_files(kind: str, suffix: str) -> None:
    """Office formats without a reader are named in the refusal."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.{kind}")
    with pytest.raises(ZhibiaoError) as raised:
        read_bytes(stream.getvalue(), "a.xlsx")
    assert (raised.value.code, raised.value.values["suffix"]) == ("RD06", suffix)


def test_find_files(tmp_path: Path) -> None:
    """Folders give their readable files, sorted, to any depth; hidden and lock files are left out."""
    for name in (
        "b.docx",
        "a/2.csv",
        "a/10.XLSX",
        "~$b.docx",
        ".hidden.docx",
        ".git/c.docx",
        "a/.~lock.b.docx#",
        "x.png",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = find_files([tmp_path])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a/10.XLSX", "a/2.csv", "b.docx"]


def test_find_files_keeps_what_is_named(tmp_path: Path) -> None:
    """A file named by the user is kept whatever its suffix, each file once and in the order given."""
    for name in ("b.png", "a.csv"):
        (tmp_path / name).touch()
    found = find_files([tmp_path / "b.png", tmp_path, tmp_path / "b.png", str(tmp_path / "a.csv")])
    assert [path.name for path in found] == ["b.png", "a.csv"]


def test_find_files_refuses(tmp_path: Path) -> None:
    """A path that does not exist is RD01, a folder without any readable file RD09."""
    (tmp_path / "x.png").touch()
    assert code_of(lambda: find_files([tmp_path / "no"])) == "RD01"
    assert code_of(lambda: find_files([tmp_path])) == "RD09"


def test_folder_links_are_not_followed(tmp_path: Path) -> None:
    """A link back to a folder above does not loop."""
    (tmp_path / "a.csv").touch()
    try:
        (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    except OSError as error:
        pytest.skip(f"this system makes no links: {error}")
    assert [path.name for path in find_files([tmp_path])] == ["a.csv"]


def test_readers_do_not_share_suffixes() -> None:
    """Every suffix leads to one reader."""
    assert len(set(supported_suffixes())) == sum(len(reader.suffixes) for reader in READERS)


def test_import_is_light() -> None:
    """Importing the package of readers imports none of their libraries."""
    # A stand-in for the top package: it imports more than the readers.
    script = """if True:
        import importlib.util, sys, types
        top = types.ModuleType("zhibiao")
        top.__path__ = importlib.util.find_spec("zhibiao").submodule_search_locations
        sys.modules["zhibiao"] = top
        import zhibiao.read
        print(*sys.modules)
    """
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "zhibiao.read" in done.stdout.split()
    assert not {"lxml", "docx", "python_calamine", "pandas", "zipfile"} & set(done.stdout.split())


@pytest.mark.parametrize(
    ("lang", "said", "unsaid"),
    [("zh", "其中没有 .xlsx 的内容", "content"), ("en", "no .xlsx content in it", "内容")],
)
def test_a_detail_is_said_in_one_language(tmp_path: Path, lang: str, said: str, unsaid: str) -> None:
    """What stands in brackets speaks the language of the message around it."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(ZhibiaoError) as caught:
        read_page(path)
    text = caught.value.render(lang)
    assert said in text
    assert unsaid not in text
