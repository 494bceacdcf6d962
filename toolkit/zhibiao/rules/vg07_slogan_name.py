"""名称“{name}”是口号，没有说计量的是什么{target_zh}。

The name "{name}" is a slogan: it does not say what is measured{target_en}.

## 发现什么
名称由“全力打造”“坚定不移”“以……为引领”“再上新台阶”“开创新局面”“筑牢”“凝心聚力”“助力高质量发展”一类口号
构成，没有可以数、可以查的事物；目标值也没有补上（是程度词、状态、空白，或一个不知是什么的百分比、个数）。

## 为什么
绩效目标应指向明确、具体细化（财预〔2015〕88号，已核对原文）；指标名称应简洁明了（财预〔2021〕101号，凭记忆，
未核）。口号适合写在年度总体目标里，作为指标名称，换任何一个部门都能用，年底无从填实际值。

## 例
前：做大做强数字经济，助力县域高质量发展 | 成效显著
后：数字经济核心产业增加值增速 | ≥__%（按统计口径填写）

## 局限
目标值自己说清了计量什么的（盘活收入≥150万元）、名称落在可数的事物上的（产业招商项目数）不报。目标值已由
VG01、VG02、VG03、VG05 提出的，名称只作提示（低）；VG03、UN02 已说到名称的不再报。口号与实事连写的名称
（筑牢防线，开展演练）若动词不在词表里，可能误报。

## English
A name made of exhortation (全力打造, 坚定不移, 以…为引领, 再上新台阶, 助力高质量发展) that names nothing one can count
or check, and a target that does not make up for it. Medium; low where VG01, VG02, VG03 or VG05 already objects to the
target. Sources: 财预〔2015〕88号, read in a public text; 财预〔2021〕101号 from memory, not confirmed. Silent where the
target says what it counts, where the name ends in a countable thing, and where UN02 or VG03 speaks about the name.
"""

import re
from collections.abc import Iterator
from functools import cache

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.judge import any_word, bare_name, find_word
from zhibiao.rules.judge_target import names_rule
from zhibiao.rules.others import EMPTY_TARGET, said
from zhibiao.rules.wish import is_measured, target_helps

CODE = "VG07"
NAME = "slogan-name"
TITLE = "名称是口号"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标指向明确、具体细化；财预〔2021〕101号（M）：指标名称简洁明了"

_AS_GUIDE = re.compile(
    r"以[^,，、]{2,16}为(?:引领|指导|抓手|统领|契机|主线|核心|遵循|动力)|^让[^,，、]{2,}(?:更|起来|一路)"
    r"|事业[^,，、]{0,6}发展$|助[力推][^,，、]{2,12}发展$"
)


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit for a slogan in the name that neither the rest of the name nor the target makes measurable."""
    name = row.indicator.name
    span = find_slogan(name)
    if span is None or row.label.category in ("X", "S1") or is_measured(name):
        return
    if names_rule(name) or target_helps(row):
        return
    reported = said(row, context, (*EMPTY_TARGET, "UN02"))
    if "UN02" in reported or reported.get("VG03") == "high":
        return
    values = {
        "name": name[:30],
        "target_zh": "" if row.indicator.target else "，目标值也是空的",
        "target_en": "" if row.indicator.target else ", and the target is empty",
    }
    yield Hit(field="name", span=span, values=values, severity="low" if reported else "medium")


def find_slogan(name: str) -> tuple[int, int] | None:
    """The place of a slogan in a name as printed.

    >>> find_slogan("做大做强数字经济"), find_slogan("以党建为引领推动治理"), find_slogan("数字经济企业数")
    ((0, 4), (0, 6), None)
    """
    if match := _AS_GUIDE.search(name):
        return match.span()
    return find_word(name, "slogans") if bare_name(name) else None


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(rf"以|让|事业|助[力推]|{any_word('slogans').pattern}")


SUSPECTS = (Suspect(sign=_sign, name=find_slogan),)
