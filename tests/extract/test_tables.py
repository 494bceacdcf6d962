"""Small tables in odd shapes: what the header says, what shifted, what was merged."""

from __future__ import annotations

import pytest

from zhibiao.extract import extract
from zhibiao.read.from_html import from_html
from zhibiao.read.from_text import from_text
from zhibiao.records import Table


def table_of(text: str) -> Table:
    """The one goal table in a text."""
    (table,) = extract(from_text(text, "t.txt")).tables
    return table


def rows_of(table: Table) -> list[tuple[str, ...]]:
    """Level1, level2, name, target and unit of every row."""
    return [(i.level1, i.level2, i.name, i.target, i.unit) for i in table.indicators]


HEAD = "一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\n"


def test_comparator_value_and_unit_columns_are_joined() -> None:
    """The target carries its comparator, the unit stays in its own field."""
    table = table_of(HEAD + "产出指标\t数量指标\t培训人次\t≥\t200\t人次\n")
    assert rows_of(table) == [("产出指标", "数量指标", "培训人次", "≥200", "人次")]
    assert table.indicators[0].comparator_printed == "≥"


@pytest.mark.parametrize("word", ["性质", "看不懂的列名"])
def test_a_comparator_column_is_known_by_its_cells(word: str) -> None:
    """A header that says little does not hide a column of comparators."""
    text = (
        HEAD.replace("指标性质", word)
        + "产出指标\t数量指标\t甲培训\t≥\t200\t人次\n\t质量指标\t合格率\t≥\t95\t%\n"
    )
    assert [row[3] for row in rows_of(table_of(text))] == ["≥200", "≥95"]


def test_merged_labels_are_filled_down_and_lost_ones_inferred() -> None:
    """An empty label cell continues the label above; a level-2 label of another kind brings its own level 1."""
    text = (
        HEAD + "产出指标\t数量指标\t甲\t≥\t1\t次\n\t\t乙方案\t≥\t2\t次\n\t社会效益指标\t受益人数\t≥\t3\t人\n"
    )
    table = table_of(text)
    assert [row[:2] for row in rows_of(table)] == [
        ("产出指标", "数量指标"),
        ("产出指标", "数量指标"),
        ("效益指标", "社会效益指标"),
    ]
    assert table.indicators[2].inferred == ("level1",)
    assert [note.code for note in table.notes] == ["EX05"]


def test_a_total_row_ends_the_table_and_is_no_indicator() -> None:
    """总分 closes the table."""
    table = table_of(HEAD + "产出指标\t数量指标\t培训人次\t≥\t200\t人次\n总分\t\t\t\t100\t\n")
    assert len(table.indicators) == 1


def test_a_label_without_an_indicator_is_remembered() -> None:
    """An empty row under a printed label is not lost: it is what a reviewer asks about."""
    table = table_of(HEAD + "产出指标\t数量指标\t培训人次\t≥\t200\t人次\n效益指标\t经济效益指标\t\t\t\t\n")
    assert table.empty_labels == (("效益指标", "经济效益指标"),)


def test_a_row_that_cannot_be_placed_is_noted() -> None:
    """Cells that fit no column are said with their line, not dropped in silence."""
    text = "三级指标\t指标值\n培训人次\t≥200\n≥5\t≥6\t≥7\t≥8\n"
    assert [note.code for note in table_of(text).notes] == ["EX02"]


def test_merged_cells_of_html_reach_every_row_they_cover() -> None:
    """Row spans give the labels, a cell over all columns is no indicator."""
    page = from_html(
        "<table><tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
        "<tr><td rowspan=3>产出指标</td><td rowspan=2>数量指标</td><td>甲</td><td>≥1次</td></tr>"
        "<tr><td>乙</td><td>≥2次</td></tr><tr><td>质量指标</td><td>合格率</td><td>≥95%</td></tr>"
        "<tr><td colspan=4>以上指标由单位填报</td></tr></table>",
        "t.html",
    )
    (table,) = extract(page).tables
    assert [row[:4] for row in rows_of(table)] == [
        ("产出指标", "数量指标", "甲", "≥1次"),
        ("产出指标", "数量指标", "乙", "≥2次"),
        ("产出指标", "质量指标", "合格率", "≥95%"),
    ]
    assert [note.code for note in table.notes] == ["EX02"]


def test_two_year_columns_are_history_and_the_year_follows() -> None:
    """近两年指标值 splits into years; the table's year is the one after them."""
    text = (
        "\t一级指标\t三级指标\t指标值\t指标分类\n\t\t\t近两年指标值\t预期当年实现值\t\n\t\t\t2022年\t2023年\t\t\n"
        "\t产出指标\t签约项目\t90个\t95个\t≥100个\t计划标准\n"
    )
    table = table_of(text)
    assert table.indicators[0].history == "2022=90个;2023=95个"
    assert table.indicators[0].target == "≥100个"
    assert table.year == "2024"


@pytest.mark.parametrize("title", ["指标分类", "标准类型", "绩效标准", "指标标准"])
def test_the_kind_of_standard_is_read_but_is_no_place_for_a_source(title: str) -> None:
    """计划标准 is told as where the value comes from; its cell is not that of basis_text, which others write to."""
    text = (
        f"一级指标\t三级指标\t2023年\t指标值\t{title}\t指标值设定依据\n"
        "产出指标\t签约项目\t95个\t≥100个\t计划标准\t\n产出指标\t落户项目\t5个\t≥10个\t计划标准\t年度计划\n"
    )
    one, two = table_of(text).indicators
    assert [one.basis_text, two.basis_text] == ["计划标准", "年度计划"]
    assert [field for field, *_ in one.places] == ["level1", "name", "target", "standard", "history"]
    assert {"standard", "basis_text"} <= {field for field, *_ in two.places}


def test_goal_text_and_its_targets_belong_to_the_table_below() -> None:
    """The goal row above the header is cut into clauses, each with its numbers."""
    table = table_of(
        "年度目标\t全年引进企业120家以上；到位资金240亿元以上。\n"
        + HEAD
        + "产出指标\t数量指标\t引进企业\t≥\t120\t家\n"
    )
    values = [
        (thing, target.lower, target.unit) for clause in table.clauses for thing, target in clause.targets
    ]
    assert [(lower, unit) for _, lower, unit in values] == [(120.0, "家"), (240.0, "亿元")]


def test_goals_printed_by_year_say_their_year() -> None:
    """The year left of a goal stands in its section, so that the years can be told apart."""
    table = table_of(
        "财年\t目标\t实际完成情况\n2023\t完成培训20期，覆盖全县教师。\t完成培训21期，覆盖全县教师。\n"
        "2024年\t完成培训30期，覆盖全县教师。\t---\n" + HEAD + "产出指标\t数量指标\t培训\t≥\t30\t期\n"
    )
    assert [(clause.role, clause.section) for clause in table.clauses] == [
        ("goal", "目标 2023"),
        ("actual", "实际完成情况 2023"),
        ("goal", "目标 2024"),
    ]
