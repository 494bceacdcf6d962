"""The coverage matrix: which number of the prose is which row, and with which verdict."""

from __future__ import annotations

import pytest

from zhibiao.coverage import Coverage, coverage
from zhibiao.extract.tasks import make_clauses
from zhibiao.records import Clause, Indicator, Label, ReviewedRow, Table
from zhibiao.target import parse_target


def covered(clauses: list[tuple[str, str, str]], rows: list[tuple[str, str]]) -> Coverage:
    """The coverage of rows (name, target) by clauses (section, role, text)."""
    reviewed = tuple(
        ReviewedRow(
            indicator=Indicator(name=name, target=target, row=number),
            target=parse_target(target, name=name),
            label=Label(category="O1", confidence=1.0),
        )
        for number, (name, target) in enumerate(rows, start=1)
    )
    made: tuple[Clause, ...] = tuple(
        clause
        for section, role, text in clauses
        for clause in make_clauses(text, section, role, 1)  # type: ignore[arg-type]
    )
    return coverage(Table(name="t", indicators=(), year="2024"), reviewed, made)


@pytest.mark.parametrize(
    ("text", "target", "verdict"),
    [
        ("培训基层干部500人次", "≥500人次", "same"),
        ("培训基层干部不少于500人次", "500人次", "comparator_lost"),
        ("培训基层干部500人次", "≥300人次", "number_differs"),
        ("培训基层干部0.05万人次", "≥500人次", "same"),
        ("培训基层干部500人次", "较多", "without_number"),
        ("培训基层干部5期", "≥500人次", None),
        ("上年培训基层干部400人次", "≥500人次", None),
        ("改造供水管网8公里", "≥500人次", None),
    ],
)
def test_verdict_of_a_goal_and_a_row(text: str, target: str, verdict: str | None) -> None:
    """A number of the year's goal against the row 培训基层干部人次."""
    assert covered([("年度目标", "goal", text)], [("培训基层干部人次", target)]).matrix() == ((verdict,),)


def test_a_part_of_the_year_is_no_other_number() -> None:
    """What the first half shall reach is a part of the plan."""
    found = covered([("实施计划 上半年", "plan", "培训基层干部200人次")], [("培训基层干部人次", "≥500人次")])
    assert found.matrix() == (("plan_part",),)
    assert found.stated[0].months == (1, 6)


def test_what_has_no_counterpart_is_listed_on_both_sides() -> None:
    """A goal without a row, and a row without a goal."""
    found = covered(
        [("年度目标", "goal", "培训基层干部500人次，改造供水管网8公里")],
        [("培训基层干部人次", "≥500人次"), ("走访企业", "≥60家")],
    )
    assert [found.stated[place].thing for place in found.goals_without_row()] == ["改造供水管网"]
    assert [found.rows[place].indicator.name for place in found.rows_without_goal()] == ["走访企业"]


def test_works_are_matched_by_what_they_are_about() -> None:
    """A work without a number is measured by a row that names the same work."""
    found = covered(
        [("重点工作", "task", "开展河道清淤疏浚；组织防汛应急演练")],
        [("河道清淤长度", "≥8公里"), ("群众满意度", "≥90%")],
    )
    assert [work.rows for work in found.works] == [(0,), ()]


def test_the_same_table_is_worked_out_once() -> None:
    """The second call returns the same object."""
    arguments = ([("年度目标", "goal", "培训基层干部500人次")], [("培训基层干部人次", "≥500人次")])
    assert covered(*arguments) is covered(*arguments)
