"""Which measurable indicators could stand in the place of a vague one, best first.

A wording may mean several canonical indicators (`readings`). Each of them has answers, best first: itself where it
can be counted, its scale where it can only be graded, then what the taxonomy names `instead`. Those are chosen
that answer most of what the row may mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhibiao.records import Label, Target
from zhibiao.rules.direction import direction_by_words
from zhibiao.suggest.evidence import NO_EVIDENCE, Evidence, Stated, bound_of
from zhibiao.suggest.likeness import alike, pairs
from zhibiao.suggest.naming import object_of
from zhibiao.suggest.readings import Reading
from zhibiao.taxonomy import load_yaml
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
MOST, MOST_STATED = 3, 2
ALIKE = 0.5
"""Share of common character pairs (Dice) from which two names are taken to mean the same thing."""
SMALL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An alternative, the entry whose data it rests on (None: none), and why it is proposed.

    `keeps_name` marks the row's own indicator with a number, `keeps_value` another one that the row's number counts;
    `stated` is where the document itself sets a value for it; `scale` holds the criteria of a graded answer.
    """

    alternative: Alternative
    entry: Entry | None
    why: str
    keeps_name: bool = False
    keeps_value: bool = False
    stated: Stated | None = None
    scale: tuple[tuple[str, str], ...] = ()

    @property
    def canonical(self) -> str:
        """Code of the indicator that is proposed, "" where it is none of the taxonomy."""
        return self.alternative.canonical

    @property
    def key(self) -> str:
        """What it proposes: the same key is the same answer."""
        return "scale" if self.scale else self.canonical or self.alternative.name


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
    said = _stated(name, target, codes if likeliest and likeliest.countable else [], context)
    known = {one.canonical for one in said} - {""}
    ranked = [*said, *(one for one in ranked if one.canonical not in known or one is own)]
    if own and _names_base(target):  # only the number is missing of a threshold that the row names
        ranked.sort(key=lambda one: one is not own)
    return ranked or list(_by_category(name, label))


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


def _stated(name: str, target: Target, codes: Sequence[str], context: Evidence) -> list[Candidate]:
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
            found[key] = place, _from_text(one, why)
    ranked = sorted(found.values(), key=lambda pair: pair[0])
    return [candidate for _, candidate in ranked[:MOST_STATED]]


def _same_number(one: Target, other: Target) -> bool:
    """Whether two targets are the same number of the same thing; a small one or a percentage may be so by chance."""
    number = bound_of(one)
    if number is None or one.tier != "measurable" or one.unit != other.unit or not one.unit:
        return False
    return number == bound_of(other) and one.unit != "%" and number >= SMALL


def _from_text(one: Stated, why: str) -> Candidate:
    entry = find_entry(one.code) if one.code else None
    lower = bool(entry and (entry.direction == "lower" or entry.comparator == "≤"))
    alternative = Alternative(
        name=one.thing,
        comparator=one.target.comparator or ("≤" if lower else "≥"),
        unit=one.target.unit,
        formula=entry.formulas[0].text if entry else "按指标解释中的算法（请在解释栏写明怎样计数）",
        data_source=entry.data_source if entry else "本部门业务台账（请写明台账名称）",
        canonical=one.code,
    )
    return Candidate(alternative=alternative, entry=entry, why=why, stated=one)


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
            yield _keeping(_candidate(_as_alternative(other), why), unit)
            return


def answers(name: str, entry: Entry, wording: str = "") -> Iterator[Candidate]:
    """What can be put in the place of a row that means `entry`, best first; `wording` is the known row that says so.

    A countable indicator comes first, in its most concrete wording; a graded one is graded first where it is about
    how a body manages itself or whether something is sound (健全性), and last where people, firms or nature can be
    counted. Then what the taxonomy names `instead`, in the wording that the entry has for it, then other wordings
    of the entry.
    """
    like = f"与“{wording}”相近，" if wording and wording != name else ""
    means = f"“{name}”{like}对应标准指标 {entry.code} {entry.zh}"
    named = {one.canonical: one for one in reversed(entry.alternatives) if _fits(one)}
    graded = [_scale(name, entry, means)] if entry.scale and not entry.countable else []
    first = entry.category.startswith("M") or entry.zh.endswith("性")
    if first:
        yield from graded
    if entry.countable:
        yield _candidate(_as_alternative(entry), f"{means}，本身可以计数")
    why = f"{means}，可用这一项衡量"
    for code in entry.instead:
        yield _candidate(named.get(code) or _as_alternative(find_entry(code)), why)
    if not first:
        yield from graded
    for alternative in entry.alternatives:
        yield _candidate(alternative, why, entry)


def _fits(alternative: Alternative) -> bool:
    """Whether an alternative is a wording of its indicator, not its opposite in another unit."""
    return bool(alternative.canonical) and alternative.unit in find_entry(alternative.canonical).units


def _candidate(alternative: Alternative, why: str, entry: Entry | None = None) -> Candidate:
    """`entry` is where the alternative is listed, for one that measures no indicator of its own."""
    measured = find_entry(alternative.canonical) if alternative.canonical else entry
    return Candidate(alternative=alternative, entry=measured, why=why)


def _scale(name: str, entry: Entry, means: str) -> Candidate:
    alternative = Alternative(
        name=name,
        comparator="≥",
        unit="等次",
        formula=entry.formulas[0].text,
        data_source=entry.data_source,
        canonical=entry.code,
    )
    why = f"{means}，是定性指标：按可以逐项核对的标准评定等次"
    return Candidate(alternative=alternative, entry=entry, why=why, scale=tuple(entry.scale.items()))


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
    lower = bool(entry and (entry.direction == "lower" or entry.comparator == "≤"))
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


def _as_alternative(entry: Entry) -> Alternative:
    """The indicator itself; in the concrete wording that the taxonomy has for it where it has one."""
    own = [one for one in entry.alternatives if one.canonical == entry.code]
    if own:
        return next(filter(_fits, own), own[0])
    lower = entry.direction == "lower" or entry.comparator == "≤"
    return Alternative(
        name=entry.zh,
        comparator=entry.comparator or ("≤" if lower else "≥"),
        unit=entry.units[0] if entry.units else "",
        formula=entry.formulas[0].text if entry.formulas else entry.definition,
        data_source=entry.data_source,
        canonical=entry.code,
    )


def _by_category(name: str, label: Label) -> Iterator[Candidate]:
    """The general answer for the category, with the name's object filled in."""
    data = load_yaml("lexicon/fallbacks.yml")
    thing = object_of(name)
    for template in data["by_category"].get(label.category, ()):
        filled = {key: text.replace("{object}", thing) for key, text in template.items()}
        why = "按所属分类给出的一般写法，请按实际业务改定名称"
        yield Candidate(alternative=Alternative(**filled), entry=None, why=why)
