"""Frames that several tests look at."""

from __future__ import annotations

import pandas as pd
import pytest

import zhibiao
from zhibiao.learn.corpus import read_corpora


@pytest.fixture(scope="session")
def reviewed(samples):
    """The sample documents, reviewed."""
    names = ("dept_goal.csv", "dept_goal.docx", "project_selfeval.xlsx", "project_goal.html")
    return [zhibiao.review(samples / name, suggestions=False) for name in names]


@pytest.fixture(scope="session")
def plain(root):
    """Real rows with Chinese headers and an odd index, not tagged."""
    rows = [row for row in read_corpora(root / "corpora") if row.origin == "real"][:200]
    facts = {
        "年度": [("2022", "2023")[number % 2] for number in range(len(rows))],
        "三级指标": [row.name for row in rows],
        "年度指标值": [row.target for row in rows],
        "计量单位": [row.unit for row in rows],
    }
    return pd.DataFrame(facts, index=range(1000, 1000 + len(rows)))


@pytest.fixture(scope="session")
def tagged(plain):
    """The same with labels."""
    return plain.zhibiao.tag(suggestions=False)
