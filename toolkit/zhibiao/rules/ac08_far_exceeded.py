"""第{row}行“{name}”目标 {target}，实际完成 {actual}，是目标的 {times} 倍：目标定低了，或统计口径变了，请说明并据此调整下年目标。

Row {row} ({name}): target {target}, actual {actual}, {times} times as much: set too low, or counted otherwise. Explain, and adjust the next one.

## 发现什么
越多越好的计数指标，实际完成值达到目标值的 2 倍以上。

## 为什么
超出这样多，多半是目标定得太低，或完成值换了统计口径（人次与人数、全市与本单位）。目标应合理可行（财预〔2015〕88号，已核对原文）。

## 例
前：参加培训人次 | ≥200 | 1260
后：说明：完成值含线上收看人次；下年目标按同口径定为 ≥1200

## 局限
2 倍是我们自己的界线；目标小于 3 的、费用、比率、写了偏差原因的不报。

## English
A count for which more is better reached at least twice its target (our own threshold). Targets below 3, money, rates, and
rows that explain the deviation are left alone.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.achieved import achieved, is_selfeval, with_unit
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell

CODE = "AC08"
NAME = "far-exceeded"
SEVERITY = "low"
SOURCE = "财预〔2015〕88号（V）：绩效目标应合理可行；2 倍的界线为自订"
NEEDS = ("actual",)

TIMES, LEAST = 2.0, 3


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where a count passed its target by far and no reason is given."""
    indicator = row.indicator
    found = achieved(row)
    if not is_selfeval(context) or indicator.deviation or not found:
        return
    counted = found.direction == "higher" and row.target.dimension == "count"
    if not counted or found.wanted < LEAST or found.reached < found.wanted * TIMES:
        return
    values = {
        "row": str(indicator.row),
        "name": indicator.name[:24],
        "target": with_unit(indicator.target, indicator.unit),
        "actual": with_unit(indicator.actual, indicator.unit),
        "times": f"{found.reached / found.wanted:.1f}",
    }
    compared = (cell(indicator), cell(indicator, "actual"))
    yield Hit(field="actual", span=(0, len(indicator.actual)), values=values, compared=compared)
