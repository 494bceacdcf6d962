"""The examples of docs/pandas.md run."""

from __future__ import annotations

import doctest

import pandas as pd


def test_the_examples_of_the_guide_give_what_they_show(root, monkeypatch):
    """Each example of docs/pandas.md prints what stands below it."""
    monkeypatch.chdir(root)
    options = ("display.unicode.east_asian_width", pd.get_option("display.unicode.east_asian_width"))
    width = ("display.width", pd.get_option("display.width"))
    with pd.option_context(*options, *width):
        result = doctest.testfile(
            str(root / "docs" / "pandas.md"),
            module_relative=False,
            optionflags=doctest.NORMALIZE_WHITESPACE,
            encoding="utf-8",
        )
    assert result.failed == 0 and result.attempted > 20
