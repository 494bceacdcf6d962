"""Names that say what they are about: the row's object before a canonical name that fits anything."""

from __future__ import annotations

import re
from functools import cache

from zhibiao.target.wording import find_vague
from zhibiao.taxonomy import load_yaml

_LONGEST = 8
_MEASURE = re.compile(r"[数率面额度量]$")
_SEVERAL = re.compile(r"[，,；;。、：:（）()“”\"《》]|以及|[和与及的\d]")


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


def specific_name(canonical: str, plain: str, row: str) -> str:
    """The canonical name `plain` with the object of the row before it, where it says nothing by itself.

    `plain` as it is for a name that is specific already, and for a row that speaks of several things or of none.

    >>> specific_name("O2.13", "准确率", "基础信息完善性"), specific_name("O1.70", "引进企业数量", "产业吸引力")
    ('基础信息准确率', '引进企业数量')
    """
    naming = load_yaml("lexicon/naming.yml")
    template = naming["templates"].get(canonical, "")
    thing = _bare_object(row)
    if not template or not thing or len(thing) > _LONGEST or _SEVERAL.search(thing) or _MEASURE.search(thing):
        return plain
    if find_vague(thing) or thing in naming["empty"]:
        return plain
    if canonical in naming["suits"] and not thing.endswith(tuple(naming["suits"][canonical])):
        return plain
    ending = template.removeprefix("{object}")
    if not plain.endswith(ending) or len(plain) > len(ending) + 2 or thing[-2:] in ending or len(thing) < 2:
        return plain
    return f"{thing}{ending}"


def _bare_object(row: str) -> str:
    thing = object_of(row)
    while match := _properties().search(thing):
        thing = thing[: match.start()]
    return thing


@cache
def _properties() -> re.Pattern[str]:
    words = load_yaml("lexicon/naming.yml")["properties"]
    return re.compile(f"(?:{'|'.join(map(re.escape, words))})$")
