"""Acts and degrees in prose that hold no number: 开展…, …满意度较高."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from zhibiao.records import Target
from zhibiao.target.basis import tells_change
from zhibiao.target.fold import Folded
from zhibiao.target.lexicon import Words, by_first, entries, word_at
from zhibiao.target.wording import Match, find_vague

_PART = re.compile(r"[^，,。；;：:！!？?()…、\n]+")
_DIGIT = re.compile(r"[0-9]")
Span = tuple[int, int]
SHORTEST = 2


@cache
def _acts() -> Words:
    return by_first(entry["word"] for entry in entries("actions") if entry["role"] == "act")


@cache
def _leads() -> Words:
    return by_first(entry["word"] for entry in entries("actions") if entry["role"] == "lead")


def find_qualitative(folded: Folded, masks: Sequence[Span] = ()) -> Iterator[tuple[Span, Target]]:
    """The span of the object and the target, for each part of a text that begins with a verb or ends in a
    word of degree. Parts with digits outside `masks` (dates) are left to the numbers."""
    plain = folded.text
    for part in _PART.finditer(plain):
        digits = [match.start() + part.start() for match in _DIGIT.finditer(part[0])]
        if any(not any(a <= place < b for a, b in masks) for place in digits):
            continue
        vague = [_moved(match, part.start()) for match in find_vague(part[0])]
        first = next((end for start, end in masks if start == part.start()), part.start())
        start = _after_leads(plain, first, part.end(), {match.start for match in vague})
        found = _object(plain, start, part.end(), vague)
        if found and not any(a < found[1] and found[0] < b for a, b in masks):
            yield folded.span(*found), _target(folded, (start, part.end()), vague)


def _after_leads(plain: str, start: int, end: int, vague: set[int]) -> int:
    """Past the words that lead in (目前, 按时), up to the act or to a word of degree."""
    while start < end and start not in vague and not word_at(_acts(), plain, start):
        word = word_at(_leads(), plain, start)
        if not word:
            break
        start += len(word)
    return start


def _moved(match: Match, by: int) -> Match:
    return Match(start=match.start + by, end=match.end + by, word=match.word, kind=match.kind)


def _object(plain: str, start: int, end: int, vague: list[Match]) -> Span | None:
    """What is done or what shall be better, None where the part says neither."""
    place = start
    for match in vague:  # adverbs and verbs of effort before the act: 大力开展, 有效提升
        if match.start == place:
            place = match.end
    act = word_at(_acts(), plain, place)
    place += len(act)
    if place > start and end - place >= SHORTEST:
        return place, end
    if vague and vague[-1].end == end and vague[-1].start - start >= SHORTEST:
        return start, vague[-1].start
    return None


def _target(folded: Folded, part: Span, vague: list[Match]) -> Target:
    text = folded.text[slice(*part)]
    return Target(
        kind="change" if vague and tells_change(text) else "state",
        tier="vague" if vague else "binary",
        raw=folded.raw,
        span=folded.span(*part),
        words=tuple(folded.span(match.start, match.end) for match in vague),
    )
