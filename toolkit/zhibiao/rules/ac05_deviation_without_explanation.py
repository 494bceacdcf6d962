"""第{row}行“{name}”目标 {target}，实际完成 {actual}，{what}，偏差原因栏却空着，请写明原因和改进措施。

Row {row} ({name}): target {target}, actual {actual}, {what_en}, and the column for explanations is empty. Say why, and what will be done.

## 发现什么
自评表有“偏差原因分析及改进措施”一栏，某行没有达到目标，或超过目标 30% 以上，这一栏却是空的。

## 为什么
自评表设这一栏就是要说明偏差的原因；没有说明，就看不出是工作没做好、目标定得不准，还是数据有误。

## 例
前：政策知晓率 | ≥90% | 85% | 偏差原因：（空）
后：政策知晓率 | ≥90% | 85% | 偏差原因：宣传只覆盖城区；改进措施：下半年到乡镇开展 4 场

## 局限
超过 30% 是我们自己的界线，只看数量类计数，费用和受限的比率不看，超额的为低级别；没有这一栏的表、列在抽取中丢失的表不报。

## English
The table has a column for the reasons of deviations, a row misses its target or exceeds it by more than 30 % (our own threshold,
counts only, low), and the cell is empty. Tables without the column, or whose columns were lost, are left alone.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.achieved import Achieved, achieved, full_score, is_selfeval, with_unit
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell

CODE = "AC05"
NAME = "deviation-without-explanation"
SEVERITY = "medium"
SOURCE = "自订（own）：自评表印有偏差原因栏的，偏差应说明原因；超出 30% 的界线为自订"
NEEDS = ("actual",)

MUCH, FAR = 1.3, 2.0
"""Above the first the reason must be given; from the second on AC08 speaks."""


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where target and actual differ and the column for the reason is empty."""
    asked = is_selfeval(context) and "deviation" in context.table.columns and not context.table.lossy
    if not asked or row.indicator.deviation:
        return
    found = achieved(row)
    what = _differs(row, found) if found else ()
    # where the full score was given, AC03 already asks for a correction
    if not what or (what[0].startswith("没有") and full_score(row)):
        return
    indicator = row.indicator
    values = {
        "row": str(indicator.row),
        "name": indicator.name[:24],
        "target": with_unit(indicator.target, indicator.unit),
        "actual": with_unit(indicator.actual, indicator.unit),
        "what": what[0],
        "what_en": what[1],
    }
    compared = tuple(cell(indicator, field) for field in ("target", "actual", "deviation"))
    missed = found is not None and found.missed
    yield Hit(
        field="actual",
        span=(0, len(indicator.actual)),
        values=values,
        severity=None if missed else "low",
        compared=compared,
    )


def _differs(row: ReviewedRow, found: Achieved) -> tuple[str, ...]:
    """What deviates, in two languages, () where nothing does."""
    if found.missed:
        return "没有达到目标", "which misses it"
    counted = found.direction == "higher" and row.target.dimension == "count" and found.wanted > 0
    if counted and MUCH < found.reached / found.wanted < FAR:
        return "超过目标 30% 以上", "more than 30 % above it"
    return ()
