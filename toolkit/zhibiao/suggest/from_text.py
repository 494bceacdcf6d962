"""What the document's own text sets a value for, where it is what the row means."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.likeness import alike, pairs
from zhibiao.records import Target
from zhibiao.suggest.entry_answers import Candidate
from zhibiao.suggest.evidence import ALIKE, Evidence, Stated
from zhibiao.target.bounds import bound_of
from zhibiao.taxonomy.entries import Alternative, find_entry

MOST_STATED = 2
SMALL = 2


def from_text(name: str, target: Target, codes: Sequence[str], context: Evidence) -> list[Candidate]:
    """What the text sets a value for and the row means, at most two: the very number of the row, a thing that is
    alike, or one of the indicators (`codes`) that would be proposed anyway, and of which the text speaks in words of
    the row; the name of the region is no such word."""
    own = pairs(name) - pairs(context.region)
    found: dict[str, tuple[tuple[int, int], Candidate]] = {}
    for one in context.stated():
        if _same_number(target, one.target):
            rank, why = 0, "本行的数就是正文里这一项的数"
        elif alike(name, one.thing) >= ALIKE:
            rank, why = 1, f"“{name}”在正文里写作“{one.thing}”，并有数"
        elif one.code in codes and own & pairs(one.thing):
            rank, why = 2 + codes.index(one.code), f"正文里的“{one.thing}”属于可以替代本行的指标，并有数"
        else:
            continue
        key, place = one.code or one.thing, (rank, -len(own & pairs(one.thing)))
        if key not in found or place < found[key][0]:
            found[key] = place, _candidate(one, why)
    ranked = sorted(found.values(), key=lambda pair: pair[0])
    return [candidate for _, candidate in ranked[:MOST_STATED]]


def _same_number(one: Target, other: Target) -> bool:
    """Whether two targets are the same number of the same thing; a small one or a percentage may be so by chance."""
    number = bound_of(one)
    if number is None or one.tier != "measurable" or one.unit != other.unit or not one.unit:
        return False
    return number == bound_of(other) and one.unit != "%" and number >= SMALL


def _candidate(one: Stated, why: str) -> Candidate:
    entry = find_entry(one.code) if one.code else None
    alternative = Alternative(
        name=one.thing,
        comparator=one.target.comparator or ("≤" if entry and entry.lower else "≥"),
        unit=one.target.unit,
        formula=entry.formulas[0].text if entry else "按指标解释中的算法（请在解释栏写明怎样计数）",
        data_source=entry.data_source if entry else "本部门业务台账（请写明台账名称）",
        canonical=one.code,
    )
    return Candidate(alternative=alternative, entry=entry, why=why, stated=one)
