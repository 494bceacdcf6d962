"""The measurability index: its parts, what has nothing to divide by, and that mending never lowers it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.ledger import by_table, count_states
from zhibiao.measurability import is_checkable, measure, measure_tables
from zhibiao.records import (
    SEVERITIES,
    TIERS,
    Allowed,
    Document,
    Finding,
    Indicator,
    Label,
    Obligation,
    Review,
    ReviewedRow,
    ReviewedTable,
    Table,
    Target,
)
from zhibiao.taxonomy import load_yaml


def make_row(
    number: int = 1, tier: str = "measurable", category: str = "O1", vague: str = "", weight: str = ""
) -> ReviewedRow:
    """A row; `vague` is the severity of a VG finding."""
    found = Finding(
        code="VG02", name="", severity=vague or "low", message="空泛", message_en="vague", row=number
    )
    return ReviewedRow(
        indicator=Indicator(name=f"指标{number}", row=number, weight=weight),
        target=Target(tier=tier),
        label=Label(category=category, confidence=1.0),
        findings=(found,) if vague else (),
    )


def make_review(*tables: tuple[ReviewedRow, ...], ledger: tuple[Obligation, ...] = ()) -> Review:
    """A review of tables named 表1, 表2, …"""
    reviewed = tuple(
        ReviewedTable(table=Table(name=f"表{number}", indicators=()), rows=rows)
        for number, rows in enumerate(tables, start=1)
    )
    document = Document(source="a.docx", format="docx", tables=tuple(one.table for one in reviewed))
    return Review(document=document, tables=reviewed, ledger=ledger)


def test_the_shares_make_a_hundred() -> None:
    """The shares in the data add up, and each has its reason."""
    parts = load_yaml("measurability.yml")["parts"]
    assert sum(part["share"] for part in parts) == 100
    assert all(part["reason"] and part["zh"] and part["en"] for part in parts)


@pytest.mark.parametrize(
    ("tier", "vague", "checkable"),
    [
        ("measurable", "", True),
        ("measurable", "medium", True),
        ("measurable", "high", False),
        ("binary", "", True),
        ("binary", "low", False),
        ("graded", "", True),
        ("graded", "medium", False),
        ("vague", "", False),
        ("missing", "", False),
    ],
)
def test_what_can_be_checked(tier: str, vague: str, checkable: bool) -> None:
    """A number, unless a high finding says no; yes or no and grades only with a criterion."""
    assert is_checkable(make_row(tier=tier, vague=vague)) is checkable


def test_the_index_by_hand() -> None:
    """2 of 4 rows, 70 of 100 points, 1 of 2 outcomes, 3 of 4 checks: 15 + 14 + 15 + 15."""
    rows = (
        make_row(1, weight="40"),
        make_row(2, "vague", weight="20分"),
        make_row(3, category="E2", weight="30.0"),
        make_row(4, "missing", category="S1", weight="10"),
    )
    ledger = (
        *(Obligation(code=code, name="", table="表1", held=4) for code in ("VG05", "CP01", "UN01")),
        Obligation(code="VG01", name="", table="表1", held=3, failed=1),
        Obligation(code="NM01", name="", undecided=1, reason="列已丢失", reason_en="columns lost"),
        Obligation(code="HS01", name="", table="表1"),
    )
    found = measure(make_review(rows, ledger=ledger))
    assert [part.value for part in found.parts] == [0.5, 0.7, 0.5, 0.75]
    assert found.index == 59.0
    assert (found.decided, found.looked_at, found.coverage) == (4, 5, 0.8)
    assert found.weighted
    assert found.part("rows").other_rows == ((1, 2), (1, 4))
    assert found.part("outcomes").good_rows == ((1, 3),)
    assert found.part("checks").codes == ("VG01",)


def test_nothing_to_divide_by_is_none() -> None:
    """A document without rows and checks has no index; a table without effects is not one with vague effects."""
    empty = measure(make_review(()))
    assert (empty.index, empty.coverage, [part.value for part in empty.parts]) == (None, None, [None] * 4)
    assert measure(make_review()).index is None
    only_outputs = measure(make_review((make_row(),)))
    assert only_outputs.part("outcomes").value is None
    assert only_outputs.index == 100.0


def test_weights_count_only_where_every_row_prints_one() -> None:
    """A table with a gap in its weights is one whose rows weigh the same."""
    gap = measure(make_review((make_row(1, weight="90"), make_row(2, "vague"))))
    assert (gap.part("points").value, gap.weighted) == (0.5, False)


def test_a_failed_check_leads_to_its_rows() -> None:
    """The rows with findings of the failed checks are named."""
    ledger = (Obligation(code="VG02", name="", table="表1", held=1, failed=1),)
    found = measure(make_review((make_row(1), make_row(2, vague="low")), ledger=ledger))
    assert found.part("checks").other_rows == ((1, 2),)


def test_own_exceptions_do_not_raise_the_index() -> None:
    """A finding that the body has set aside counts all the same: other bodies cannot set it aside."""
    review = make_review((make_row(1, vague="high"),))
    (table,) = review.tables
    (row,) = table.rows
    aside = replace(
        table,
        rows=(replace(row, findings=()),),
        allowed=(Allowed(finding=row.findings[0], reason="口径"),),
    )
    assert measure(review).index == measure(replace(review, tables=(aside,))).index == 0.0


def test_tables_of_the_same_name_keep_their_own_checks() -> None:
    """Obligations are told apart by their order; those of the document belong to no table."""
    review = make_review((make_row(),), (make_row(),))
    tables = tuple(replace(one, table=replace(one.table, name="")) for one in review.tables)
    ledger = (
        Obligation(code="VG01", name="", held=1),
        Obligation(code="VG01", name="", failed=1),
        Obligation(code="EX01", name="not-read", undecided=1),
    )
    review = replace(review, tables=tables, ledger=ledger)
    assert [[one.state for one in several] for several in by_table(review)] == [["held"], ["failed"]]
    assert count_states(ledger) == {"held": 1, "failed": 1, "not_applicable": 0, "undecided": 1}
    assert [one.part("checks").value for one in measure_tables(review)] == [1.0, 0.0]


weights = st.sampled_from(["", "0", "5", "10分", "12.5"])
rows = st.lists(
    st.tuples(
        st.sampled_from(TIERS),
        st.sampled_from(["O1", "E2", "S1", "X"]),
        st.sampled_from(["", *SEVERITIES]),
        weights,
    ),
    min_size=1,
    max_size=8,
)
obligations = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=5
)


@given(rows, obligations, st.data())
def test_mending_a_row_never_lowers_the_index(
    several: list[tuple[str, str, str, str]], checks: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    """A row that gets a number and loses its finding, with the check that it failed, never costs anything."""

    def index(rows: list[tuple[str, str, str, str]], ledger: list[tuple[int, int, int]]) -> float | None:
        made = tuple(
            make_row(number, tier, category, vague, weight)
            for number, (tier, category, vague, weight) in enumerate(rows, start=1)
        )
        kept = tuple(
            Obligation(code=f"NM{number:02}", name="", held=held, failed=failed, undecided=undecided)
            for number, (held, failed, undecided) in enumerate(ledger)
        )
        return measure(make_review(made, ledger=kept)).index

    at = data.draw(st.integers(0, len(several) - 1))
    check = data.draw(st.integers(0, len(checks) - 1))
    _, category, _, weight = several[at]
    mended = [*several[:at], ("measurable", category, "", weight), *several[at + 1 :]]
    held, failed, undecided = checks[check]
    better = (held + data.draw(st.integers(0, 1)), failed - 1, undecided) if failed else checks[check]
    before, after = index(several, checks), index(mended, [*checks[:check], better, *checks[check + 1 :]])
    assert before is not None and after is not None
    assert after >= before
