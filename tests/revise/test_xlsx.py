"""Workbooks: the new texts in the cells of the user's own sheets, new rows below, and nothing else changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from zhibiao.errors import ZhibiaoError
from zhibiao.report.interface import say
from zhibiao.review import review as review_file
from zhibiao.revise import Revised, choose_first, revise

from .make import (
    PLAIN,
    ROWS,
    advice,
    apply,
    build,
    cells,
    changed,
    notes,
    pack,
    parts,
    pick,
    reviewed,
    rows,
    split,
)

SHARED, MERGED, FORMULA, BY_HAND = (
    say("zh", key) for key in ("shared_cell", "not_found", "formula_cell", "insert_by_hand")
)
SHEET = "xl/worksheets/sheet1.xml"
STRICT = (
    (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)
SPLIT = {"企业和群众培训": split("企业培训", "群众培训", "其他培训")}


def sheet_of(path: Path) -> Any:
    """The sheet as openpyxl reads it."""
    return openpyxl.load_workbook(path).worksheets[0]


def made(folder: Path, change: Callable[[Any], None], table: Any = ROWS) -> Path:
    """The workbook of these rows, with something more in its sheet."""
    path = build(folder, "xlsx", table)
    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])
    book.save(path)
    return path


def look(cell: Any) -> tuple[Any, ...]:
    """How a cell looks."""
    return cell.font.name, cell.font.b, cell.fill.fgColor.rgb, cell.border.left.style, cell.number_format


def unchanged(before: Path, done: Revised) -> None:
    """Only sheets with changes are other parts, and in them only the cells that the changes name."""
    old, new = openpyxl.load_workbook(before), openpyxl.load_workbook(done.document)
    places = {
        (one.place.sheet, one.place.line, one.place.column + 1)
        for one in done.changes
        if one.written and one.place
    }
    assert old.sheetnames == new.sheetnames
    for sheet in old.worksheets:
        other = new[sheet.title]
        assert sorted(map(str, sheet.merged_cells.ranges)) == sorted(map(str, other.merged_cells.ranges))
        assert (sheet.max_row, sheet.max_column) == (other.max_row, other.max_column)
        for row in sheet.iter_rows():
            for cell in row:
                now = other.cell(cell.row, cell.column)
                assert look(cell) == look(now)
                if (sheet.title, cell.row, cell.column) not in places:
                    assert (cell.value, cell.data_type) == (now.value, now.data_type)
    assert all(name.startswith("xl/worksheets/") for name in changed(before, done.document))


def test_the_sample_with_every_first_suggestion(samples: Path, tmp_path: Path) -> None:
    """What was accepted stands in the cells, for this program and for openpyxl; all else is as it was."""
    source = samples / "project_selfeval.xlsx"
    review = review_file(source)
    done = revise(review, choose_first(review), tmp_path)
    unchanged(source, done)
    book, before, after = openpyxl.load_workbook(done.document), cells(source), cells(done.document)
    written = [one for one in done.changes if one.written and one.place]
    assert len(written) > 10
    for one in written:
        assert one.place
        place = (one.place.sheet, one.place.line, one.place.column)
        assert after.pop(place) == one.new.replace(" ", "")
        assert before.pop(place) == one.old
        assert book[one.place.sheet].cell(one.place.line, one.place.column + 1).value == (one.new or None)
    assert before == after
    assert changed(source, done.document) == {SHEET, "xl/worksheets/sheet2.xml"}


def test_nothing_chosen_nothing_changed(samples: Path, tmp_path: Path) -> None:
    """Every part is the same bytes, also where all that was chosen is left to the reader."""
    source = samples / "project_selfeval.xlsx"
    review = reviewed(source)
    name = review.tables[0].rows[0].indicator.name
    for choices in ([], [pick(review, name, 0, basis_text="某规定")]):
        done = revise(review, choices, tmp_path)
        assert changed(source, done.document) == set()
    assert set(notes(done).values()) == {say("zh", "no_place")}


def test_the_same_choices_give_the_same_bytes(tmp_path: Path) -> None:
    """Document, list and what was accepted do not depend on the time or the folder."""
    review = reviewed(build(tmp_path, "xlsx"), {name: [one] for name, one in SPLIT.items()})
    one, two = (revise(review, [pick(review, "企业和群众培训")], tmp_path / name) for name in "ab")
    for name in ("document", "listing", "accepted"):
        assert getattr(one, name).read_bytes() == getattr(two, name).read_bytes()


def test_the_look_of_a_cell_stays(tmp_path: Path) -> None:
    """Font, ground, frame and number format; a number becomes a text; a cell that the file leaves out is made."""

    def change(sheet: Any) -> None:
        cell = sheet["E3"]
        cell.value, cell.number_format = 0.95, "0%"
        cell.font, cell.fill = Font(name="黑体", bold=True), PatternFill("solid", fgColor="FF000080")
        cell.border = Border(left=Side(style="thin"))
        sheet["F5"].value = None

    path = made(tmp_path, change)
    done = apply(path, {}, {"举办培训班": {"target": "8", "unit": ""}, "培训效果": {"unit": "期"}})
    unchanged(path, done)
    sheet = sheet_of(done.document)
    assert [sheet[place].value for place in ("E3", "F3", "F5")] == ["8", None, "期"]
    assert look(sheet["E3"]) == ("黑体", True, "FF000080", "thin", "0%")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@a", '=HYPERLINK("http://x.invalid")', "<a>&", "a\nb "]
)
def test_no_text_becomes_a_formula(tmp_path: Path, text: str) -> None:
    """Nor anything else than the text."""
    path = build(tmp_path, "xlsx")
    cell = sheet_of(apply(path, {}, {"举办培训班": {"name": text}}).document)["C3"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_formulas_are_left(tmp_path: Path) -> None:
    """One in the cell, and one that fills a range with the cell in it."""

    def change(sheet: Any) -> None:
        sheet["E3"].value = "=4+1"
        sheet["E6"].value = openpyxl.worksheet.formula.ArrayFormula("E6:F6", "=A1:B1")

    path = made(tmp_path, change)
    content = parts(path)
    for address, value in (("E3", "5"), ("E6", "90")):
        old = f'<c r="{address}"'.encode()
        at = content[SHEET].index(b"<v", content[SHEET].index(old))
        end = content[SHEET].index(b">", at) + 1
        rest = content[SHEET][end:].removeprefix(b"</v>")
        content[SHEET] = content[SHEET][:at] + f"<v>{value}</v>".encode() + rest
    pack(path, content)
    edits = {
        "举办培训班": {"target": "8", "unit": "期"},
        "学员满意度": {"target": "95", "unit": "分", "name": "甲"},
    }
    done = apply(path, {}, edits)
    assert notes(done) == {
        ("举办培训班", "target"): FORMULA,
        ("学员满意度", "target"): FORMULA,
        ("学员满意度", "unit"): FORMULA,
    }
    sheet = sheet_of(done.document)
    assert (sheet["E3"].value, sheet["F3"].value, sheet["C6"].value) == ("=4+1", "期", "甲")
    done = apply(path, {"举办培训班": split("培训期数", "培训人次")})
    assert {one.note for one in done.changes} == {
        FORMULA
    }  # another name over that formula would be another thing
    assert changed(path, done.document) == set()


def test_merged_cells(tmp_path: Path) -> None:
    """A cell merged across is written; an empty one merged with other rows or fields is left."""
    table = [
        ["一级指标", "二级指标", "三级指标", "指标值", "度量单位", "指标说明"],
        ["产出指标[3x1]", "数量指标[3x1]", "培训期数", "≥5场[1x2]", "一"],
        ["讲座场数", "[2x1]", "场", "二"],
        ["参观场数", "场", "三"],
        ["满意度指标", "服务对象满意度指标", "学员满意度", "[1x2]", "四"],
        ["", "", "家长满意度", "≥90", "%", "四"],
    ]
    path = build(tmp_path, "xlsx", table)
    review = reviewed(path, [advice("甲")])
    done = revise(review, choose_first(review), tmp_path / "out")
    assert {(name, note) for (name, _), note in notes(done).items()} == {
        ("讲座场数", SHARED),
        ("参观场数", SHARED),
        ("学员满意度", MERGED),
    }
    unchanged(path, done)
    sheet = sheet_of(done.document)
    assert [sheet[f"C{line}"].value for line in range(3, 8)] == [
        "甲",
        "讲座场数",
        "参观场数",
        "学员满意度",
        "甲",
    ]
    assert sheet["D3"].value == "≥8期"


def test_rows_are_as_high_as_their_texts(tmp_path: Path) -> None:
    """A row grows with a longer text that is broken into lines, also in a merged cell, and never shrinks."""

    def change(sheet: Any) -> None:
        sheet.column_dimensions["C"].width = 20
        sheet.row_dimensions[3].height, sheet.row_dimensions[4].height = 20, 300
        sheet.merge_cells("G6:H6")
        for place in ("C3", "C4", "C5", "G6", "E6"):
            sheet[place].alignment = Alignment(wrap_text=True)

    long = "按照签到表统计本年办完的期数之和" * 5
    edits = {
        "举办培训班": {"name": long},
        "企业和群众培训": {"name": long},
        "培训效果": {"name": long, "explanation": long * 9},
        "学员满意度": {"explanation": long},
    }
    path = made(tmp_path, change)
    done = apply(path, {}, edits)
    heights = [sheet_of(done.document).row_dimensions[line].height for line in (3, 4, 5, 6)]
    assert heights[0] == heights[2]
    assert 60 < heights[0] < 200
    assert heights[1] == 300
    assert 60 < heights[3] < 300
    done = apply(path, {}, {"学员满意度": {"target": "95"}, "举办培训班": {"target": long}})
    assert [sheet_of(done.document).row_dimensions[line].height for line in (3, 6)] == [20, None]


def test_a_row_is_split(tmp_path: Path) -> None:
    """Everything below moves down, merged labels grow, what is printed too; the new rows look like theirs."""

    def change(sheet: Any) -> None:
        sheet["C4"].font = Font(name="黑体")
        sheet["A9"].value = "填表人：　　联系电话："
        sheet.merge_cells("A9:G9")
        sheet.print_area = "A1:G9"
        sheet.print_title_rows = "1:2"
        sheet.row_dimensions[5].height = 44
        sheet["G6"].alignment = Alignment(wrap_text=True)

    path = made(tmp_path, change)
    done = apply(path, {**SPLIT, "学员满意度": split("学员满意度", "家长满意度")})
    assert notes(done) == {}
    sheet = sheet_of(done.document)
    facts = ["≥", "8", "期", "本年办完的期数之和；数据来源：签到表"]
    assert [[cell.value for cell in row] for row in sheet["A3:G9"]] == [
        ["产出指标", "数量指标", "举办培训班", "≥", "5", "场", "按签到表统计"],
        [None, None, "企业培训", *facts],
        [None, None, "群众培训", *facts],
        [None, None, "其他培训", *facts],
        [None, "质量指标", "培训效果", "定性", "良好", None, "按问卷统计"],
        ["满意度指标", "服务对象满意度指标", "学员满意度", *facts],
        [None, None, "家长满意度", *facts],
    ]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:G1", "A3:A7", "B3:B6", "A12:G12"}
    assert sheet["A12"].value == "填表人：　　联系电话："
    assert {sheet[f"C{line}"].font.name for line in (4, 5, 6)} == {"黑体"}
    assert [sheet.row_dimensions[line].height for line in (5, 6, 7)] == [None, None, 44]
    assert sheet.row_dimensions[8].height == sheet.row_dimensions[9].height > 44
    assert (sheet.print_area, sheet.print_title_rows) == ("'Sheet'!$A$1:$G$12", "$1:$2")
    assert sheet.dimensions == "A1:G12"
    assert [row[:2] for row in rows(done.document, "level2", "name")] == [
        ("数量指标", "举办培训班"),
        *(("数量指标", name) for name in ("企业培训", "群众培训", "其他培训")),
        ("质量指标", "培训效果"),
        *(("服务对象满意度指标", name) for name in ("学员满意度", "家长满意度")),
    ]
    assert changed(path, done.document) == {SHEET, "xl/workbook.xml"}


def test_a_split_row_with_merged_cells_of_its_own(tmp_path: Path) -> None:
    """What is merged across is merged again; a weight over several rows grows; an empty cell is made where needed."""
    table = [
        ["一级指标", "二级指标", "三级指标", "指标值", "度量单位", "权重"],
        ["产出指标[2x1]", "数量指标[2x1]", "培训期数", "≥5", "场", "20[2x1]"],
        ["企业和群众培训", "300人[1x2]"],
        ["满意度指标", "服务对象满意度指标", "学员满意度", "≥90", "%", "10"],
    ]
    done = apply(build(tmp_path, "xlsx", table), {"企业和群众培训": split("企业培训", "群众培训")})
    sheet = sheet_of(done.document)
    assert {str(area) for area in sheet.merged_cells.ranges} == {
        "A1:F1",
        "A3:A5",
        "B3:B5",
        "F3:F5",
        "D4:E4",
        "D5:E5",
    }
    assert [sheet[place].value for place in ("C5", "D5", "F3", "C6")] == [
        "群众培训",
        "≥8期",
        "20",
        "学员满意度",
    ]
    assert rows(done.document, "name", "weight")[:3] == [
        ("培训期数", "20"),
        ("企业培训", "20"),
        ("群众培训", "20"),
    ]


def test_a_row_with_a_merged_cell_is_not_split(tmp_path: Path) -> None:
    """Its target is that of another row too: the parts are left to the reader."""
    table = [PLAIN[0], ["产出指标[2x1]", "数量指标[2x1]", "培训期数", "[2x1]"], ["讲座场数"], *PLAIN[3:]]
    done = apply(build(tmp_path, "xlsx", table), {"培训期数": split("培训期数", "讲座期数")})
    assert {one.note for one in done.changes} == {SHARED}


def _formula(sheet: Any) -> None:
    sheet["J1"].value = "=1+1"


def _elsewhere(sheet: Any) -> None:
    sheet.parent.create_sheet("汇总")["A1"].value = "=Sheet!E6"


def _link(sheet: Any) -> None:
    sheet.parent.create_sheet("目录")["A1"].hyperlink = openpyxl.worksheet.hyperlink.Hyperlink(
        ref="A1", location="Sheet!A6"
    )


def _comment(sheet: Any) -> None:
    sheet["E6"].comment = Comment("请核对", "审核")


def _rule(sheet: Any) -> None:
    sheet.conditional_formatting.add("E3:E6", CellIsRule(operator="equal", formula=["5"]))


def _validation(sheet: Any) -> None:
    valid = DataValidation(type="list", formula1='"≥,≤"')
    valid.add("D3:D6")
    sheet.add_data_validation(valid)


def _filter(sheet: Any) -> None:
    sheet.auto_filter.ref = "A2:G6"


def _name(sheet: Any) -> None:
    sheet.parent.defined_names["合计"] = DefinedName("合计", attr_text="Sheet!$E$6")


def _break(sheet: Any) -> None:
    sheet.row_breaks.append(openpyxl.worksheet.pagebreak.Break(id=4))


def _chart(sheet: Any) -> None:
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(sheet, min_col=5, min_row=3, max_row=6))
    sheet.parent.create_sheet("图").add_chart(chart)


@pytest.mark.parametrize(
    "more", [_formula, _elsewhere, _link, _comment, _rule, _validation, _filter, _name, _break, _chart]
)
def test_rows_are_not_moved_under_what_refers_to_them(tmp_path: Path, more: Callable[[Any], None]) -> None:
    """The first part is written, the others are left to the reader with the reason; nothing is moved."""
    path = made(tmp_path, more)
    done = apply(path, SPLIT)
    left = [one for one in done.changes if not one.written]
    assert {(one.added, one.note) for one in left} == {(1, BY_HAND), (2, BY_HAND)}
    assert [name for (name,) in rows(done.document, "name")][1:3] == ["企业培训", "培训效果"]
    unchanged(path, done)


def test_a_sheet_without_the_names_of_rows_and_cells(tmp_path: Path) -> None:
    """Some programs leave them to be counted; the new row comes at its place all the same."""
    table = [PLAIN[0], *(["产出指标", "数量指标", *row[-2:]] for row in PLAIN[1:4]), PLAIN[4]]
    path = build(tmp_path, "xlsx", table)
    content = parts(path)
    root = etree.fromstring(content[SHEET])
    for node in root.iter("{*}row", "{*}c"):
        del node.attrib["r"]
    content[SHEET] = etree.tostring(root)
    pack(path, content)
    assert [name for (name,) in rows(path, "name")][1] == "企业和群众培训"
    done = apply(path, SPLIT)
    assert [name for (name,) in rows(done.document, "name")] == [
        *("举办培训班", "企业培训", "群众培训", "其他培训", "城市知名度", "学员满意度")
    ]


def test_two_tables_side_by_side(tmp_path: Path) -> None:
    """A row of the right table above one of the left: both new rows come at their places."""
    table = [
        ["一级指标", "二级指标", "三级指标", "指标值", "一级指标", "二级指标", "三级指标", "指标值"],
        *(
            ["产出指标", "数量指标", f"左{name}场数", "≥5场", "产出指标", "数量指标", f"右{name}场数", "≥6场"]
            for name in "甲乙丙"
        ),
    ]
    path = build(tmp_path, "xlsx", table)
    review = reviewed(path, {name: [split(name, f"{name}率")] for name in ("左丙场数", "右甲场数")})
    if len(review.tables) != 2:
        pytest.fail("read as one table")
    done = revise(review, [pick(review, "左丙场数"), pick(review, "右甲场数", table=2)], tmp_path / "out")
    assert notes(done) == {}
    sheet = sheet_of(done.document)
    assert [row[2].value for row in sheet["A3:H7"]] == [
        "左甲场数",
        None,
        "左乙场数",
        "左丙场数",
        "左丙场数率",
    ]
    assert [row[6].value for row in sheet["A3:H7"]] == [
        "右甲场数",
        "右甲场数率",
        "右乙场数",
        "右丙场数",
        None,
    ]


def test_the_strict_dialect_stays(tmp_path: Path) -> None:
    """Every part written is in the dialect of the workbook."""
    path = build(tmp_path, "xlsx")
    content = parts(path)
    for old, new in STRICT:
        content = {name: part.replace(old.encode(), new.encode()) for name, part in content.items()}
    pack(path, content)
    done = apply(path, SPLIT)
    assert [name for (name,) in rows(done.document, "name")][1:4] == ["企业培训", "群众培训", "其他培训"]
    assert STRICT[0][0].encode() not in parts(done.document)[SHEET]
    assert all(
        node.tag.startswith(f"{{{STRICT[0][1]}}}")
        for node in etree.fromstring(parts(done.document)[SHEET]).iter()
    )


def test_macros_are_kept_and_so_is_the_suffix(tmp_path: Path) -> None:
    """The list of changes has none, so it is a plain workbook that opens."""
    content = parts(build(tmp_path, "xlsx"))
    types = content["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", b"vnd.ms-excel.sheet.macroEnabled.main"
    )
    path = pack(
        tmp_path / "目标表.xlsm", {**content, "[Content_Types].xml": types, "xl/vbaProject.bin": b"\xcc\x61"}
    )
    done = apply(path, {"举办培训班": advice()})
    assert (done.document.name, done.listing.name) == ("目标表_修订.xlsm", "目标表_修改清单.xlsx")
    assert parts(done.document)["xl/vbaProject.bin"] == b"\xcc\x61"
    assert b"macroEnabled" not in parts(done.listing)["[Content_Types].xml"]
    assert "培训班期数" in [cell.value for cell in sheet_of(done.listing)["E"]]


def test_a_workbook_that_is_damaged(tmp_path: Path) -> None:
    """RD07; nothing is written."""
    path = build(tmp_path, "xlsx")
    review = reviewed(path, [advice()])
    pack(path, {"mimetype": "nothing"})
    with pytest.raises(ZhibiaoError, match="RD07"):
        revise(review, [pick(review, "举办培训班")], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_workbook_that_has_lost_its_sheet(tmp_path: Path) -> None:
    """Cells that are no longer there are left and said so."""
    path = build(tmp_path, "xlsx")
    review = reviewed(path, [split("甲", "乙")])
    openpyxl.Workbook().save(path)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].title = "另一张"
    book.save(path)
    done = revise(review, [pick(review, "举办培训班")], tmp_path / "out")
    assert {one.note for one in done.changes} == {say("zh", "no_place")}
