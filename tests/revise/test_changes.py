"""Which text goes into which cell of which row, and which cells are left to the reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Indicator, Suggestion, Table
from zhibiao.report.interface import say
from zhibiao.revise import Choice
from zhibiao.revise.changes import Change, plan
from zhibiao.revise.texts import cell_texts, known_fields
from zhibiao.suggest import suggest

from .make import (
    HEADER,
    LAYOUTS,
    OPEN,
    PLAIN,
    ROWS,
    advice,
    build,
    correction,
    pick,
    reviewed,
    rows,
    split,
    write,
)

SHARED, NO_PLACE, MERGED, LABEL = (
    say("zh", key) for key in ("shared_cell", "no_place", "not_found", "move_by_hand")
)
CRITERIA = "优：全部满足；良：缺一项"
GRADED = advice("培训成效", value="", unit="等次", scale=(("优", "全部满足"), ("良", "缺一项")))
GRADE = "〈由单位对照评定标准填写等次〉"
FORMULA = "本年办完的期数之和；数据来源：签到表"


def planned(path: Path, name: str, one: Suggestion | None = None, /, **edit: str) -> dict[str, Change]:
    """The changes of one row by their fields."""
    review = reviewed(path, {name: [one]} if one else {})
    (row,) = plan(review, [pick(review, name, 1 if one else 0, **edit)], "zh")
    return {change.field: change for change in row.cells}


def texts(found: dict[str, Change]) -> dict[str, str]:
    """The new texts by their fields."""
    return {field: change.new for field, change in found.items()}


def left(found: dict[str, Change]) -> dict[str, str]:
    """The notes of what is left to the reader."""
    return {field: change.note for field, change in found.items() if not change.written}


@pytest.mark.parametrize("format_", ["docx", "xlsx", "csv"])
@pytest.mark.parametrize(
    ("table", "one", "expected"),
    [
        (ROWS, advice(), {"name": "培训班期数", "target": "8", "unit": "期", "explanation": FORMULA}),
        (PLAIN, advice(), {"name": "培训班期数", "target": "≥8期"}),
        (ROWS, advice("举办培训班", comparator="≤", value="5", unit="场", formula=""),
         {"comparator_printed": "≤", "explanation": "数据来源：签到表"}),
        (PLAIN, advice("举办培训班", value="", unit="%"), {"target": f"≥{OPEN}%"}),
        (PLAIN, advice("举办培训班", comparator="range", value="8-10"), {"target": "8-10期"}),
        (PLAIN, GRADED, {"name": "培训成效", "target": f"{GRADE}（{CRITERIA}）"}),
        (ROWS, GRADED, {"name": "培训成效", "comparator_printed": "定性", "target": GRADE, "unit": "等次",
                        "explanation": CRITERIA}),
        (PLAIN, correction(target="≤5场"), {"target": "≤5场"}),
        (ROWS, correction(target=f"≤{OPEN}"), {"comparator_printed": "≤", "target": OPEN}),
        (ROWS, correction(target="＞6"), {"comparator_printed": "＞", "target": "6"}),
        (ROWS, correction(target="=5", comparator_printed="="), {"comparator_printed": "="}),
        (PLAIN, correction(target="=5场", comparator_printed="="), {"target": "=5场"}),
        (ROWS, correction(unit="次"), {"unit": "次"}),
        (PLAIN, correction(target="≥6", unit="次"), {"target": "≥6次"}),
    ],
)  # fmt: skip
def test_sign_and_unit_go_where_the_table_has_them(
    tmp_path: Path, format_: str, table: list[Any], one: Suggestion, expected: dict[str, str]
) -> None:
    """In columns of their own where there are any, else into the target; what is the same already is no change."""
    found = planned(build(tmp_path, format_, table), "举办培训班", one)
    assert texts(found) == expected
    assert left(found) == {}


@pytest.mark.parametrize("format_", ["docx", "xlsx", "csv"])
def test_a_column_that_nobody_filled_is_no_place(tmp_path: Path, format_: str) -> None:
    """Nobody knows where it stands: the unit goes into the target, and never over the name."""
    table = [[*row[:-2], "", row[-1]] if row is not HEADER else row for row in ROWS]
    found = planned(build(tmp_path, format_, table), "企业和群众培训", advice("企业培训"))
    assert texts(found) == {"name": "企业培训", "target": "8期", "explanation": FORMULA}
    assert left(found) == {}


@pytest.mark.parametrize("format_", ["docx", "xlsx", "csv"])
def test_an_edit_for_a_cell_that_the_table_lacks_is_left(tmp_path: Path, format_: str) -> None:
    """It says so, and the name keeps its cell."""
    found = planned(
        build(tmp_path, format_, PLAIN), "举办培训班", unit="次", comparator_printed="≥", target="9"
    )
    assert left(found) == {"unit": NO_PLACE, "comparator_printed": NO_PLACE}
    assert found["target"].old == "≥5场"


def test_a_target_in_columns_of_grades_is_left(tmp_path: Path) -> None:
    """There is no one cell for it."""
    layout = LAYOUTS["grade_columns"]
    path = build(tmp_path, "docx", layout.rows, title=layout.title)
    name = next(row.indicator.name for row in reviewed(path).tables[0].rows)
    assert left(planned(path, name, advice()))["target"] == NO_PLACE


@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_a_cell_of_several_rows_is_left(tmp_path: Path, format_: str) -> None:
    """A target merged over two rows is not changed for one of them, the name is."""
    table = [PLAIN[0], ["产出指标[2x1]", "数量指标[2x1]", "培训期数", "≥5场[2x1]"], ["讲座场数"], *PLAIN[3:]]
    for name in ("培训期数", "讲座场数"):
        found = planned(build(tmp_path, format_, table), name, advice("讲座期数"))
        assert left(found) == {"target": SHARED}
        assert found["name"].written


@pytest.mark.parametrize("format_", ["docx", "xlsx", "csv"])
def test_a_name_with_a_value_for_each_town_is_left(tmp_path: Path, format_: str) -> None:
    """The cell is that of a row in the table of every town."""
    layout = LAYOUTS["value_per_town"]
    path = build(tmp_path, format_, layout.rows, title=layout.title)
    review = reviewed(path, [advice()])
    assert len(review.tables) > 1
    name = review.tables[0].rows[0].indicator.name
    found = planned(path, name, advice())
    assert left(found)["name"] == SHARED
    assert found["target"].written


@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_fields_merged_in_one_cell_are_one(tmp_path: Path, format_: str) -> None:
    """The target with its unit in the cell that covers both; an explanation does not go over the name."""
    table = [
        HEADER,
        ["产出指标[2x1]", "数量指标[2x1]", "举办培训班", "≥", "5场[1x2]", "按签到表统计"],
        ["企业和群众培训", "≥", "300", "人", "按签到表统计"],
        *ROWS[3:],
    ]
    path = build(tmp_path, format_, table)
    assert texts(planned(path, "举办培训班", advice())) == {
        "name": "培训班期数",
        "target": "8期",
        "explanation": FORMULA,
    }
    assert left(planned(path, "举办培训班", unit="次")) == {"unit": MERGED}


@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_a_target_merged_with_what_was_reached_is_left(tmp_path: Path, format_: str) -> None:
    """A suggestion must not change what the body says it has done."""
    header = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"]
    table = [
        header,
        ["产出指标[2x1]", "数量指标[2x1]", "培训期数", "≥5场", "6场"],
        ["讲座场数", "7场[1x2]"],
        ["满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", "95%"],
    ]
    path = build(tmp_path, format_, table)
    assert left(planned(path, "讲座场数", advice("讲座期数"))) == {"target": MERGED}
    assert left(planned(path, "培训期数", advice("讲座期数"))) == {}


PAST = [
    [
        "一级指标[2x1]",
        "二级指标[2x1]",
        "三级指标[2x1]",
        "近两年指标值[1x2]",
        "指标值[2x1]",
        "实际完成值[2x1]",
        "指标分类[2x1]",
    ],
    ["2023年", "2024年"],
    ["产出指标[2x1]", "数量指标[2x1]", "培训期数", "3场", "4场", "≥5场", "6场", "计划标准"],
    ["讲座场数", "5场", "6场", "≥7场", "8场", "历史标准"],
    ["满意度指标", "服务对象满意度指标", "学员满意度", "90%", "91%", "≥92%", "95%", "行业标准"],
]


@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_another_indicator_takes_no_past_with_it(tmp_path: Path, format_: str) -> None:
    """Past values and the result of the indicator that stood there are cleared, each in its cell, and it says why."""
    path = build(tmp_path, format_, PAST)
    review = reviewed(path, {"讲座场数": [advice("讲座听众人次")]})
    revised, changes = write(review, [pick(review, "讲座场数")], tmp_path)
    void = [change for change in changes if change.field in ("history", "actual")]
    assert [(one.field, one.old, one.new, one.written) for one in void] == [
        ("actual", "8场", "", True),
        ("history", "5场", "", True),
        ("history", "6场", "", True),
    ]
    assert {one.why for one in void} == {say("zh", "of_the_old")}
    assert rows(revised, "name", "history", "actual", "basis_text") == [
        ("培训期数", "2023=3场;2024=4场", "6场", "计划标准"),
        ("讲座听众人次", "", "", "历史标准"),
        ("学员满意度", "2023=90%;2024=91%", "95%", "行业标准"),
    ]


@pytest.mark.parametrize(
    ("one", "edit"),
    [
        (advice("讲座场数"), {}),
        (advice("讲座听众人次"), {"name": "讲座场数"}),
        (correction(name="讲座的场数"), {}),
        (None, {"name": "讲座的场数"}),
    ],
)
def test_the_same_indicator_keeps_its_past(
    tmp_path: Path, one: Suggestion | None, edit: dict[str, str]
) -> None:
    """Where the name stays, is put back, is only corrected, or somebody renames the row in their own words."""
    found = planned(build(tmp_path, "docx", PAST), "讲座场数", one, **edit)
    assert not {"history", "actual", "basis_text", "standard"} & found.keys()
    assert found


def test_a_past_that_several_rows_share_is_left(tmp_path: Path) -> None:
    """It is still that of the other row."""
    table = [
        *PAST[:3],
        ["讲座场数", "5场[2x1]", "6场", "≥7场", "8场", "历史标准"],
        ["讲座人次", "7场", "≥8场", "9场", "历史标准"],
    ]
    table[2] = ["产出指标[3x1]", "数量指标[3x1]", *PAST[2][2:]]
    review = reviewed(build(tmp_path, "docx", table), {"讲座场数": [advice("讲座听众人次")]})
    (one,) = plan(review, [pick(review, "讲座场数")], "zh")
    assert [(change.old, change.note) for change in one.cells if change.field == "history"] == [
        ("5场", SHARED),
        ("6场", ""),
    ]


def test_labels_are_moved_by_hand(tmp_path: Path) -> None:
    """A merged label stands for other rows too."""
    found = planned(build(tmp_path, "docx"), "举办培训班", correction(level2="质量指标", target="≥6"))
    assert left(found) == {"level2": LABEL}
    assert found["target"].written


def test_the_value_of_half_a_year_is_opened_too(tmp_path: Path) -> None:
    """What the cell held is told without the words of the reader; a correction of it comes without them as well."""
    table = [
        ["一级指标", "二级指标", "三级指标", "半年指标值", "全年指标值"],
        ["产出指标[2x1]", "数量指标[2x1]", "培训期数", "≥3场", "≥5场"],
        ["讲座场数", "≥2场", "≥4场"],
        ["满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", "≥90%"],
    ]
    path = build(tmp_path, "docx", table)
    half = planned(path, "培训期数", advice())["interim"]
    assert (half.old, half.new) == ("≥3场", f"≥{OPEN}期")
    half = planned(path, "培训期数", correction(interim="半年:≥4场"))["interim"]
    assert (half.old, half.new) == ("≥3场", "≥4场")


def test_edits_override_and_are_made_fit_for_a_document(tmp_path: Path) -> None:
    """An edit stands in place of the suggestion's text; characters that no document can hold are dropped."""
    found = planned(
        build(tmp_path, "docx"), "举办培训班", advice(), target="10\x0b\ud800", name="\x00培训期数"
    )
    assert texts(found) == {"name": "培训期数", "target": "10", "unit": "期", "explanation": FORMULA}
    whys = {field: change.why for field, change in found.items()}
    assert whys == {"name": "人工改定", "target": "人工改定", "unit": "能数", "explanation": "能数"}
    assert {change.value_from for change in found.values()} == {""}
    assert planned(build(tmp_path, "docx"), "举办培训班", name="甲")["name"].why == say("zh", "edited")


def test_the_first_part_takes_the_row_and_the_others_new_ones(tmp_path: Path) -> None:
    """Each part with all its cells; where one of them has no place, no row is made."""
    review = reviewed(
        build(tmp_path, "docx"), {"企业和群众培训": [split("企业培训", "群众培训", "其他培训")]}
    )
    (one,) = plan(review, [pick(review, "企业和群众培训")], "zh")
    assert [change.new for change in one.cells if change.field == "name"] == ["企业培训"]
    assert [[c.new for c in changes if c.field == "name"] for changes in one.inserted] == [
        ["群众培训"],
        ["其他培训"],
    ]
    assert [change.added for change in one.added()] == [1] * 5 + [2] * 5
    table = [PLAIN[0], ["产出指标[2x1]", "数量指标[2x1]", "培训期数", "≥5场[2x1]"], ["讲座场数"], *PLAIN[3:]]
    review = reviewed(build(tmp_path, "docx", table), {"培训期数": [split("培训期数", "讲座期数")]})
    (one,) = plan(review, [pick(review, "培训期数")], "zh")
    assert {change.note for change in one.added()} == {SHARED}


@pytest.mark.parametrize(
    ("table", "row", "name", "suggestion"),
    [
        (1, 1, "别的名称", 1),
        (1, 1, "举办培训班", 2),
        (1, 1, "举办培训班", -1),
        (1, 99, "举办培训班", 1),
        (0, 1, "举办培训班", 1),
        (-1, 1, "举办培训班", 1),
        (2, 1, "举办培训班", 1),
        (1, 2, "举办培训班", 0),
    ],
)
def test_a_choice_that_does_not_fit_is_refused(
    tmp_path: Path, table: int, row: int, name: str, suggestion: int
) -> None:
    """Another name, a number that no row or suggestion has: CF08, not another row changed."""
    review = reviewed(build(tmp_path, "docx"), {"举办培训班": [advice()]})
    with pytest.raises(ZhibiaoError, match="CF08"):
        plan(review, [Choice(table=table, row=row, name=name, suggestion=suggestion)], "zh")


def test_two_choices_for_one_row_are_refused(tmp_path: Path) -> None:
    """Nobody can tell which one is meant."""
    review = reviewed(build(tmp_path, "docx"), [advice(), advice()])
    choices = [pick(review, "举办培训班", number) for number in (1, 2)]
    with pytest.raises(ZhibiaoError, match=r"CF08.*×2"):
        plan(review, [pick(review, "学员满意度"), *choices], "zh")


def test_choices_come_in_any_order(tmp_path: Path) -> None:
    """Rows are changed in document order; one that stays has no changes."""
    review = reviewed(build(tmp_path, "docx"), [advice()])
    choices = [pick(review, "学员满意度"), pick(review, "培训效果", 0), pick(review, "举办培训班")]
    assert [one.row.indicator.name for one in plan(review, choices, "zh")] == ["举办培训班", "学员满意度"]


def test_a_date_and_an_open_place_stand_as_they_would_be_printed() -> None:
    """A date has neither sign nor unit, and the open place says what to fill in."""
    found = next(one for one in suggest("项目完成时间", target="及时") if one.unit == "年月日")
    table = Table(
        name="", indicators=(Indicator(name="项目完成时间", places=(("name", 1, 0), ("target", 1, 1))),)
    )
    texts = cell_texts(table.indicators[0], found, known_fields(table))
    assert texts["target"] == "〈由单位依据年度工作计划填写年月日〉前"
