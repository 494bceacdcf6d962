"""What a target says without a number: nothing, a state that can be checked, or a grade."""

from __future__ import annotations

import re
from functools import cache

from zhibiao.target.lexicon import entries

_PLACEHOLDER = re.compile(r"\*{2,}|[×xX]{2,}|_{2,}|[○□◯]{2,}|…{1,}|\.{3,}|^[*_×○□]$")
_NOTHING = re.compile(r"^[-/\\.,，。、:;；()?~·!%‰≥≤><=+*]*$")
_PARTS = re.compile(r"[;；,，、/|。\s]")
_CRITERION = re.compile(r"[(:=≥≤><0-9]")
_LETTER_GRADE = re.compile(
    r"^(?:[1-5]?a{1,5}|[a-d])$|(?<![0-9])(?:[1-5]?a{1,5}|[a-d]|[一二三四五六1-6]|[特甲乙丙])[级等](?:[甲乙丙]等)?(?:及?以上|及?以下)?"
)
_SINGLE = ("优", "良", "中", "差")


@cache
def _missing() -> frozenset[str]:
    return frozenset(entry["word"] for entry in entries("states") if entry["tier"] == "missing")


@cache
def _whole_states() -> frozenset[str]:
    return frozenset(e["word"] for e in entries("states") if e["tier"] == "binary" and "…" not in e["word"])


@cache
def _states() -> re.Pattern[str]:
    """The states that may stand anywhere, longest first; … is up to 12 characters of the same part."""
    found = [e for e in entries("states") if e["tier"] == "binary" and not e.get("whole")]
    found.sort(key=lambda entry: -len(entry["word"]))
    return re.compile("|".join(_state_pattern(entry["word"], bool(entry.get("start"))) for entry in found))


def _state_pattern(word: str, start: bool) -> str:
    pattern = re.escape(word).replace("…", r"[^,，。;；、]{0,12}?")
    return rf"(?:^|(?<=[,，。;；、])){pattern}" if start else pattern


@cache
def _ranks() -> dict[str, int]:
    return {entry["word"]: entry["rank"] for entry in entries("grades") if "rank" in entry}


@cache
def _grade() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _ranks()), key=len, reverse=True)))


@cache
def _graded_thing() -> re.Pattern[str]:
    endings = "|".join(re.escape(entry["word"]) for entry in entries("grades") if entry.get("ending"))
    grade = _grade().pattern
    return re.compile(
        rf"(?:{grade}|[a-d]{{1,5}})(?:及以上)?(?:{endings})(?:及?以上)?|(?:等次|等级|评级)(?:[为达]|达到)?(?:{grade})"
    )


def is_missing(text: str) -> bool:
    """Whether a folded text holds no target: empty, 无, a dash, a lone sign, digits replaced by asterisks.

    >>> is_missing(""), is_missing("-"), is_missing("≤****000元"), is_missing("健全")
    (True, True, True, False)
    """
    return not text or text in _missing() or bool(_NOTHING.match(text) or _PLACEHOLDER.search(text))


def find_states(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of a folded text that say a state one can check (已完成, 符合…要求).

    >>> find_states("按时完成"), find_states("有效提升")
    (((0, 4),), ())
    """
    if text in _whole_states():
        return ((0, len(text)),)
    return tuple(match.span() for match in _states().finditer(text) if match.start() < match.end())


def is_graded(text: str) -> bool:
    """Whether a folded text is a grade or a scale of grades, with or without their criteria.

    >>> is_graded("优100%;良90%"), is_graded("优良中差"), is_graded("优秀等次"), is_graded("较好")
    (True, True, True, False)
    """
    if text in _SINGLE or _graded_thing().fullmatch(text) or _LETTER_GRADE.fullmatch(text):
        return True
    return _is_scale(text)


def has_grade(text: str) -> bool:
    """Whether a folded text names a grade among other words (评为优秀等次, 创建4A级景区).

    >>> has_grade("创建4a级景区"), has_grade("效果较好")
    (True, False)
    """
    return bool(_graded_thing().search(text) or _LETTER_GRADE.search(text))


def _is_scale(text: str) -> bool:
    """At least two grades of different rank, each a part of its own or followed by its criterion."""
    ranks: set[int] = set()
    for part in _PARTS.split(text):
        rest = part
        while match := _grade().match(rest):
            rank, rest = _ranks()[match[0]], rest[match.end() :]
            if not rest or _grade().match(rest) or _CRITERION.match(rest):
                ranks.add(rank)
            if rest and _CRITERION.match(rest):
                if part == text and rest[0] == "(" and any(char.isdecimal() for char in rest):
                    return True
                break
    return len(ranks) > 1
