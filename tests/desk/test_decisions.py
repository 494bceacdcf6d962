"""Decisions: kept and read back exactly, checked against the document, and what they leave to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from zhibiao.desk.decisions import (
    Decision,
    check,
    choices_of,
    decision_from_json,
    decision_to_json,
    is_settled,
    left,
)
from zhibiao.errors import ZhibiaoError
from zhibiao.records import Review, ReviewedRow
from zhibiao.taxonomy.entries import categories

from .decided import places, read_sample

FULL = Decision(
    table=1,
    row=3,
    suggestion=2,
    edit=(("target", "≥60%"), ("name", "说\n明")),
    ignored=(("NM03", '本单位"惯例"'),),
    category="O2",
    confirmed=True,
)


@pytest.fixture(scope="module")
def review(samples: Path) -> Review:
    """A sample with findings and suggestions."""
    return read_sample(samples / "dept_goal.docx")


@pytest.fixture(scope="module")
def row(review: Review) -> ReviewedRow:
    """A row of it with both."""
    return next(row for _, row in places(review) if row.findings and row.suggestions)


def test_a_decision_comes_back_as_it_was():
    """The form of the database loses nothing."""
    assert decision_from_json(decision_to_json(FULL)) == FULL


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"table": 1}',
        '{"table": -1, "row": 1}',
        '{"table": "1", "row": 1}',
        '{"table": true, "row": 1}',
        '{"table": 1, "row": 1, "suggestion": 1.5}',
        '{"table": 1, "row": 1, "other": 1}',
        '{"table": 1, "row": 1, "edit": [["name"]]}',
        '{"table": 1, "row": 1, "edit": [["name", 5]]}',
        '{"table": 1, "row": 1, "category": 5}',
        "[" * 100_000,
    ],
)
def test_what_is_no_decision_is_refused(text: str):
    """Anything else in the database is a coded error, not a crash."""
    with pytest.raises(ZhibiaoError) as raised:
        decision_from_json(text)
    assert raised.value.code == "WB10"


def refused(review: Review, decision: Decision) -> str:
    """The code that checking a decision raises, "" for none."""
    try:
        check(review, decision)
    except ZhibiaoError as error:
        return error.code
    return ""


def test_a_decision_is_held_against_the_document(review: Review, row: ReviewedRow):
    """Rows, suggestions, cells, findings and categories that are not there are refused, each with its code."""
    here = Decision(table=1, row=row.indicator.row)
    code = row.findings[0].code
    fitting = [
        replace(here, suggestion=1),
        replace(here, suggestion=0, edit=(("target", "≥\u00a095\u3000%"),)),
        replace(here, ignored=((code, "理由"),)),
        replace(here, category=categories()[0].code),
    ]
    assert [refused(review, one) for one in fitting] == [""] * 4
    own = replace(here, suggestion=0)
    cases = [
        (replace(here, row=999), "CF08"),
        (replace(here, table=0), "CF08"),
        (replace(here, table=9, row=0), "CF08"),
        (replace(here, suggestion=99), "CF08"),
        (replace(here, row=0, suggestion=0), "CF08"),
        (own, "WB10"),
        (replace(own, edit=(("weight", "5"),)), "WB10"),
        (replace(own, edit=(("name", " "),)), "WB10"),
        (replace(own, edit=(("name", "x" * 5_001),)), "WB10"),
        (replace(own, edit=(("name", "a\x0bb"),)), "WB10"),
        (replace(own, edit=(("name", "a\u202eb"),)), "WB10"),
        (replace(own, edit=(("name", "a\ud800b"),)), "WB10"),
        (replace(here, ignored=(("ZZ99", "理由"),)), "WB11"),
        (replace(here, ignored=((code, " \n"),)), "WB11"),
        (replace(here, ignored=((code, "x" * 1_001),)), "WB11"),
        (replace(here, category="Z9"), "CF01"),
    ]
    assert [refused(review, one) for one, _ in cases] == [code for _, code in cases]


def test_what_was_ignored_before_may_stay(review: Review, row: ReviewedRow):
    """A finding that is there no more, since the category was corrected, does not bar the next decision on its row."""
    before = Decision(table=1, row=row.indicator.row, ignored=(("CT01", "理由"),))
    after = replace(before, suggestion=1)
    check(review, after, before)
    with pytest.raises(ZhibiaoError):
        check(review, after)


def test_what_is_left_to_do(row: ReviewedRow):
    """Ignoring leaves the other findings; taking a wording or confirming leaves none to decide about."""
    here = Decision(table=1, row=row.indicator.row)
    every = tuple((finding.code, "理由") for finding in row.findings)
    assert left(row.findings, None) == list(row.findings)
    assert not is_settled(row.findings, None)
    assert not is_settled(row.findings, here)
    assert is_settled((), None)
    assert is_settled(row.findings, replace(here, suggestion=1))
    assert is_settled(row.findings, replace(here, ignored=every))
    assert is_settled(row.findings, replace(here, confirmed=True))
    assert not left(row.findings, replace(here, ignored=every))


def test_choices_are_in_order_and_name_their_rows(review: Review):
    """Only rows where something was taken or ignored are choices; a whole table is none."""
    decisions = [
        Decision(table=1, row=4, ignored=(("NM03", "理由"),)),
        Decision(table=1, row=2, suggestion=0, edit=(("name", "新名"),)),
        Decision(table=1, row=0, ignored=(("CT02", "理由"),)),
        Decision(table=1, row=5, category="O2"),
    ]
    names = {row.indicator.row: row.indicator.name for number, row in places(review) if number == 1}
    found = [(one.row, one.name, one.suggestion, one.edit) for one in choices_of(decisions, review)]
    assert found == [(2, names[2], 0, (("name", "新名"),)), (4, names[4], 0, ())]
