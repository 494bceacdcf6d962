"""目标值 {target}，实际完成 {actual}，{how}，偏差原因一栏却是空的。

The target is {target}, the actual value {actual}: {how_en}, yet the column for reasons is empty.

## 发现什么
表中有“偏差原因分析及改进措施”一栏（或别的行写了原因），一行没有达到目标，或超过目标 30% 以上（我们自己的界限，own），
这一栏却空着。超过一倍以上的由 AC08 说。

## 为什么
自评表设这一栏，就是要说明为什么没做到、怎样改进（财预〔2020〕10号的自评表印有此栏，见于地方表格，已核对）。超出很多同样是偏差：
目标定低了，或口径变了。

## 例
前：目标 100 家，实际 93 家，偏差原因空白
后：写明原因，如“部分企业行程调整”，以及补办的时间

## 局限
没有达到又得满分的由 AC03 一并说。超额的只作提示。半年、监控表不看；不能不猜而比的不比。

## English
A row misses its target, or exceeds it by more than 30 % (our own threshold), and the column for reasons, which the table has, is
empty. A missed row with a full score is left to AC03, twice the target to AC08. Exceeding is a note only.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.ac03_full_score_though_missed import how_missed
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell
from zhibiao.rules.points import own_points
from zhibiao.rules.results import is_partial, result_of

CODE = "AC05"
NAME = "deviation-without-explanation"
TITLE = "有偏差没有说明原因"
SEVERITY = "medium"
SOURCE = "财预〔2020〕10号（V，印于地方表格）：自评表有偏差原因分析及改进措施一栏；自订（own）：超过 30%"
NEEDS = ("actual",)

ABOVE, FAR = 1.3, 2.0


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where a deviation is not explained though there is a place for it."""
    indicator = row.indicator
    if indicator.deviation or is_partial(context.table) or not _has_column(context):
        return
    missed, result = how_missed(row, context), result_of(row)
    points = own_points(row, context)
    if missed and not (points and points.full):
        how, how_en = missed
        severity = None
    elif result and not missed and result.well_above(ABOVE) and not result.well_above(FAR):
        how = f"超过目标 {result.times - 1:.0%}"
        how_en = f"{result.times - 1:.0%} above the target"
        severity = "low"
    else:
        return
    yield Hit(
        field="actual",
        span=(0, len(indicator.actual)),
        severity=severity,  # type: ignore[arg-type]  # one of the severities by the lines above
        values={"target": indicator.target, "actual": indicator.actual, "how": how, "how_en": how_en},
        compared=tuple(cell(indicator, field) for field in ("target", "actual", "deviation")),
    )


def _has_column(context: Context) -> bool:
    return "deviation" in context.table.columns or any(row.indicator.deviation for row in context.rows)
