"""目标值“{target}”{what_zh}，没有印出各等级的条件。

The target "{target}" {what_en} and the row prints no conditions for the grades.

## 发现什么
- 目标值是一列等级（优、良、中、差；优秀/良好/合格；满意、基本满意、不满意），没有写要达到哪一级，也没有写每一级的条件：中
- 系统给定的选项（定性 优良中低差、好坏、高中低）：低
- 目标值只有一个等级（优、良、优秀），没有写什么算优：低

## 为什么
定性目标可以分级分档（财预〔2015〕88号，已核对原文），分级就要写明各级的条件；只列等级，任何结果都落在其中一级，
目标不会落空。定为中级；“优良中低差”一类字样在许多公开表里一字不差，像是填报系统的固定选项（自拟判断，未核），填报
单位改不了这一格，只能在指标解释里补写，所以是低级。

## 例
前：城乡居民医保参保机制健全性 | 定性 优良中低差
后：同名称 | 优（制度齐全且全部执行）；良（制度齐全，个别未执行）；中（缺1项制度）；差（缺2项以上）；目标为优

## 局限
目标值、指标解释或确定依据里印有分数、比例、条件的不报；附件里的评分标准看不到。由上级或专业机构按统一标准评的
（考核等次、等级评定、评估）单个等级不报，二级、4A、三等等有标准可查的等级不报。“好”“较好”“良好”由 VG02 报，“优良”由
VG01 报。

## English
A list of grades without the conditions of each and without the grade to be reached: medium. The fixed options of filing
systems (定性 优良中低差, 好坏): low, for the filer cannot change that cell and can only explain it. A single grade (优,
良): low. Source: 财预〔2015〕88号, read in a public text; that these are fixed options is our own judgement. Silent where
the target, the explanation or the basis prints points, shares or conditions, and for a single grade that another body
gives by a standard (考核等次, 等级评定, 二级, 4A). Bare 好, 较好, 良好 belong to VG02.
"""

import re
from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Severity, Target
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.judge import holds, words
from zhibiao.rules.judge_target import has_criterion
from zhibiao.rules.others import said
from zhibiao.target.fold import fold
from zhibiao.target.grade import is_graded

CODE = "VG10"
NAME = "grades-without-criteria"
TITLE = "分级没有条件"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：定性目标分级分档"

Fault = tuple[Severity, tuple[str, str]]
SCALE = ("只列出等级，没有写要达到哪一级", "lists grades without saying which one shall be reached")
SINGLE = ("是一个等级", "is a single grade")
_QUALITATIVE = re.compile(r"^\(?(?:定性|等级|分级|分档)\)?[:：]?")
_TAIL = re.compile(r"(?:[二三四五]?档|[二三四五]?级|等次|等级)?(?:及?以上)?$")
_COUNTED = re.compile("[0-9%]")  # a quick look at what most targets hold
_CONDITION = re.compile(r"[0-9:=≥≤><(%]")
_KNOWN_LEVEL = re.compile(r"[a-z]|星|[一二三四五六甲乙丙特](?:级|等|类)")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where grades stand for a target and nothing says what each of them takes."""
    indicator = row.indicator
    if row.label.category == "X" or not indicator.target:
        return
    if has_criterion(indicator.explanation) or has_criterion(indicator.basis_text) or said(row, context):
        return
    fault = _fault(row)
    if fault is None:
        return
    severity, (what_zh, what_en) = fault
    values = {"target": indicator.target[:30], "what_zh": what_zh, "what_en": what_en}
    yield Hit(span=(0, len(indicator.target)), values=values, severity=severity)


def _fault(row: ReviewedRow) -> Fault | None:
    """Whether the target is a list of grades, a system's own list, or a single grade; None for others."""
    grades = _grades(row.target)
    if grades in words("single_grades"):
        return None if _assessed(row.indicator.name + row.indicator.explanation) else ("low", SINGLE)
    if not grades:
        return None
    return ("low" if grades in words("system_options") else "medium"), SCALE


def _assessed(text: str) -> bool:
    """Whether another body gives the grade by its own standard (考核等次, 等级评定)."""
    return holds(text, "assessed_by_others")


def _grades(target: Target) -> str:
    """The grades, or the grade, that a target is; "" for other targets, and for grades with their conditions."""
    if _COUNTED.search(target.raw):
        return ""
    told = _QUALITATIVE.sub("", fold(target.raw).text)
    if _CONDITION.search(told) or _KNOWN_LEVEL.search(told):
        return ""
    grades = _TAIL.sub("", told)
    return grades if grades in words("single_grades") or is_graded(grades) else ""


SUSPECTS = (Suspect(target=_grades),)
