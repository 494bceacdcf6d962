"""The review after decisions of every kind, held against the revised document read again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from zhibiao.desk.decided.current import corrected, current, ignoring
from zhibiao.desk.decided.decisions import Decision
from zhibiao.desk.decided.outputs import make_output
from zhibiao.measurability import measure
from zhibiao.records import Review
from zhibiao.settings import Settings

from .choosing import SAMPLES, WRITTEN_BACK, places, read_sample, take_any, take_first

USUAL = Settings()


def read_back(review: Review, decisions: list[Decision], path: Path, folder: Path) -> Review:
    """The revised document, read and reviewed again."""
    name, data = make_output("revised", review, decisions, path.read_bytes(), path.name, "zh", USUAL)
    (folder / name).write_bytes(data)
    return read_sample(folder / name)


def told(review: Review) -> list[list[Any]]:
    """What is said of each row, table by table."""
    return [
        [
            (
                row.indicator.name,
                # A csv keeps the apostrophe that guards a spreadsheet from a formula.
                row.indicator.target.lstrip("'"),
                row.indicator.unit,
                row.indicator.comparator_printed,
                row.indicator.explanation,
                row.indicator.basis_text,
                row.target,
                row.label.category,
                sorted(finding.code for finding in row.findings),
            )
            for row in table.rows
        ]
        for table in review.tables
    ]


@pytest.mark.parametrize("name", WRITTEN_BACK)
@pytest.mark.parametrize("seed", range(4))
def test_it_is_what_the_revised_document_gives(samples: Path, tmp_path: Path, name: str, seed: int):
    """Rows, labels, findings, ledger and index equal those of the file that `revise` writes, read again."""
    review = read_sample(samples / name)
    decisions = take_any(review, seed) if seed else take_first(review)
    now = current(review, decisions, "zh", USUAL)
    again = read_back(review, decisions, samples / name, tmp_path)
    assert told(now) == told(again)
    assert sorted(now.ledger, key=lambda one: (one.code, one.table)) == sorted(
        again.ledger, key=lambda one: (one.code, one.table)
    )
    assert measure(now).index == measure(again).index


@pytest.mark.parametrize("name", SAMPLES)
def test_taking_suggestions_raises_the_index(samples: Path, name: str):
    """The first suggestion of every row is better than what was there, and nothing is left as a suggestion."""
    review = read_sample(samples / name)
    now = current(review, take_first(review), "zh", USUAL)
    assert measure(now).index > measure(review).index
    assert now.ledger != review.ledger
    assert not any(row.suggestions for _, row in places(now))


def test_a_finding_of_a_whole_table_can_be_ignored(samples: Path):
    """Row 0 stands for the table."""
    found = [(name, read_sample(samples / name)) for name in SAMPLES]
    review = next(review for _, review in found if review.tables[0].findings)
    code = review.tables[0].findings[0].code
    now = ignoring(review, [Decision(table=1, row=0, ignored=((code, "理由"),))])
    assert code not in {finding.code for finding in now.tables[0].findings}
    assert code in {one.finding.code for one in now.tables[0].allowed}


def test_rules_see_the_corrected_category(samples: Path):
    """The row is checked with the category that a person gave, and says who gave it; suggestions stay."""
    review = read_sample(samples / "project_selfeval.xlsx")
    number, row = next(
        (number, row)
        for number, row in places(review)
        if row.suggestions and row.label.category_printed == row.label.category == "O2"
    )
    other = "S1"
    decision = Decision(table=number, row=row.indicator.row, category=other)
    for lang, reason in (("zh", "人工更正"), ("en", "corrected by a reviewer")):
        after = corrected(review, [decision], lang, USUAL)
        found = next(one for at, one in places(after) if (at, one.indicator.row) == (number, decision.row))
        assert (found.label.category, found.label.reason, found.label.needs_review) == (other, reason, False)
        assert (found.suggestions, found.label.candidates) == (row.suggestions, row.label.candidates)
    assert "CT01" not in {finding.code for finding in row.findings}
    assert "CT01" in {finding.code for finding in found.findings}
