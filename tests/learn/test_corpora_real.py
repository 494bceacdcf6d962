"""The reviewed rows: complete, without people, split by document."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from zhibiao.learn.corpus import read_corpora
from zhibiao.learn.folds import document_folds, measured_rows
from zhibiao.learn.train import SEED

NUMBER = re.compile(r"(?<!\d)(1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)")


def _table(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def rows(root):
    """The measured rows."""
    return measured_rows(read_corpora(root / "corpora"))


def test_all_rows_are_there(rows):
    """478 rows of 62 public documents and 221 rows of the five source documents."""
    assert Counter(row.origin for row in rows) == {"real": 478, "seed": 221}
    assert len({row.document for row in rows if row.origin == "real"}) == 62
    assert len({row.document for row in rows if row.origin == "seed"}) == 5


def test_no_telephone_numbers(root):
    """Nothing in the corpus looks like a telephone number, addresses of pages included."""
    for file in sorted((root / "corpora" / "real").iterdir()):
        assert not NUMBER.search(file.read_text(encoding="utf-8")), file.name


def test_splits_are_those_of_the_code(root, rows):
    """The published folds are the folds of the published figures."""
    table = {fact["document"]: int(fact["fold"]) for fact in _table(root / "corpora" / "real" / "splits.tsv")}
    assert table == document_folds(rows, seed=SEED)


def test_seed_rows_equal_the_transcription(root, shared):
    """Document, table, row, labels, name, target and unit of the seed rows are the hand-made transcription's."""
    columns = ("doc", "table", "row", "level1", "level2", "name", "target", "unit")
    gold = _table(shared / "gold" / "seeds_gold.tsv")
    ours = _table(root / "corpora" / "real" / "seeds.tsv")
    assert [[row[column] for column in columns] for row in ours] == [
        [row[column] for column in columns] for row in gold
    ]


def test_real_rows_equal_the_source(root, shared):
    """The real rows are those of the shared collection but for addresses that hold a number like a telephone's."""
    source = _table(shared / "real" / "rows.tsv")
    ours = _table(root / "corpora" / "real" / "rows.tsv")
    for left, right in zip(source, ours, strict=True):
        assert {**left, "url": ""} == {**right, "url": ""}
        assert right["url"] == ("" if NUMBER.search(left["url"]) else left["url"])
