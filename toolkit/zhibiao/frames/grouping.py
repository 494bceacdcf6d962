"""Which of many names come together: within one indicator, by likeness to the frequent ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from zhibiao.frames.likeness import PairTable, bare_name, what_kind
from zhibiao.taxonomy import load_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Different names, the most frequent first: `keys` normalised, `names` as usually printed.

    `rows` of the frame have it; `canonical` and `category` are those of most of them; `units` are rows by base unit.
    """

    keys: list[str]
    names: list[str]
    rows: list[int]
    canonical: list[str]
    category: list[str]
    units: list[dict[str, int]]


def group_names(names: Names, least: float) -> dict[str, int]:
    """Key -> number of its cluster; see `clusters.synonyms` for the rule.

    A cluster has the number of its leader: of its most frequent name, names being numbered in their order.
    """
    groups: dict[tuple[str, bool, str], int] = {}
    group = [
        groups.setdefault((canonical or category, *what_kind(name)), len(groups))
        for name, canonical, category in zip(names.names, names.canonical, names.category, strict=True)
    ]
    near = _near(names, groups, group, least)
    leader: list[int] = []
    family: dict[int, int] = {}  # group -> the first of the names that are like one that the taxonomy knows
    for place in range(len(names.keys)):
        leads = (
            (share, -other)
            for share, other in near.get(place, ())
            if other >= len(names.keys) or leader[other] == other
        )
        share, other = max(leads, default=(0.0, 0))
        if not share:
            leader.append(place)
        elif -other < len(names.keys):
            leader.append(leader[-other])
        else:
            leader.append(family.setdefault(group[place], place))
    return dict(zip(names.keys, leader, strict=True))


def _near(
    names: Names, groups: Mapping[tuple[str, bool, str], int], group: list[int], least: float
) -> dict[int, list[tuple[float, int]]]:
    """Of each name those alike, of its group and before it, and names of the taxonomy (numbered behind all names)."""
    import numpy as np

    known = [
        (bare_name(name), number)
        for (code, *kind), number in groups.items()
        for name in _known(code)
        if what_kind(name) == tuple(kind)
    ]
    table = PairTable([*map(bare_name, names.names), *(name for name, _ in known)])
    own = (np.arange(len(group)), np.array(group, "int64"))
    every = (
        np.arange(len(group) + len(known)),
        np.array([*group, *(number for _, number in known)], "int64"),
    )
    near: dict[int, list[tuple[float, int]]] = {}
    for rows, columns, shares in table.alike_within(own, every, least):
        before = (columns < rows) | (columns >= len(group))
        found = zip(rows[before].tolist(), shares[before].tolist(), columns[before].tolist(), strict=True)
        for row, share, column in found:
            near.setdefault(row, []).append((share, column))
    return near


@cache
def _known(code: str) -> tuple[str, ...]:
    """The names that the taxonomy knows for a canonical indicator; none for a category."""
    from zhibiao.taxonomy.entries import find_entry

    if "." not in code:
        return ()
    entry = find_entry(code)
    return (entry.zh, *entry.aliases)


@lru_cache(maxsize=1 << 16)
def unit_of(name: str, unit: str) -> str:
    """The base of what is counted: of the unit, or of the unit that ends the name; "" where neither says it.

    >>> unit_of("培训人数", ""), unit_of("培训", "万人次"), unit_of("验收合格率", "")
    ('人', '人次', '')
    """
    from zhibiao.target.unit import read_unit

    if unit:
        return read_unit(unit).base
    for length in (3, 2):
        known = read_unit(name[-length:]) if len(name) > length else None
        if known and known.dimension == "count":
            return known.base
    return ""


def in_conflict(units: Iterable[str]) -> bool:
    """Whether these base units cannot be added up: no group of data/lexicon/synonyms.yml holds all of them.

    >>> in_conflict(["人次", "人"]), in_conflict(["个", "家"]), in_conflict(["人"])
    (True, False, False)
    """
    kinds = set(units)
    return len(kinds) > 1 and not any(kinds <= group for group in _same_units())


@cache
def _same_units() -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, load_yaml("lexicon/synonyms.yml")["same_units"]))
