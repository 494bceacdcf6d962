"""The review opinion: what is scored, what stays open, what a finding costs, and what caps the grade."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhibiao
from zhibiao.form import Form, fill_form
from zhibiao.form.criteria import form_data, grade_of, question_of
from zhibiao.form.score import Found, deduct
from zhibiao.form.summary import number
from zhibiao.records import SEVERITIES, Allowed, Answer, Finding, Review
from zhibiao.rules import all_rules

GOOD = """××市交通运输局项目支出绩效目标表
2025年度
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t改造农村公路里程\t≥120公里
产出指标\t数量指标\t加固危桥座数\t≥6座
产出指标\t质量指标\t改造路段验收合格率\t=100%
产出指标\t时效指标\t完工通车时间\t2025年11月30日前
成本指标\t经济成本指标\t农村公路改造单位成本\t≤85万元/公里
效益指标\t社会效益指标\t通双车道的建制村比例\t≥92%
效益指标\t经济效益指标\t运输成本降低率\t≥5%
效益指标\t生态效益指标\t旧路面材料回收利用率\t≥95%
满意度指标\t服务对象满意度指标\t沿线群众满意度\t≥90%
"""
BAD = """××市交通运输局项目支出绩效目标表
2025年度
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t农村公路建设\t完成
产出指标\t质量指标\t工程质量\t好
效益指标\t社会效益指标\t出行条件\t有效改善
效益指标\t社会效益指标\t群众获得感\t明显提升
效益指标\t可持续影响指标\t长效机制\t健全
满意度指标\t服务对象满意度指标\t群众满意度\t较高
"""


def review_text(text: str, folder: Path) -> Review:
    """The review of a table given as text."""
    path = folder / "目标表.txt"
    path.write_text(text, encoding="utf-8")
    return zhibiao.review(path)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Form:
    """The form of a table that a reviewer would pass."""
    return fill_form(review_text(GOOD, tmp_path_factory.mktemp("good")))


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Form:
    """The form of a table that says nothing that can be checked."""
    return fill_form(review_text(BAD, tmp_path_factory.mktemp("bad")))


def test_points_add_up() -> None:
    """Criteria make 100 (20, 30, 30, 20), and the questions of each its points."""
    criteria = form_data()["criteria"]
    assert [one["points"] for one in criteria] == [20, 30, 30, 20]
    for one in criteria:
        assert sum(question["points"] for question in one["questions"]) == one["points"]
        for question in one["questions"]:
            assert ("rules" in question) != ("look" in question), question["key"]


def test_every_rule_is_evidence_for_one_question() -> None:
    """No rule is left out of the form, and no prefix stands in two questions."""
    assert [rule.code for rule in all_rules() if not question_of(rule.code)] == []
    prefixes = [
        prefix
        for criterion in form_data()["criteria"]
        for question in criterion["questions"]
        for prefix in question.get("rules", ())
    ]
    assert len(prefixes) == len(set(prefixes))


def test_grade_bounds() -> None:
    """90, 80 and 60 belong to the better grade."""
    grades = [grade_of(percent).name.zh for percent in (100, 90, 89.9, 80, 79.9, 60, 59.9, 0)]
    assert grades == ["优", "优", "良", "良", "中", "中", "差", "差"]


def test_a_good_table_scores_well_and_a_bad_one_badly(good: Form, bad: Form) -> None:
    """The same project, once with numbers and once with words."""
    assert good.grade and good.percent and bad.grade and bad.percent
    assert (good.grade.name.zh, good.percent >= 95) == ("优", True)
    assert (bad.grade.name.zh, bad.percent < 60) == ("差", True)
    assert [cap.reason.zh for cap in good.caps] == []
    assert good.revise == ()
    assert [one.place[1] for one in bad.revise if one.place[1]] == [1, 2, 3, 4, 5, 6]


def test_what_only_people_can_judge_stays_open(good: Form) -> None:
    """Four questions have no rules: no score, whatever the table, and they say what to look at."""
    human = [one for one in good.open_questions if one.is_human]
    assert [one.key for one in human] == ["covers", "duty", "realistic", "conditions"]
    assert all(one.score is None and one.look for one in human)
    assert good.decided + sum(one.points for one in good.open_questions) == 100
    assert "须由审核人评定" in good.summary.zh


def test_money_that_was_not_printed_is_no_full_score(good: Form) -> None:
    """A question that no check answered has no score, and the total is over the decided part."""
    money = next(one for c in good.criteria for one in c.questions if one.key == "money")
    assert money.score is None
    assert good.score is not None and good.score <= good.decided < 100


def test_silence_about_deadlines_is_no_evidence(bad: Form) -> None:
    """A table without a row about time gets no points for its deadlines."""
    dates = next(one for c in bad.criteria for one in c.questions if one.key == "dates")
    assert any(one.held for one in dates.ledger)
    assert dates.score is None


def test_every_deduction_names_its_places(bad: Form) -> None:
    """No number without the rows behind it."""
    deductions = [d for c in bad.criteria for q in c.questions for d in q.deductions]
    assert deductions
    assert all(one.places and sum(n for _, n in one.counts) >= 1 for one in deductions)
    assert all(cap.places for cap in bad.caps)


def test_scores_are_what_the_deductions_leave(bad: Form) -> None:
    """A question is its points less the deductions, never below 0; a criterion is the sum of its questions."""
    for criterion in bad.criteria:
        decided = [one for one in criterion.questions if one.score is not None]
        for one in decided:
            assert one.score == round(max(0.0, one.points - sum(d.points for d in one.deductions)), 1)
        if decided:
            assert criterion.score == round(sum(one.score or 0 for one in decided), 1)
        else:
            assert (criterion.score, criterion.grade) == (None, None)


def make_found(places: list[tuple[int, str]], code: str = "VG01") -> list[Found]:
    """Findings of one rule at rows of the first table, with their severities."""
    return [
        Found(
            place=(1, row),
            finding=Finding(
                code=code, name="", severity=severity, message="空泛", message_en="vague", row=row
            ),
        )
        for row, severity in places
    ]


def test_a_long_table_is_not_punished_for_its_length() -> None:
    """The same share of bad rows costs the same."""
    short = deduct(make_found([(1, "medium")]), 12, 10, 1)
    long = deduct(make_found([(row, "medium") for row in range(1, 11)]), 12, 100, 1)
    assert [one.points for one in short] == [one.points for one in long] == [1.8]


def test_one_rule_cannot_take_everything() -> None:
    """The cap per rule; the row counts once, with its gravest finding."""
    (all_rows,) = deduct(make_found([(row, "high") for row in range(1, 11)]), 10, 10, 1)
    assert (all_rows.points, all_rows.capped) == (8.0, True)
    (twice,) = deduct(make_found([(1, "low"), (1, "high")]), 10, 10, 1)
    assert (twice.points, twice.counts) == (3.0, (("high", 1),))


places = st.lists(st.tuples(st.integers(0, 12), st.sampled_from(SEVERITIES)), min_size=1, max_size=20)


@given(places, st.data())
def test_taking_a_finding_away_never_costs_points(
    several: list[tuple[int, str]], data: st.DataObject
) -> None:
    """Deductions only grow with findings."""
    at = data.draw(st.integers(0, len(several) - 1))
    before = sum(one.points for one in deduct(make_found(several), 12, 12, 1))
    after = sum(one.points for one in deduct(make_found(several[:at] + several[at + 1 :]), 12, 12, 1))
    assert after <= before


def test_a_high_finding_caps_the_grade(tmp_path: Path) -> None:
    """One row that would be sent back: however good the rest, the grade is no better than the data allow."""
    text = GOOD.replace("运输成本降低率\t≥5%", "运输成本降低情况\t明显降低")
    form = fill_form(review_text(text, tmp_path))
    assert form.by_score and form.grade and form.percent and form.percent >= 80
    assert form.grade.name.zh == "中"
    assert form.caps[-1].places == ((1, 7),)
    assert "不高于“中”" in form.summary.zh


def test_findings_set_aside_cost_nothing_and_are_counted(tmp_path: Path) -> None:
    """An exception with a reason takes the deduction away; the form says how many there are."""
    from zhibiao.records import Allowance

    path = tmp_path / "t.txt"
    path.write_text(BAD, encoding="utf-8")
    aside = [Allowance(rule="VG", name="*", reason="口径")]
    form = fill_form(zhibiao.review(path, allow=aside))
    assert form.allowed and {one.by for _, one in form.allowed} == {"body"}
    assert not [
        d for c in form.criteria for q in c.questions for d in q.deductions if d.code.startswith("VG")
    ]


def test_a_document_without_rows_gets_no_grade(tmp_path: Path) -> None:
    """Nothing to check: nothing scored, everything open."""
    review = review_text(GOOD, tmp_path)
    form = fill_form(replace(review, tables=(), ledger=()))
    assert (form.score, form.percent, form.grade, form.decided) == (None, None, None, 0)
    assert len(form.open_questions) == sum(len(one.questions) for one in form.criteria)
    assert "全部须由审核人评定" in form.summary.zh


def test_both_languages(bad: Form) -> None:
    """Every text has its English twin."""
    assert "For the part that was decided" in bad.summary.en
    assert all(one.text.zh and one.text.en for c in bad.criteria for one in c.questions)


def test_the_same_review_gives_the_same_form(samples: Path) -> None:
    """Nothing depends on the time or on chance."""
    first, second = (fill_form(zhibiao.review(samples / "dept_goal.docx")) for _ in range(2))
    assert first == second
    assert {one.unit for _, one in first.amounts} <= {"元", "万元", "亿元"}


def test_the_form_says_what_the_reviewer_decided(tmp_path: Path) -> None:
    """Answers stand at their rows and are counted; what was ignored and what was corrected is listed, with its reason."""
    review = review_text(BAD, tmp_path)
    (table,) = review.tables
    first = table.rows[0]
    ignored = Allowed(finding=first.findings[0], reason="口径已另文说明", by="reviewer")
    rows = (replace(first, findings=first.findings[1:]), *table.rows[1:])
    answers = {
        2: Answer(kind="taken", wording="工程质量验收合格率 =100%"),
        3: Answer(kind="reworded", wording="通村班车 ≥4班/日", category_before="E4"),
        4: Answer(kind="returned"),
    }
    rows = tuple(replace(row, answer=answers.get(row.indicator.row)) for row in rows)
    seen = replace(review, tables=(replace(table, rows=rows, allowed=(ignored,)),))
    form = fill_form(seen, review_text(GOOD, tmp_path))
    assert {one.place[1]: one.answer for one in form.revise if one.answer} == answers
    assert form.allowed == ((1, ignored),)
    assert [(one.place, one.before, one.after) for one in form.corrected] == [
        ((1, 3), "E4", table.rows[2].label.category)
    ]
    waiting = sum(one.answer is None for one in form.revise)
    for part in (
        "采纳建议 1 处，另拟写法 1 处，退回修改 1 处，忽略问题 1 条，更正类别 1 处",
        f"尚有 {waiting} 处",
    ):
        assert part in form.summary.zh
    assert form.revised is not None and form.revised.measurability.index is not None
    assert (
        f"由 {number(form.measurability.index or 0)} 变为 {number(form.revised.measurability.index)}"
        in form.summary.zh
    )


def test_nothing_is_said_of_a_reviewer_who_decided_nothing(bad: Form) -> None:
    """A form without answers speaks of no reviewer's decisions and of no other version of the document."""
    assert "审核人已处理" not in bad.summary.zh
    assert bad.revised is None
    assert {one.answer for one in bad.revise} == {None}
