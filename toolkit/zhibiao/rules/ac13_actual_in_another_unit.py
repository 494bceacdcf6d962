"""“{name}”的目标值 {target}，实际完成值填 {actual}，相差约{times}倍，多半是单位写错（如“元”当“万元”），请改成同一单位。

{name}: the target is {target}, the actual {actual}, about {times_en} times as much: probably another unit; use one unit.

## 发现什么
实际完成值与目标值的数相差一千、一万或一亿倍左右，单位栏却只有一个。

## 为什么
单位写错，完成情况和得分都没法算；汇总时会放大成千上万倍。这是数字关系，不需要引用条文。

## 例
前：指标值 300，单位 万元，实际完成值 3000000
后：实际完成值 300

## 局限
只在倍数落在一千、一万、一亿的 0.5 至 2 倍之间、实际值没有另写单位时报；比率不报。

## English
Target and actual share one unit, and the actual is about 10^3, 10^4 or 10^8 times as large or as small: 元 for 万元.
Only where the actual prints no unit of its own; rates are left alone.
"""

import re
from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell
from zhibiao.rules.structure import amount_of
from zhibiao.text import normalise

CODE = "AC13"
NAME = "actual-in-another-unit"
TITLE = "实际值单位疑似写错"
SEVERITY = "medium"
SOURCE = "自订（own）：同一行的数用同一单位"
NEEDS = ("actual",)

TIMES = {1e3: ("一千", "1,000"), 1e4: ("一万", "10,000"), 1e8: ("一亿", "10^8")}
_BARE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where a bare number is a thousand, ten thousand or a hundred million times the target, or the inverse."""
    indicator, asked = row.indicator, amount_of(row.target)
    text = normalise(indicator.actual)
    if not asked or row.target.dimension in ("ratio", "") or not _BARE.fullmatch(text):
        return
    reached = float(text.replace(",", ""))
    ratio = max(reached, asked) / min(reached, asked) if reached and asked > 0 else 1.0
    for times, (zh, en) in TIMES.items():
        if 0.5 * times <= ratio <= 2 * times:
            values = {
                "name": indicator.name[:24],
                "target": f"{indicator.target}{'' if row.target.unit in indicator.target else row.target.unit}",
                "actual": indicator.actual,
                "times": zh,
                "times_en": en,
            }
            compared = (cell(indicator), cell(indicator, "actual"))
            yield Hit(field="actual", span=(0, len(indicator.actual)), values=values, compared=compared)
