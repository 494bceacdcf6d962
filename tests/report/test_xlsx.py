"""The workbook report: what is written at which cell, and that nothing else of the user's file changes."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Border, Font, PatternFill, Side

from zhibiao.records import Allowed, Document, Finding, Note, Review, ReviewedTable, Suggestion
from zhibiao.report.remarks import severity_words
from zhibiao.report.to_xlsx import write
from zhibiao.report.workbook.styles import GROUNDS
from zhibiao.review import label_rows, read

SHEET = "2025 '目标' & 表"
HEADER = ("一级指标", "二级指标", "三级指标", "指标值", "单位", "分值")
ROWS = (
    ("产出指标", "数量指标", "培训人次", 500, "人次", 20),
    ("", "", '=HYPERLINK("http://evil.invalid","点")', 0.95, "", 30),
    ("效益指标", "社会效益指标", "服务水平", "明显改善", "", "=10*5"),
    ("", "", "群众知晓率", None, "", None),
)
_BOX = (
    b'<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    b'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:absoluteAnchor>'
    b'<xdr:pos x="0" y="0"/><xdr:ext cx="900000" cy="300000"/><xdr:sp macro="" textlink=""><xdr:nvSpPr>'
    b'<xdr:cNvPr id="2" name="box"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/>'
    b'<a:ext cx="900000" cy="300000"/></a:xfrm><a:prstGeom prst="rect"/></xdr:spPr><xdr:txBody><a:bodyPr/>'
    b"<a:p><a:r><a:t>note</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:absoluteAnchor></xdr:wsDr>"
)
_CHANGED = {
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "xl/comments/comment1.xml",
    "xl/drawings/commentsDrawing1.vml",
}


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _pack(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def make_workbook(path: Path) -> Path:
    """A goal table with merged cells, a formula, formats, a comment, a text box and a part nobody knows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    line = Side(style="thin")
    sheet.append(["项目支出绩效目标表（2025年度）"])
    sheet.merge_cells("A1:F1")
    sheet.append(HEADER)
    for row in ROWS:
        sheet.append(row)
    for cells in sheet["A2:F6"]:
        for cell in cells:
            cell.border = Border(left=line, right=line, top=line, bottom=line)
    sheet["C4"].data_type = "s"
    sheet["D4"].number_format = "0%"
    sheet["D3"].font = Font(name="黑体", size=13, color="FFFFFFFF")
    sheet["D3"].fill = PatternFill("solid", fgColor="FF000080")
    for area in ("A3:A4", "B3:B4", "A5:A6", "B5:B6"):
        sheet.merge_cells(area)
    sheet.column_dimensions["C"].width = 33
    sheet.row_dimensions[5].height = 41
    sheet["D5"].comment = Comment("请财政局核对", "科长")
    book.create_sheet("附件")["A1"] = "别的内容"
    book.save(path)
    parts = _parts(path)
    parts["xl/drawings/drawing9.xml"] = _BOX
    parts["xl/media/image1.png"] = b"\x89PNG not read by anybody"
    parts["xl/worksheets/_rels/sheet2.xml.rels"] = _relationship("drawing", "/xl/drawings/drawing9.xml")
    sheet2 = parts["xl/worksheets/sheet2.xml"].replace(
        b"</worksheet>",
        b'<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/>'
        b"</worksheet>",
    )
    parts["xl/worksheets/sheet2.xml"] = sheet2
    # F6 is left out of the file, as programs do with empty cells
    first = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = re.sub(rb'<c r="F6"[^>]*?(/>|></c>)', b"", first)
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/xl/drawings/drawing9.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>'
        b'<Default Extension="png" ContentType="image/png"/></Types>',
    )
    _pack(path, parts)
    return path


def _relationship(kind: str, target: str) -> bytes:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{office}/{kind}" Target="{target}"/></Relationships>'
    ).encode()


def _finding(code: str, severity: str, field: str, row: int) -> Finding:
    message = f"{code}的意见\x0b，见第{row}行"
    return Finding(
        code=code, name=code, severity=severity, message=message, message_en="en", field=field, row=row
    )


_WORDING = Suggestion(
    name="满意度", comparator="≥", value="", unit="%", formula="", data_source="", value_from="", why=""
)
_FINDINGS = (
    _finding("UN01", "low", "unit", 2),
    _finding("VG01", "medium", "target", 1),
    _finding("VG02", "low", "target", 3),
    _finding("VG01", "high", "target", 3),
    _finding("CT01", "medium", "level2", 3),
    _finding("CT01", "low", "level2", 4),
    _finding("VG04", "high", "target", 4),
    _finding("WT02", "low", "weight", 4),
)


def make_review(document: Document) -> Review:
    """A review of the workbook with findings of every kind."""
    table = document.tables[0]
    rows = []
    for row in label_rows(table):
        found = tuple(finding for finding in _FINDINGS if finding.row == row.indicator.row)
        better = (_WORDING, replace(_WORDING, name="投诉率")) if row.indicator.row == 3 else ()
        rows.append(replace(row, findings=found, suggestions=better))
    about = ReviewedTable(
        table=table,
        rows=tuple(rows),
        findings=(_finding("WT01", "medium", "weight", 0),),
        allowed=(Allowed(finding=_finding("DT01", "low", "target", 1), reason="局务会议定"),),
    )
    noted = replace(document, notes=(Note(code="EX02", zh="未归入", en="left out", place="第 9 行"),))
    return Review(document=noted, tables=(about,))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The workbook as the user made it."""
    return make_workbook(tmp_path / "目标表.xlsx")


@pytest.fixture
def written(source: Path) -> Path:
    """The workbook with the remarks."""
    [path] = write([make_review(read(source))], source.parent / "out")
    return path


def test_untouched_parts_are_the_same_bytes(source: Path, written: Path) -> None:
    """Only the parts that a comment, a colour or the added sheet needs differ; none is lost."""
    assert written.name == "目标表_审核.xlsx"
    before, after = _parts(source), _parts(written)
    assert {name for name in before if after.get(name) != before[name]} == _CHANGED
    assert after.keys() - before.keys() == {"xl/worksheets/sheet3.xml"}
    assert list(after)[: len(before)] == list(before)


def test_cells_keep_what_they_had(source: Path, written: Path) -> None:
    """Values, formulas, formats, fonts, borders, widths, heights and merged ranges are as before."""
    old, new = openpyxl.load_workbook(source)[SHEET], openpyxl.load_workbook(written)[SHEET]
    for cells in old["A1:F6"]:
        for cell in cells:
            other = new[cell.coordinate]
            assert (cell.value, cell.number_format) == (other.value, other.number_format)
            assert (repr(cell.border), repr(cell.alignment)) == (repr(other.border), repr(other.alignment))
            assert cell.font.name == other.font.name
    assert new["F5"].value == "=10*5"
    assert new["D4"].number_format == "0%"
    assert sorted(map(str, new.merged_cells.ranges)) == sorted(map(str, old.merged_cells.ranges))
    assert (new.column_dimensions["C"].width, new.row_dimensions[5].height) == (33, 41)
    assert (new["D3"].font.size, new["D3"].font.color) == (13, None), "white letters on a light ground"


def test_comments_stand_at_the_offending_cells(written: Path) -> None:
    """Every finding is a comment at its cell: merged, missing in the file, or at the name for a whole table."""
    sheet = openpyxl.load_workbook(written)[SHEET]
    texts = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    assert texts.keys() == {"C3", "D3", "E4", "D5", "B5", "D6", "F6"}
    assert texts["D3"] == "中（应当修改） VG01\nVG01的意见，见第1行"
    assert texts["C3"].startswith("中（应当修改） WT01 · 整张表的问题")
    assert texts["B5"].count("CT01") == 4
    assert "· 服务水平" in texts["B5"]
    assert "· 群众知晓率" in texts["B5"]
    assert texts["D6"].startswith("高（应当退回） VG04")


def test_existing_comment_is_kept(source: Path, written: Path) -> None:
    """Ours stands below the user's comment, with the first suggestion once; author and box stay."""
    comment = openpyxl.load_workbook(written)[SHEET]["D5"].comment
    assert comment.author == "科长"
    assert comment.text == (
        "请财政局核对\n\n低（提请注意） VG02\nVG02的意见，见第3行\n高（应当退回） VG01\nVG01的意见，见第3行"
        "\n建议写法：满意度≥〈由单位依据上年实际数填写〉%"
    )
    name = "xl/drawings/commentsDrawing1.vml"
    before, after = _parts(source)[name], _parts(written)[name]
    assert after.startswith(before.rpartition(b"</xml>")[0])
    assert (before.count(b":shape "), after.count(b":shape ")) == (1, 7)


def test_cells_are_filled_by_the_gravest_severity(written: Path) -> None:
    """The ground of a cell says how grave its gravest finding is; other cells have none."""
    sheet = openpyxl.load_workbook(written)[SHEET]
    grounds = {
        cell.coordinate: cell.fill.fgColor.rgb for row in sheet for cell in row if cell.fill.patternType
    }
    high, medium, low = (GROUNDS[severity] for severity in ("high", "medium", "low"))
    marked = {"C3": medium, "D3": medium, "E4": low, "D5": high, "B5": medium, "D6": high, "F6": low}
    assert grounds == marked


def test_the_list_is_complete(written: Path) -> None:
    """Findings, what was set aside and notes are in the added sheet, each with its cell and all wordings."""
    sheet = openpyxl.load_workbook(written)["审核意见"]
    header, *rows = ([value or "" for value in row] for row in sheet.values)
    assert " ".join(header) == "工作表 单元格 三级指标 指标值 严重程度 代码 意见 建议写法"
    places = [(row[1], row[4], row[5]) for row in rows]
    word = {severity: severity_words(severity, "zh") for severity in ("high", "medium", "low")}
    assert places == [
        ("C3", word["medium"], "WT01"),
        ("D3", word["medium"], "VG01"),
        ("E4", word["low"], "UN01"),
        ("D5", word["low"], "VG02"),
        ("D5", word["high"], "VG01"),
        ("B5", word["medium"], "CT01"),
        ("B5", word["low"], "CT01"),
        ("D6", word["high"], "VG04"),
        ("F6", word["low"], "WT02"),
        ("", "例外放行", "DT01"),
        ("", "备注", "EX02"),
    ]
    assert rows[3][7] == "1. 满意度≥〈由单位依据上年实际数填写〉%\n2. 投诉率≥〈由单位依据上年实际数填写〉%"
    assert "局务会议定" in rows[9][6]
    assert sheet["B2"].hyperlink.location == "'2025 ''目标'' & 表'!C3"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:H12")


def test_a_formula_in_a_name_stays_a_text(written: Path) -> None:
    """A name that begins like a formula is an inline string in the list, which no program computes."""
    cell = openpyxl.load_workbook(written)["审核意见"]["C4"]
    assert (cell.value, cell.data_type) == (ROWS[1][2], "s")
    [listing] = _parts(written).keys() - {*_CHANGED} & {"xl/worksheets/sheet3.xml"}
    content = _parts(written)[listing]
    assert b"<f>" not in content
    assert b't="inlineStr"' in content


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice (soffice) on this machine")
def test_libreoffice_opens_it(written: Path, tmp_path: Path) -> None:
    """LibreOffice reads comments, computes the formula and takes the dangerous name for a text."""
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "ods",
        "--outdir",
        str(tmp_path),
        str(written),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    content = _parts(tmp_path / "目标表_审核.ods")["content.xml"].decode()
    assert content.count("<office:annotation ") == 7
    assert 'table:formula="of:=10*5"' in content
    assert content.count("evil.invalid") == 2
    assert "of:=HYPERLINK" not in content


def test_writing_again_repeats_nothing(written: Path, tmp_path: Path) -> None:
    """A workbook that was annotated before gets another list, but no comment twice."""
    [again] = write([make_review(read(written))], tmp_path / "again")
    old, new = openpyxl.load_workbook(written), openpyxl.load_workbook(again)
    assert new.sheetnames == [SHEET, "附件", "审核意见", "审核意见 (2)"]
    assert new[SHEET]["D5"].comment.text == old[SHEET]["D5"].comment.text
    assert new[SHEET]["D3"].comment.text == old[SHEET]["D3"].comment.text
