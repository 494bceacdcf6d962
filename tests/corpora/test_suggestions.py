"""The labelled alternatives of vague rows: known codes, vague targets, enough rows."""

from __future__ import annotations

from pathlib import Path

from zhibiao.corpora.tables import read_table
from zhibiao.target import parse_target
from zhibiao.taxonomy.entries import all_entries

GRADE = "grade"


def test_every_alternative_is_a_known_indicator_or_a_scale(root: Path) -> None:
    """At least 200 rows, each with one to five acceptable answers that the taxonomy knows."""
    rows = read_table(root / "corpora/suggestions/rows.tsv")
    known = {entry.code for entry in all_entries()} | {GRADE}
    assert len(rows) >= 200
    for row in rows:
        answers = row["accept"].split()
        assert 1 <= len(answers) <= 6 and set(answers) <= known, row


def test_the_rows_are_hard_to_check(root: Path) -> None:
    """Nearly all targets are vague as the parser reads them: these are the rows that need an alternative."""
    rows = read_table(root / "corpora/suggestions/rows.tsv")
    tiers = [parse_target(row["target"], unit=row["unit"], name=row["name"]).tier for row in rows]
    assert sum(tier != "measurable" for tier in tiers) >= 0.95 * len(rows)
