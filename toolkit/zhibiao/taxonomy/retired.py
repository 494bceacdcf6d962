"""Codes that were given up: they stay listed, lead to their successor, and are never given again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from zhibiao.taxonomy.files import check_keys, load_yaml

_FILE = "taxonomy_retired.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """A code no longer in use, the code that means the same now ("" if none), since which version, and why."""

    code: str
    successor: str
    since: str
    why: str


@cache
def retired_codes() -> tuple[Retired, ...]:
    """All retired codes, as listed in the data file; raises ZhibiaoError DT01 for a wrong entry."""
    return tuple(read_retired(load_yaml(_FILE) or ()))


def read_retired(entries: Iterable[dict[str, Any]]) -> list[Retired]:
    """The records of a list of retired codes; raises ZhibiaoError DT01 for a missing or unknown key.

    >>> read_retired([{"code": "O1.99", "successor": "O1.07", "since": "0.2.0", "why": "同义"}])[0].successor
    'O1.07'
    """
    listed = list(entries)
    for entry in listed:
        check_keys(_FILE, entry, ("code", "successor", "since", "why"))
    return [Retired(**{key: str(value) for key, value in entry.items()}) for entry in listed]


def current_code(code: str, retired: Iterable[Retired] | None = None) -> str:
    """The code that means today what `code` meant when it was given, "" where nothing does.

    `retired` are the retired codes, those of the data file unless given.

    >>> current_code("O1.07")
    'O1.07'
    >>> current_code("O1.99", read_retired([{"code": "O1.99", "successor": "O1.07", "since": "1", "why": ""}]))
    'O1.07'
    """
    successors = {old.code: old.successor for old in (retired_codes() if retired is None else retired)}
    seen: set[str] = set()
    while code in successors and code not in seen:
        seen.add(code)
        code = successors[code]
    return "" if code in seen else code
