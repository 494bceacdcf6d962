"""The labelled alternatives of vague rows, and the written answers: known codes, vague targets, enough rows, no copies."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np

from zhibiao.classify.features import fold, hash_folded
from zhibiao.corpora.tables import read_table
from zhibiao.suggest.answers import GRADE
from zhibiao.target import parse_target
from zhibiao.taxonomy.entries import all_entries, find_entry

LABELLED, ANSWERS = "corpora/suggestions/rows.tsv", "corpora/suggestions/answers.tsv"
NEAR = 0.6
"""Cosine of name windows from which an answer would be a copy of a measured row."""


def test_every_alternative_is_a_known_indicator_or_a_scale(root: Path) -> None:
    """At least 340 rows, each with one to eight acceptable answers of each reader that the taxonomy knows."""
    rows = read_table(root / LABELLED)
    known = {entry.code for entry in all_entries()} | {GRADE}
    assert len(rows) >= 340
    for row in rows:
        for reader in ("accept", "second"):
            answers = row[reader].split()
            assert 1 <= len(answers) <= 8 and set(answers) <= known, row


def test_the_rows_are_hard_to_check(root: Path) -> None:
    """Nearly all targets are vague as the parser reads them: these are the rows that need an alternative."""
    rows = read_table(root / LABELLED)
    tiers = [parse_target(row["target"], unit=row["unit"], name=row["name"]).tier for row in rows]
    assert sum(tier != "measurable" for tier in tiers) >= 0.95 * len(rows)


def test_written_answers_are_countable(root: Path) -> None:
    """Each names indicators that a number can be set for, or a scale; no wording stands twice."""
    rows = read_table(root / ANSWERS)
    assert len(rows) >= 1400
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        codes = [code for code in row["accept"].split() if code != GRADE]
        assert row["accept"] and all(find_entry(code).countable for code in codes), row


def test_no_measured_row_is_among_the_written_answers(root: Path) -> None:
    """The answers that the engine learns from hold no row that it is measured on, nor one that comes near."""
    learnt = _windows([row["name"] for row in read_table(root / ANSWERS)])
    for row in read_table(root / LABELLED):
        (own,) = _windows([row["name"]])
        cosine = max(len(own & other) / np.sqrt(len(own) * len(other)) for other in learnt)
        assert cosine < NEAR, row["name"]


def _windows(names: list[str]) -> list[set[int]]:
    grams = hash_folded(fold(names), seed=1, bits=20)
    marks = grams.indptr.tolist()
    return [set(grams.indices[start:end].tolist()) for start, end in pairwise(marks)]
