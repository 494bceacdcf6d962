"""Lines and their repair: a bad line costs only itself, in any encoding and whatever is read at once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from zhibiao.bulk import lines as lines_module
from zhibiao.bulk.from_csv import csv_head, csv_pieces
from zhibiao.bulk.lines import Encoding, Lines, find_encoding, readable
from zhibiao.errors import ZhibiaoError

CASES = yaml.safe_load((Path(__file__).parent / "lines.yml").read_text(encoding="utf-8"))
HEADER = "甲,乙,丙\n"


def read(path: Path, rows: int = 1000) -> tuple[list[str], list[tuple[int, str]]]:
    """Cells and rejects of a csv, read `rows` lines at a time."""
    head = csv_head(path)
    cells, out = [], []
    for piece in csv_pieces(head, head.place, rows):
        cells += ["|".join(row) for row in zip(*piece.table.to_pydict().values(), strict=True)]
        out += [(one.line, one.code) for one in piece.rejects]
    return cells, out


@pytest.mark.parametrize("rows", [1, 2, 1000])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_rows_and_rejects(tmp_path, case, rows):
    """What is a row and what is not, the same in blocks of one line, of two, and as a whole."""
    path = tmp_path / "t.csv"
    path.write_bytes((HEADER + case["text"]).encode())
    want = [(line + 1, code) for line, code in case.get("out", [])]
    assert read(path, rows) == (case["rows"], want)


LINE = st.text(alphabet='a,"\n\r中 ', max_size=12)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINE, max_size=12))
def test_blocks_change_nothing(tmp_path_factory, lines):
    """Whatever the lines, one at a time or all at once gives the same rows and rejects."""
    path = tmp_path_factory.mktemp("blocks") / "t.csv"
    path.write_bytes((HEADER + "\n".join(lines)).encode())
    assert read(path, 1) == read(path, 3) == read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path, encoding, end):
    """Every encoding and every line end gives the same rows and the same number of the bad line."""
    text = end.join(["三级指标,指标值", '"群众,满意度",≥90%', "缺一格", "合格率,≥95%", ""])
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode(encoding))
    assert read(path, 1) == (["群众,满意度|≥90%", "合格率|≥95%"], [(3, "RJ01")])


@pytest.mark.parametrize(
    ("encoding", "bad"), [("utf-8", b"\xff\xfe"), ("gb18030", b"\x81"), ("utf-16-le", b"\x00\xd8")]
)
def test_a_damaged_line_is_left_out_alone(tmp_path, encoding, bad):
    """Bytes that are no text cost their line; the next one is read; the bytes can be seen."""
    good = [f"指标{number},值".encode(encoding) for number in range(20)]
    feed = "\n".encode(encoding)
    content = feed.join(["三级指标,指标值".encode(encoding), *good, "坏".encode(encoding) + bad, *good, b""])
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    cells, out = read(path)
    assert len(cells) == 40 and out == [(22, "RJ02")]


def test_the_bytes_of_a_damaged_line_can_be_read_off():
    """Nothing of the line is lost: bytes as \\xNN, a backslash as two."""
    assert readable(b"a\\\xff") == "a\\\\\\xff"
    assert readable("坏\udc81".encode("utf-8", "surrogatepass")) == "坏\\x81"


def test_an_encoding_that_shows_late_is_found(tmp_path, monkeypatch):
    """A file that begins with nothing but ASCII is known by its first Chinese line."""
    monkeypatch.setattr(lines_module, "HEAD_BYTES", 64)
    path = tmp_path / "t.csv"
    path.write_bytes(b"name,target\n" + b"ratio,1\n" * 50 + "群众满意度,≥90%\n".encode("gb18030") * 3)
    assert find_encoding(path).name == "gb18030"


@pytest.mark.parametrize(
    ("content", "code"), [(b"\x89PNG\x00\x01\x02\x03" * 9, "RD03"), (b"", "TG03"), (b"\n,,\n", "TG03")]
)
def test_what_is_no_table_is_refused(tmp_path, content, code):
    """Binary content, an empty file, one of blank lines: coded errors."""
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(ZhibiaoError) as error:
        csv_head(path)
    assert error.value.code == code


def test_a_long_line_is_read_whole(tmp_path, monkeypatch):
    """A line longer than what is read at once comes in one piece; one beyond all measure is refused."""
    monkeypatch.setattr(lines_module, "BLOCK_BYTES", 100)
    path = tmp_path / "t.csv"
    path.write_bytes(b"a\n" + b"x" * 1000 + b"\nb\n")
    with Lines(path, Encoding(name="utf-8")) as lines:
        assert [len(lines.take(1)) for _ in range(4)] == [2, 1001, 2, 0]
    monkeypatch.setattr(lines_module, "LINE_BYTES", 300)
    with Lines(path, Encoding(name="utf-8")) as lines, pytest.raises(ZhibiaoError) as error:
        lines.take(1), lines.take(1)
    assert error.value.code == "RD07"
