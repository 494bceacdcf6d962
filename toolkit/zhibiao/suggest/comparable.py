"""Rows of other public tables that measure the same thing: examples, and the range they span.

They come with the model: the rows of public tables among those it learnt from, with body, year and page. Rows
that were written for training are nobody's target and never shown. A range is a hint for whoever fills the open
place, not a value: what others reach says nothing about what this body can.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from zhibiao.likeness import alike
from zhibiao.records import Comparable, Target
from zhibiao.suggest.evidence import number_text
from zhibiao.target.bounds import bound_of
from zhibiao.taxonomy import load_yaml

MOST = 3
SURE = 0.5
"""Probability from which a row is taken to measure its indicator."""
ALIKE = 0.4
"""Share of common character pairs (Dice) from which the row of a body of any sector is shown."""
ENOUGH = 4
"""Rows from which quartiles are stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    row: Comparable
    target: Target


def comparable_rows(
    canonical: str, unit: str, names: tuple[str, ...], *, org: str = "", year: str = ""
) -> tuple[tuple[Comparable, ...], str]:
    """The nearest rows with a number for that indicator in that unit, and their number and quartiles in words.

    Near are rows whose name is like one of `names`, and rows of bodies of the sector of `org`; its own table of that
    year is left out. The words are "" where there are too few rows, and for amounts: what a body of another size
    reaches says nothing. Values of rows that our own rules object to are not shown.
    """
    ranked = []
    for one in _library().get(canonical, ()):
        if one.target.unit != unit or (org and (one.row.org, one.row.year) == (org, year)):
            continue
        likeness = max(alike(name, one.row.name) for name in names)
        if likeness >= ALIKE or (likeness and _same_sector(org, one.row.org)):
            ranked.append((likeness, one))
    ranked.sort(key=lambda pair: -pair[0])
    rows = tuple(one.row for _, one in ranked[:MOST])
    numbers = [bound_of(one.target) or 0.0 for _, one in ranked if one.target.dimension == "ratio"]
    return rows, _spread(numbers, unit)


def _same_sector(one: str, other: str) -> bool:
    return bool(_sectors(one) & _sectors(other))


@cache
def _sectors(org: str) -> frozenset[str]:
    """The sectors that the name of a body tells.

    >>> sorted(_sectors("曲靖市投资促进局"))
    ['招商']
    """
    known = load_yaml("lexicon/sectors.yml")["sectors"]
    return frozenset(sector for sector, words in known.items() if any(word in org for word in words))


def _spread(numbers: list[float], unit: str) -> str:
    """The number of rows and their quartiles, "" for fewer than ENOUGH."""
    if len(numbers) < ENOUGH:
        return ""
    import numpy as np

    if len(set(numbers)) == 1:
        return f"公开表格中同一指标{len(numbers)}条：都是{number_text(numbers[0])}{unit}"
    low, middle, high = (number_text(float(value)) for value in np.quantile(numbers, (0.25, 0.5, 0.75)))
    return (
        f"公开表格中同一指标{len(numbers)}条：下四分位{low}{unit}，中位数{middle}{unit}，上四分位{high}{unit}"
    )


@cache
def _library() -> dict[str, list[_Known]]:
    """Canonical code -> measurable rows of public tables, each different one once."""
    from zhibiao.classify import classify, meanings
    from zhibiao.classify.store import find_model
    from zhibiao.classify.why import read_examples
    from zhibiao.target import parse_target

    rows = [row for row in read_examples(find_model())[0] if row.get("org")]
    parsed = [parse_target(row["target"], unit=row["unit"], name=row["name"]) for row in rows]
    labels = classify(
        [row["name"] for row in rows], [row["target"] for row in rows], [row["unit"] for row in rows]
    )
    found: dict[str, list[_Known]] = defaultdict(list)
    seen = set()
    for row, target, codes in zip(rows, parsed, meanings([row["name"] for row in rows], labels), strict=True):
        code = next(iter(codes), "")
        key = (code, row["org"], row["name"], row["target"], row["unit"])
        if not codes or codes[code] < SURE or not _one_number(target) or key in seen:
            continue
        if any(map(str.isdecimal, row["name"])):  # a date or a value in the name
            continue
        seen.add(key)
        printed = (
            row["target"] if not row["unit"] or row["unit"] in row["target"] else row["target"] + row["unit"]
        )
        shown = Comparable(org=row["org"], year=row["year"], name=row["name"], target=printed, url=row["url"])
        found[code].append(_Known(row=shown, target=target))
    return dict(found)


def _one_number(target: Target) -> bool:
    """Whether the target is one number with a unit, without a contradiction or a floor above what is possible."""
    beyond = target.unit == "%" and (target.lower or 0) >= 100 and target.comparator in ("≥", ">")
    return (
        target.tier == "measurable"
        and not beyond
        and not target.conflict
        and target.kind in ("level", "share", "change", "duration")
        and (target.lower is None or target.upper is None or target.lower == target.upper)
        and bound_of(target) is not None
    )
