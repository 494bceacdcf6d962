"""What rules of a table say beside their findings: what held, and what lost columns leave open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zhibiao.records import Document, Indicator, Label, Obligation, ReviewedRow, Table
from zhibiao.rules import choose_rules
from zhibiao.rules.lint import lint
from zhibiao.target import parse_target

BARE = Indicator(name="培训人次", target="≥200人次", row=1)


def outcome(code: str, *indicators: Indicator, **table: object) -> Obligation:
    """The entry of one rule in the ledger of a pasted table with these rows."""
    rows = tuple(
        ReviewedRow(
            indicator=one,
            target=parse_target(one.target, name=one.name),
            label=Label(category="O1", confidence=0.9, candidates=(("O1", 0.9),)),
        )
        for one in indicators
    )
    made = replace(Table(name="表", indicators=indicators, lossy=True), **table)  # type: ignore[arg-type]
    document = Document(source="表.txt", format="text", tables=(made,))
    (entry,) = lint(document, [rows], choose_rules((code,)))[1]
    return entry


@pytest.mark.parametrize("code", ["CT03", "CT02"])
def test_a_pasted_table_without_labels_or_rows_stays_open(code: str) -> None:
    """Where the columns were lost and nothing is certain the rule says that it could not decide."""
    entry = outcome(code, *([BARE] if code == "CT03" else []))
    assert entry.state == "undecided"
    assert entry.reason and entry.reason_en


def test_an_empty_label_is_certain_even_in_a_pasted_table() -> None:
    """CT03 objects to a printed label without a row, whatever was lost beside it."""
    entry = outcome("CT03", BARE, empty_labels=(("满意度指标", "服务对象满意度指标"),))
    assert (entry.state, entry.failed) == ("failed", 1)


def test_labels_with_rows_and_numbers_with_signs_hold() -> None:
    """What was looked at and is in order is counted."""
    row = replace(BARE, level1="产出指标", level2="数量指标")
    assert outcome("CT03", row).state == "held"
    assert outcome("CP01", row).held == 1


def test_past_years_that_were_not_read_leave_the_comparison_open() -> None:
    """HS03 is open where the header has past years and no row does, and holds where the words changed."""
    word = Indicator(name="制度", target="健全", row=1)
    assert outcome("HS03", word, columns=("name", "history", "target")).state == "undecided"
    assert outcome("HS03", replace(word, history="2022=缺;2023=健全")).state == "held"
    assert outcome("HS03", word).state == "not_applicable"


def test_a_row_rule_does_not_apply_without_the_field_it_reads() -> None:
    """A table without past values says so for the rules on history."""
    entry = outcome("HS01", BARE)
    assert (entry.state, entry.reason) == ("not_applicable", "表中没有填写往年值")
    assert outcome("HS01", replace(BARE, history="2023=150人次")).held == 1
