"""说明只统计{period}，目标值“{target}”是全年的，请改统计时段，或按全年另定目标值。

The explanation counts only {period}, but the target {target} is the year's; count the year, or set another target.

## 发现什么
说明里的统计时段从1月（或年初）到年中某月为止，而目标值、目标和计划说的是全年。

## 为什么
只数几个月的结果，不能说明全年任务完成没有；口径与考核期不一致，自评时各算各的。绩效目标应与年度任务对应
（财预〔2015〕88号：具体细化，已核对原文）。

## 例
前：拜访企业 | ≥50家 | 拜访企业家数（2024年1月至5月）
后：拜访企业 | ≥50家 | 拜访企业家数（2024年1月至12月）

## 局限
指标名称或目标值自己写明了时段的、分阶段写目标值的、学年和汛期一类不从1月起的时段，不报。

## English
The explanation counts from January to a month before December although target, goal and plan are the year's. Rows whose name or
target says the period, and periods that do not begin in January (school years, flood seasons), are left alone.
"""

import re
from collections.abc import Iterator

from zhibiao.coverage import months_in, number_of
from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell

CODE = "PD02"
NAME = "counted-over-part-of-the-year"
TITLE = "只统计了一段时间"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应具体细化，与年度任务对应"
NEEDS = ("explanation",)

LAST = 11
# 2024年1月至5月, 1-5月, 1月—5月 as printed: months_in reads the folded text, the finding marks the printed one.
_PRINTED = re.compile(
    r"(?:20\d\d年)?[（(]?1[)）]?月?(?:至|到|-|—|－|~|～)+(?:20\d\d年)?[（(]?\d{1,2}[)）]?月"
)
_YEAR = re.compile(r"20\d\d")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the only period of the explanation begins in January and ends before the year."""
    indicator = row.indicator
    found = months_in(indicator.explanation)
    if len(found) != 1 or number_of(row.target) is None or row.target.dimension == "time":
        return
    (first, last), _, _ = found[0]
    printed = _PRINTED.search(indicator.explanation)
    own = months_in(indicator.name) or months_in(indicator.target) or indicator.interim
    if first != 1 or last > LAST or printed is None or own:
        return
    years = _YEAR.findall(printed[0])
    if years and context.table.year and context.table.year[:4] not in years:
        return
    values = {"period": printed[0].strip("()（）"), "target": indicator.target[:20]}
    compared = (cell(indicator), cell(indicator, "explanation"))
    yield Hit(field="explanation", span=printed.span(), values=values, compared=compared)
