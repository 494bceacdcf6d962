"""One character in, one character out: the form of a text that the grammar reads, with the way back."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PAIRS = {
    "≧": "≥",
    "≦": "≤",
    "⩾": "≥",
    "⩽": "≤",
    "═": "=",
    "‹": "<",
    "›": ">",
    "﹤": "<",
    "﹥": ">",
    "﹦": "=",
    "﹪": "%",
    "℅": "%",
    "丨": "|",
    "−": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "〜": "~",
    "∼": "~",
    "•": "·",
    "∙": "·",
}
_COMMA = 0xFF0C  # `10，20` is a list, `1,200` a number: the Chinese comma stays itself
_TABLE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code != _COMMA}
_TABLE |= {code: chr(code - 0xFEE0 + 32) for code in range(0xFF21, 0xFF3B)}
_TABLE |= {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
_TABLE |= {ord(key): value for key, value in _PAIRS.items()}
# A blank between two digits is kept: `100 200` are two numbers. A stroke parts the cells of one target (≥|95|%).
_BLANK = r"[\s\u200b\ufeff|]"
_SPACE = re.compile(rf"(?<![0-9]){_BLANK}+|{_BLANK}+(?![0-9\s\u200b\ufeff|])")
_SAME = re.compile(
    "[\u4e00-\u9fff0-9a-z%≥≤=<>、。“”‘’《》.,*/+()-]*"
)  # what most texts are made of stays as it is
_ANY_BLANK = re.compile(_BLANK)


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the folded form; `places[i]` is the offset in `raw` of its character i (None: the same)."""

    raw: str
    text: str
    places: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in `raw` of the folded characters from `start` to `end`."""
        if self.places is None:
            return start, end
        if start >= end:
            place = self.places[start] if start < len(self.places) else len(self.raw)
            return place, place
        return self.places[start], self.places[end - 1] + 1

    @property
    def shown(self) -> str:
        """As `text`, place for place, but with the characters as printed."""
        return self.raw if self.places is None else "".join(self.raw[place] for place in self.places)


def fold(raw: str) -> Folded:
    """Half-width, lower case, one sign for each comparator, no white space except between digits.

    >>> fold("≧ 95％").text
    '≥95%'
    >>> fold("≧ 95％").span(1, 4)
    (2, 5)
    """
    if _SAME.fullmatch(raw):
        return Folded(raw, raw, None)
    text = raw.translate(_TABLE)
    if not _ANY_BLANK.search(text):
        return Folded(raw, text, None)
    kept: list[int] = []
    last = 0
    for match in _SPACE.finditer(text):
        kept.extend(range(last, match.start()))
        last = match.end()
    kept.extend(range(last, len(text)))
    return Folded(raw, "".join(text[place] for place in kept), tuple(kept))
