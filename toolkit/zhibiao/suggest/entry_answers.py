"""The answers that the taxonomy has for an indicator: itself, its scale, what may stand in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhibiao.records import Label
from zhibiao.suggest.evidence import Stated
from zhibiao.suggest.naming import object_of
from zhibiao.taxonomy import load_yaml
from zhibiao.taxonomy.entries import Alternative, Entry, find_entry


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
        yield candidate_of(as_alternative(entry), f"{means}，本身可以计数")
    why = f"{means}，可用这一项衡量"
    for code in entry.instead:
        yield candidate_of(named.get(code) or as_alternative(find_entry(code)), why)
    if not first:
        yield from graded
    for alternative in entry.alternatives:
        yield candidate_of(alternative, why, entry)


def _fits(alternative: Alternative) -> bool:
    """Whether an alternative is a wording of its indicator, not its opposite in another unit."""
    return bool(alternative.canonical) and alternative.unit in find_entry(alternative.canonical).units


def candidate_of(alternative: Alternative, why: str, entry: Entry | None = None) -> Candidate:
    """The candidate; `entry` is where the alternative is listed, for one that measures no indicator of its own."""
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


def as_alternative(entry: Entry) -> Alternative:
    """The indicator itself; in the concrete wording that the taxonomy has for it where it has one."""
    own = [one for one in entry.alternatives if one.canonical == entry.code]
    if own:
        return next(filter(_fits, own), own[0])
    return Alternative(
        name=entry.zh,
        comparator=entry.comparator or ("≤" if entry.lower else "≥"),
        unit=entry.units[0] if entry.units else "",
        formula=entry.formulas[0].text if entry.formulas else entry.definition,
        data_source=entry.data_source,
        canonical=entry.code,
    )


def by_category(name: str, label: Label) -> Iterator[Candidate]:
    """The general answer for the category, with the name's object filled in."""
    data = load_yaml("lexicon/fallbacks.yml")
    thing = object_of(name)
    for template in data["by_category"].get(label.category, ()):
        filled = {key: text.replace("{object}", thing) for key, text in template.items()}
        why = "按所属分类给出的一般写法，请按实际业务改定名称"
        yield Candidate(alternative=Alternative(**filled), entry=None, why=why)
