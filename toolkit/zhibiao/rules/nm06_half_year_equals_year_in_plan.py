"""阶段计划{period}就写了全年的数：{things}，而后面的阶段还在安排同一件事；请按进度分开写。

The plan of the first part ({period}) already states the year's number: {things}, though later parts plan the same; split it.

## 发现什么
第一段（上半年、一季度）计划的数就是全年目标，而后面的阶段仍安排同一件事；或者第一段两个以上的数全部照抄了全年目标。

## 为什么
年中监控按阶段计划预警（四川、山西按序时进度的做法，转述，未核）：上半年就要求全年的量，年中会全部报警；确实上半年完成的，
后面就不该再安排。

## 例
前：上半年培训干部500人次；下半年培训干部500人次；全年500人次
后：上半年培训干部200人次；下半年培训干部300人次

## 局限
只在上半年做完、后面不再提到的一件事（如印制手册），是正常安排，不报。比率不查。

## English
The first part of a stage plan states the number of the whole year although later parts plan the same thing, or all of its
numbers (two or more) are copied from the year. One thing done in the first half and not mentioned later is left alone.
"""

from collections.abc import Iterator

from zhibiao.coverage import core, months_of
from zhibiao.records import Severity
from zhibiao.rules.base import Context, Held, Hit, Outcome
from zhibiao.rules.covering import listed
from zhibiao.rules.stages import Stages, months_zh, stages_of

CODE = "NM06"
NAME = "half-year-equals-year-in-plan"
TITLE = "半年计划写了全年的数"
SEVERITY = "medium"
SOURCE = "四川、山西的执行监控标准（S）：按序时进度预警"

NEAR = 1e-6
COPIED = 2


def check_table(context: Context) -> Iterator[Outcome]:
    """One hit for the things whose first part is the year's number."""
    first = [stages for stages in stages_of(context) if (stages.parts[0].months or (2, 0))[0] == 1]
    full = [stages for stages in first if abs(stages.numbers[0] - stages.year) <= NEAR * stages.year]
    again = [stages for stages in full if _planned_again(context, stages)]
    yield from (Held(compared=stages.compared(context.table.name)) for stages in first if stages not in full)
    if again:
        yield _hit(context, again, None)
    elif len(full) >= COPIED and len(full) == len(first):
        yield _hit(context, full, "low")


def _planned_again(context: Context, stages: Stages) -> bool:
    """Whether a later part plans the thing, with a number or without."""
    end = (stages.parts[0].months or (0, 0))[1]
    later = (
        clause.text
        for clause in context.table.clauses
        if clause.role == "plan" and _begins(clause.section) >= end
    )
    return len(stages.parts) > 1 or any(core(stages.thing) in text for text in later)


def _begins(section: str) -> int:
    months = months_of(section)
    return months[0] if months else 0


def _hit(context: Context, found: list[Stages], severity: Severity | None) -> Hit:
    rows = [stages.row.indicator for stages in found if stages.row]
    values = {
        "period": months_zh(found[0].parts[0].months),
        "things": listed(f"“{stages.thing[:20]}”{stages.shown(stages.year)}" for stages in found),
    }
    return Hit(
        row=rows[0].row if rows else 0,
        span=(0, len(rows[0].target)) if rows else (0, 0),
        values=values,
        severity=severity,
        compared=tuple(place for stages in found for place in stages.compared(context.table.name)),
    )
