"""Suggestions: every vague row is answered, and no number is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

import zhibiao
from zhibiao.assess.suggestions import unsourced
from zhibiao.records import Clause, Suggestion
from zhibiao.suggest import Evidence
from zhibiao.suggest.naming import object_of
from zhibiao.target import find_targets

COMPLETE = ("name", "unit", "formula", "data_source", "value_from", "why", "wording", "category")
OPEN = "〈由单位"


def check(found: list[Suggestion]) -> None:
    """One to three, each complete, none with a number that it does not account for."""
    assert 1 <= len(found) <= 3
    for suggestion in found:
        for one in suggestion.parts or (suggestion,):
            for field in COMPLETE:
                assert getattr(one, field) or (field == "category" and not one.canonical), (one.name, field)
            assert one.comparator in ("≥", "≤", "=", ">", "<")
            assert not unsourced(one), one
            if not one.value:
                assert OPEN in one.wording
                assert "由填报单位" in one.value_from


@pytest.mark.parametrize("doc", ["000", "001", "002", "003", "004"])
def test_every_vague_row_of_the_source_documents_gets_an_answer(shared: Path, doc: str) -> None:
    """Each row without a checkable target has one to three alternatives."""
    (path,) = (shared / "seeds").glob(f"{doc}_*.txt")
    vague = 0
    for table in zhibiao.review(path).tables:
        for row in table.rows:
            if row.target.tier in ("vague", "missing"):
                vague += 1
                check(list(row.suggestions))
    assert vague >= (1 if doc in ("003", "004") else 10) or doc == "004"


def test_every_number_stands_in_the_document_or_is_a_legal_zero(shared: Path) -> None:
    """The number of every suggestion, corrected rows included, stands in the origin that it names."""
    for path in sorted((shared / "seeds").glob("*.txt")):
        review = zhibiao.review(path)
        found = [one for table in review.tables for row in table.rows for one in row.suggestions]
        assert [one for one in found if unsourced(one)] == []
        text = "".join(path.read_text(encoding="utf-8").split())
        for one in found:
            if "：“" in one.value_from:
                quoted = one.value_from.split("：“")[1].split("”")[0].strip("…")
                assert "".join(quoted.split())[:12] in text, one.value_from


def test_a_threshold_without_a_number_takes_the_printed_past_values() -> None:
    """Two of three years are printed: their mean is proposed, and the missing year is asked for."""
    context = Evidence(history="2022=20%;2023=30%")
    first = zhibiao.suggest("环保项目引进率", target="≥前三年平均数", context=context)[0]
    assert (first.kind, first.name, first.comparator) == ("own", "环保项目引进率", "≥")
    assert (first.value, first.unit) == ("25", "%")
    assert "2022年20%" in first.value_from
    assert "补齐" in first.value_from


def test_the_mean_of_counts_is_a_whole_number() -> None:
    """42 and 45 firms make at least 44, not 43.5."""
    context = Evidence(history="2022=42家;2023=45家")
    first = zhibiao.suggest("企业签约落户", target="≥前三年平均数", context=context)[0]
    assert (first.value, first.unit) == ("44", "家")


def clause(text: str, section: str = "年度目标") -> Clause:
    """A clause of goal text with the targets in it."""
    return Clause(text=text, section=section, targets=find_targets(text))


def test_a_number_of_the_goal_text_is_used_and_quoted() -> None:
    """The goal says 330: the suggestion says 330 and from where."""
    context = Evidence(clauses=(clause("签约亿元以上项目不少于330个"),))
    found = zhibiao.suggest("签约亿元以上项目数量", target="大幅增加", unit="个", context=context)
    assert (found[0].value, found[0].comparator) == ("330", "≥")
    assert found[0].value_from == "年度目标：“签约亿元以上项目不少于330个”"


def test_what_the_table_measures_already_is_not_proposed_again() -> None:
    """A number that another row has, and an indicator that another row is, make no suggestion."""
    clauses = (clause("签约亿元以上项目不少于330个"),)
    name, target = "企业签约落户", "有效提升"
    free = zhibiao.suggest(name, target=target, context=Evidence(clauses=clauses))
    assert "330" in {one.value for one in free}
    taken = Evidence(clauses=clauses, counted=frozenset({(330.0, "个")}), present=frozenset({"O1.68"}))
    found = zhibiao.suggest(name, target=target, context=taken)
    assert "330" not in {one.value for one in found}
    assert "O1.68" not in {one.canonical for one in found}


def test_the_row_keeps_its_number_where_another_indicator_counts_it() -> None:
    """项目成本控制率 ≤150万元 is the cost, not a rate: the name changes, the number stays."""
    first = zhibiao.suggest("项目成本控制率", target="≤150万元")[0]
    assert (first.name, first.comparator, first.value, first.unit) == ("项目总成本", "≤", "150", "万元")
    assert "≤150万元" in first.value_from


def test_the_very_number_of_the_row_is_found_in_the_goal_text() -> None:
    """加强人才储备 ≥300条 counts what the goal text calls 收集在外人士信息."""
    context = Evidence(clauses=(clause("拜访企业100家，收集在外人士信息300条以上"),))
    first = zhibiao.suggest("加强人才储备，助力高质量发展", target="≥300", unit="条", context=context)[0]
    assert (first.name, first.value, first.unit) == ("收集在外人士信息", "300", "条")
    assert "300条" in first.value_from


def test_a_qualitative_row_gets_a_scale_with_criteria() -> None:
    """制度健全性 is graded by what can be ticked off, not by a made-up percentage."""
    first = zhibiao.suggest("资产管理制度健全性", target="健全")[0]
    assert (first.kind, first.unit, first.value) == ("scale", "等次", "")
    assert [grade for grade, _ in first.scale] == ["优", "良", "中", "差"]
    assert all(text for _, text in first.scale)


def test_a_list_is_taken_apart() -> None:
    """Four kinds of firms in one row become four rows that can be counted."""
    name = "招引一批优质项目，包括央企区域总部、境外跨国公司、优质民企和产业链龙头企业"
    first = zhibiao.suggest(name, target="好")[0]
    assert first.kind == "split"
    assert [part.name for part in first.parts] == [
        "招引央企区域总部数量",
        "招引境外跨国公司数量",
        "招引优质民企数量",
        "招引产业链龙头企业数量",
    ]


def test_a_clause_of_a_task_is_answered() -> None:
    """No indicator yet, only what shall be done: countable wordings come back."""
    found = zhibiao.suggest("加大城市投资环境宣传推广")
    check(found)
    assert {one.canonical for one in found} & {"O1.10", "O1.11", "E2.11", "E4.14"}


def test_without_evidence_the_number_stays_open() -> None:
    """Nobody invents a share: the place is open and the body fills it."""
    found = zhibiao.suggest("城市知名度", target="有效提升")
    check(found)
    assert all(not suggestion.value for suggestion in found)


def test_a_suggestion_says_who_collects_what_and_what_to_keep() -> None:
    """Formula taken apart, source, collector, frequency, evidence: what a form asks for."""
    first = zhibiao.suggest("反馈问题整改情况", target="有效整改")[0]
    assert (first.numerator, first.denominator) != ("", "")
    assert first.population.startswith("本单位目标年度内的全部")
    assert first.collector and first.frequency and first.evidence


def test_comparable_rows_have_body_year_and_page() -> None:
    """They are rows of public tables with a value for the same indicator in the same unit, never our own ones."""
    found = [row for one in zhibiao.suggest("政策知晓情况", target="知晓") for row in one.comparable]
    assert found
    for row in found:
        assert row.org and row.name and any(map(str.isdecimal, row.target))
        assert not row.url or row.url.startswith("http")


def test_what_the_law_sets_to_zero_is_zero() -> None:
    """Misuse of funds has one lawful value; the suggestion says that this is why."""
    found = zhibiao.suggest("干部廉洁自律", target="良好")
    assert any(one.value == "0" and "依法" in one.value_from for one in found)


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("组织开展产业链招商情况", "产业链招商"),
        ("提升六盘水知名度", "六盘水知名度"),
        ("进一步加强队伍建设", "队伍建设"),
        ("绿化", "绿化"),
    ],
)
def test_the_object_of_a_name_is_what_remains_without_verbs(name: str, thing: str) -> None:
    """Leading verbs and closing words go, the thing stays, a short name is left whole."""
    assert object_of(name) == thing


def test_a_sound_row_gets_no_suggestion(samples: Path) -> None:
    """Suggestions answer findings: a row has some where its target cannot be checked or a rule objects to it."""
    review = zhibiao.review(samples / "project_goal.html")
    for table in review.tables:
        said = {finding.code for finding in table.findings}
        for row in table.rows:
            if row.suggestions:
                assert row.target.tier in ("vague", "missing") or row.findings or "CP01" in said
