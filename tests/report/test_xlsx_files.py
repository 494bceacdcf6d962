"""Which workbooks are written: for the sample, for macros, for other documents, for a file that is gone."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from zhibiao.cli.app import app
from zhibiao.errors import ZhibiaoError
from zhibiao.records import Finding, Review, ReviewedTable
from zhibiao.report.to_xlsx import write
from zhibiao.report.workbook.styles import GROUNDS
from zhibiao.review import label_rows, read, review


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _pack(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.fixture
def source(samples: Path, tmp_path: Path) -> Path:
    """A copy of the sample."""
    return Path(shutil.copy(samples / "project_selfeval.xlsx", tmp_path / "自评表.xlsx"))


def test_the_sample(source: Path) -> None:
    """The sample workbook, reviewed: each finding stands at a cell whose comment names its code."""
    found = review(source)
    [out] = write([found], source.parent / "out")
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["招商工作经费", "遗属生活补助资金", "Sheet3", "审核意见"]
    rows = [row for row in book["审核意见"].iter_rows(min_row=2, values_only=True) if row[1]]
    assert [row[5] for row in rows] == [finding.code for finding in found.all_findings()]
    for sheet, cell, *_, code, _message, _wording in rows:
        assert code in book[sheet][cell].comment.text
    before, after = _parts(source), _parts(out)
    assert all(after[name] == before[name] for name in ("xl/theme/theme1.xml", "xl/worksheets/sheet3.xml"))


def test_macros_are_kept(source: Path) -> None:
    """A workbook with macros keeps them, and its suffix."""
    parts = _parts(source)
    parts["xl/vbaProject.bin"] = b"\xcc\x61 macros"
    parts["[Content_Types].xml"] = (
        parts["[Content_Types].xml"]
        .replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )
        .replace(
            b"</Types>",
            b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        )
    )
    path = source.with_suffix(".xlsm")
    _pack(path, parts)
    [out] = write([review(path)], path.parent / "out")
    assert out.name == "自评表_审核.xlsm"
    assert _parts(out)["xl/vbaProject.bin"] == b"\xcc\x61 macros"


def test_other_documents_become_a_new_workbook(tmp_path: Path) -> None:
    """A csv gives a sheet of its rows, commented and coloured, and the list; formulas in it are texts."""
    path = tmp_path / "表.csv"
    path.write_text(
        "一级指标,二级指标,三级指标,指标值,单位,分值\n"
        '产出指标,数量指标,"=1+1",明显改善,,50\n产出指标,质量指标,@合格率,≥95%,,50\n',
        encoding="utf-8",
    )
    document = read(path)
    rows = label_rows(document.tables[0])
    vague = Finding(
        code="VG01", name="v", severity="high", message="空泛", message_en="v", field="target", row=1
    )
    table = ReviewedTable(table=document.tables[0], rows=(replace(rows[0], findings=(vague,)), *rows[1:]))
    found = Review(document=document, tables=(table,))
    [out] = write([found], tmp_path / "out")
    book = openpyxl.load_workbook(out)
    assert (out.name, book.sheetnames) == ("表_审核.xlsx", ["指标", "审核意见"])
    sheet = book["指标"]
    assert [cell.value for cell in sheet[2]][:5] == [1, "产出指标", "数量指标", "=1+1", "明显改善"]
    assert (sheet["D2"].data_type, sheet["D3"].value) == ("s", "@合格率")
    assert sheet["E2"].comment.text == "高（应当退回） VG01\n空泛"
    assert sheet["E2"].fill.fgColor.rgb == GROUNDS["high"]
    assert (sheet.freeze_panes, sheet["D2"].alignment.wrap_text) == ("A2", True)
    assert book["审核意见"]["B2"].value == "E2"
    assert write([found], tmp_path / "again")[0].read_bytes() == out.read_bytes()


def test_a_source_that_is_gone_is_said(source: Path) -> None:
    """Where the workbook cannot be read again, the rows are written anew and the list says why."""
    found = review(source)
    source.unlink()
    [out] = write([found], source.parent / "out", lang="en")
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Indicators", "Review"]
    assert [cell.value for cell in book["Review"][2]][4:6] == ["Not written into the source", "RD01"]
    tables = {row[0] for row in book["Indicators"].iter_rows(min_row=2, values_only=True)}
    assert tables == {reviewed.table.name for reviewed in found.tables}


def test_a_damaged_source_is_said(source: Path) -> None:
    """A workbook that has become something else since it was read is not annotated, and the list says it."""
    found = review(source)
    _pack(source, {"mimetype": b"nothing"})
    [out] = write([found], source.parent / "out", failures=[ZhibiaoError("RD02", path="b.txt")])
    assert openpyxl.load_workbook(out)["审核意见"]["F2"].value == "RD07"


def test_no_source_is_written_over(source: Path, tmp_path: Path) -> None:
    """A document beside the reports that has the name of one stays; documents of one name get numbers."""
    mine, other = source.with_name("自评表_审核.xlsx"), tmp_path / "other" / source.name
    other.parent.mkdir()
    for copy in (mine, other):
        shutil.copy(source, copy)
    names = [path.name for path in write([review(path) for path in (source, other, mine)], tmp_path)]
    assert names == ["自评表_审核-2.xlsx", "自评表_审核-3.xlsx", "自评表_审核_审核.xlsx"]
    assert mine.read_bytes() == source.read_bytes()


def test_same_review_same_bytes(source: Path, tmp_path: Path) -> None:
    """Nothing in the file depends on the time or the folder."""
    found = review(source)
    one, two = (write([found], tmp_path / name)[0].read_bytes() for name in "ab")
    assert one == two


def test_nothing_found(source: Path) -> None:
    """Without findings the list says so, and no sheet of the user's is touched."""
    document = read(source)
    tables = tuple(ReviewedTable(table=table, rows=label_rows(table)) for table in document.tables)
    [out] = write([Review(document=document, tables=tables)], source.parent / "out")
    assert openpyxl.load_workbook(out)["审核意见"]["G2"].value == "没有发现问题。"
    before, after = _parts(source), _parts(out)
    assert all(after[name] == before[name] for name in before if name.startswith("xl/worksheets/"))


def test_a_workbook_in_a_zip_is_annotated(source: Path, tmp_path: Path) -> None:
    """The command annotates the workbooks in a zip too, though they are unpacked for the review only."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(source, "自评表.xlsx")
    out = tmp_path / "out"
    run = CliRunner().invoke(app, ["review", str(tmp_path / "a.zip"), "-o", str(out), "--format", "xlsx"])
    assert run.exit_code == 1, run.output
    assert "招商工作经费" in openpyxl.load_workbook(out / "自评表_审核.xlsx").sheetnames
