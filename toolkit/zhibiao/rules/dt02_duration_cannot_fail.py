"""“{target}”在年度表里不会落空：没有写明日期，年底总能算完成。

The duration {target} cannot fail in a table for one year: there is no date, so it is always met.

## 发现什么
时效指标的目标是一年（12个月、365天）或更长的期限，而不是日期。

## 为什么
年度目标表里“≤1年”等于没有要求；时效指标应写到月或日，并有中间节点，才能在年中监控（绩效目标应具体细化：
财预〔2015〕88号，已核对原文）。

## 例
前：招商目标完成时限 | ≤1年
后：招商目标完成时间 | 2024年12月20日前；6月底前完成一半

## 局限
跨年度的建设工期（如“工期≤24个月”）也会报，若确为工期请忽略。服务年限、保修期不在时效指标下，不报。

## English
A timeliness target that is a duration of a year or more instead of a date. In a one-year table it is met by
definition. Building periods over a year are reported too: ignore them there.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Target
from zhibiao.rules.base import Context, Hit, Suspect

CODE = "DT02"
NAME = "duration-cannot-fail"
TITLE = "期限不会落空"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应具体细化"

DAYS = {"年": 365.0, "个月": 30.42, "月": 30.42, "天": 1.0, "日": 1.0, "周": 7.0, "季度": 91.0}
LONGEST = 360.0


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the upper bound of a timeliness target is a year or more."""
    target = row.target
    if row.label.category == "O3" and _cannot_fail(target):
        yield Hit(span=(0, len(row.indicator.target)), values={"target": row.indicator.target})


def _cannot_fail(target: Target) -> bool:
    """Whether a target allows a year and more."""
    if target.dimension != "time" or target.deadline or target.comparator not in ("≤", "<", "=", ""):
        return False
    return (target.upper or 0.0) * DAYS.get(target.unit, 0.0) >= LONGEST


SUSPECTS = (Suspect(target=_cannot_fail),)
