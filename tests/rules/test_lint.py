"""Running rules: places of findings, the ledger, what was not read, and a rule that fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Document, Indicator, Label, Note, ReviewedRow, Table
from zhibiao.review import compare_reviews, review, review_alone
from zhibiao.rules import all_rules
from zhibiao.rules.base import Context, Held, Hit, Open, Outcome, Rule, Whole
from zhibiao.rules.lint import lint, lint_set
from zhibiao.target import parse_target


def make_row(number: int) -> ReviewedRow:
    """A row with a number."""
    indicator = Indicator(name=f"培训{number}", target=f"≥{number}场", row=number, table="表")
    return ReviewedRow(
        indicator=indicator,
        target=parse_target(indicator.target),
        label=Label(category="O1", confidence=0.9),
    )


ROWS = (make_row(1), make_row(2))
TABLE = Table(name="表", indicators=tuple(row.indicator for row in ROWS))
DOCUMENT = Document(source="a.txt", format="text", tables=(TABLE,))
NEVER = Document(source="b.txt", format="text", tables=())


def make(check: object, scope: str, needs: tuple[str, ...] = ()) -> Rule:
    """A rule of that scope, with the looks of a real one."""
    return replace(
        all_rules()[0], code="XX01", headline="{n}", headline_en="{n}", scope=scope, check=check, needs=needs
    )  # type: ignore[arg-type]


def test_rows_that_say_nothing_held() -> None:
    """A rule of rows: one hit, the other row held."""

    def check(row: ReviewedRow, _: Context) -> Iterator[Outcome]:
        if row.indicator.row == 1:
            yield Hit(values={"n": "1"})

    (table,), (entry,) = lint(DOCUMENT, [ROWS], [make(check, "row")])
    assert [finding.row for finding in table.all_findings()] == [1]
    assert (entry.state, entry.held, entry.failed) == ("failed", 1, 1)


def test_a_rule_that_needs_a_field_does_not_apply_without_it() -> None:
    """Nothing held, nothing failed, and the reason names the field."""

    def check(_row: ReviewedRow, _: Context) -> Iterator[Outcome]:
        yield Hit(values={"n": "1"})

    _, (entry,) = lint(DOCUMENT, [ROWS], [make(check, "row", ("history",))])
    assert entry.state == "not_applicable"
    assert "往年值" in entry.reason


def test_a_check_of_the_document_places_its_hits() -> None:
    """At the row it names, else at the table; what is open gives its reason."""

    def check(_: Whole) -> Iterator[Outcome]:
        yield Hit(values={"n": "1"}, row=2)
        yield Hit(values={"n": "2"})
        yield Held()
        yield Open(reason="丢了列", reason_en="columns lost")

    (table,), (entry,) = lint(DOCUMENT, [ROWS], [make(check, "document")])
    assert [len(row.findings) for row in table.rows] == [0, 1] and len(table.findings) == 1
    assert (entry.failed, entry.held, entry.undecided, entry.reason) == (2, 1, 1, "丢了列")


def test_a_check_of_a_set_speaks_to_each_document() -> None:
    """The hit stands in its document; the other one held."""

    def check(wholes: tuple[Whole, ...]) -> Iterator[Outcome]:
        yield Held(document=0)
        yield Hit(values={"n": "1"}, document=1, row=1)
        assert len(wholes) == 2

    (reviewed,), _ = lint(DOCUMENT, [ROWS], [])
    (first, one), (second, two) = lint_set(
        [(DOCUMENT, [reviewed]), (DOCUMENT, [reviewed])], [make(check, "set")]
    )
    assert not first[0].all_findings() and second[0].rows[0].findings
    assert (one[0].state, two[0].state) == ("held", "failed")


def test_what_was_not_read_is_open() -> None:
    """A table that was left out never counts as passed."""
    note = Note(code="EX01", zh="不是绩效目标表，未读取：附表", en="left out", place="第 9 行")
    _, ledger = lint(replace(DOCUMENT, notes=(note,)), [ROWS], [])
    assert [(entry.code, entry.state) for entry in ledger] == [("EX01", "undecided")]
    assert "附表" in ledger[0].reason


def test_a_rule_that_fails_is_named() -> None:
    """The error says which rule failed where, and how to leave it out."""

    def check(_row: ReviewedRow, _: Context) -> Iterator[Outcome]:
        raise ValueError("max() arg is an empty sequence")
        yield

    with pytest.raises(ZhibiaoError) as caught:
        lint(DOCUMENT, [ROWS], [make(check, "row")])
    assert caught.value.code == "RL01"
    assert "XX01" in caught.value.render("zh") and "--ignore XX01" in caught.value.render("zh")


def test_one_document_is_compared_with_itself() -> None:
    """`review` is `review_alone` and the rules about projects and documents; every rule has its line in the ledger."""
    whole = review(DOCUMENT, suggestions=False)
    (same,) = compare_reviews([review_alone(DOCUMENT, suggestions=False)])
    assert whole == same
    assert {entry.code for entry in whole.ledger} == {rule.code for rule in all_rules()}


def test_no_tables_no_findings() -> None:
    """A document without tables gives an empty review, and no rule fails on it."""
    assert review(NEVER, suggestions=False).all_findings() == ()
