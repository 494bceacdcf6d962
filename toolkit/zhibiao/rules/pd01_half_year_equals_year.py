"""半年目标 {interim} 与全年目标 {target} 相同，而“{name}”是随时间累积的。

The half-year target {interim} equals the year's {target}, though {name} accumulates over the year.

## 发现什么
完成率、执行率、支付进度一类随时间累积的率，和按次、场、人次计的数量，半年值与全年值写得一样。

## 为什么
半年就要求完成全年任务，或者全年只要求半年的量，两者必有一个不对；年中监控按半年值预警时会全部亮灯
（序时进度的做法见四川、山西的监控标准，转述，未核）。

## 例
前：政府采购执行率 | 半年 =100% | 全年 =100%
后：政府采购执行率 | 半年 ≥__%（按采购计划的月度安排） | 全年 ≥__%

## 局限
制度健全、控制上限等全年都应保持的要求，半年与全年相同是对的，不报。按个、家、项计的可能上半年就做完，不报。

## English
A rate of completion, execution or payment progress, or a number of acts (次, 场, 人次), whose half-year target is the
year's. It accumulates, so one of the two is wrong. Standing requirements and ceilings are left alone.
"""

import re
from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell
from zhibiao.rules.judge import words
from zhibiao.text import normalise

CODE = "PD01"
NAME = "half-year-equals-year"
TITLE = "半年目标与全年相同"
SEVERITY = "medium"
SOURCE = "四川、山西的执行监控标准（S）：按序时进度预警"
NEEDS = ("interim",)

_ACCUMULATES = re.compile(r"(?:完成率|执行率|支付率|进度\S{0,3}率|支出进度|实施率)$")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the half-year value of an accumulating rate equals the year's."""
    interim = row.indicator.interim.removeprefix("半年:")
    target = row.target
    if not interim or normalise(interim) != normalise(row.indicator.target):
        return
    if target.lower and target.comparator in ("=", "≥", "") and _accumulates(row):
        values = {"interim": interim, "target": row.indicator.target, "name": row.indicator.name[:24]}
        places = (cell(row.indicator, "interim"), cell(row.indicator))
        yield Hit(span=(0, len(row.indicator.target)), values=values, compared=places)


def _accumulates(row: ReviewedRow) -> bool:
    """Whether the value grows over the year: a rate of progress, or a number of acts that go on all year."""
    if _ACCUMULATES.search(row.indicator.name):
        return True
    acts = row.target.unit in words("act_units") and row.label.category == "O1"
    return acts and (row.target.lower or 0) > 2
