"""第{rows}行“{name}”的说明照抄了{section}：“{text}”，没有写这一行怎么算。

The explanation of row {rows} "{name}" is a copy of the goal text: "{text}". It does not say how to compute the row.

## 发现什么
指标解释（或计算公式）一栏与目标文字一字不差，或者整段取自目标文字（20字以上）。多行照抄同一段的，合成一条。

## 为什么
指标说明应给出概念、范围和计算方法（财预〔2021〕101号，凭记忆，未核）。照抄目标，说明一栏等于没有填，自评时各行怎样
算仍不清楚。

## 例
前：招商目标完成时限 | ≤1年 | 说明：拟通过市领导带队外出招商……引进优强企业120家以上、到位资金240亿元以上
后：招商目标完成时间 | 2024年12月20日前 | 说明：以省统计平台上目标数全部完成的日期为准

## 局限
只看一字不差的（标点、空格除外）；改写过的不报。短于20字的说明不报，它可能正好就是目标里的一句。

## English
An explanation that is the goal text word for word, or a stretch of it of 20 characters and more, marks aside. Rows that
copy the same text make one finding. Source: 财预〔2021〕101号, from memory, not confirmed. Reworded copies are not found.
"""

from collections import defaultdict
from collections.abc import Iterator

from zhibiao.records import Clause, ReviewedRow
from zhibiao.rules import xp01_explanation_says_nothing
from zhibiao.rules.base import Held, Hit, Outcome, Whole
from zhibiao.rules.compared import cell, of_clause
from zhibiao.rules.goals import Goal, goals_of, plain

CODE = "XP04"
NAME = "explanation-copies-goal"
TITLE = "说明照抄目标"
SEVERITY = "medium"
SOURCE = "财预〔2021〕101号（M）：指标解释说明概念、范围和计算方法"

SHORTEST = 20
"""A shorter explanation may be a sentence of the goal and yet explain its row."""
SHOWN = 10


def check_document(whole: Whole) -> Iterator[Outcome]:
    """A hit for each text of the goals that explains rows, held where explanations say something of their own."""
    goals = [goal for goal in goals_of(whole) if len(goal.text) >= SHORTEST]
    if not goals:
        return
    for number, context in enumerate(whole.tables):
        copies: dict[str, list[ReviewedRow]] = defaultdict(list)
        explained = [row for row in context.rows if len(plain(row.indicator.explanation)) >= SHORTEST]
        for row in explained:
            if not any(xp01_explanation_says_nothing.check_row(row, context)):
                copies[plain(row.indicator.explanation)].append(row)
        found = [(text, rows, clause) for text, rows in copies.items() if (clause := _source(text, goals))]
        for _, rows, clause in found:
            yield _hit(number, rows, clause)
        if explained and not found:
            yield Held(compared=tuple(cell(row.indicator, "explanation") for row in explained))


def _source(text: str, goals: list[Goal]) -> Clause | None:
    """The clause of a goal that a text begins in, None where the text stands in no goal."""
    for goal in goals:
        if text in goal.timeless or text in goal.text:
            return next((one for one in goal.clauses if text[:SHORTEST] in plain(one.text)), goal.clauses[0])
    return None


def _hit(table: int, rows: list[ReviewedRow], clause: Clause) -> Hit:
    """One hit for all rows that copy a text, at the first of them."""
    first = rows[0].indicator
    numbers = "、".join(str(row.indicator.row) for row in rows[:SHOWN])
    more = f"等{len(rows)}行" if len(rows) > SHOWN else ""
    values = {
        "rows": numbers + more,
        "name": first.name[:24],
        "section": f"“{clause.section[:20]}”" if clause.section else "目标文字",
        "text": first.explanation[:24] + "……",
    }
    places = (*(cell(row.indicator, "explanation") for row in rows[:SHOWN]), of_clause(clause, first.table))
    return Hit(
        table=table,
        row=first.row,
        field="explanation",
        span=(0, len(first.explanation)),
        values=values,
        compared=places,
    )
