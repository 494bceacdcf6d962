"""When two targets may stand on one scale: the same indicator, unit and scope, and the same side asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from zhibiao.desk.wording import say
from zhibiao.records import ReviewedRow, Target
from zhibiao.report.interface import canonical_name
from zhibiao.rules.direction import Direction, direction_of, natural_direction
from zhibiao.suggest.comparable import SURE
from zhibiao.target.bounds import bound_of
from zhibiao.target.unit import unit_at
from zhibiao.taxonomy import load_yaml
from zhibiao.taxonomy.entries import find_entry
from zhibiao.text import normalise

KINDS = ("level", "share", "change", "duration")


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """What rows on one scale have in common: canonical indicator, basic unit, whether a change is asked for.

    `side` is the one that the targets ask for (higher: at least, lower: at most), `better` the one that the names say is
    better: 违约率 lower, 履约率 higher, whatever a table asks for. `scope` is what the names count alone (亿元以上), "" for
    everything.
    """

    canonical: str
    unit: str
    change: bool
    side: Direction
    better: Direction
    scope: str

    def title(self, lang: str) -> str:
        """What is measured, in words; sides are said where they are not those of the canonical indicator."""
        usual = find_entry(self.canonical).direction.replace("target", "none")
        said = [
            self.scope,
            say(lang, "batch_change") if self.change else "",
            say(lang, f"batch_side_{self.side}") if self.side != usual else "",
            say(lang, "batch_opposite") if {self.better, usual} == {"higher", "lower"} else "",
        ]
        words = say(lang, "between").join(filter(None, said))
        name = canonical_name(self.canonical, lang)
        return say(lang, "batch_group_title", name=name, words=words) if words else name


def value_of(target: Target) -> float | None:
    """The number of a measurable target in its basic unit, None for a date or what contradicts itself.

    >>> value_of(Target(kind="level", tier="measurable", lower=2.0, unit="万元", unit_base="元", scale=10000.0))
    20000.0
    """
    value = bound_of(target)
    if target.tier != "measurable" or target.kind not in KINDS or target.conflict or value is None:
        return None
    return value * target.scale


def like_of(reviewed: ReviewedRow) -> Like | None:
    """What a row is compared by, None where it measures no canonical indicator for sure.

    None too where it gives no number in a unit of the kind that the indicator is measured in: 成本控制率 in 万元 is none.
    """
    label, target = reviewed.label, reviewed.target
    # A category that a person corrected leaves the canonical indicator behind: then it says nothing.
    known = label.canonical_confidence >= SURE and label.canonical.partition(".")[0] == label.category
    unit = target.unit_base or target.unit
    if not known or not unit or value_of(target) is None:
        return None
    if target.dimension not in _dimensions(label.canonical):
        return None
    return Like(
        canonical=label.canonical,
        unit=unit,
        change=target.kind == "change",
        side=_side(reviewed),
        better=natural_direction(reviewed),
        scope=scope_of(reviewed.indicator.name),
    )


def _side(reviewed: ReviewedRow) -> Direction:
    """The side that a target asks for; = asks for neither, but for a share, where it says all of it or nothing of it."""
    exactly = reviewed.target.comparator == "=" and reviewed.target.dimension != "ratio"
    return "none" if exactly else direction_of(reviewed)


@cache
def _dimensions(canonical: str) -> frozenset[str]:
    """The dimensions of the units that a canonical indicator is measured in."""
    # 万 and 亿 before a unit are part of its number.
    units = [unit_at(word, int(word[:1] in "万亿")) for word in find_entry(canonical).units]
    return frozenset(found[0].dimension for found in units if found)


def scope_of(name: str) -> str:
    """What a name counts alone, "" for everything (lexicon/scopes.yml).

    >>> scope_of("签约亿元以上项目数"), scope_of("规模及以上企业数"), scope_of("群众满意度95%以上"), scope_of("签约项目数")
    ('亿元以上', '规模以上', '', '')
    """
    return "；".join(found.replace("及以", "以") for found in _scopes().findall(normalise(name)))


@cache
def _scopes() -> re.Pattern[str]:
    words = {key: "|".join(map(re.escape, found)) for key, found in load_yaml("lexicon/scopes.yml").items()}
    number = r"[\d.〇一二两三四五六七八九十百千万亿]+"
    return re.compile(rf"(?:{number}(?:{words['units']})|{words['levels']})(?:{words['ends']})(?=\w)")
