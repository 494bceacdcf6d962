"""The labels of goal tables (一级指标, 二级指标) and the words of their header rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from zhibiao.taxonomy.files import load_yaml
from zhibiao.text import normalise

_HINT = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
_POINTS = re.compile(r"\d+(\.\d+)?分$|[:：*★]+|^\d+[.、]|^[一二三四五六七八九十]、")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLabel:
    """A known level-1 or level-2 label: `category` is a code (O1) or, for level 1, a dimension letter.

    `parent` is the usual level-1 label above a level-2 label, "" for level 1.
    """

    label: str
    level: Literal[1, 2]
    category: str
    parent: str = ""


def bare(text: str) -> str:
    """A label without white space, points and hints: what is compared.

    >>> bare("产 出 指 标(50分)"), bare("数量指标（必填硬性指标）")
    ('产出指标', '数量指标')
    """
    plain = _HINT.sub("", normalise(text))
    return _POINTS.sub("", plain)


def _stem(text: str) -> str:
    """The bare label without the word 指标 around it, so that 数量 and 数量指标 are one."""
    plain = bare(text)
    return plain.removesuffix("等").removesuffix("指标") or plain


@cache
def _index() -> dict[str, tuple[PrintedLabel, ...]]:
    index: dict[str, tuple[PrintedLabel, ...]] = {}
    for entry in load_yaml("lexicon/labels.yml"):
        label = PrintedLabel(
            label=entry["label"],
            level=entry["level"],
            category=entry.get("category", ""),
            parent=entry.get("parent", ""),
        )
        for text in (entry["label"], *entry.get("variants", ())):
            known = index.get(_stem(text), ())
            if all(other.level != label.level for other in known):
                index[_stem(text)] = (*known, label)
    return index


def find_label(text: str, level: int | None = None) -> PrintedLabel | None:
    """The known label that `text` prints, on `level` if given; None for anything else.

    >>> find_label("数量指标(必填硬性指标)").category
    'O1'
    >>> find_label("数量指标", level=1) is None
    True
    """
    for label in _index().get(_stem(text), ()):
        if level is None or label.level == level:
            return label
    return None


@cache
def _header_index() -> dict[str, str]:
    roles = load_yaml("lexicon/headers.yml")
    return {bare(word): role for role, words in roles.items() for word in words}


def header_role(text: str) -> str:
    """The column role that a header cell names, "" if it is no header word.

    >>> header_role("三级指标（参考）"), header_role("指标 值"), header_role("鼓楼区")
    ('name', 'target', '')
    """
    plain = bare(text)
    return _header_index().get(plain, "") if plain else ""


@cache
def header_words() -> tuple[str, ...]:
    """All header words, bare, longest first: for segmenting a header whose blanks were lost."""
    return tuple(sorted(_header_index(), key=len, reverse=True))
