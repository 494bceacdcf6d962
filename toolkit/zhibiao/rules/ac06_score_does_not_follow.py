"""第{row}行“{name}”目标 {target}，实际完成 {actual}，完成 {share}，应得约 {expected} 分（分值 {weight}），实得 {score} 分，{what}，请重算。

Row {row} ({name}): target {target}, actual {actual}; at {share} about {expected} of {weight} points, yet {score} were given: {what_en}. Recompute.

## 发现什么
得分明显不随“分值 × 完成比例”：没有达到目标的行得分偏高（高出分值的四分之一以上），达到目标的行无说明被扣掉四分之一以上，
或得分超过分值。完成比例以 100% 为限；越小越好的指标按 目标值 ÷ 实际值 计。

## 为什么
得分由分值和完成情况算出，复核的人应当能够重算。

## 例
前：走访企业 | ≥50家 | 20家 | 分值10 | 得分9
后：走访企业 | ≥50家 | 20家 | 分值10 | 得分4（10 × 20/50）

## 局限
有的办法规定完成率低于 60% 不得分，所以未完成而得分低的不报；写了偏差原因的、超过目标 30% 以上被扣分的不报；满分而未完成的由 AC03 报。

## English
The score clearly does not follow weight x completion (at most 100 %; target over actual where less is better): more than a quarter
of the weight too high for a missed target, or deducted for a reached one without any explanation, or above the weight itself.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.achieved import Achieved, achieved, is_selfeval, points, with_unit
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell

CODE = "AC06"
NAME = "score-does-not-follow"
SEVERITY = "medium"
SOURCE = "自订（own）：得分应能由分值和完成情况重算；四分之一的余地为自订"
NEEDS = ("score",)

ROOM, MUCH = 0.25, 1.3


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the score printed lies far from the one computed."""
    indicator = row.indicator
    weight, score = points(indicator.weight), points(indicator.score)
    found = achieved(row)
    if not is_selfeval(context) or not weight or score is None or not found or found.wanted <= 0:
        return
    if not (what := _what(row, found, weight, score)):
        return
    values = {
        "row": str(indicator.row),
        "name": indicator.name[:24],
        "target": with_unit(indicator.target, indicator.unit),
        "actual": with_unit(indicator.actual, indicator.unit),
        "share": f"{found.share * 100:.0f}%",
        "expected": f"{found.share * weight:.3g}",
        "weight": indicator.weight,
        "score": indicator.score,
        "what": what[0],
        "what_en": what[1],
    }
    compared = tuple(cell(indicator, field) for field in ("target", "actual", "weight", "score"))
    yield Hit(field="score", span=(0, len(indicator.score)), values=values, compared=compared)


def _what(row: ReviewedRow, found: Achieved, weight: float, score: float) -> tuple[str, ...]:
    """What is wrong with the score, in two languages, () where nothing is."""
    if score > weight and not found.missed:
        return "超过了分值", "more than the weight"
    if found.missed:
        high = score - found.share * weight > ROOM * weight
        return ("明显偏高", "clearly too high") if high and score < weight else ()
    modest = found.direction == "lower" or found.reached <= found.wanted * MUCH
    if modest and not row.indicator.deviation and weight - score > ROOM * weight:
        return "达到目标却被扣分", "points were deducted although it was reached"
    return ()
