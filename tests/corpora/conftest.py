"""The corpora of the repository, and a copy that a test may break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The corpora as they are in the repository."""
    return ROOT / "corpora"


@pytest.fixture
def copy(corpora: Path, tmp_path: Path) -> Path:
    """A copy of the tables, cards and grammar."""
    target = tmp_path / "corpora"
    shutil.copytree(corpora, target, ignore=shutil.ignore_patterns("samples", "__pycache__"))
    return target
