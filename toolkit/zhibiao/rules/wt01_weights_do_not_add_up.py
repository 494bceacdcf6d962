"""各行分值合计 {total}，应为 {right}{missing}。

The weights add up to {total}; they should make {right_en}{missing_en}.

## 发现什么
逐行相加分值（权重，合并的单元格只算一次），合计不是 100，也不是 100 减去预算执行率另占的分数（通常 10 分）；
框架文件自己定了总分的，以框架为准。没有分值的行逐一列出。

## 为什么
已见到的评分表为产出50、效益30、满意度10、预算执行率10（财预〔2020〕10号，见于地方表格，已核对）。
合计不对，总分就没有意义；多半是漏了一行或改了一行没有改其他行。

## 例
前：32 行分值合计 94
后：补上遗漏的一行 6 分，合计 100

## 局限
不足一半的行有分值时不报。从 PDF 粘贴的表如有行没有读到分值，只记为未能核对。

## English
Adds the weights of all rows, merged cells once. 100 is right, and 100 less the points that budget execution keeps outside
the rows (usually 10, weights seen printed on local tables under 财预〔2020〕10号), and the total of the frame itself. Rows
without a weight are named. Not reported where fewer than half the rows have one.
"""

from collections.abc import Iterator, Sequence

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Held, Hit, Open, Outcome
from zhibiao.rules.compared import cell
from zhibiao.rules.points import (
    TOLERANCE,
    execution_points,
    frame_totals,
    has_execution_row,
    number_text,
    points_of,
    rows_text,
    without_points,
)

CODE = "WT01"
NAME = "weights-do-not-add-up"
TITLE = "分值合计不对"
SEVERITY = "medium"
SOURCE = "财预〔2020〕10号（V，印于地方表格）：产出50、效益30、满意度10、预算资金执行率10"


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit where the weights are printed and make neither 100 nor what is left beside budget execution."""
    points = points_of(context.rows, "weight")
    printed = [row for row in context.rows if row.indicator.row in points]
    if len(points) < 2 or sum(bool(row.indicator.weight) for row in context.rows) < 0.5 * len(context.rows):
        return
    total = sum(points.values())
    if total <= 1 + TOLERANCE:  # shares of one
        total *= 100
    missing = without_points(context.rows)
    compared = tuple(cell(row.indicator, "weight") for row in printed)
    if any(abs(total - one) <= TOLERANCE for one in right_totals(context)):
        yield Held(compared=compared)
    elif missing and context.table.lossy:
        yield Open(
            reason=f"第{rows_text(missing)}行没有读到分值，原文的列已丢失，合计 {number_text(total)} 无法核对",
            reason_en=f"no weight was read in rows {rows_text(missing)} of a text that lost its columns",
        )
    else:
        yield Hit(field="weight", values=_values(context, total, missing), compared=compared)


def right_totals(context: Context) -> set[float]:
    """The totals that are right for a table."""
    outside = {
        amount.value for amount in execution_points(context.table, "weight") if amount.value is not None
    }
    return {100.0, 90.0} | {100.0 - value for value in outside if value < 50} | frame_totals(context.profile)


def _values(context: Context, total: float, missing: Sequence[ReviewedRow]) -> dict[str, str]:
    outside = max((amount.value or 0.0 for amount in execution_points(context.table, "weight")), default=0.0)
    if outside:
        right = f"{number_text(100 - outside)}（预算执行率另占 {number_text(outside)} 分）"
        right_en = (
            f"{number_text(100 - outside)} beside the {number_text(outside)} points of budget execution"
        )
    elif has_execution_row(context):
        right, right_en = "100（预算执行率已在各行之中）", "100, budget execution being one of the rows"
    else:
        right, right_en = (
            "100（预算执行率另占 10 分时为 90）",
            "100, or 90 where budget execution takes 10 by itself",
        )
    return {
        "total": number_text(total),
        "right": right,
        "right_en": right_en,
        "missing": f"；第{rows_text(missing)}行没有分值" if missing else "",
        "missing_en": f"; rows {rows_text(missing)} have none" if missing else "",
    }
