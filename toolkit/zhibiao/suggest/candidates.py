"""Which measurable indicators could stand in the place of a vague one, best first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zhibiao.records import Label, Target
from zhibiao.taxonomy import load_yaml
from zhibiao.taxonomy.entries import Alternative, Entry, all_entries, find_entry, names_index
from zhibiao.text import normalise

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


SHORTEST_FORM = 4
ALIKE, VERY_ALIKE = 0.6, 0.8
"""Shares of common character pairs from which a wording counts, within the category and beyond it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An alternative, the canonical indicator it belongs to, and why it is proposed."""

    alternative: Alternative
    canonical: str
    why: str
    keeps_name: bool = False


def candidates(
    name: str, target: Target, label: Label, unit: str = "", past_unit: str = ""
) -> Iterator[Candidate]:
    """Alternatives in the order of their closeness: the row's own name, its canonical indicator, its wording.

    A general answer for the category comes only where nothing closer is known. `past_unit` is the unit of
    the row's past values: what was counted before can be counted again.
    """
    known = names_index().get(normalise(name)) or label.canonical
    entry = find_entry(known) if known else None
    countable = bool(past_unit or _MEASURABLE_NAME.search(name)) and not (entry and entry.scale)
    if countable:
        yield _with_a_number(name, target, entry, unit or past_unit)
    if entry:
        for alternative in entry.alternatives:
            yield Candidate(
                alternative=alternative,
                canonical=entry.code,
                why=f"“{name}”对应标准指标 {entry.code} {entry.zh}，可用它的可衡量写法",
            )
    if entry and not countable and not entry.scale and entry.direction != "none":
        yield Candidate(
            alternative=_as_alternative(entry),
            canonical=entry.code,
            why=f"“{name}”可以计数，写成标准指标 {entry.code} {entry.zh}",
        )
    by_wording = list(_by_wording(name, label, entry))
    yield from by_wording
    if not countable and not by_wording and not (entry and (entry.alternatives or not entry.scale)):
        yield from _by_category(name, label)


def _with_a_number(name: str, target: Target, entry: Entry | None, unit: str) -> Candidate:
    """The same indicator, with a number in place of the word."""
    ending = next((u for suffix, u in _COUNT_UNITS.items() if name.endswith(suffix)), "")
    units = entry.units if entry else ()
    unit = target.unit or unit or ("%" if _RATE.search(name) else ending) or (units[0] if units else "")
    formula = (
        entry.formulas[0].text
        if entry and entry.formulas
        else "按指标解释中的算法（请在解释栏写明分子和分母）"
    )
    lower = bool(entry and entry.direction == "lower")
    return Candidate(
        alternative=Alternative(
            name=name,
            comparator=target.comparator or ("≤" if lower else "≥"),
            unit=unit,
            formula=formula,
            data_source=entry.data_source if entry else "本部门业务台账（请写明台账名称）",
        ),
        canonical=entry.code if entry else "",
        why="名称本身可以计量，只缺一个数",
        keeps_name=True,
    )


@cache
def _vague_forms() -> tuple[tuple[str, frozenset[str], Entry], ...]:
    """(vague wording, its pairs of characters, entry that is its measurable answer), longest wording first."""
    forms = [(normalise(form), entry) for entry in all_entries() for form in entry.vague_forms]
    long = [(form, entry) for form, entry in forms if len(form) >= SHORTEST_FORM]
    return tuple((form, _pairs(form), entry) for form, entry in sorted(long, key=lambda item: -len(item[0])))


def _by_wording(name: str, label: Label, known: Entry | None) -> Iterator[Candidate]:
    """Entries whose usual vague wording shares its subject with the name, those of the same category first.

    Where the row's own canonical indicator has alternatives, wordings of other categories are left out.
    """
    plain = _pairs(normalise(name))
    settled = bool(known and known.alternatives)
    scored: list[tuple[float, str, Entry]] = []
    for form, pairs, entry in _vague_forms():
        share = _overlap(plain, pairs) if entry is not known else 0.0
        same = entry.category == label.category
        if share >= (ALIKE if same and not settled else VERY_ALIKE) and (same or not settled):
            scored.append((share + 0.2 * same, form, entry))
    for _, form, entry in sorted(scored, key=lambda item: -item[0])[:2]:
        why = f"“{form}”一类的表述，通常用 {entry.code} {entry.zh} 衡量"
        if not entry.scale and entry.direction != "none":
            yield Candidate(alternative=_as_alternative(entry), canonical=entry.code, why=why)
        for alternative in entry.alternatives:
            yield Candidate(alternative=alternative, canonical=entry.code, why=why)


def _pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text; verbs count as any pair does."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _overlap(plain: frozenset[str], form: frozenset[str]) -> float:
    """Share of the pairs of the text with fewer that the other one has."""
    return len(plain & form) / min(len(plain), len(form)) if plain and form else 0.0


def _as_alternative(entry: Entry) -> Alternative:
    return Alternative(
        name=entry.zh,
        comparator=entry.comparator,
        unit=entry.units[0] if entry.units else "",
        formula=entry.formulas[0].text if entry.formulas else entry.definition,
        data_source=entry.data_source,
    )


def _by_category(name: str, label: Label) -> Iterator[Candidate]:
    """The general answer for the category, with the name's object filled in."""
    data = load_yaml("lexicon/fallbacks.yml")
    thing = object_of(name)
    for template in data["by_category"].get(label.category, ()):
        filled = {key: text.replace("{object}", thing) for key, text in template.items()}
        yield Candidate(
            alternative=Alternative(**filled),
            canonical="",
            why="按所属分类给出的一般写法，请按实际业务改定名称",
        )


def object_of(name: str) -> str:
    """The thing an indicator is about: its name without leading verbs and closing words.

    >>> object_of("组织开展产业链招商情况"), object_of("提升六盘水知名度")
    ('产业链招商', '六盘水知名度')
    """
    verbs = load_yaml("lexicon/fallbacks.yml")["verbs"]
    thing = re.split(r"[，,；;。（(]", name)[0]
    while verb := next((v for v in verbs if thing.startswith(v) and len(thing) - len(v) >= 2), ""):
        thing = thing[len(verb) :]
    return re.sub(r"(?:情况|工作|成效|效果|程度|水平)$", "", thing) or name
