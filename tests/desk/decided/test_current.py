"""The review that follows from decisions is the review of the document as it would be written."""

from __future__ import annotations

import pytest

import zhibiao
from zhibiao.desk.decided.current import corrected, current, ignoring
from zhibiao.desk.decided.decisions import Decision, choices_of
from zhibiao.ledger import count_states
from zhibiao.measurability import measure
from zhibiao.review import compare_reviews, review_alone
from zhibiao.revise import revise
from zhibiao.settings import Settings

USUAL = Settings()
WRITTEN_BACK = ("dept_goal.docx", "project_selfeval.xlsx", "dept_goal.csv")


def _accept_all(review):
    return [
        Decision(table=number, row=row.indicator.row, suggestion=1)
        for number, table in enumerate(review.tables, start=1)
        for row in table.rows
        if row.suggestions
    ]


def _seen(review):
    """What a reader sees of a review, row by row."""
    return [
        (row.indicator.name, row.indicator.target, row.indicator.unit, sorted(f.code for f in row.findings))
        for table in review.tables
        for row in table.rows
    ]


@pytest.mark.parametrize("name", WRITTEN_BACK)
def test_same_as_the_revised_document_read_again(samples, tmp_path, name):
    """Rows, findings, index and ledger after accepting everything are those of the file that `revise` writes."""
    review = zhibiao.review(samples / name)
    decisions = _accept_all(review)
    written = revise(review, choices_of(decisions, review), tmp_path)
    again = zhibiao.review(written.document, suggestions=False)
    now = current(review, decisions, "zh", USUAL)
    assert any(change.written for change in written.changes)
    assert _seen(now) == _seen(again)
    assert [table.findings for table in now.tables] == [table.findings for table in again.tables]
    assert measure(now).index == measure(again).index
    assert count_states(now.ledger) == count_states(again.ledger)


def test_own_words_are_read_as_the_cells_would_be(samples, tmp_path):
    """An own wording of target and sign gives the row that reading the written workbook gives."""
    review = zhibiao.review(samples / "project_selfeval.xlsx")
    row = next(row for row in review.tables[0].rows if row.indicator.comparator_printed)
    edit = (("comparator_printed", "≤"), ("target", "12"), ("unit", "场"))
    decision = Decision(table=1, row=row.indicator.row, suggestion=0, edit=edit)
    written = revise(review, choices_of([decision], review), tmp_path)
    again = zhibiao.review(written.document, suggestions=False)
    now = current(review, [decision], "zh", USUAL)
    assert _seen(now) == _seen(again)
    changed = now.tables[0].rows[row.indicator.row - 1].indicator
    assert (changed.target, changed.comparator_printed, changed.unit) == ("≤12", "≤", "场")


def test_wordings_move_the_index_ignoring_does_not(samples):
    """Accepting raises index and ledger; ignoring takes findings out of every count and leaves both as they are."""
    review = zhibiao.review(samples / "dept_goal.docx")
    before = measure(review)
    accepted = current(review, _accept_all(review), "zh", USUAL)
    assert measure(accepted).index > before.index
    assert count_states(accepted.ledger) != count_states(review.ledger)
    every = [
        Decision(table=number, row=row, ignored=tuple((code, "误报") for code in codes))
        for number, table in enumerate(review.tables, start=1)
        for row, codes in _codes(table).items()
    ]
    ignored = current(review, every, "zh", USUAL)
    assert not ignored.all_findings()
    assert {one.reason for table in ignored.tables for one in table.allowed} == {"误报"}
    assert sum(len(table.allowed) for table in ignored.tables) == len(review.all_findings())
    assert measure(ignored).index == before.index


def _codes(table):
    found = {}
    for finding in table.all_findings():
        found.setdefault(finding.row, {})[finding.code] = None
    return found


def test_a_corrected_category_is_heard_by_the_rules(samples):
    """Rules look at the category as corrected; suggestions stay, and the label says who decided."""
    review = zhibiao.review(samples / "dept_goal.docx")
    row = [row for row in review.tables[0].rows if row.label.category == "S1"][-1]
    decision = Decision(table=1, row=row.indicator.row, category="O1")
    found = corrected(review, [decision], "zh", USUAL)
    label = found.tables[0].rows[row.indicator.row - 1].label
    assert (label.category, label.confidence, label.needs_review) == ("O1", 1.0, False)
    assert "人工更正" in label.reason
    assert not label.canonical or label.canonical.startswith("O1.")
    assert [one.suggestions for one in found.tables[0].rows] == [
        one.suggestions for one in review.tables[0].rows
    ]
    assert [sorted(f.code for f in one.findings) for one in found.tables[0].rows] != [
        sorted(f.code for f in one.findings) for one in review.tables[0].rows
    ]
    assert current(review, [decision], "zh", USUAL).tables[0].rows[row.indicator.row - 1].label == label


def test_without_decisions_nothing_changes(samples):
    """A document about which nothing was decided stands as it was reviewed."""
    for name in (*WRITTEN_BACK, "project_goal.html", "longterm_goal.txt"):
        review = zhibiao.review(samples / name)
        assert current(review, [], "zh", USUAL) == review
        assert ignoring(review, []) is review


def test_what_other_documents_showed_stays(samples, tmp_path):
    """Findings of the comparison with other documents stand after decisions on other rows, and so does their ledger."""
    text = (samples / "dept_goal.csv").read_text(encoding="gb18030")
    alone = []
    for body in ("试点市投资促进局", "远山县教育局"):
        file = tmp_path / f"{body}.csv"
        file.write_text(text.replace("试点市投资促进局", body), encoding="utf-8")
        alone.append(review_alone(file))
    review = compare_reviews(alone)[1]
    assert any(finding.code == "SC01" for finding in review.all_findings())
    row = next(row for row in review.tables[0].rows if row.suggestions)
    now = current(review, [Decision(table=1, row=row.indicator.row, suggestion=1)], "zh", USUAL)
    assert any(finding.code == "SC01" for finding in now.all_findings())
    for code in ("SC01", "SC02"):
        states = [[one.state for one in found.ledger if one.code == code] for found in (review, now)]
        assert states[0] == states[1] != []


def test_exceptions_of_the_body_stay_exceptions(samples):
    """What zhibiao.toml allows is set aside after a decision too, and rules that it leaves out stay out."""
    from zhibiao.records import Allowance

    whole = zhibiao.review(samples / "dept_goal.docx")
    finding = next(f for f in whole.all_findings() if f.row)
    name = whole.tables[0].rows[finding.row - 1].indicator.name
    settings = Settings(ignore=("CP",), allow=(Allowance(rule=finding.code, name=name, reason="口径"),))
    review = zhibiao.review(samples / "dept_goal.docx", ignore=settings.ignore, allow=settings.allow)
    other = next(row for row in review.tables[0].rows if row.suggestions and row.indicator.row != finding.row)
    now = current(review, [Decision(table=1, row=other.indicator.row, suggestion=1)], "zh", settings)
    assert ("口径", finding.code) in {(one.reason, one.finding.code) for one in now.tables[0].allowed}
    assert not any(f.code.startswith("CP") for f in now.all_findings())
