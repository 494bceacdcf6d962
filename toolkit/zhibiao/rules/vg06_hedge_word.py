"""“{words}”{why_zh}，无法核对是否完成。

"{words}" {why_en}, so nobody can check whether it was reached.

## 发现什么
- 目标值用“数次”“多场”“适量”“一系列”“数百人”代替数量：中
- 数字前后写着“约”“左右”“近”“余”“多”“预计”，或日期写“左右”“前后”：低
- 目标值是一串内容，以“等”字收尾，还包括什么没有写：低
- 目标值也没有数量，而名称里说“一批”“若干”“多场”：低，标在名称上

## 为什么
绩效指标应有清晰、可衡量的指标值，与年度计划数对应（财预〔2013〕53号“绩效指标明确性”，已核对原文）。约数没有
说明差多少仍算完成，做95也是“约100”，做80也可以说是；“多场”两场也算。

## 例
前：屋面瓦件更换 | 约420平方米
后：屋面瓦件更换 | ≥420平方米（按计划数填写，可另写允许的误差）

## 局限
已写“以上”“不少于”的不报。“若干”“一批”“多次”“大部分”等在目标值里由 VG01 报，这里不重复。上级文件本来
就写“左右”的宏观目标（居民消费价格、城镇调查失业率、政策范围内报销比例）不报。“8万多株”可以理解为不少于8万株，
只建议改写，属可商榷。

## English
A word in the place of a number (数次, 多场, 适量, 数百人): medium. A number rounded with 约, 左右, 近, 余, 多, 预计, or
a date with 左右: low. A list left open by 等: low. A hedged name (一批, 若干) whose target gives no number either: low, on
the name. Source: 财预〔2013〕53号, read in a public text. Numbers with 以上 are left alone; 若干, 一批, 多次 in the target
belong to VG01; macro goals that are published with 左右 (consumer prices, unemployment) are not reported.
"""

import re
from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Severity, Target
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.judge import find_word, holds, words
from zhibiao.rules.judge_target import is_worded
from zhibiao.rules.others import said
from zhibiao.rules.vg07_slogan_name import find_slogan
from zhibiao.target.deadline import find_deadlines
from zhibiao.target.fold import fold

CODE = "VG06"
NAME = "hedge-word"
TITLE = "目标值用约数或概数"
SEVERITY = "medium"
SOURCE = "财预〔2013〕53号（V）：绩效指标明确性，指标值清晰、可衡量，与年度计划数对应"

Fault = tuple[str, tuple[int, int], Severity, tuple[str, str]]
ABOUT = ("是约数，没有写差多少仍算完成", "is an approximate number without a tolerance")
UNCOUNTED = ("没有写出数量", "stands in the place of a number")
OPEN = ("用“等”字收尾，还包括什么没有写", "leaves the list open")
NAMED = ("在名称里，目标值也没有写出数量", "in the name is hedged and the target gives no number either")
_OPEN_LIST = re.compile(r"[\u4e00-\u9fff]{2,}、[\u4e00-\u9fff、]*?(等)(?=$|[,，。;；])")
_AFTER = re.compile(r"(?:左右|上下)$")  # ≥20家左右: the limit itself is hedged
_LONGER = re.compile(r"第一批|一批次|下一批|上一批|多个性|多项式")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit for a hedged quantity in the target, else for one in the name of a row without a number."""
    if row.label.category == "X":
        return
    fault = _about(row) or _worded(row, context) or _name(row)
    if fault is None:
        return
    field, span, severity, (why_zh, why_en) = fault
    text = getattr(row.indicator, field)
    values = {"words": text[slice(*span)][:30], "why_zh": why_zh, "why_en": why_en}
    yield Hit(field=field, span=span, values=values, severity=severity)


def _about(row: ReviewedRow) -> Fault | None:
    """A rounded number or date, where no limit is printed and no plan of the state rounds it."""
    target, name = row.target, row.indicator.name
    if target.tier != "measurable" or holds(name, "rounded_by_plan"):
        return None
    if target.kind == "date":
        span = _about_date(target.raw)
        return ("target", span, "low", ABOUT) if span else None
    if not target.approximate or (_has_limit(target.raw) and not _AFTER.search(target.raw)):
        return None
    if target.comparator in ("≥", "≤") and not _AFTER.search(target.raw):
        return None
    if any(char.isdigit() for char in target.raw):
        return "target", target.span, "low", ABOUT
    return "target", target.span, "medium", UNCOUNTED


def _has_limit(target: str) -> bool:
    """Whether a target prints a sign or a word that bounds its number (200余人以上)."""
    return holds(fold(target).text, "limit_words")


def _about_date(target: str) -> tuple[int, int] | None:
    """The place of a date with 左右 or 前后 behind it."""
    folded = fold(target)
    for found in find_deadlines(folded.text):
        for word in words("about_dates"):
            if folded.text.startswith(word, found.end):
                return folded.span(found.start, found.end + len(word))
    return None


def _worded(row: ReviewedRow, context: Context) -> Fault | None:
    """A word for a quantity, or an open list, in a target without a number; VG01 to VG05 come first."""
    fault = _uncounted(row.target) if is_worded(row.target) else None
    return None if fault is None or said(row, context) else fault


def _uncounted(target: Target) -> Fault | None:
    if span := find_word(target.raw, "uncounted_amounts"):
        return "target", span, "medium", UNCOUNTED
    match = _OPEN_LIST.search(target.raw)
    return ("target", match.span(1), "low", OPEN) if match else None


def _name(row: ReviewedRow) -> Fault | None:
    """A hedged quantity in the name of a row whose target is missing or vague."""
    name = row.indicator.name
    if not _lacks_number(row.target) or _LONGER.search(name):
        return None
    if find_slogan(name):  # VG07 speaks about the whole name
        return None
    span = find_word(name, "hedged_names")
    return ("name", span, "low", NAMED) if span else None


def _is_rounded(target: Target) -> bool:
    return target.tier == "measurable" and (target.kind == "date" or target.approximate)


def _lacks_number(target: Target) -> bool:
    return target.tier in ("vague", "missing")


def _is_uncounted(target: Target) -> bool:
    return is_worded(target) and _uncounted(target) is not None


def _is_hedged(name: str) -> bool:
    return holds(name, "hedged_names")


SUSPECTS = (
    Suspect(target=_is_rounded),
    Suspect(target=_is_uncounted),
    Suspect(target=_lacks_number, name=_is_hedged),
)
