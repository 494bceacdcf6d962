"""第{row}行“{name}”目标 {target}，实际完成 {actual}，没有达到目标，得分却是满分（分值 {weight}，得分 {score}），请按完成情况扣分，或更正实际完成值。

Row {row} ({name}): target {target}, actual {actual}: missed, yet it has the full score ({score} of {weight}). Deduct, or correct the actual.

## 发现什么
自评表某行的实际完成值（数字）没有达到目标值，得分仍等于分值。

## 为什么
得分应当随完成情况走。没有完成还得满分，自评结果就不可信，审核时会退回。

## 例
前：政策知晓率 | ≥90% | 85% | 分值10 | 得分10
后：政策知晓率 | ≥90% | 85% | 分值10 | 得分9.44，偏差原因：……

## 局限
只比较两个单位相同、各只有一个数的单元格；相差不到 0.5% 的、方向看不出来的（只写一个数的成本、标准等）、文字值都不报。

## English
The actual value of a row misses its target by number and the score still equals the weight. Only single numbers of one
unit are compared; differences below 0.5 % and rows whose direction is not known are left alone.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.achieved import achieved, full_score, is_late, with_unit
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell

CODE = "AC03"
NAME = "full-score-though-missed"
SEVERITY = "high"
SOURCE = "自订（own）：没有达到目标值的指标不得满分"
NEEDS = ("score",)


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the target was missed and nothing was deducted."""
    found = achieved(row)
    late = is_late(row, context.table.year)
    if not full_score(row) or not (late or (found and found.missed)):
        return
    indicator = row.indicator
    values = {
        "row": str(indicator.row),
        "name": indicator.name[:24],
        "target": with_unit(indicator.target, indicator.unit),
        "actual": with_unit(indicator.actual, indicator.unit),
        "weight": indicator.weight,
        "score": indicator.score,
    }
    compared = tuple(cell(indicator, field) for field in ("target", "actual", "weight", "score"))
    yield Hit(field="score", span=(0, len(indicator.score)), values=values, compared=compared)
