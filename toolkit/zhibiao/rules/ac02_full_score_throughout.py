"""{count} 行指标全部得满分（合计 {score} 分，分值合计 {weight} 分），自评没有区分出任何差别，请对照佐证逐行重新打分。

All {count} rows have the full score ({score} of {weight}): the self-evaluation distinguishes nothing. Score each row again by its evidence.

## 发现什么
自评表中印有分值和得分的各行（5 行以上），得分全部等于分值；5 到 9 行的为低级别。

## 为什么
自评的用处在于找出没做好的地方。所有指标一分不扣，要么目标定低了，要么没有认真评，评价结果无法用来改进管理和安排预算。

## 例
前：33 项指标全部满分，自评 100 分
后：预算执行率 2.7/3（执行 90%），其余各行按佐证打分，并说明扣分原因

## 局限
确实全部完成的项目也会满分，请看佐证；不足 5 行的、有行没有印得分的不报。

## English
Every row (five or more) has its full weight as score. Tables with five to nine rows get a low note.
"""

from collections.abc import Iterator

from zhibiao.rules.achieved import full_score, points
from zhibiao.rules.base import Context, Held, Hit
from zhibiao.rules.compared import cell

CODE = "AC02"
NAME = "full-score-throughout"
SEVERITY = "medium"
SOURCE = "自订（own）：自评应当区分完成得好与不好的指标"

FEWEST, MANY = 5, 10


def check_table(context: Context) -> Iterator[Hit | Held]:
    """A hit where no row lost a point; rows without a weight of their own (其中) do not count."""
    rows = [row for row in context.rows if points(row.indicator.weight)]
    full = [full_score(row) for row in rows]
    if len(rows) < FEWEST or None in full:
        return
    compared = tuple(cell(row.indicator, field) for row in rows for field in ("weight", "score"))
    if not all(full):
        yield Held(compared=compared)
        return
    totals = {
        field: f"{sum(points(getattr(row.indicator, field)) or 0 for row in rows):g}"
        for field in ("score", "weight")
    }
    yield Hit(
        field="score",
        values={"count": str(len(rows)), **totals},
        severity=None if len(rows) >= MANY else "low",
        compared=compared,
    )
