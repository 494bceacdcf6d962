"""实际完成 {actual}，是目标值 {target} 的 {times} 倍：目标定得太低，或统计口径变了{reason}。

The actual value {actual} is {times} times the target {target}: the target was too low, or the counting changed{reason_en}.

## 发现什么
越高越好的指标，实际完成值达到目标值的两倍以上（我们自己的界限，own）。

## 为什么
目标应合理可行（财预〔2015〕88号，已核对原文）。成倍超过的目标不起作用，也可能是完成值按别的口径统计，或少写、多写了一位。

## 例
前：农村危房改造目标 115 户，实际 264 户
后：写明超额的原因；下一年按实际水平定目标，如 260 户

## 局限
只差一两件的小数目不报（1 次变 2 次）；增长率要高出 10 个百分点以上才报。写了偏差原因的只作提示；三倍以上又没有原因的为中级别。

## English
A better-high value of at least twice the target (our own threshold): the target bound nobody or something else was counted. Small
counts that differ by one or two are left out; three times and no reason given is medium.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell
from zhibiao.rules.results import result_of

CODE = "AC08"
NAME = "far-exceeded"
TITLE = "实际远远超过目标"
SEVERITY = "low"
SOURCE = "财预〔2015〕88号（V）：绩效目标应合理可行；自订（own）：两倍以上"
NEEDS = ("actual",)

FAR, VERY_FAR = 2.0, 3.0


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the target was passed by far."""
    result = result_of(row)
    if result is None or not result.well_above(FAR):
        return
    indicator = row.indicator
    explained = bool(indicator.deviation)
    yield Hit(
        field="actual",
        span=(0, len(indicator.actual)),
        severity="medium" if result.times >= VERY_FAR and not explained else None,
        values={
            "actual": indicator.actual,
            "target": indicator.target,
            "times": f"{result.times:.1f}",
            "reason": "" if explained else "，请写明原因",
            "reason_en": "" if explained else "; say why",
        },
        compared=(cell(indicator, "target"), cell(indicator, "actual")),
    )
