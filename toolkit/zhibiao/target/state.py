"""What a target says without a number: nothing, or a state that can be checked."""

from __future__ import annotations

import re
from functools import cache

from zhibiao.target.lexicon import entries

_PLACEHOLDER = re.compile(
    r"\*{2,}|(?<![a-z])[×x]{2,}(?![a-z])|(?<![a-z0-9])x(?=[%\u4e00-\u9fff])|_{2,}|[○□◯]{2,}"
    r"|^[^\u4e00-\u9fff]*(?:…|\.{3})|^[*_×○□]$"
    r"|^是否|与否$"  # a question is no answer
    r"|〈[^〉]*填写[^〉]*〉"  # an open place of a suggestion
)
_NOTHING = re.compile(r"^[-/\\.,，。、:;；()?~·!%‰≥≤><=+*]*$")


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
