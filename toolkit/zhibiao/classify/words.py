"""Words of names, by a private jieba tokenizer that knows the names of the taxonomy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_FREQUENCY = 2000  # keeps a domain word whole against the general dictionary


@cache
def _cutter() -> Callable[[str], list[str]]:
    """rjieba where it is installed (the same words, faster), else jieba; never jieba's global tokenizer."""
    words = domain_words()
    try:
        import rjieba
    except ImportError:
        return _jieba(words)
    tokenizer: Any = rjieba.Jieba()
    for word in words:
        tokenizer.add_word(word, _FREQUENCY, None)
    cut_one: Callable[[str], list[str]] = tokenizer.cut
    return cut_one


def _jieba(words: tuple[str, ...]) -> Callable[[str], list[str]]:
    import logging
    import tempfile

    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    # The shared cache is read with marshal from a folder anybody may write to: use one of our own.
    with tempfile.TemporaryDirectory() as folder:
        tokenizer.tmp_dir = folder
        tokenizer.initialize()
    for word in words:
        tokenizer.add_word(word, _FREQUENCY)
    return lambda text: list(tokenizer.cut(text))


@cache
def domain_words() -> tuple[str, ...]:
    """Short names of the taxonomy (at most four characters): words of the field that no dictionary has."""
    from zhibiao.taxonomy import list_yaml, load_yaml

    names = (
        str(name)
        for file in list_yaml("indicators")
        for entry in load_yaml(file) or ()
        for name in (entry["zh"], *(entry.get("aliases") or ()))
    )
    return tuple(sorted({name for name in names if 2 <= len(name) <= 4}))


def cut(texts: Sequence[str]) -> list[list[str]]:
    """The words of each text, white space left out.

    >>> cut(["培训合格率"])
    [['培训', '合格率']]
    """
    cutter = _cutter()
    return [[word for word in cutter(text) if word.strip()] for text in texts]
