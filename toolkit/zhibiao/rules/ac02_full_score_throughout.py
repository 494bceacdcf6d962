"""{count} 行全部得满分{total}：自评没有区分出做得好与不好的地方，请逐行核对佐证和评分依据。

All {count} rows have their full score{total_en}: the self-evaluation distinguishes nothing. Ask for evidence and for how each was scored.

## 发现什么
自评表五行以上有分值和得分，每一行的得分都等于分值。

## 为什么
自评是为了发现偏差、改进管理；每行满分时看不出哪项做得好、哪项要改，下一年的目标也无从调整。绩效目标应合理可行
（财预〔2015〕88号，已核对原文），目标定得低也会全部满分。

## 例
前：32 行得分都等于分值，总分 100
后：按完成情况逐行评分，未达到的写明扣分和原因

## 局限
确实全部达到的，附上每行的佐证即可。少于五行的表不报；完成值照抄目标由 AC01 说。

## English
Five or more rows with a weight and a score, and every score is full: the self-evaluation separates nothing and gives no hint
for the next year. That actual values copy the targets is said by AC01.
"""

from collections.abc import Iterator

from zhibiao.rules.base import Context, Held, Hit, Outcome
from zhibiao.rules.compared import cell
from zhibiao.rules.points import number_text, own_points, printed_totals

CODE = "AC02"
NAME = "full-score-throughout"
TITLE = "全部得满分没有区分"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应合理可行；自订（own）：自评应有区分"

FEWEST = 5


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit where every row that is scored is scored in full."""
    scored = [(row, points) for row in context.rows if (points := own_points(row, context))]
    if len(scored) < FEWEST or len(scored) < 0.8 * len(context.rows):
        return
    compared = tuple(cell(row.indicator, "score") for row, _ in scored)
    if not all(points.full for _, points in scored):
        yield Held(compared=compared)
        return
    totals = printed_totals(context.table)
    printed = totals.get("score") or totals.get("either")
    if printed is not None and printed.value is not None:
        total, total_en = f"，总分 {number_text(printed.value)}", f", {number_text(printed.value)} in total"
    else:
        value = number_text(sum(points.score for _, points in scored))
        total, total_en = f"，合计 {value} 分", f", {value} in sum"
    yield Hit(
        field="score",
        values={"count": str(len(scored)), "total": total, "total_en": total_en},
        compared=compared,
    )
