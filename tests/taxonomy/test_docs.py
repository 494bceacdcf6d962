"""docs/taxonomy.md says what is so: its examples run, its codes and files exist."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

from zhibiao.taxonomy import list_yaml
from zhibiao.taxonomy.entries import categories, find_entry
from zhibiao.taxonomy.profiles import find_profile

PAGE = (Path(__file__).parents[2] / "docs" / "taxonomy.md").read_text(encoding="utf-8")


def test_the_examples_of_the_page_run() -> None:
    """Every Python block gives what it shows."""
    runner = doctest.DocTestRunner(verbose=False)
    blocks = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    for block in blocks:
        runner.run(doctest.DocTestParser().get_doctest(block, {}, "taxonomy.md", None, 0))
    assert runner.failures == 0
    assert runner.tries >= 4


def test_the_codes_and_files_of_the_page_exist() -> None:
    """Indicators, categories, frames and data files that the page names are there; O1.99 is its made-up example."""
    for code in set(re.findall(r"\b[COESM]\d\.\d\d\b", PAGE)) - {"O1.99"}:
        assert find_entry(code)
    pairs = re.findall(r"^\| ([A-Z]\d) / ([A-Z]\d) \|", PAGE, flags=re.MULTILINE)
    assert {code for pair in pairs for code in pair} <= {category.code for category in categories()}
    assert len(pairs) == 6
    for frame in re.findall(r"\b(?:mof|nanjing|hubei)\w*", PAGE):
        assert find_profile(frame)
    assert "profiles/nanjing.yml" in list_yaml("profiles")
