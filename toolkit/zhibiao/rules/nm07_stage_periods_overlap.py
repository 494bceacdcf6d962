"""阶段计划的时间段{what_zh}（{periods}），请改成前后相接。

The periods of the stage plan {what_en} ({periods}); make each begin where the one before ends.

## 发现什么
阶段计划的时间段重叠（1月至6月、6月至12月），或中间有几个月没有安排。

## 为什么
重叠的月份算在哪一段，年中检查时说不清（序时监控的做法见四川、山西，转述，未核）；中间空的月份没有任务。

## 例
前：(1)月至(6)月；(6)月至(12)月
后：1月至6月；7月至12月

## 局限
只看计划各段自己的标题，文字里顺带提到的月份不看。按累计写的各段（1月至3月、1月至6月）不算重叠。

## English
Periods of a stage plan that overlap (January to June, June to December) or leave months out between them. Only the labels of
the parts are read; parts that all begin in January are cumulative and left alone.
"""

from collections.abc import Iterator
from itertools import pairwise

from zhibiao.coverage import Months, months_of
from zhibiao.rules.base import Context, Held, Hit, Outcome
from zhibiao.rules.compared import of_clause

CODE = "NM07"
NAME = "stage-periods-overlap"
TITLE = "阶段时间重叠或断开"
SEVERITY = "low"
SOURCE = "自订（own）：阶段计划各段应前后相接、互不重叠"


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit where two parts of the plan that follow each other overlap or leave a gap."""
    plans = {
        months: clause
        for clause in reversed(context.table.clauses)
        if clause.role == "plan" and (months := months_of(clause.section))
    }
    periods = sorted(plans)
    if len(periods) < 2 or all(first == periods[0][0] for first, _ in periods):
        return
    compared = tuple(of_clause(plans[months], context.table.name) for months in periods)
    problem = _problem(periods)
    if not problem:
        yield Held(compared=compared)
        return
    shown = "、".join(f"{first}月至{last}月" if first != last else f"{first}月" for first, last in periods)
    values = {"what_zh": problem[0], "what_en": problem[1], "periods": shown}
    yield Hit(field="name", values=values, compared=compared)


def _problem(periods: list[Months]) -> tuple[str, str] | None:
    """The first overlap or gap between neighbours, in two languages."""
    for (_, end), (start, _) in pairwise(periods):
        if start <= end:
            return f"在{start}月重叠", f"overlap in month {start}"
        if start > end + 1:
            return f"漏了{end + 1}月至{start - 1}月", f"leave out months {end + 1} to {start - 1}"
    return None
