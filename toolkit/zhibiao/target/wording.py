"""Words that carry no criterion: degree (有效提升), quality (健全), effort (加强)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from zhibiao.target.fold import fold
from zhibiao.target.lexicon import entries

WordKind = Literal["degree", "quality", "effort"]
_END = r"(?=$|[,，。;；、!！)\s])"
_START = r"(?:^|(?<=[,，。;；、!！(\s]))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A word without a criterion at `start`..`end` of the text that was searched."""

    start: int
    end: int
    word: str
    kind: WordKind


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: WordKind
    adverb: bool


@cache
def _entries() -> dict[str, _Entry]:
    return {e["word"]: _Entry(e["kind"], bool(e.get("adverb"))) for e in entries("wording")}


@cache
def _pattern() -> re.Pattern[str]:
    """All words and the longer words that swallow them (有效期), longest first."""
    found: list[tuple[str, str]] = []
    for entry in entries("wording"):
        word = re.escape(entry["word"])
        if "after" in entry:
            word = f"(?:{_START}|(?<=[{entry['after']}])){word}{_END}"
        found.append((entry["word"], word))
        found += [(other, re.escape(other)) for other in entry.get("except", ())]
    found.sort(key=lambda item: -len(item[0]))
    return re.compile("|".join(pattern for _, pattern in found))


@lru_cache(maxsize=16384)
def vague_words(text: str) -> tuple[Match, ...]:
    """The words in `text` that carry no criterion, left to right, with their places in `text`.

    An adverb and the word it leans on are one match (有效提升). Longer words that only contain such a word
    (有效期, 及时率, 基本支出) are none.

    >>> [(m.word, m.kind) for m in vague_words("制度健全，影响力有效提升，有效期3年")]
    [('健全', 'quality'), ('有效提升', 'degree')]
    """
    folded = fold(text)
    return tuple(
        Match(start=start, end=end, word=match.word, kind=match.kind)
        for match in find_vague(folded.text)
        for start, end in (folded.span(match.start, match.end),)
    )


def find_vague(text: str) -> tuple[Match, ...]:
    """As `vague_words`, for a folded text and with places in it."""
    found: list[Match] = []
    leaning = False
    for match in _pattern().finditer(text):
        entry = _entries().get(match[0])
        if entry is None:
            continue
        if leaning and found[-1].end == match.start():
            found[-1] = _joined(found[-1], match[0], entry.kind)
        else:
            found.append(Match(start=match.start(), end=match.end(), word=match[0], kind=entry.kind))
        leaning = entry.adverb
    return tuple(found)


def _joined(first: Match, word: str, kind: WordKind) -> Match:
    """An adverb and its word: a degree if either is one, else what the word is."""
    joined: WordKind = "degree" if "degree" in (first.kind, kind) else kind
    return Match(start=first.start, end=first.end + len(word), word=first.word + word, kind=joined)
