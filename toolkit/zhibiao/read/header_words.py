"""Finding a header row in text whose columns are blanks and whose header words may be broken over lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from zhibiao.taxonomy import header_role, header_words
from zhibiao.taxonomy.labels import bare

MAX_LINES = 12
MAX_WIDTH = 60
NUMBER_ROLES = frozenset({"weight", "score"})


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderWords:
    """The words of a header in order, the lines they took, and where the name column is.

    `values` counts the columns after the name, `numbers` those right after the target that hold a
    plain number (weight, score).
    """

    words: tuple[str, ...]
    lines: int
    name: int
    values: int
    numbers: int


def find_header(lines: list[tuple[int, str]], start: int) -> HeaderWords | None:
    """The header that begins at `lines[start]`, as many lines as it takes; None where there is none.

    >>> find_header([(1, "一级"), (2, "指标"), (3, "三级指标 指标值"), (4, "决策")], 0).words
    ('一级指标', '三级指标', '指标值')
    """
    first = bare(lines[start][1])
    if not first or len(first) > MAX_WIDTH or first[0] not in _first_characters():
        return None
    best = None
    text = ""
    for count, (_, line) in enumerate(lines[start : start + MAX_LINES], start=1):
        part = bare(line)
        if len(line) > MAX_WIDTH or not _alphabet().issuperset(part):
            break
        text += part
        words = segment(text)
        if words:
            best = _header(words, count) or best
    return best


@cache
def _first_characters() -> frozenset[str]:
    return frozenset(word[0] for word in header_words())


@cache
def _alphabet() -> frozenset[str]:
    """The characters of header words: any other character ends a header before it is looked at closely."""
    return frozenset("".join(header_words()))


def segment(text: str) -> tuple[str, ...]:
    """`text` cut completely into header words, () where that is impossible.

    >>> segment("三级指标指标值"), segment("三级指标等")
    (('三级指标', '指标值'), ())
    """
    ends: dict[int, tuple[str, ...]] = {len(text): ()}
    for at in range(len(text) - 1, -1, -1):
        for word in header_words():
            if text.startswith(word, at) and at + len(word) in ends:
                ends[at] = (word, *ends[at + len(word)])
                break
    return ends.get(0, ())


def _header(words: tuple[str, ...], lines: int) -> HeaderWords | None:
    roles = [header_role(word) for word in words]
    if "name" not in roles or "target" not in roles[roles.index("name") :]:
        return None
    name = roles.index("name")
    after = roles[name + 1 :]
    numbers = 0
    while numbers + 1 < len(after) and after[numbers + 1] in NUMBER_ROLES:
        numbers += 1
    return HeaderWords(words=words, lines=lines, name=name, values=len(after), numbers=numbers)
