"""The words and signs around a number that say which side of it counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from zhibiao.records import Comparator
from zhibiao.target.fold import fold
from zhibiao.target.lexicon import Words, by_first, by_last, entries, word_at, word_before

STOP = "stop"
LOWER = frozenset("≥>")
UPPER = frozenset("≤<")
_COLUMN = {
    "正向": "≥",
    "正向指标": "≥",
    "正指标": "≥",
    "反向": "≤",
    "反向指标": "≤",
    "负向": "≤",
    "反指标": "≤",
    "逆向": "≤",
    "等于": "=",
}
_TIME_ONLY = frozenset(("之前", "以前", "前"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What stood on one side of a number: `words` in order, the words among them that mean something
    (`said`) with their meanings, and `place`, where the words end (or begin)."""

    means: tuple[str, ...]
    said: tuple[str, ...]
    words: tuple[str, ...]
    place: int


@cache
def _table(side: str) -> tuple[Words, dict[str, str]]:
    """Words of one side with their meaning; longer words that only look like them mean STOP."""
    means: dict[str, str] = {}
    for entry in entries("comparators"):
        if entry["side"] == side:
            means |= dict.fromkeys(entry.get("except", ()), STOP)
            means[entry["word"]] = entry["means"]
    return (by_last(means) if side == "before" else by_first(means)), means


def before(text: str, end: int, floor: int = 0) -> Side:
    """The comparators that end at `end` of a folded text; `place` is where the first of them begins.

    >>> before("不少于约5", 4).means
    ('≥', '≈')
    """
    words, table = _table("before")
    found: list[str] = []
    place = end
    while (word := word_before(words, text, place, floor)) and table[word] != STOP:
        found.insert(0, word)
        place -= len(word)
    # Words that change nothing are only part of it when a comparator stands before them (控制在: 5).
    while found and not table[found[0]]:
        place += len(found.pop(0))
    return _side(found, table, place)


def may_end_before(text: str) -> bool:
    """Whether the last character of a text is that of a comparator that stands before a number: a quick look."""
    return text[-1:] in _table("before")[0]


def after(text: str, start: int, *, time: bool = False) -> Side:
    """The comparators that begin at `start`; `place` is where the last of them ends.

    `time`: the number is a length of time, so that 前 may follow (3天前).

    >>> after("5人左右以内", 2).means
    ('≈', '≤')
    """
    words, table = _table("after")
    found: list[str] = []
    place = start
    while (word := word_at(words, text, place)) and table[word] != STOP and (time or word not in _TIME_ONLY):
        found.append(word)
        place += len(word)
    return _side(found, table, place)


def _side(found: list[str], table: dict[str, str], place: int) -> Side:
    if not found:
        return Side(means=(), said=(), words=(), place=place)
    said = tuple(word for word in found if table[word])
    return Side(means=tuple(table[word] for word in said), said=said, words=tuple(found), place=place)


@cache
def read_comparator(column: str) -> Comparator:
    """The comparator that a 指标性质 column prints; "" where it prints none (定性).

    >>> read_comparator("＞＝"), read_comparator("反向指标"), read_comparator("定性")
    ('≥', '≤', '')
    """
    text = fold(column).text
    if text in _COLUMN:
        return _checked(_COLUMN[text])
    side = before(text, len(text))
    return _checked(side.means[0]) if side.means and side.place == 0 else ""


def _checked(sign: str) -> Comparator:
    known: dict[str, Comparator] = {"≥": "≥", ">": ">", "≤": "≤", "<": "<", "=": "=", "±": "range"}
    return known.get(sign, "")
