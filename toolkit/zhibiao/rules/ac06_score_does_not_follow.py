"""得分 {score} 与完成情况不合：目标值 {target}，实际完成 {actual}，分值 {weight}，{should}。

The score of {score} does not follow: target {target}, actual value {actual}, weight {weight}; {should_en}.

## 发现什么
没有达到目标的行，得分比按完成比例计算的分（分值 × 实际 ÷ 目标；越低越好的指标为分值 × 目标 ÷ 实际）高出一半以上；
或者已经达到目标，却扣了分又没有写原因。

## 为什么
得分应当由完成情况推出来，别人能够重算（财预〔2020〕10号的自评表并列指标值、实际完成值、分值和得分，印于地方表格，已核对）。
按比例计分是常见的办法，界限从宽，是我们自己定的（own）。

## 例
前：目标 100 家，实际 30 家，分值 10，得分 8
后：10 × 30 ÷ 100 = 3 分，或写明所用的评分办法

## 局限
超过目标 30% 以上被扣分的不报（有的办法对目标定低扣分）。满分而没有达到的由 AC03 说；合并填写的分数不看。

## English
A missed row scores more than one and a half times the proportional score, or a row that reached its target lost points without a
reason. Bounds are generous and our own; full scores are left to AC03. Loss of points for exceeding a target by 30% is accepted.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell
from zhibiao.rules.judge import is_satisfaction
from zhibiao.rules.points import Points, number_text, own_points
from zhibiao.rules.results import Result, is_partial, result_of

CODE = "AC06"
NAME = "score-does-not-follow"
TITLE = "得分与完成情况不合"
SEVERITY = "medium"
SOURCE = (
    "财预〔2020〕10号（V，印于地方表格）：自评表并列指标值、实际完成值、分值和得分；自订（own）：高出一半以上"
)
NEEDS = ("score",)

GENEROUS = 1.5
ABOVE = 1.3
LEAST_LOST = 0.05


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the score cannot come from the completion."""
    points, result = own_points(row, context), result_of(row)
    if points is None or result is None or is_partial(context.table) or points.score > points.weight:
        return
    should = _too_high(points, result) if result.missed else _too_low(row, points, result)
    if should is None:
        return
    indicator = row.indicator
    yield Hit(
        field="score",
        span=(0, len(indicator.score)),
        values={
            "score": indicator.score,
            "target": indicator.target,
            "actual": indicator.actual,
            "weight": indicator.weight,
            "should": should[0],
            "should_en": should[1],
        },
        compared=tuple(cell(indicator, field) for field in ("target", "actual", "weight", "score")),
    )


def _too_high(points: Points, result: Result) -> tuple[str, str] | None:
    """The recomputation where a missed row has too many points; a full score is another rule's."""
    over, under = (
        (result.value, result.bound) if result.direction == "higher" else (result.bound, result.value)
    )
    if points.full or under <= 0 or over < 0:
        return None
    fair = points.weight * over / under
    if points.score <= GENEROUS * fair + LEAST_LOST:
        return None
    sum_text = f"{number_text(points.weight)} × {over:g} ÷ {under:g} = {number_text(fair)}"
    return f"按完成比例 {sum_text} 分", f"in proportion {sum_text}"


def _too_low(row: ReviewedRow, points: Points, result: Result) -> tuple[str, str] | None:
    """What to say where a row that reached its target lost points and does not say why."""
    lost = points.weight - points.score
    well_above = result.direction == "higher" and result.times > ABOVE
    if lost < LEAST_LOST * points.weight or row.indicator.deviation or well_above:
        return None
    if is_satisfaction(row.indicator.name) and result.value < 100:
        return None  # some score satisfaction by its value, not against the target
    return (
        f"目标已经达到，扣了 {number_text(lost)} 分又没有写原因",
        f"the target was reached, {number_text(lost)} points were lost and no reason is given",
    )
