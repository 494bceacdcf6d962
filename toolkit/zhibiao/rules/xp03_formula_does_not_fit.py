"""“{name}”的说明“{formula}”{why_zh}，与目标值“{target}”对不上。

The formula "{formula}" of "{name}" {why_en}, which does not fit the target "{target}".

## 发现什么
- 说明里的算式带“×100%”，得出的是百分比，而目标值是个数、面积、金额等（培训人数 | ≥200人）
- 名称是比率、目标值是百分比，而“计算方法”“计算公式”后面只是一个数量，没有相除

## 为什么
指标解释应说明计算方法（财预〔2021〕101号，凭记忆，未核）。算式得出的数与目标值不是一种数，自评时算不出可以对照的结果。

## 例
前：培训人数 | ≥200人 | 说明：实际培训人数/计划培训人数×100%
后：培训人数 | ≥200人 | 说明：签到表上实际参加培训的人数

## 局限
只看有明显标记的算式（×100%、计算公式）。为得分写的算式（完成率×分值）不报。名称是比率而目标值带金额等单位的由 UN02 报，
这里不重复。

## English
An explanation whose formula gives a percentage (×100%) beside a target that is a count, an area or money; or a rate whose
计算方法 is a bare quantity without a division. Source: 财预〔2021〕101号, from memory, not confirmed. Only formulas with clear
marks are read; formulas for points are left alone, and so are rows that UN02 reports.
"""

import re
from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.judge import is_rate
from zhibiao.rules.judge_target import percent_bounds
from zhibiao.rules.others import said
from zhibiao.target.fold import fold

CODE = "XP03"
NAME = "formula-does-not-fit"
TITLE = "说明与目标值对不上"
SEVERITY = "medium"
SOURCE = "财预〔2021〕101号（M）：指标解释说明概念、范围和计算方法"
NEEDS = ("explanation", "basis_text")

SHARE = ("得出的是百分比", "gives a percentage")
QUANTITY = ("得出的是数量，没有相除", "gives a quantity without a division")
COUNTED = ("count", "length", "area", "mass", "volume", "money")
_PERCENT = re.compile(r"[^,，。;；:：(（]*[*×x✕]\s*100\s*[%％][^,，。;；)）]*")
_METHOD = re.compile(r"计算(?:方法|方式|公式)[:：为是]\s*[^。;；）)]+")
_DIVISION = re.compile(r"[/÷*×%]|占|除以|之比|比率|比例|比值|比重|百分|率")
_AMOUNT = re.compile(r"数|次|量|额|面积")
_POINTS = re.compile(r"得分|分值|权重|满分|[0-9]分")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the printed formula and the target are numbers of different kinds."""
    for field in ("explanation", "basis_text"):
        text = getattr(row.indicator, field)
        found = _fault(row, text) if text and not _POINTS.search(text) else None
        if found is None or said(row, context, ("UN02",)):
            continue
        span, (why_zh, why_en) = found
        values = {"name": row.indicator.name[:24], "formula": text[slice(*span)][:40]}
        values |= {"target": row.indicator.target[:24], "why_zh": why_zh, "why_en": why_en}
        yield Hit(field=field, span=span, values=values)
        return


def _fault(row: ReviewedRow, text: str) -> tuple[tuple[int, int], tuple[str, str]] | None:
    """The formula that does not fit and what it gives instead."""
    target, name = row.target, row.indicator.name
    if target.tier != "measurable":
        return None
    if not is_rate(name) and target.dimension in COUNTED:
        match = _PERCENT.search(text)
        return (match.span(), SHARE) if match else None
    if is_rate(name) and percent_bounds(target):
        match = _METHOD.search(text)
        if match and _AMOUNT.search(match[0]) and not _DIVISION.search(fold(match[0]).text):
            return match.span(), QUANTITY
    return None
