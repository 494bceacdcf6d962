"""docs/plots.md says what is so: its examples run, its pictures are there and small."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from matplotlib.figure import Figure


def test_the_examples_of_the_guide_run(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every block of Python in the guide runs, one after the other; each ends in a figure or in notes."""
    text = (root / "docs/plots.md").read_text(encoding="utf-8")
    (tmp_path / "corpora").symlink_to(root / "corpora")
    monkeypatch.chdir(tmp_path)
    known: dict[str, Any] = {}
    blocks = re.findall(r"```python\n(.*?)```", text, re.S)
    for block in blocks:
        *before, last = block.strip().splitlines()
        exec("\n".join(before), known)  # noqa: S102 - the examples of our own guide
        shown = eval(last, known)  # noqa: S307
        assert isinstance(shown, Figure | tuple)
    assert len(blocks) >= 7
    assert (tmp_path / "measurability.png").stat().st_size > 10_000


def test_the_pictures_of_the_guide_are_there_and_small(root: Path) -> None:
    """Each picture that the guide shows exists and has less than 60 kB; none lies there unused."""
    text = (root / "docs/plots.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"\((plots/\w+\.png)\)", text))
    kept = {f"plots/{path.name}" for path in (root / "docs/plots").glob("*.png")}
    assert shown == kept
    assert all((root / "docs" / name).stat().st_size < 60_000 for name in kept)
