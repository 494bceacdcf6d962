"""html, csv and docx into grids: true spans, irregular and hostile tables."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.read import read_bytes
from zhibiao.read.from_csv import from_csv
from zhibiao.read.from_html import from_html
from zhibiao.read.grid import MAX_AREA
from zhibiao.read.number_format import show_number
from zhibiao.records import Grid

Plain = Callable[[Grid], list[list[str]]]
FORMATS = Path(__file__).parent / "cases" / "number_formats.tsv"


def test_html_grids(html_case: dict[str, Any], plain: Plain) -> None:
    """Cells stand at the places and have the spans that a browser gives them."""
    page = from_html(html_case["html"], "a.html")
    assert [plain(grid) for grid in page.grids] == html_case["grids"]
    assert not any(grid.lossy for grid in page.grids)


def test_csv_rows(csv_case: dict[str, Any], plain: Plain) -> None:
    """Fields keep their columns; the grid is lossy because a csv has no spans."""
    (grid,) = from_csv(csv_case["text"], "a.csv").grids
    assert plain(grid) == csv_case["rows"]
    assert grid.lossy
    if "lines" in csv_case:
        assert [row[0].line for row in grid.rows if row] == csv_case["lines"]


def test_docx_grids(docx_case: dict[str, Any], make_docx: Callable[[str], bytes], plain: Plain) -> None:
    """Cells stand where Word prints them, with the text Word prints."""
    page = read_bytes(make_docx(docx_case["body"]), "a.docx")
    assert [plain(grid) for grid in page.grids] == docx_case["grids"]


def test_number_formats() -> None:
    """A number is shown as its cell prints it; under formats beyond us, plainly."""
    with FORMATS.open(encoding="utf-8", newline="") as lines:
        cases = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(cases) > 20
    shown = {(c["value"], c["format"]): show_number(float(c["value"]), c["format"]) for c in cases}
    assert shown == {(c["value"], c["format"]): c["shown"] for c in cases}


def test_gb_bytes_that_declare_gb2312_lose_no_row() -> None:
    """One ㎡ outside GB 2312 does not cut the table off, whatever the page says of its encoding."""
    rows = "".join(f"<tr><td>展厅{i}<td>≥{i}㎡" for i in range(200))
    page = read_bytes(f"<html><meta charset='gb2312'><table>{rows}</table>".encode("gb18030"), "a.html")
    assert len(page.grids[0].rows) == 200
    assert page.grids[0].rows[-1][1].text == "≥199㎡"


def test_html_captions_and_paragraphs() -> None:
    """Text before a table is its caption; all text outside tables stays, with its line."""
    html = "<html><head><title>网页</title></head><body><h2>目标\n表</h2>\n<p>单位：万元   2024年</p>\n"
    page = from_html(f"{html}{TABLE}<p>备注：无</p>{TABLE}</body></html>", "a.html")
    assert page.grids[0].caption == ("网页", "目标表", "单位：万元 2024年")
    assert page.grids[1].caption == ("备注：无",)
    assert page.paragraphs == ((1, "网页"), (1, "目标表"), (3, "单位：万元 2024年"), (4, "备注：无"))
    assert page.grids[0].rows[0][0].line == 4


TABLE = "<table><tr><td>培训人数</td><td>≥500人</td></tr></table>"


def test_text_with_tables_keeps_its_lines() -> None:
    """In converted text with HTML tables, line ends outside the tables part the paragraphs."""
    page = from_html(f"# 附件2\n\n## 目标表\n（2024年度）\n{TABLE}\n备注：无\n", "a.md")
    assert page.grids[0].caption == ("附件2", "目标表", "（2024年度）")
    assert page.paragraphs == ((1, "附件2"), (3, "目标表"), (4, "（2024年度）"), (6, "备注：无"))


def test_layout_table_is_a_box() -> None:
    """A table of one cell around others is page layout: its text is prose, its tables are grids."""
    page = from_html(
        f"<table><tr><td><h2>目标表</h2><p>2024年</p>{TABLE}<p>备注</p></td></tr></table>", "a.html"
    )
    assert [grid.caption for grid in page.grids] == [("目标表", "2024年")]
    assert [text for _, text in page.paragraphs] == ["目标表", "2024年", "备注"]


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr>" + "<td colspan=1000>x" * 2000,
        "<table>" + "<tr><td>x<td rowspan=1000>y" * 20000,
        "<div>" * 5000 + TABLE,
        "<table><tr><td>" * 5000,
    ],
    ids=["wide", "tall", "deep", "nested"],
)
def test_hostile_html_is_refused_quickly(html: str) -> None:
    """Tables of absurd size or depth are RD07 within seconds, never half read."""
    started = time.monotonic()
    with pytest.raises(ZhibiaoError) as raised:
        from_html(html, "a.html")
    assert raised.value.code == "RD07"
    assert time.monotonic() - started < 10


def test_docx_paragraphs_and_captions(make_docx: Callable[[str], bytes]) -> None:
    """Paragraphs before a table are its caption; `line` counts paragraphs and rows from the top."""
    p = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    row = f"<w:tr><w:tc>{p.format('a')}</w:tc></w:tr>"
    body = (
        p.format("目标表") + "<w:p/>" + p.format("单位：万元") + f"<w:tbl>{row}{row}</w:tbl>" + p.format("注")
    )
    page = read_bytes(make_docx(body), "a.docx")
    assert page.grids[0].caption == ("目标表", "单位：万元")
    assert page.paragraphs == ((1, "目标表"), (3, "单位：万元"), (6, "注"))
    assert [row[0].line for row in page.grids[0].rows] == [4, 5]


def test_docx_without_text_is_empty(make_docx: Callable[[str], bytes]) -> None:
    """A Word file of pictures or blanks only is RD02."""
    with pytest.raises(ZhibiaoError) as raised:
        read_bytes(make_docx("<w:p/>"), "a.docx")
    assert raised.value.code == "RD02"


def test_strict_docx(make_docx: Callable[[str], bytes]) -> None:
    """Strict Open XML, which python-docx does not open, is read alike."""
    body = (
        '<x:p xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:r><x:t>年度目标</x:t></x:r></x:p>'
    )
    assert read_bytes(make_docx(body), "a.docx").paragraphs == ((1, "年度目标"),)


@pytest.mark.parametrize(
    ("part", "code"),
    [(b"<a>" + b" " * 100_000_000, "RD08"), (b"<a/>", "")],
    ids=["bomb", "harmless"],
)
def test_zip_bomb(part: bytes, code: str, make_docx: Callable[..., bytes]) -> None:
    """A small docx that unpacks to far too much is RD08, a spare part of normal size is no matter."""
    data = make_docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>", bomb=part)
    assert len(data) < 1_000_000
    if code:
        with pytest.raises(ZhibiaoError) as raised:
            read_bytes(data, "a.docx")
        assert raised.value.code == code
    else:
        assert read_bytes(data, "a.docx").paragraphs


def test_too_many_entries(make_docx: Callable[..., bytes]) -> None:
    """An archive of thousands of entries is RD07."""
    with pytest.raises(ZhibiaoError) as raised:
        read_bytes(make_docx("<w:p/>", **{f"p{i}": b"" for i in range(6000)}), "a.docx")
    assert raised.value.code == "RD07"


@pytest.mark.parametrize("body", ["<w:p>", "<w:p>&lol;</w:p><w:tbl>"], ids=["unclosed", "entity"])
def test_broken_xml_in_docx(body: str, make_docx: Callable[[str], bytes]) -> None:
    """XML that is not well formed is RD07."""
    with pytest.raises(ZhibiaoError) as raised:
        read_bytes(make_docx(body), "a.docx")
    assert raised.value.code == "RD07"


def test_every_byte_of_a_docx_damaged(make_docx: Callable[[str], bytes]) -> None:
    """Whatever byte is wrong, the outcome is a page or a code, never another error."""
    data = make_docx("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>年度目标</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")
    outcomes = set()
    for at in range(0, len(data), 3):
        damaged = data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]
        try:
            outcomes.add(read_bytes(damaged, "a.docx").format)
        except ZhibiaoError as error:
            outcomes.add(error.code)
    assert "RD07" in outcomes
    assert outcomes <= {"docx", "RD02", "RD03", "RD06", "RD07"}


def test_area_limit_holds_real_tables() -> None:
    """The bound on the size of a table is far above 600 rows of 30 columns."""
    assert MAX_AREA > 20 * 600 * 30
