"""What goes with the document: the new workbook for other formats, the list of changes, what was accepted."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

import zhibiao
from zhibiao.learn.examples import answers_text
from zhibiao.report.interface import category_name, say
from zhibiao.revise import Revised, choose_first, revise
from zhibiao.suggest.answers import GRADE

from .make import (
    LAYOUTS,
    OPEN,
    PLAIN,
    ROWS,
    advice,
    apply,
    build,
    cells,
    correction,
    notes,
    pick,
    reviewed,
    rows,
    split,
)

PAST = [
    ["一级指标", "二级指标", "三级指标", "2023年", "2024年", "指标值"],
    ["产出指标", "数量指标", "举办培训班", "5场", "6场", "≥7场"],
    ["效益指标", "社会效益指标", "城市知名度", "较高", "高", "有效提升"],
    ["满意度指标", "服务对象满意度指标", "学员满意度", "90%", "91%", "≥90%"],
]
LISTED = ["行", "原指标", "栏目", "原内容", "改为", "理由", "数值来自", "是否写入"]


def lines(path: Path) -> list[list[Any]]:
    """The lines of the first sheet of a workbook."""
    return [list(row) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)]


@pytest.mark.parametrize("format_", ["html", "txt", "pdf"])
def test_another_format_becomes_a_new_workbook(tmp_path: Path, format_: str) -> None:
    """Every row of the document, those with a suggestion as accepted, new ones below theirs, all written."""
    path = build(tmp_path, format_)
    given = {
        "企业和群众培训": split("企业培训", "群众培训", category="O1"),
        "培训效果": correction(level2="数量指标"),
    }
    done = apply(path, given)
    assert done.document.name == "目标表_修订.xlsx"
    assert notes(done) == {}
    assert [row[2:8] for row in lines(done.document)[1:]] == [
        ["数量指标", "举办培训班", "≥", "≥5", "场", "按签到表统计"],
        ["数量指标", "企业培训", "≥", "8", "期", "本年办完的期数之和；数据来源：签到表"],
        ["数量指标", "群众培训", "≥", "8", "期", "本年办完的期数之和；数据来源：签到表"],
        ["数量指标", "培训效果", "定性", "良好", None, "按问卷统计"],
        ["服务对象满意度指标", "学员满意度", "≥", "≥90", "%", "按问卷统计"],
    ]
    assert [row[0] for row in lines(done.document)[1:]] == [1, 2, 3, 4, 5]
    kinds = [category_name(code, "zh") for code in ("X", "O1", "O1", "X", "X")]
    assert [row[8] for row in lines(done.document)[1:]] == kinds
    assert ("群众培训", "≥8") in rows(done.document, "name", "target")


def test_a_new_row_has_nothing_of_the_one_above(tmp_path: Path) -> None:
    """Only its labels: no actual value, score or remark is made up for it; that of the old indicator is gone."""
    header = [
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ]
    table = [
        header,
        ["产出指标[2x1]", "数量指标[2x1]", "培训期数", "≥5场", "6场", "10", "10", "计划偏低"],
        ["讲座场数", "≥5场", "4场", "10", "8", "天气原因"],
        ["满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", "95%", "10", "10", ""],
    ]
    done = apply(build(tmp_path, "html", table), {"培训期数": split("甲", "乙")})
    fields = ("level1", "level2", "name", "target", "actual", "weight", "score", "deviation")
    titles = lines(done.document)[0]
    columns = [titles.index(say("zh", field)) for field in fields]
    assert [[row[at] for at in columns] for row in lines(done.document)[1:3]] == [
        ["产出指标", "数量指标", "甲", "≥8期", None, "10", "10", "计划偏低"],
        ["产出指标", "数量指标", "乙", "≥8期", None, None, None, None],
    ]


def test_formulas_are_texts_in_a_new_workbook(tmp_path: Path) -> None:
    """Whatever a name begins with."""
    done = apply(build(tmp_path, "html"), {}, {"举办培训班": {"name": "=1+1"}})
    cell = openpyxl.load_workbook(done.document).worksheets[0]["D2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def accepted(folder: Path, format_: str) -> Revised:
    """A document with one change of each kind: written, inserted, left."""
    path = build(folder, format_, ROWS)
    given = {
        "企业和群众培训": split("企业培训", "群众培训"),
        "培训效果": correction(level2="数量指标", name="=1+1"),
    }
    return apply(path, given)


@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_the_list_says_what_was_and_what_is(tmp_path: Path, format_: str) -> None:
    """One line a cell: row, indicator, column, before, after, why, where the number comes from, whether written."""
    done = accepted(tmp_path, format_)
    assert done.listing.suffix == f".{format_}"
    if format_ == "docx":
        listed = [
            [cell.text for cell in row.cells] for row in docx.Document(str(done.listing)).tables[0].rows
        ]
    else:
        listed = [[str(cell or "") for cell in row] for row in lines(done.listing)]
        listed = listed[listed.index(LISTED) :]
    assert listed[0] == LISTED
    assert len(listed) == 1 + len(done.changes)
    assert listed[1] == [
        "2",
        "企业和群众培训",
        "三级指标",
        "企业和群众培训",
        "企业培训",
        "能数",
        "本表所列2024年值",
        "已写入",
    ]
    assert [
        "2+1",
        "企业和群众培训",
        "三级指标",
        "",
        "群众培训",
        "能数",
        "本表所列2024年值",
        "已写入",
    ] in listed
    assert [line[2:5] + line[7:] for line in listed[-2:]] == [
        ["二级指标", "质量指标", "数量指标", say("zh", "move_by_hand")],
        ["三级指标", "培训效果", "=1+1", "已写入"],
    ]
    if format_ == "xlsx":
        values = [
            cell for row in openpyxl.load_workbook(done.listing).worksheets[0].iter_rows() for cell in row
        ]
        assert {cell.data_type for cell in values if cell.value == "=1+1"} == {"s"}


@pytest.mark.parametrize("format_", ["docx", "xlsx", "csv"])
def test_the_list_names_its_document(tmp_path: Path, format_: str) -> None:
    """On top: the name of the file without its folder, the body and the year; of a past value its year."""
    path = build(tmp_path, format_, PAST, title="青桐市教育局2025年项目支出绩效目标表")
    done = apply(path, {"城市知名度": advice("甲", value="77")})
    if format_ == "docx":
        listing = docx.Document(str(done.listing))
        top = [one.text for one in listing.paragraphs]
        listed = [[cell.text for cell in row.cells] for row in listing.tables[0].rows]
        assert top[1:] == ["文件：目标表.docx", "单位：青桐市教育局", "年度：2025"]
    else:
        text = done.listing.read_text(encoding="utf-8-sig") if format_ == "csv" else ""
        listed = [*csv.reader(io.StringIO(text))] if text else lines(done.listing)
        top = [line[:2] for line in listed[:3]]
        assert top == [["文件", f"目标表.{format_}"], ["单位", "青桐市教育局"], ["年度", "2025"]]
    cleared = [line[2:4] for line in listed if str(line[2:3]).startswith("['历史值")]
    assert cleared == [["历史值（2023）", "较高"], ["历史值（2024）", "高"]]


@pytest.mark.parametrize("format_", ["docx", "xlsx", "csv"])
def test_half_a_suggestion_is_not_written(tmp_path: Path, format_: str) -> None:
    """A new target under a name that is that of other rows too would be nonsense; a target alone is written."""
    layout = LAYOUTS["value_per_town"]
    path = build(tmp_path, format_, layout.rows, title=layout.title)
    (name,) = rows(path, "name")[0]
    done = apply(path, {name: advice("甲", value="77")})
    assert {one.note for one in done.changes} == {say("zh", "shared_cell")}
    assert cells(done.document) == cells(path)
    for done in (
        apply(path, {name: correction(target="≥77套")}),
        apply(path, {}, {name: {"target": "≥77套"}}),
    ):
        assert notes(done) == {}
        assert rows(done.document, "name", "target")[0] == (name, "≥77套")


@pytest.mark.parametrize("format_", ["docx", "xlsx", "csv"])
def test_an_edit_without_a_cell_does_not_hold_up_the_rest(tmp_path: Path, format_: str) -> None:
    """The suggestion is written; the unit, for which this table has no column, is left and said so."""
    path = build(tmp_path, format_, PLAIN)
    review = reviewed(path, {"举办培训班": [advice()]})
    done = revise(review, [pick(review, "举办培训班", unit="次")], tmp_path)
    assert notes(done) == {("举办培训班", "unit"): say("zh", "no_place")}
    assert rows(done.document, "name", "target")[0] == ("培训班期数", "≥8期")


@pytest.mark.parametrize("format_", ["docx", "xlsx", "csv"])
def test_the_list_in_english(tmp_path: Path, format_: str) -> None:
    """Titles and notes are in the language asked for."""
    review = reviewed(build(tmp_path, format_), {"培训效果": [correction(level2="数量指标")]})
    done = revise(review, [pick(review, "培训效果")], tmp_path, lang="en")
    assert [one.note for one in done.changes] == [say("en", "move_by_hand")]
    assert done.listing.stat().st_size > 0


def test_rows_of_a_second_table_are_told_apart(tmp_path: Path) -> None:
    """The number of the table stands before that of the row."""
    page = build(tmp_path, "html", ROWS).read_text(encoding="utf-8")
    path = tmp_path / "b.html"
    path.write_text(
        page + "<h1>白鹭洲区2025年项目支出绩效目标表</h1>" + page[page.index("<table") :], encoding="utf-8"
    )
    review = reviewed(path, [advice()])
    assert len(review.tables) == 2
    done = revise(review, [pick(review, "学员满意度", table=2)], tmp_path)
    listed = lines(done.listing)
    assert {line[0] for line in listed[listed.index(LISTED) + 1 :]} == {"2-4"}
    assert [line[1] for line in lines(done.document)[1:]] == [1, 2, 3, 4] * 2


def test_what_was_accepted_can_be_learnt(tmp_path: Path) -> None:
    """The codes of the accepted indicators by name and target; corrections and rows that stay say nothing."""
    review = reviewed(
        build(tmp_path, "csv", PLAIN),
        {
            "举办培训班": [advice(), advice(canonical="O1.07")],
            "企业和群众培训": [split("甲", "乙", canonical="S1.01")],
            "城市知名度": [advice(kind="scale")],
            "学员满意度": [correction(target="≥95%")],
        },
    )
    edit = {"target": f"≥{OPEN}场"}
    choices = [
        pick(review, "举办培训班", 2, **edit),
        pick(review, "企业和群众培训"),
        pick(review, "城市知名度"),
        pick(review, "学员满意度"),
    ]
    done = revise(review, choices, tmp_path / "preferences")
    assert done.accepted.read_text(encoding="utf-8").splitlines() == [
        "sector\tlabel\tname\ttarget\taccept",
        "\t数量指标\t举办培训班\t≥5场\tO1.07",
        "\t数量指标\t企业和群众培训\t≥300人\tS1.01",
        f"\t社会效益指标\t城市知名度\t有效提升\t{GRADE}",
    ]
    assert answers_text(tmp_path) == done.accepted.read_text(encoding="utf-8")
    kept = revise(review, [pick(review, "举办培训班", 0, **edit)], tmp_path / "kept")
    assert kept.accepted.read_text(encoding="utf-8").splitlines() == ["sector\tlabel\tname\ttarget\taccept"]


def test_the_document_itself_is_never_written_over(tmp_path: Path) -> None:
    """Even where the results go into its own folder."""
    path = build(tmp_path, "docx")
    before = path.read_bytes()
    review = reviewed(path, {"举办培训班": [advice()]})
    done = revise(review, [pick(review, "举办培训班")], tmp_path)
    assert path.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {
        "目标表.docx",
        "目标表_修订.docx",
        "目标表_修改清单.docx",
        "目标表_采纳.tsv",
    }
    assert done.document.parent == tmp_path


def test_a_revised_document_that_was_edited_is_kept(tmp_path: Path, samples: Path) -> None:
    """The same revision again writes the same file; one that was edited since stays, and the new one gets a number."""
    review = zhibiao.review(samples / "dept_goal.csv")
    choices = choose_first(review)
    first = revise(review, choices, tmp_path)
    assert revise(review, choices, tmp_path).document == first.document
    first.document.write_text("改过", encoding="utf-8")
    again = revise(review, choices, tmp_path)
    assert first.document.read_text(encoding="utf-8") == "改过"
    assert (again.document.name, again.listing.name) == ("dept_goal-2_修订.csv", "dept_goal-2_修改清单.csv")
