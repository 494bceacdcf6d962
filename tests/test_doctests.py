"""The examples in the docstrings run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import zhibiao

NAMES = ["zhibiao", *(found.name for found in pkgutil.walk_packages(zhibiao.__path__, "zhibiao."))]


@pytest.mark.parametrize("name", NAMES)
def test_examples_in_docstrings_run(name: str) -> None:
    """Every example of the module gives what it shows."""
    module = importlib.import_module(name)
    assert doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0


def test_there_are_examples() -> None:
    """The test above has something to run."""
    finder = doctest.DocTestFinder()
    count = sum(len(test.examples) for name in NAMES for test in finder.find(importlib.import_module(name)))
    assert count > 60
