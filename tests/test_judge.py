"""Rows judged by columns: the same as each row for itself, whatever stands beside it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import zhibiao
from zhibiao.judge import judge
from zhibiao.learn.corpus import read_corpora
from zhibiao.report.flat import added_columns
from zhibiao.target import parse_target

FIELDS = ["name", "target", "unit", "level2", "explanation", "year"]


@pytest.fixture(scope="module")
def keys(root):
    """Real rows and own ones, some with a printed label, an explanation and a year."""
    rows = read_corpora(root / "corpora")
    rows = [row for row in rows if row.origin != "own"] + rows[::40]
    texts = ("", "按实际参加人数计算", "未达到的每项扣1分")
    return [
        (row.name, row.target, row.unit, row.level2, texts[at % 3], ("", "2023")[at % 2])
        for at, row in enumerate(rows)
    ]


def test_columns_say_what_the_records_say(keys):
    """Target and label columns are those of parse_target and classify, one row at a time."""
    given = [key[:4] for key in keys]
    labels = [zhibiao.classify([n], [t], [u], printed=[("", level2)])[0] for n, t, u, level2 in given]
    targets = [parse_target(target, unit=unit, name=name) for name, target, unit, _ in given]
    rows = [added_columns(target, label) for target, label in zip(targets, labels, strict=True)]
    expected = pd.DataFrame(rows).drop(columns=["findings", "suggestion"])
    found = judge(given, FIELDS[:4], findings=False)
    assert list(found.columns) == list(expected.columns)
    for name in found.columns:
        ours, theirs = found[name].astype(object), expected[name].astype(object)
        same = (ours == theirs) | (ours.isna() & theirs.isna())
        assert same.all(), f"{name}: {[given[at] for at in np.flatnonzero(~same)[:3]]}"


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_the_batch_changes_nothing(keys, size):
    """Findings and suggestions included, a row gets the same bytes alone, in small batches and turned round."""
    some = keys[::5] if size == 1 else keys
    whole = judge(some, FIELDS)
    turned = some[::-1]
    parts = [judge(turned[start : start + size], FIELDS) for start in range(0, len(turned), size)]
    pd.testing.assert_frame_equal(pd.concat(parts)[::-1].reset_index(drop=True), whole, check_exact=True)


def test_no_rows():
    """Nothing in, all columns out, with their types."""
    empty = judge([], ["name", "target"])
    assert len(empty) == 0 and empty["lower"].dtype == np.float64 and empty["needs_review"].dtype == bool
