"""目标值 {target}，实际完成 {actual}，{missed}，却得满分 {score}{reason}。

The target is {target}, the actual value {actual}: {missed_en}, yet the score is the full {score}{reason_en}.

## 发现什么
实际完成值没有达到目标值（数值比较，包括越低越好的指标；完成日期晚于目标日期），得分却等于分值。

## 为什么
没有完成的指标不能得满分，否则得分与绩效无关。按完成情况计分是自评的基本要求（财预〔2020〕10号的自评表并列指标值、实际完成值、
分值和得分，印于地方表格，已核对）。

## 例
前：履约率目标 ≥105%，实际 96%，分值 8，得分 8
后：按完成比例扣分，并写明偏差原因

## 局限
单位不同、一格几个数、好坏方向不明的不比。满意度达到 90% 以上的按中级别报：有的办法按档给分。半年、监控表不看。

## English
The actual value misses the target (by number in the direction of the indicator, or by date) and the score is full. Cells that
cannot be compared without guessing are left out; a satisfaction of 90% and more is medium, as it may be scored in bands.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell
from zhibiao.rules.judge import is_satisfaction
from zhibiao.rules.points import own_points
from zhibiao.rules.results import is_late, is_partial, result_of

CODE = "AC03"
NAME = "full-score-though-missed"
TITLE = "没有完成却得满分"
SEVERITY = "high"
SOURCE = "财预〔2020〕10号（V，印于地方表格）：自评表并列指标值、实际完成值、分值和得分"
NEEDS = ("score",)

TOP_BAND = 90.0


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the target is missed and the score is full."""
    points = own_points(row, context)
    if points is None or not points.full or is_partial(context.table):
        return
    missed = how_missed(row, context)
    if not missed:
        return
    indicator, result = row.indicator, result_of(row)
    banded = is_satisfaction(indicator.name) and result is not None and result.value >= TOP_BAND
    reason = "" if indicator.deviation else "，也没有写偏差原因"
    yield Hit(
        field="score",
        span=(0, len(indicator.score)),
        severity="medium" if banded else None,
        values={
            "target": indicator.target,
            "actual": indicator.actual,
            "score": indicator.score,
            "missed": missed[0],
            "missed_en": missed[1],
            "reason": reason,
            "reason_en": "" if indicator.deviation else ", and no reason is given",
        },
        compared=tuple(cell(indicator, field) for field in ("target", "actual", "weight", "score")),
    )


def how_missed(row: ReviewedRow, context: Context) -> tuple[str, str] | None:
    """In which way the target of a row was missed, None where it was not or where that is not known."""
    result = result_of(row)
    if result is not None and result.missed:
        return ("没有达到", "missed") if result.direction == "higher" else ("超过了上限", "above the limit")
    return ("晚于期限", "late") if is_late(row, context.table) else None
