"""Finding the longest word of a list at a place in a text, without segmentation."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from zhibiao.taxonomy import load_yaml

Words = dict[str, tuple[str, ...]]


@cache
def entries(name: str) -> tuple[dict[str, Any], ...]:
    """The entries of `data/lexicon/<name>.yml`."""
    return tuple(load_yaml(f"lexicon/{name}.yml"))


def by_first(words: Iterable[str]) -> Words:
    """Words by their first character, longest first."""
    return _index(words, 0)


def by_last(words: Iterable[str]) -> Words:
    """Words by their last character, longest first."""
    return _index(words, -1)


def _index(words: Iterable[str], place: int) -> Words:
    index: dict[str, list[str]] = {}
    for word in words:
        index.setdefault(word[place], []).append(word)
    return {first: tuple(sorted(set(group), key=lambda w: (-len(w), w))) for first, group in index.items()}


def word_at(words: Words, text: str, start: int) -> str:
    """The longest word of `words` that begins at `start`, "" if none.

    >>> word_at(by_first(["人", "人次"]), "5人次", 1)
    '人次'
    """
    if start >= len(text):
        return ""
    for word in words.get(text[start], ()):
        if text.startswith(word, start):
            return word
    return ""


def word_before(words: Words, text: str, end: int, floor: int = 0) -> str:
    """The longest word of `words` that ends at `end` and begins at `floor` or later, "" if none.

    >>> word_before(by_last(["低于", "不低于"]), "不低于5", 3)
    '不低于'
    """
    if end <= floor:
        return ""
    for word in words.get(text[end - 1], ()):
        if len(word) <= end - floor and text.endswith(word, floor, end):
            return word
    return ""
