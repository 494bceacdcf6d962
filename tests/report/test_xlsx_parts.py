"""Workbooks of other makers: dialects, cells without names, styles of rows, drawings that are no XML."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from lxml import etree

from zhibiao.errors import ZhibiaoError
from zhibiao.report.remarks import Place, Remark
from zhibiao.report.workbook import annotate
from zhibiao.report.workbook.styles import GROUNDS

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _relationships(*pairs: tuple[str, str]) -> str:
    nodes = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{nodes}</Relationships>'


def make_parts(sheet: str) -> dict[str, str]:
    """The parts of a workbook with one sheet `表`, whose XML is `sheet`."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/></Types>',
        "_rels/.rels": _relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relationships(("worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{sheet}</worksheet>',
    }


def run(parts: dict[str, str], *cells: tuple[int, int], severity: str = "high") -> dict[str, bytes]:
    """The parts after a remark was put at each of `cells` (line from 1, column from 0)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    remarks = [
        Remark(
            code="VG01",
            message="空泛",
            severity=severity,
            indicator="甲",
            place=Place(sheet="表", line=line, column=column),
        )
        for line, column in cells
    ]
    data, _ = annotate(stream.getvalue(), remarks, path="a.xlsx", lang="zh")
    openpyxl.load_workbook(io.BytesIO(data))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _sheet(parts: dict[str, bytes]) -> Any:
    return etree.fromstring(parts["xl/worksheets/sheet1.xml"])


@pytest.mark.parametrize(
    ("data", "place", "wanted"),
    [
        ("<row><c/><c><v>1</v></c></row>", (1, 2), ["-", "-", "C1"]),
        ('<row r="2"><c r="A2"/><c r="D2"/></row>', (2, 1), ["A2", "B2", "D2"]),
        ('<row r="2"><c r="B2"/></row>', (2, 0), ["A2", "B2"]),
        ('<row r="2"><c r="B2"/></row>', (1, 0), ["A1", "B2"]),
        ('<row r="2"><c r="B2"/></row>', (3, 0), ["B2", "A3"]),
        ("", (4, 3), ["D4"]),
        ('<row r="2"><c r="A2"/><c r="B2"/></row>', (2, 1), ["A2", "B2"]),
    ],
)
def test_cells_are_found_or_made_in_order(data: str, place: tuple[int, int], wanted: list[str]) -> None:
    """A cell or row that the file leaves out is made where the order of the format wants it."""
    parts = run(make_parts(f"<sheetData>{data}</sheetData>"), place)
    assert [cell.get("r", "-") for cell in _sheet(parts).iter(f"{{{_MAIN}}}c")] == wanted


def test_a_covered_cell_is_marked_at_its_range() -> None:
    """A finding at a cell that a merged range covers stands at the first cell of the range."""
    merged = '<sheetData/><mergeCells><mergeCell ref="A1:B3"/></mergeCells>'
    parts = run(make_parts(merged), (3, 1))
    assert b'ref="A1"' in parts["xl/comments1.xml"]
    assert [cell.get("r") for cell in _sheet(parts).iter(f"{{{_MAIN}}}c")] == ["A1"]


def test_order_of_the_reference_to_the_boxes() -> None:
    """The reference stands behind the drawing and before what the schema wants after it."""
    parts = run(make_parts("<sheetData/><pageMargins/><picture/><tableParts/><extLst/>"), (1, 0))
    names = [etree.QName(node).localname for node in _sheet(parts)]
    assert names == ["sheetData", "pageMargins", "legacyDrawing", "picture", "tableParts", "extLst"]


def test_style_of_row_and_column() -> None:
    """A cell that is made looks as its row or column does, but for its ground; white letters turn dark."""
    styles = (
        f'<styleSheet xmlns="{_MAIN}"><fonts><font><sz val="11"/></font><font><sz val="20"/>'
        '<color theme="0"/></font></fonts><fills/><borders><border/></borders>'
        '<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="10" fontId="0"/><xf numFmtId="9" fontId="1"/>'
        "</cellXfs></styleSheet>"
    )
    sheet = '<cols><col min="2" max="3" style="1"/></cols><sheetData><row r="2" s="2" customFormat="1"/></sheetData>'
    parts = make_parts(sheet)
    parts["xl/styles.xml"] = styles
    parts["xl/_rels/workbook.xml.rels"] = _relationships(
        ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")
    )
    done = run(parts, (1, 1), (2, 1), (1, 5))
    formats = etree.fromstring(done["xl/styles.xml"]).find(f"{{{_MAIN}}}cellXfs")
    cells = {cell.get("r"): formats[int(cell.get("s"))] for cell in _sheet(done).iter(f"{{{_MAIN}}}c")}
    assert {name: look.get("numFmtId") for name, look in cells.items()} == {"B1": "10", "F1": "0", "B2": "9"}
    fonts = etree.fromstring(done["xl/styles.xml"]).find(f"{{{_MAIN}}}fonts")
    dark = fonts[int(cells["B2"].get("fontId"))]
    assert (dark.find(f"{{{_MAIN}}}sz").get("val"), dark.find(f"{{{_MAIN}}}color")) == ("20", None)
    assert done["xl/styles.xml"].count(GROUNDS["high"].encode()) == 1


def test_a_drawing_that_is_no_xml_is_kept() -> None:
    """Old drawings of buttons are often no proper XML: they stay as they are, our boxes come behind them."""
    drawing = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
        '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="3"/></o:shapelayout>'
        '<v:shape id="_x0000_s3075"><v:textbox>one<br>two</v:textbox></v:shape></xml>'
    )
    parts = make_parts('<sheetData/><legacyDrawing r:id="rId1"/>')
    parts["xl/drawings/vmlDrawing1.vml"] = drawing
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = _relationships(
        ("vmlDrawing", "../drawings/vmlDrawing1.vml")
    )
    after = run(parts, (1, 0))["xl/drawings/vmlDrawing1.vml"].decode()
    assert after.startswith(drawing.removesuffix("</xml>"))
    assert 'id="_x0000_s3076"' in after
    assert after.endswith("</v:shape></xml>")


def test_a_drawing_that_never_ends_is_damage() -> None:
    """A drawing that is cut off is a damaged file."""
    parts = make_parts('<sheetData/><legacyDrawing r:id="rId1"/>')
    parts["xl/drawings/vmlDrawing1.vml"] = "<xml>"
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = _relationships(
        ("vmlDrawing", "../drawings/vmlDrawing1.vml")
    )
    with pytest.raises(ZhibiaoError) as caught:
        run(parts, (1, 0))
    assert caught.value.code == "RD07"


def test_bare_text_of_a_comment_is_kept() -> None:
    """A comment with bare text and phonetic notes keeps both, ours between them."""
    parts = make_parts("<sheetData/>")
    parts["xl/comments1.xml"] = (
        f'<comments xmlns="{_MAIN}"><authors><author>tc=1</author></authors><commentList>'
        '<comment ref="A1" authorId="0"><text><t>旧</t><phoneticPr fontId="1"/></text></comment>'
        "</commentList></comments>"
    )
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = _relationships(("comments", "../comments1.xml"))
    text = etree.fromstring(run(parts, (1, 0))["xl/comments1.xml"]).find(f".//{{{_MAIN}}}text")
    assert "".join(text.itertext()) == "旧\n\n高（应当退回） VG01\n空泛"
    names = [etree.QName(node).localname for node in text]
    assert names == ["r", "r", "r", "r", "phoneticPr"]


def test_strict_workbooks_stay_strict() -> None:
    """What is added to a workbook in the strict dialect is in that dialect."""
    strict = {
        name: content.replace(_MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            _OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, content in make_parts("<sheetData/>").items()
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in strict.items():
            archive.writestr(name, content)
    remark = Remark(code="VG01", message="空泛", severity="low", place=Place(sheet="表", line=1, column=0))
    data, _ = annotate(stream.getvalue(), [remark], path="a.xlsx", lang="zh")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            assert b"openxmlformats.org/spreadsheetml" not in archive.read(name), name
            assert b"openxmlformats.org/officeDocument/2006/relationships" not in archive.read(name), name


def test_a_place_on_no_sheet_stands_in_the_list() -> None:
    """A remark whose sheet the workbook does not have is listed without a cell."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in make_parts("<sheetData/>").items():
            archive.writestr(name, content)
    remark = Remark(
        code="VG01", message="\x00=1+1", severity="low", place=Place(sheet="无", line=1, column=0)
    )
    data, suffix = annotate(stream.getvalue(), [remark], path="a.xlsx", lang="zh")
    sheet = openpyxl.load_workbook(io.BytesIO(data))["审核意见"]
    assert [cell.value for cell in sheet[2]][:2] == ["无", None]
    assert (sheet["G2"].value, sheet["G2"].data_type, suffix) == ("=1+1", "s", ".xlsx")
