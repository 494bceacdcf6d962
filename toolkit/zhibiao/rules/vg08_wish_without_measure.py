"""名称“{name}”只说希望变好，没有说用什么衡量{target_zh}。

The name "{name}" states a wish and no measure of it{target_en}.

## 发现什么
名称是“提升知名度”“改善营商环境”“增强群众获得感”“工作积极性提高”一类希望发生的变化，而目标值是程度词、状态、
空白或一个没有说明分母的百分比，两处都没有说数什么、查什么。

## 为什么
绩效指标应细化为清晰、可衡量的指标值（财预〔2013〕53号“绩效指标明确性”，已核对原文）。名称不说计量什么，只改
目标值也改不好：“提升知名度 ≥90%”是谁的90%，仍然不知道。

## 例
前：提升城市知名度 | 有效提升
后：省级以上媒体报道篇数 | ≥__篇（由填报单位按上年实际填写）

## 局限
目标值已由 VG01、VG02、VG03、VG05 提出的只作提示（低），提醒连名称一起改。效果类名称配个数、百分比的由 UN02 报，
口号由 VG07 报，VG03 已说名称是口号的，这里都不重复。解释里有算式、落在率、数量、金额、满意度上的名称不报。
名称不带“提升”“改善”等动词的（机场影响力）不报。

## English
A name that states a wished-for change (提升知名度, 改善营商环境, 增强获得感) beside a word of degree, a state, nothing, or
a percentage of nothing stated. Medium; low where VG01, VG02, VG03 or VG05 already objects to the target. Source:
财预〔2013〕53号, read in a public text. UN02 speaks about effects with a count or percentage and VG07 about slogans: silent
there, and where the explanation prints a formula or the name ends in a rate, a count, money or a satisfaction.
"""

import re
from collections.abc import Iterator
from functools import partial

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.judge import any_word, bare_name, holds, words
from zhibiao.rules.judge_target import names_rule
from zhibiao.rules.others import EMPTY_TARGET, said
from zhibiao.rules.vg07_slogan_name import find_slogan
from zhibiao.rules.wish import is_measured, target_helps

CODE = "VG08"
NAME = "wish-without-measure"
TITLE = "名称只说希望变好"
SEVERITY = "medium"
SOURCE = "财预〔2013〕53号（V）：绩效指标明确性，应有清晰、可衡量的指标值"

_ASKS = re.compile(r"是否|能否|与否|[吗？?]")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the name is a wished-for change and neither name nor target says what is measured."""
    indicator = row.indicator
    name = indicator.name
    if row.label.category == "X" or find_slogan(name) or _ASKS.search(name) or not is_wish(name):
        return
    if is_measured(name) or names_rule(name) or target_helps(row):
        return
    reported = said(row, context, (*EMPTY_TARGET, "UN02"))
    if "UN02" in reported or reported.get("VG03") == "high":
        return
    values = {
        "name": name[:30],
        "target_zh": f"，目标值“{indicator.target[:20]}”也没有说" if indicator.target else "，目标值是空的",
        "target_en": f', nor does the target "{indicator.target[:20]}"' if indicator.target else "",
    }
    yield Hit(field="name", span=(0, len(name)), values=values, severity="low" if reported else "medium")


def is_wish(name: str) -> bool:
    """Whether a name begins or ends with a change for the better of something that has no unit.

    >>> is_wish("改善营商环境"), is_wish("营商环境持续优化"), is_wish("机场影响力"), is_wish("优化审批流程")
    (True, True, False, False)
    """
    plain = bare_name(name)
    if not holds(plain, "wished_things"):
        return False
    return plain.startswith((*words("effect_verbs"), *words("wish_verbs"))) or plain.endswith(
        words("wish_endings")
    )


SUSPECTS = (Suspect(sign=partial(any_word, "wished_things"), name=is_wish),)
