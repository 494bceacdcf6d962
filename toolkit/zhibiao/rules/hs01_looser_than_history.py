"""目标值 {target} 比往年实际（{history}）还宽松。

The target {target} is looser than what past years reached ({history}).

## 发现什么
表中印有往年值，本年目标比其中每一年都低（越高越好的指标），或上限比每一年都高（越低越好的指标）。

## 为什么
历史值是取值依据之一，目标应在可行范围内从严从高（财预〔2021〕101号，凭记忆，未核）。不如往年的目标，
不作努力也能完成。

## 例
前：重点企业占有率 ≥30%，2022年40%，2023年60%
后：≥60%（不低于上年），或写明下调的理由

## 局限
只比较同一单位的数值。控制率的上限100%是它的本义，由 HS04 看它会不会落空。
方向由比较符和标准指标的方向判断；两者都没有时，只对“率”和满意度按越高越好处理。

## English
Compares the target with every past value printed in the row, in the same unit. Direction comes from the comparator,
else from the canonical indicator, else rates and satisfaction count as higher-is-better. High where the target lies
below all past years, medium where a ceiling lies above all of them. A control rate capped at 100% belongs to HS04.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell
from zhibiao.rules.direction import direction_of, falls_on, past_numbers
from zhibiao.rules.hs04_cannot_fail_by_history import capped_by_nature
from zhibiao.target.bounds import bound_of

CODE = "HS01"
NAME = "looser-than-history"
TITLE = "目标值比往年宽松"
SEVERITY = "high"
SOURCE = "财预〔2021〕101号（M）：取值参考计划、行业标准、历史值，在可行范围内从严从高"
NEEDS = ("history",)


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the target asks for less than each past year."""
    past = past_numbers(row)
    if not past or capped_by_nature(row) or falls_on(row) or _another_unit(row, past):
        return
    direction = direction_of(row)
    lower, upper = row.target.lower, row.target.upper
    values = {"target": row.indicator.target, "history": row.indicator.history.replace(";", "，")}
    span = (0, len(row.indicator.target))
    places = (cell(row.indicator), cell(row.indicator, "history"))
    if direction == "higher" and lower is not None and lower < min(past):
        yield Hit(span=span, values=values, compared=places)
    elif direction == "lower" and upper is not None and upper > max(past):
        yield Hit(span=span, values=values, severity="medium", compared=places)


def _another_unit(row: ReviewedRow, past: list[float]) -> bool:
    """Whether target and past are a thousand times apart: 1.85 (万人) beside 17800 (人) is no looser target."""
    bound = bound_of(row.target)
    return bool(bound) and min(past) > 0 and not 1e-3 < (bound or 0) / min(past) < 1e3
