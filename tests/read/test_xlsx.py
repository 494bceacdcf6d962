"""Workbooks into grids: addresses, merged ranges, several sheets, numbers as printed."""

from __future__ import annotations

import datetime
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.read import read_bytes, read_page
from zhibiao.records import Grid

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl (extra dev) writes the workbooks of these tests")
Plain = Callable[[Grid], list[list[str]]]


def workbook(fill: Callable[[Any], object]) -> bytes:
    """The bytes of a workbook that `fill` has filled."""
    book = openpyxl.Workbook()
    fill(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def patched(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with `old` replaced by `new` in one part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            assert name != part or old in content
            target.writestr(name, content.replace(old, new) if name == part else content)
    return stream.getvalue()


def merged(book: Any) -> None:
    """A table that begins at C3, with merged ranges both ways."""
    sheet = book.active
    for place, value in (("C3", "产出指标"), ("D3", "数量"), ("D4", "质量"), ("C5", "总分"), ("E5", 100)):
        sheet[place] = value
    sheet.merge_cells("C3:C4")
    sheet.merge_cells("C5:D5")


def test_merged_ranges_and_addresses(plain: Plain) -> None:
    """Merged ranges are spans; cells keep the address they have in the sheet."""
    (grid,) = read_bytes(workbook(merged), "a.xlsx").grids
    assert plain(grid) == [
        [],
        [],
        ["0:", "1:", "2:产出指标[2x1]", "3:数量"],
        ["0:", "1:", "3:质量"],
        ["0:", "1:", "2:总分[1x2]", "4:100"],
    ]
    assert grid.rows[2][2].line == 3


def test_sheets(plain: Plain) -> None:
    """Every sheet with text is a grid under its name, hidden ones too; empty ones are left out."""

    def fill(book: Any) -> None:
        book.active.title = "目标表"
        book.active["A1"] = "a"
        book.create_sheet("空表")
        book.create_sheet("空格")["B2"] = "  "
        hidden = book.create_sheet("隐藏")
        hidden["A1"], hidden.sheet_state = "b", "hidden"

    page = read_bytes(workbook(fill), "a.xlsx")
    assert [(grid.name, plain(grid)) for grid in page.grids] == [("目标表", [["0:a"]]), ("隐藏", [["0:b"]])]
    assert [(note.code, note.place) for note in page.notes] == [("EX10", "隐藏")]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (500.0, "General", "500"),
        (0.1 + 0.2, "General", "0.3"),
        (0.95, "0%", "95%"),
        (0.9876, "0.00%", "98.76%"),
        (8, "0.00", "8.00"),
        (500, '"≥"0"家"', "≥500家"),
        (datetime.date(2024, 12, 30), "General", "2024-12-30"),
        (datetime.date(2024, 12, 30), 'yyyy"年"m"月"d"日"', "2024年12月30日"),
        (datetime.date(2024, 12, 1), 'yyyy"年"m"月"', "2024年12月"),
        (datetime.date(2024, 12, 30), "yyyy/m/d", "2024/12/30"),
        (datetime.datetime(2024, 12, 30, 9, 30), "yyyy-mm-dd h:mm", "2024-12-30 09:30:00"),
        (True, "General", "TRUE"),
        ("≥\n100%", "General", "≥100%"),
        ("00123", "@", "00123"),
        ("0.95", "0%", "0.95"),
    ],
)
def test_values_as_printed(value: object, code: str, text: str) -> None:
    """A cell reads as its number format prints it; text stays as it is."""

    def fill(book: Any) -> None:
        book.active["A1"] = value
        if code != "General" or not isinstance(value, datetime.date):
            book.active["A1"].number_format = code

    assert read_bytes(workbook(fill), "a.xlsx").grids[0].rows[0][0].text == text


def test_damaged_and_hostile_workbooks() -> None:
    """Absurd addresses and merged ranges are bounded, missing and broken parts RD07."""
    data = workbook(merged)
    sheet = "xl/worksheets/sheet1.xml"
    far = patched(data, sheet, b'r="E5"', b'r="XFD1048576"')
    wide = patched(data, sheet, b'ref="C3:C4"', b'ref="C3:XFD1048576"')
    broken = patched(data, sheet, b"</sheetData>", b"")
    lost = patched(data, "xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"worksheets/sheet9.xml")
    for bad in (far, broken, lost):
        with pytest.raises(ZhibiaoError) as raised:
            read_bytes(bad, "a.xlsx")
        assert raised.value.code == "RD07"
    cell = read_bytes(wide, "a.xlsx").grids[0].rows[2][2]
    assert (cell.text, cell.row_span, cell.column_span) == ("产出指标", 3, 1000)


def test_formatted_but_empty_far_cell(plain: Plain) -> None:
    """A format set on the last cell of the sheet adds no rows."""

    def fill(book: Any) -> None:
        book.active["A1"] = "a"
        book.active["XFD1048576"].font = openpyxl.styles.Font(bold=True)

    assert plain(read_bytes(workbook(fill), "a.xlsx").grids[0]) == [["0:a"]]


@pytest.fixture(scope="session")
def old_workbook(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workbook as an xls of Excel 97."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice, which writes the xls, is not installed")
    folder = tmp_path_factory.mktemp("xls")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    source = str(samples / "project_selfeval.xlsx")
    convert = [office, profile, "--headless", "--convert-to", "xls", "--outdir", str(folder), source]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    return folder / "project_selfeval.xls"


def test_old_workbook(old_workbook: Path, samples: Path) -> None:
    """The same form as xls gives the same grids: spans, addresses and numbers as printed."""
    page = read_page(old_workbook)
    assert page.format == "xls"
    assert page.grids == read_page(samples / "project_selfeval.xlsx").grids


def test_damaged_old_workbook(old_workbook: Path) -> None:
    """Whatever byte of an xls is wrong, the outcome is a page or a code, never a crash or another error."""
    data = old_workbook.read_bytes()
    outcomes = set()
    for at in range(0, len(data), 31):
        damaged = data[:at] + bytes([data[at] ^ 0xA5]) + data[at + 1 :]
        try:
            outcomes.add(read_bytes(damaged, "a.xls").format)
        except ZhibiaoError as error:
            outcomes.add(error.code)
    assert {"xls", "RD07"} <= outcomes
    assert outcomes <= {"xls", "RD02", "RD03", "RD06", "RD07"}


def test_hidden_rows_are_read_and_named(plain: Plain) -> None:
    """A hidden row stands in the grid; a note says which rows were hidden."""

    def fill(book: Any) -> None:
        book.active.title = "目标表"
        book.active.append(["a"])
        book.active.append(["b"])
        book.active.row_dimensions[2].hidden = True
        book.active.row_dimensions[5].hidden = True  # holds nothing

    page = read_bytes(workbook(fill), "a.xlsx")
    assert plain(page.grids[0]) == [["0:a"], ["0:b"]]
    assert [(note.code, "第 2 行" in note.zh) for note in page.notes] == [("EX10", True)]


def test_a_sheet_whose_part_is_lost_is_a_coded_error() -> None:
    """The workbook names a sheet that its relationships do not lead to: RD07 (found by `make fuzz`)."""
    data = patched(workbook(merged), "xl/_rels/workbook.xml.rels", b'"rId1"', b'"rId9"')
    with pytest.raises(ZhibiaoError) as error:
        read_bytes(data, "a.xlsx")
    assert error.value.code == "RD07"
