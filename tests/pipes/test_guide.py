"""docs/spacy.md says what is so: its examples run, its names are those of the entry points."""

from __future__ import annotations

import doctest
import re
import tomllib
from pathlib import Path

import zhibiao.pipes  # noqa: F401 - registers the pipes where an old installation has no entry points yet

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "spacy.md").read_text(encoding="utf-8")


def test_the_examples_of_the_page_run(monkeypatch):
    """Every Python block gives what it shows, one after the other."""
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    for block in re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL):
        test = doctest.DocTestParser().get_doctest(block, names, "spacy.md", None, 0)
        runner.run(test, clear_globs=False)
        names = test.globs
    assert runner.failures == 0
    assert runner.tries > 30


def test_the_names_of_the_page_are_those_of_the_entry_points():
    """Every pipe and tokenizer that can be found is on the page, and no other."""
    points = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    assert set(re.findall(r'add_pipe\("(\w+)"', PAGE)) == set(points["spacy_factories"])
    assert set(re.findall(r'"@tokenizers": "([\w.]+)"', PAGE)) == set(points["spacy_tokenizers"])
