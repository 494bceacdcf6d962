"""“{name}”目标值 {target} 不会落空：{why_zh}。

The target {target} of "{name}" cannot be missed: {why_en}.

## 发现什么
越低越好的控制率，上限是100%，而表中印的往年值说明这个上限落空不了：
- 往年各年都是0（没有发生这项支出）：中
- 往年最高也不到90%，离上限还有一成以上：低

## 为什么
历史值是取值依据之一，目标应在可行范围内从严从高（财预〔2021〕101号，凭记忆，未核）。没有发生的支出谈不上控制，
这一行怎样都得满分。

## 例
前：会议费控制率 | ≤100% | 2022年0，2023年0
后：没有会议安排的，删去这一行；有安排的，写明会议费预算数，如 会议费 ≤__万元

## 局限
100%的上限是控制率的本义，所以往年在90%以上的不报；在职人员控制率远低于100%多半是有空编，不一定要收紧，按低级报。
上限低于100%而比往年宽的，由 HS01 报。

## English
A control rate (lower is better) capped at 100% whose printed past shows that the cap cannot be missed: zero in every year
(medium), or never above 90% (low). Ceilings below 100% that are looser than every past year belong to HS01. Source:
财预〔2021〕101号, from memory, not confirmed.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell
from zhibiao.rules.direction import direction_of, past_numbers
from zhibiao.rules.judge import bare_name, is_growth, is_rate
from zhibiao.rules.judge_target import percent_bounds

CODE = "HS04"
NAME = "cannot-fail-by-history"
TITLE = "按往年看不会落空"
SEVERITY = "medium"
SOURCE = "财预〔2021〕101号（M）：取值参考计划、行业标准、历史值，在可行范围内从严从高"
NEEDS = ("history",)

NATURAL = 100.0
"""The ceiling of a control rate by its formula: spending against its budget, staff against its posts."""
ROOM = 90.0
"""A past at or below this leaves a tenth and more up to the ceiling: our own limit."""


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the past never came near a ceiling of 100%."""
    past = past_numbers(row)
    if not past or not capped_by_nature(row) or max(past) > ROOM:
        return
    indicator = row.indicator
    printed = "，".join(filter(None, indicator.history.split(";")))
    if any(past):
        why = (f"往年（{printed}）都远在上限之内", f"the past ({printed}) lies far below")
    else:
        why = (
            f"往年（{printed}）都没有发生这项支出，没有可控制的",
            f"in the past ({printed}) nothing was spent, so there is nothing to control",
        )
    values = {"name": indicator.name[:24], "target": indicator.target, "why_zh": why[0], "why_en": why[1]}
    yield Hit(
        span=(0, len(indicator.target)),
        values=values,
        severity="low" if any(past) else None,
        compared=(cell(indicator), cell(indicator, "history")),
    )


def capped_by_nature(row: ReviewedRow) -> bool:
    """Whether the target is the ceiling that a rate has by its formula, which last year's value does not tighten."""
    bounds, name = percent_bounds(row.target), bare_name(row.indicator.name)
    if not bounds or bounds[1] is None or not is_rate(name) or is_growth(name):
        return False
    return name.endswith("控制率") and direction_of(row) == "lower" and bounds[1] == NATURAL
