"""Which measurable indicators could stand in the place of a vague one, best first.

A wording may mean several canonical indicators (`readings`). Each of them has answers, best first: itself where it
can be counted, its scale where it can only be graded, then what the taxonomy names `instead`. Those are chosen
that answer most of what the row may mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhibiao.records import Label, Target
from zhibiao.rules.direction import direction_by_words
from zhibiao.suggest.entry_answers import Candidate, answers, as_alternative, by_category, candidate_of
from zhibiao.suggest.evidence import NO_EVIDENCE, Evidence
from zhibiao.suggest.from_text import from_text
from zhibiao.suggest.readings import Reading
from zhibiao.taxonomy.entries import Alternative, Entry, find_entry

_MEASURABLE_NAME = re.compile(
    r"(?:率|比例|占比|比重|次数|人数|户数|数量|面积|金额|时间|时限|满意度|件数|个数|里程|人次|家数)$"
)
_RATE = re.compile(r"(?:率|比例|占比|比重|满意度|幅度)$")
_COUNT_UNITS = {
    "次数": "次",
    "人数": "人",
    "人次": "人次",
    "户数": "户",
    "件数": "件",
    "家数": "家",
    "面积": "平方米",
    "金额": "万元",
}
WEIGHTS = (0.7, 0.5, 0.4, 0.3)
"""How much of a reading an answer covers by its rank; later ones as the last."""
MOST = 3


def candidates(
    name: str,
    target: Target,
    label: Label,
    readings: Sequence[Reading],
    unit: str = "",
    past_unit: str = "",
    context: Evidence = NO_EVIDENCE,
) -> list[Candidate]:
    """The answers to a row, best first, each indicator once; none that another row of the table measures already.

    What the document itself sets a value for comes first. `readings` are what the row may mean
    (`readings.find_readings`). A general answer for the category comes only where nothing closer is known.
    `past_unit` is the unit of the row's past values: what was counted before can be counted again.
    """
    kept = target.unit if target.tier == "measurable" and target.dimension != "ratio" else ""
    several = [(reading.weight, _of_reading(name, reading, kept)) for reading in readings]
    ranked = _cover(_without(context.present, several)) or _cover(several)
    codes = [one.canonical for one in (*ranked, *(one for _, answer in several for one in answer))]
    likeliest = find_entry(readings[0].code) if readings else None
    own = _own(name, target, likeliest, unit or past_unit, asked=bool(past_unit) or _names_base(target))
    if own:
        ranked = [own, *(one for one in ranked if one.keeps_value or one.canonical != own.canonical)]
    ranked.sort(key=lambda one: not one.keeps_value)
    said = from_text(name, target, codes if likeliest and likeliest.countable else [], context)
    known = {one.canonical for one in said} - {""}
    ranked = [*said, *(one for one in ranked if one.canonical not in known or one is own)]
    if own and _names_base(target):  # only the number is missing of a threshold that the row names
        ranked.sort(key=lambda one: one is not own)
    return ranked or list(by_category(name, label))


def _names_base(target: Target) -> bool:
    """Whether a target names what it is compared with (前三年平均数) and no number."""
    return bool(target.basis) and target.tier == "vague"


def _own(name: str, target: Target, entry: Entry | None, unit: str, *, asked: bool) -> Candidate | None:
    """The row's own indicator with a number, where its name or its past or its threshold says that it is counted."""
    if asked or (_MEASURABLE_NAME.search(name) and not (entry and not entry.countable)):
        return _with_a_number(name, target, entry, unit)
    return None


def _without(
    present: frozenset[str], readings: Sequence[tuple[float, list[Candidate]]]
) -> list[tuple[float, list[Candidate]]]:
    return [
        (weight, [one for one in several if one.canonical not in present]) for weight, several in readings
    ]


def _cover(readings: Sequence[tuple[float, Sequence[Candidate]]]) -> list[Candidate]:
    """MOST candidates that answer as much of the weight of all readings as can be.

    Each in turn is the one that adds most: what a chosen one has answered counts no more.
    """
    open_weights = [weight for weight, _ in readings]
    chosen: dict[str, Candidate] = {}
    while len(chosen) < MOST:
        gains: dict[str, float] = {}
        named: dict[str, Candidate] = {}
        for weight, (_, several) in zip(open_weights, readings, strict=True):
            for rank, candidate in enumerate(several):
                if candidate.key not in chosen:
                    gains[candidate.key] = gains.get(candidate.key, 0.0) + weight * _worth(rank)
                    named.setdefault(candidate.key, candidate)
        if not gains:
            break
        best = max(gains, key=lambda key: gains[key])
        chosen[best] = named[best]
        for at, (_, several) in enumerate(readings):
            for rank, candidate in enumerate(several):
                if candidate.key == best:
                    open_weights[at] *= 1 - _worth(rank)
                    break
    return list(chosen.values())


def _worth(rank: int) -> float:
    return WEIGHTS[min(rank, len(WEIGHTS) - 1)]


def _of_reading(name: str, reading: Reading, unit: str) -> list[Candidate]:
    """The answers to a row that is read so, each once; those that count in `unit`, the row's own, come first."""
    entry = find_entry(reading.code)
    found: dict[str, Candidate] = {}
    for candidate in answers(name, entry, reading.wording):
        kept = _keeping(candidate, unit)
        found.setdefault(kept.key, kept)
    if unit and not any(one.keeps_value for one in found.values()):
        found = {one.key: one for one in _counting(entry, unit)} | found
    return sorted(found.values(), key=lambda one: not one.keeps_value)


def _keeping(candidate: Candidate, unit: str) -> Candidate:
    """The candidate in the row's own unit, with the row's own number, where it can be counted so."""
    if not unit or candidate.scale or not candidate.entry or unit not in candidate.entry.units:
        return candidate
    alternative = replace(candidate.alternative, unit=unit)
    return replace(candidate, alternative=alternative, keeps_value=True)


def _counting(entry: Entry, unit: str) -> Iterator[Candidate]:
    """The first indicator near to `entry` (an answer to one of its answers) that counts in that unit."""
    near = [find_entry(code) for other in entry.instead for code in find_entry(other).instead]
    for other in near:
        if unit in other.units:
            why = f"目标值数的是“{unit}”，这一项正是它的计数"
            yield _keeping(candidate_of(as_alternative(other), why), unit)
            return


def _with_a_number(name: str, target: Target, entry: Entry | None, unit: str) -> Candidate:
    """The same indicator, with a number in place of the word."""
    entry = entry if entry and entry.countable else None
    ending = next((u for suffix, u in _COUNT_UNITS.items() if name.endswith(suffix)), "")
    units = entry.units if entry else ()
    asked = "%" if _RATE.search(name) else ending
    printed = target.unit or unit
    unit = (asked if target.tier == "measurable" else "") or printed or asked or (units[0] if units else "")
    formula = (
        entry.formulas[0].text
        if entry and entry.formulas
        else "按指标解释中的算法（请在解释栏写明分子和分母）"
    )
    lower = bool(entry and entry.lower)
    work = bool(entry and entry.category == "O1")  # work is to be done, whatever sad thing its name speaks of
    lower = lower or (not work and direction_by_words(name) == "lower")
    alternative = Alternative(
        name=name,
        comparator="≤" if lower else target.comparator or "≥",
        unit=unit,
        formula=formula,
        data_source=entry.data_source if entry else "本部门业务台账（请写明台账名称）",
        canonical=entry.code if entry else "",
    )
    return Candidate(
        alternative=alternative, entry=entry, why="名称本身可以计量，只缺一个数", keeps_name=True
    )
