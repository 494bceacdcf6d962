"""Where the tests find things: the repository, and the shared source documents beside it if present."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the source documents; skips where a clone has none."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the five source documents (../shared) are not beside this clone")
    return SHARED


@pytest.fixture(scope="session")
def samples() -> Path:
    """The sample goal tables of the repository."""
    return ROOT / "corpora" / "samples"
