"""目标值 {target} 是往年最高值 {best} 的 {times} 倍，目标或往年值有一个不对。

The target {target} is {times} times the best past value {best}: one of the two is probably wrong.

## 发现什么
越高越好的指标，目标达到往年最高值的两倍以上。

## 为什么
目标应合理可行（财预〔2015〕88号，已核对原文）。成倍的跳跃多半是口径变了、往年值填错，或目标照搬上级任务；
三倍以上按高级别报。

## 例
前：亿元以上签约项目 330 个，2022、2023 年各 90 个
后：核对口径；如确为 330 个，在依据栏写明理由

## 局限
往年值为 0 时无法比较，不报。项目规模确有成倍增加的，写明理由即可。

## English
A higher-is-better target of at least twice the best past year; three times and more is high. Usually the counting
changed, the past value is wrong or the target was handed down. Goals must be feasible (财预〔2015〕88号, read).
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell
from zhibiao.rules.direction import direction_of, past_numbers

CODE = "HS02"
NAME = "jump-against-history"
TITLE = "与往年值相差悬殊"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应合理可行"
NEEDS = ("history",)

JUMP, LEAP = 2.0, 3.0


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the target is a multiple of all past values."""
    past = past_numbers(row)
    if not past or max(past) <= 0 or row.target.lower is None or direction_of(row) == "lower":
        return
    times = row.target.lower / max(past)
    if times >= JUMP:
        values = {"target": row.indicator.target, "best": f"{max(past):g}", "times": f"{times:.1f}"}
        yield Hit(
            span=(0, len(row.indicator.target)),
            values=values,
            severity="high" if times >= LEAP else None,
            compared=(cell(row.indicator), cell(row.indicator, "history")),
        )
