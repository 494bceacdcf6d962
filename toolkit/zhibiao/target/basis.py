"""What a target is measured against: last year, a plan, an average; and amounts written in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from zhibiao.records import Comparator
from zhibiao.target.comparator import after, before
from zhibiao.target.lexicon import Words, by_last, entries, word_before

_NAMED_YEAR = re.compile(r"(?:[较比]|在)((?:19|20)[0-9]{2}年)|((?:19|20)[0-9]{2}年)(?:水平|实际|同期|基数)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A reference at `start`..`end`. `change`: what follows is a change against it (较上年);
    `known`: its value stands in the same file (预算, 计划)."""

    name: str
    start: int
    end: int
    change: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """An amount in words (只减不增: at most 0 %)."""

    start: int
    end: int
    comparator: Comparator
    value: float
    unit: str


@cache
def _bases() -> dict[str, dict[str, Any]]:
    return {word: entry for entry in entries("basis") for word in entry.get("words", ())}


@cache
def _basis_pattern() -> re.Pattern[str]:
    return _longest_first(_bases())


@cache
def _fixed() -> dict[str, dict[str, Any]]:
    return {entry["fixed"]: entry for entry in entries("basis") if "fixed" in entry}


@cache
def _fixed_pattern() -> re.Pattern[str]:
    return _longest_first(_fixed())


@cache
def _change_words() -> Words:
    return by_last(entry["change_word"] for entry in entries("basis") if "change_word" in entry)


@cache
def change_names() -> re.Pattern[str]:
    """The ends of names whose value is a change (增长率, 降幅)."""
    return _longest_first({e["name_of_change"]: e for e in entries("basis") if "name_of_change" in e})


def _longest_first(words: dict[str, Any]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def find_bases(text: str) -> tuple[Basis, ...]:
    """The references in a folded text, left to right.

    >>> [(b.name, b.change) for b in find_bases("较上年提高5%")]
    [('较上年', True)]
    """
    found = [_basis(match) for match in _basis_pattern().finditer(text)]
    if not found:
        named = _NAMED_YEAR.search(text)
        if named:
            name, change = named[1] or named[2], bool(named[1])
            found = [Basis(name=name, start=named.start(), end=named.end(), change=change)]
    return tuple(found)


def _basis(match: re.Match[str]) -> Basis:
    entry = _bases()[match[0]]
    return Basis(
        name=entry["basis"],
        start=match.start(),
        end=match.end(),
        change=bool(entry.get("change")),
        known=bool(entry.get("known")),
    )


def threshold(text: str) -> tuple[Basis, Comparator, int, int] | None:
    """A reference with a comparator instead of a number (≥前三年平均数), or alone: it and its span.

    >>> basis, comparator, start, end = threshold("≥前三年平均数")
    >>> basis.name, comparator, start, end
    ('前三年平均', '≥', 0, 7)
    """
    for basis in find_bases(text):
        left, right = before(text, basis.start), after(text, basis.end)
        means = (*left.means, *right.means)
        if means or basis.end - basis.start >= 0.6 * len(text):
            signs: dict[str, Comparator] = {"≥": "≥", ">": ">", "≤": "≤", "<": "<", "=": "="}
            sign = signs.get(means[0], "") if means else ""
            return basis, sign, left.place, right.place
    return None


def find_fixed(text: str) -> Fixed | None:
    """The first amount that is written in words, None if there is none."""
    match = _fixed_pattern().search(text)
    if match is None:
        return None
    entry = _fixed()[match[0]]
    return Fixed(
        start=match.start(),
        end=match.end(),
        comparator=entry["comparator"],
        value=float(entry["value"]),
        unit=entry["unit"],
    )


def is_change_before(text: str, end: int) -> bool:
    """Whether a word such as 增长 or 降低 ends at `end`; 新增 is a level.

    >>> is_change_before("同比增长5%", 4), is_change_before("新增5人", 2)
    (True, False)
    """
    return bool(word_before(_change_words(), text, end))


def tells_change(text: str) -> bool:
    """Whether a word of change (提升, 减少) stands anywhere in the text."""
    return any(word in text for group in _change_words().values() for word in group)


def names_change(name: str) -> bool:
    """Whether an indicator's name says that its value is a change (增长率, 同比增长幅度)."""
    return bool(change_names().search(name))
