"""Suggestions: every vague row is answered, and no number is invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import zhibiao
from zhibiao.records import Clause, Suggestion
from zhibiao.suggest import Evidence
from zhibiao.suggest.candidates import object_of
from zhibiao.target import find_targets

COMPLETE = ("name", "unit", "formula", "data_source", "value_from", "why", "wording")


def numbers(text: str) -> set[str]:
    """The numbers written in a text."""
    return set(re.findall(r"\d+(?:\.\d+)?", text))


def check(found: list[Suggestion]) -> None:
    """One to three, each complete, none with a number that it does not account for."""
    assert 1 <= len(found) <= 3
    for suggestion in found:
        for field in COMPLETE:
            assert getattr(suggestion, field), (suggestion.name, field)
        assert suggestion.comparator in ("≥", "≤", "=", ">", "<")
        if not suggestion.value:
            assert "____" in suggestion.wording
            assert "由填报单位" in suggestion.value_from


@pytest.mark.parametrize("doc", ["000", "001", "002", "003", "004"])
def test_every_vague_row_of_the_source_documents_gets_an_answer(shared: Path, doc: str) -> None:
    """Each row without a checkable target has one to three alternatives; the rest has none to distract."""
    (path,) = (shared / "seeds").glob(f"{doc}_*.txt")
    vague = 0
    for table in zhibiao.review(path).tables:
        for row in table.rows:
            if row.target.tier in ("vague", "missing"):
                vague += 1
                check(list(row.suggestions))
    assert vague >= (1 if doc in ("003", "004") else 10) or doc == "004"


def test_every_number_stands_in_the_document_or_is_a_legal_zero(shared: Path) -> None:
    """A proposed value is the mean of printed past values, a number of the goal text, or zero by law."""
    (path,) = (shared / "seeds").glob("002_*.txt")
    review = zhibiao.review(path)
    valued = [s for table in review.tables for row in table.rows for s in row.suggestions if s.value]
    assert valued
    for suggestion in valued:
        assert (
            numbers(suggestion.value) <= numbers(suggestion.value_from) | {"0"}
            or "平均" in suggestion.value_from
        )


def test_a_threshold_without_a_number_takes_the_printed_past_values() -> None:
    """Two of three years are printed: their mean is proposed, and the missing year is asked for."""
    context = Evidence(history="2022=20%;2023=30%")
    first = zhibiao.suggest("环保项目引进率", target="≥前三年平均数", context=context)[0]
    assert (first.name, first.comparator, first.value, first.unit) == ("环保项目引进率", "≥", "25", "%")
    assert "2022年20%" in first.value_from
    assert "补齐" in first.value_from


def test_the_mean_of_counts_is_a_whole_number() -> None:
    """42 and 45 firms make at least 44, not 43.5."""
    first = zhibiao.suggest(
        "企业签约落户", target="≥前三年平均数", context=Evidence(history="2022=42家;2023=45家")
    )[0]
    assert (first.value, first.unit) == ("44", "家")


def test_a_number_of_the_goal_text_is_used_and_quoted() -> None:
    """The goal says 330: the suggestion says 330 and from where."""
    text = "签约亿元以上项目不少于330个"
    clause = Clause(text=text, section="年度目标", targets=find_targets(text))
    found = zhibiao.suggest(
        "签约亿元以上项目数量", target="大幅增加", unit="个", context=Evidence(clauses=(clause,))
    )
    assert found[0].value == "330"
    assert "年度目标" in found[0].value_from


def test_without_evidence_the_number_stays_open() -> None:
    """Nobody invents a share: the place is open and the body fills it."""
    check(zhibiao.suggest("城市知名度", target="有效提升"))
    assert all(not suggestion.value for suggestion in zhibiao.suggest("城市知名度", target="有效提升"))


def test_what_the_law_sets_to_zero_is_zero() -> None:
    """Misuse of funds has one lawful value; the suggestion says that this is why."""
    values = {s.name: (s.value, s.value_from) for s in zhibiao.suggest("资金使用合规性", target="合规")}
    assert any(value == "0" and "依法" in why for value, why in values.values())


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


def test_a_checkable_row_gets_no_suggestion(samples: Path) -> None:
    """Suggestions answer findings; a measurable row with no wording problem has none."""
    review = zhibiao.review(samples / "project_goal.html")
    for table in review.tables:
        for row in table.rows:
            if row.suggestions:
                assert row.target.tier in ("vague", "missing") or any(
                    f.code.startswith("VG") for f in row.findings
                )
