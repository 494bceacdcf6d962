"""The record of a decision: what it may be, how it is kept, what it leaves to do."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhibiao
from zhibiao.desk.decided.decisions import (
    Decision,
    check,
    choices_of,
    decision_from_json,
    decision_to_json,
    fitting,
    is_settled,
    left,
)
from zhibiao.errors import ZhibiaoError
from zhibiao.revise.choices import EDITABLE

TEXTS = st.text(max_size=20)
DECISIONS = st.builds(
    Decision,
    table=st.integers(0, 9),
    row=st.integers(0, 99),
    suggestion=st.none() | st.integers(0, 3),
    edit=st.lists(st.tuples(st.sampled_from(EDITABLE), TEXTS), max_size=3).map(tuple),
    ignored=st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple),
    category=st.sampled_from(["", "O1", "S1"]),
    confirmed=st.booleans(),
    name=TEXTS,
    wording=TEXTS,
)


@pytest.fixture(scope="module")
def review(samples):
    """The review of the Word sample."""
    return zhibiao.review(samples / "dept_goal.docx")


def _vague(review):
    """The first row with findings and suggestions."""
    return next(row for row in review.tables[0].rows if row.findings and row.suggestions)


@given(DECISIONS)
def test_kept_as_it_was(decision):
    """What the database keeps is the decision, whatever its texts hold."""
    assert decision_from_json(decision_to_json(decision)) == decision


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"table": 1}',
        '{"table": "1", "row": 1}',
        '{"table": 1, "row": true}',
        '{"table": 1, "row": 1, "suggestion": 1.5}',
        '{"table": 1, "row": -1}',
        '{"table": 1, "row": 1, "edit": [["name"]]}',
        '{"table": 1, "row": 1, "ignored": [["VG01", 3]]}',
        '{"table": 1, "row": 1, "category": 3}',
        '{"table": 1, "row": 1, "confirmed": "yes"}',
        '{"table": 1, "row": 1, "wording": 3}',
        '{"table": 1, "row": 1, "who": "me"}',
        "[" * 100_000,
    ],
)
def test_what_is_no_decision_is_refused(text):
    """A text that is no decision gives the coded error, never anything else."""
    with pytest.raises(ZhibiaoError) as caught:
        decision_from_json(text)
    assert caught.value.code == "WB10"


def test_checked_against_the_document(review):
    """Rows, suggestions, cells, findings and categories have to be there; texts have bounds."""
    row = _vague(review)
    number, code = row.indicator.row, row.findings[0].code

    def refused(**facts) -> str:
        with pytest.raises(ZhibiaoError) as caught:
            check(review, Decision(**{"table": 1, "row": number, **facts}))
        return caught.value.code

    check(review, Decision(table=1, row=number, suggestion=len(row.suggestions)))
    check(review, Decision(table=1, row=number, suggestion=0, edit=(("target", "≥90%"),)))
    check(review, Decision(table=1, row=number, ignored=((code, "误报"),), category="O1", confirmed=True))
    assert refused(row=999) == "CF08"
    assert refused(table=9) == refused(table=0) == "CF08"
    assert refused(suggestion=len(row.suggestions) + 1) == "CF08"
    assert refused(row=0, suggestion=1) == "CF08"
    assert refused(suggestion=0) == "WB25"
    assert refused(suggestion=0, edit=(("weight", "5"),)) == "WB10"
    assert refused(suggestion=0, edit=(("name", " "),)) == "WB10"
    assert refused(suggestion=0, edit=(("target", "x" * 5_001),)) == "WB10"
    assert refused(suggestion=0, edit=(("target", "90%\x00"),)) == "WB10"
    assert refused(suggestion=0, edit=(("target", "90%\u202e"),)) == "WB10"
    assert refused(ignored=((code, " "),)) == "WB11"
    assert refused(ignored=(("ZZ99", "误报"),)) == "WB11"
    assert refused(ignored=((code, "x" * 1_001),)) == "WB11"
    assert refused(category="Z9") == "CF01"


def test_what_was_ignored_before_may_stay(review):
    """A finding that is there no more, since the category was corrected, does not bar the next decision on its row."""
    before = Decision(table=1, row=_vague(review).indicator.row, ignored=(("CT01", "误报"),))
    after = replace(before, suggestion=1)
    check(review, after, before)
    with pytest.raises(ZhibiaoError):
        check(review, after)


def test_blanks_of_all_kinds_may_be_pasted(review):
    """A blank that does not break, as word processors write it, and a sign private to a font are no control characters."""
    number = _vague(review).indicator.row
    edit = (("target", "≥\u00a095\u3000%\n"), ("name", "\ue001村培训人数"))
    check(review, Decision(table=1, row=number, suggestion=0, edit=edit))


def test_settled_by_a_wording_a_confirmation_or_reasons_for_all(review):
    """A place is settled by a wording, by confirming, or when every finding is ignored; one that has none always is."""
    findings = _vague(review).findings
    some = Decision(table=1, row=1, ignored=((findings[0].code, "误报"),))
    every = Decision(table=1, row=1, ignored=tuple((one.code, "误报") for one in findings))
    assert is_settled((), None)
    assert not is_settled(findings, None)
    assert not is_settled(findings, Decision(table=1, row=1, category="O1"))
    assert is_settled(findings, some) == (len({one.code for one in findings}) == 1)
    assert is_settled(findings, every)
    assert not left(findings, every)
    assert is_settled(findings, Decision(table=1, row=1, suggestion=1))
    assert is_settled(findings, Decision(table=1, row=1, suggestion=0, edit=(("target", "≥90%"),)))
    assert is_settled(findings, Decision(table=1, row=1, confirmed=True))


def test_choices_are_those_that_revise_takes(review):
    """Wordings become choices in the order of the document, ignored rows stay as they are, tables are none."""
    row = _vague(review)
    number, code = row.indicator.row, row.findings[0].code
    later = next(one for one in review.tables[0].rows if one.findings and one.indicator.row > number)
    found = choices_of(
        [
            Decision(table=1, row=later.indicator.row, ignored=((later.findings[0].code, "误报"),)),
            Decision(table=1, row=number, suggestion=1, edit=(("target", "≥90%"),)),
            Decision(table=1, row=0, ignored=((code, "误报"),)),
        ],
        review,
    )
    assert [(one.row, one.suggestion, one.name, dict(one.edit)) for one in found] == [
        (number, 1, row.indicator.name, {"target": "≥90%"}),
        (later.indicator.row, 0, later.indicator.name, {}),
    ]


def test_kept_text_is_readable():
    """A person who looks into the database reads the words themselves."""
    kept = json.loads(decision_to_json(Decision(table=1, row=2, ignored=(("VG01", "误报"),))))
    assert kept["ignored"] == [["VG01", "误报"]]


def test_only_what_the_person_saw_is_taken(review):
    """Where another version reads or suggests otherwise, a decision on another row or wording does not stand."""
    row = _vague(review)
    number, name, wording = row.indicator.row, row.indicator.name, row.suggestions[0].wording
    kept = Decision(
        table=1, row=number, suggestion=1, name=name, wording=wording, ignored=(("VG01", "误报"),)
    )
    assert fitting(review, [kept]) == [kept]
    assert fitting(review, [replace(kept, name="另一行")]) == []
    assert fitting(review, [replace(kept, row=999)]) == []
    dropped = replace(kept, suggestion=None, wording="")
    assert fitting(review, [replace(kept, wording="另一种写法")]) == [dropped]
    assert fitting(review, [replace(kept, suggestion=9)]) == [dropped]
    own = Decision(table=1, row=number, suggestion=0, edit=(("target", "≥90%"),), name=name)
    table = Decision(table=1, row=0, confirmed=True)
    assert fitting(review, [own, table]) == [own, table]
