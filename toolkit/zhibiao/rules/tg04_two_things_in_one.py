"""一个指标里说了两件事（{words}），一个目标值说不清是哪一件。

Two things in one indicator ({words}): one target cannot say which of them is meant.

## 发现什么
- 两句动作或效果用逗号、顿号连在一起（提升营商环境，提高知名度）
- 一个满意度问两类人（投资考察企业及落户企业满意度）
- 两个比率或两个数量合成一个（覆盖率及资金到位率）

## 为什么
指标名称应简洁明了（财预〔2021〕101号，凭记忆，未核）；绩效目标应指向明确（财预〔2015〕88号，已核对原文）。
一件完成、一件没完成时，无法填实际值，也无法计分。

## 例
前：接待、服务赴曲靖投资考察企业及落户企业满意度 | ≥85%
后：投资考察企业满意度 | ≥85%；落户企业满意度 | ≥85%

## 局限
只报上面三种明显的情形。两句用同一个动词的、动词不在词表里的不报；“社会公众或服务对象满意度”是固定名称，不报；
“培训与考核完成率”这类一件工作的两个环节不报。手段和目的连写的（加强人才储备，助力高质量发展）也会报。

## English
Reports three clear cases: two verb phrases with different verbs joined by a comma; two groups of people in one
satisfaction; two rates or counts in one name. Sources: 财预〔2021〕101号 (from memory, not confirmed), 财预〔2015〕88号 (read in
a public text). Phrases with the same verb and steps of one piece of work are left alone; a means joined to its end
(加强……，助力……) is reported too.
"""

import re
from collections.abc import Iterator
from functools import cache

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit, Suspect, filed_as
from zhibiao.rules.judge import any_word, words

CODE = "TG04"
NAME = "two-things-in-one"
TITLE = "一个指标说两件事"
SEVERITY = "low"
SOURCE = "财预〔2021〕101号（M）：指标名称简洁明了；财预〔2015〕88号（V）：绩效目标指向明确"

_PART = re.compile(r"[^，,；;。、:：]+")
_AND = r"(?:以及|及(?!时)|和|与|、)"
_COUNTS = "(?:人数|人次|次数|数量|面积|金额)"
_SOME = "[^，,；;、]{0,14}"
_SEPARATOR = re.compile(r"[，,；;。、:：]")
_JOINED = re.compile(_AND)
_LAST = ("率", "人数", "人次", "次数", "数量", "面积", "金额")
_MEASURES = re.compile(rf"{_SOME}率{_AND}{_SOME}率$|{_SOME}{_COUNTS}{_AND}{_SOME}{_COUNTS}$")
SHORTEST_PHRASE = 5
SHORTEST_NAME = 2


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the name holds two phrases, two groups asked, or two measures."""
    span = _phrases(row.indicator.name) or _groups(row) or _measures(row.indicator.name)
    if span:
        marked = row.indicator.name[slice(*span)]
        yield Hit(field="name", span=span, values={"words": marked[:30]})


def _phrases(name: str) -> tuple[int, int] | None:
    """From the first to the last part that is a verb phrase, where two begin with different verbs."""
    if not _SEPARATOR.search(name):
        return None
    found = []
    for match in _PART.finditer(name):
        text = match[0].strip()
        verb = any_word("phrase_verbs").match(text)
        if verb and len(text) >= SHORTEST_PHRASE:
            found.append((verb[0], match.start(), match.end()))
    if len({verb for verb, _, _ in found}) < SHORTEST_NAME:
        return None
    return found[0][1], found[-1][2]


@cache
def _two_groups() -> re.Pattern[str]:
    group = "|".join(words("groups"))
    return re.compile(rf"(?:{group}){_AND}[^，,；;]{{0,14}}?(?:{group})(?=[^，,；;、]{{0,6}}满)")


def _groups(row: ReviewedRow) -> tuple[int, int] | None:
    """The two groups that share one satisfaction."""
    match = _two_groups().search(row.indicator.name) if row.label.category == "S1" else None
    return match.span() if match else None


def _measures(name: str) -> tuple[int, int] | None:
    """The two measures that share one value."""
    match = _MEASURES.search(name) if name.endswith(_LAST) and _JOINED.search(name) else None
    return match.span() if match else None


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_LAST)})$", re.MULTILINE)


def _two_asked(name: str) -> bool:
    return _two_groups().search(name) is not None


SUSPECTS = (
    Suspect(sign=lambda: _SEPARATOR, name=_phrases),
    Suspect(sign=_counted, name=_measures),
    Suspect(filed=filed_as("S1"), name=_two_asked),
)
