"""{section}{what_zh}，请{do_zh}。

{section} {what_en}; {do_en}.

## 发现什么
长期目标或年度目标的文字里一个数都没有，而表中有三行以上能计数的产出、效益指标；或者年度目标只有一句，与年度工作任务一字不差，
质量、时效、成本、满意度都没有写。

## 为什么
绩效目标要具体细化，能量化的要量化（财预〔2015〕88号，已核对原文）。目标没有数，指标从何而来无从对照；目标照抄任务，
只说了做多少，没有说做到什么程度。

## 例
前：目标1：大力宣传投资环境，积极完成年度招商目标计划
后：目标1：三年累计举办推介会__场，签约亿元以上项目__个

## 局限
自评表的目标早已批复，按低级别提示。能计数的指标不足三行的表不报。

## English
A long-term or yearly goal without any number in a table with three or more rows that count something (low in self-evaluations), or
a yearly goal of one clause that repeats the year's task word for word and says nothing of quality, time, cost or satisfaction.
"""

import re
from collections.abc import Iterator

from zhibiao.coverage import number_of
from zhibiao.records import Clause, ReviewedRow
from zhibiao.rules.base import Context, Held, Hit, Outcome
from zhibiao.rules.compared import of_clause
from zhibiao.rules.covering import is_result, same_words

CODE = "NM11"
NAME = "goal-without-number"
TITLE = "目标文字没有数"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应具体细化，能量化的要量化"

FEWEST = 3
_PLAIN = re.compile(r"质量|合格|达标|及时|按时|月底|年底|成本|控制|节约|满意|率")
_COUNTED = re.compile(r"\d|[年月]底")
# Years, numbers of documents and of the goals themselves are digits, but no quantities.
_NO_QUANTITY = re.compile(r"20\d\d年?|[〔\[（(]20\d\d[^号]{0,4}\d*号|第?\d+号|目标\d+")


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit for goals without a number, and one for a goal that is the task again."""
    goals = [clause for clause in context.table.clauses if clause.role == "goal"]
    counted = [row for row in context.rows if is_result(row) and _can_be_counted(row)]
    if not goals or not counted:
        return
    compared = tuple(of_clause(goal, context.table.name) for goal in goals)
    if len(counted) >= FEWEST and not any(_has_number(goal) for goal in goals):
        yield _without(context, goals, len(counted))
    elif len(goals) == 1 and (task := _copied(context, goals[0])):
        yield _copy(context, goals[0], task)
    else:
        yield Held(compared=compared)


def _can_be_counted(row: ReviewedRow) -> bool:
    """Whether the target is a number or a bound (≥前三年平均数)."""
    return number_of(row.target) is not None or row.target.comparator != ""


def _has_number(clause: Clause) -> bool:
    """Whether a clause names a quantity or a date, whatever it counts."""
    return bool(_COUNTED.search(_NO_QUANTITY.sub("", clause.text))) or any(
        number_of(target) is not None for _, target in clause.targets
    )


def _copied(context: Context, goal: Clause) -> Clause | None:
    """The task of the document that the goal repeats; None where it says how well, by when or at what cost."""
    tasks = (clause for table in context.document.tables for clause in table.clauses if clause.role == "task")
    if _PLAIN.search(goal.text) or not _COUNTED.search(goal.text):
        return None
    return next((task for task in tasks if same_words(task.text, goal.text)), None)


def _without(context: Context, goals: list[Clause], counted: int) -> Hit:
    values = {
        "section": f"{_title(goals[0])}“{goals[0].text[:24]}”",
        "what_zh": f"没有一个数，而表中有{counted}行产出、效益指标是可以计数的",
        "what_en": f"has no number, though {counted} rows of outputs and effects can be counted",
        "do_zh": "把主要的数量和程度写进目标",
        "do_en": "put the main quantities into the goal",
    }
    low = "selfeval" in context.table.doc_kind
    compared = tuple(of_clause(goal, context.table.name) for goal in goals)
    return Hit(field="name", values=values, severity="low" if low else None, compared=compared)


def _copy(context: Context, goal: Clause, task: Clause) -> Hit:
    values = {
        "section": f"{_title(goal)}只有一句“{goal.text[:30]}”",
        "what_zh": f"，与{_title(task)}一字不差，没有质量、时效、成本和满意度的内容",
        "what_en": f"only repeats {_title(task)} and says nothing of quality, time, cost or satisfaction",
        "do_zh": "补写要达到的程度",
        "do_en": "say what shall be reached besides",
    }
    compared = (of_clause(goal, context.table.name), of_clause(task))
    return Hit(field="name", values=values, compared=compared)


def _title(clause: Clause) -> str:
    return re.split(r"[：:（( ]", clause.section)[0][:16] or "目标"
