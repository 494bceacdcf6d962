"""Which of many names come together: within one indicator, by likeness to the frequent ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from zhibiao.frames.likeness import PairTable, bare_name, what_kind
from zhibiao.taxonomy import load_yaml
from zhibiao.text import normalise


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
    """Key -> number of its cluster; see `clusters.synonyms` for the rule."""
    groups: dict[tuple[str, bool, str], list[int]] = {}
    for place, name in enumerate(names.names):
        code = names.canonical[place] or names.category[place]
        groups.setdefault((code, *what_kind(name)), []).append(place)
    known = list(dict.fromkeys(normalise(name) for code in set(names.canonical) for name in _known(code)))
    at = {name: len(names.keys) + place for place, name in enumerate(sorted(known))}
    table = PairTable([*map(bare_name, names.names), *sorted(known)])
    cluster: dict[str, int] = {}
    for (code, *kind), members in groups.items():
        if len(members) == 1:
            cluster[names.keys[members[0]]] = members[0]
            continue
        alias = [at[name] for name in map(normalise, _known(code)) if what_kind(name) == tuple(kind)]
        for place, leader in zip(members, _lead(table, names.keys, members, alias, least), strict=True):
            cluster[names.keys[place]] = leader
    return cluster


def _lead(table: PairTable, keys: list[str], members: list[int], alias: list[int], least: float) -> list[int]:
    """The leader of each member: the place of a name, or -1 - (its first) for those that the taxonomy knows.

    Members come the most frequent first: each joins the likest of the leaders before it, or becomes one.
    """
    near: dict[int, list[tuple[float, int]]] = {}
    for rows, columns, shares in table.alike(members, [*members, *alias], least):
        before = (columns < rows) | (columns >= len(members))
        found = zip(rows[before].tolist(), shares[before].tolist(), columns[before].tolist(), strict=True)
        for row, share, column in found:
            near.setdefault(row, []).append((share, column))
    leaders: list[int] = []
    family = -1  # the first member that the taxonomy knows by its name
    for row, place in enumerate(members):
        best = max(
            (
                (share, -column)
                for share, column in near.get(row, ())
                if column >= len(members) or leaders[column] == members[column]
            ),
            default=None,
        )
        if best is None:
            leaders.append(place)
        elif -best[1] >= len(members):
            family = place if family < 0 else family
            leaders.append(family)
        else:
            leaders.append(leaders[-best[1]])
    return leaders


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
