"""“{section}”到{end}为止，和{year}年度预算同时结束，不是长期目标；请写明以后年度的目标和期限。

{section} ends in {end}, with the budget year {year}: no long-term goal; state a goal and a date beyond the year.

## 发现什么
长期目标（中长期目标、实施期目标）写明的截止时间在预算年度之内。

## 为什么
长期目标说的是几年以后要达到什么，年度目标由它分解。两者同时截止，长期目标就成了年度目标的另一种写法。
绩效目标应指向明确（财预〔2015〕88号，已核对原文）。

## 例
前：长期目标（截止2024年12月），2024年度目标表
后：长期目标（截止2026年12月），写明三年累计的签约数和年度分解

## 局限
一次性项目只有一年，长期目标与年度目标可以相同；项目表不报。没有写截止时间的不报。

## English
The label of a long-term goal names an end within the budget year. Tables of projects, which may last one year only, and goals
without a date are left alone.
"""

import re
from collections.abc import Iterator

from zhibiao.rules.base import Context, Held, Hit, Outcome
from zhibiao.rules.compared import of_clause
from zhibiao.text import squeeze

CODE = "PD04"
NAME = "long-term-goal-ends-with-year"
TITLE = "长期目标随年度结束"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确"

_LONG = re.compile(r"长期|中期")
# 截止2024年12月, 至2024年底, 2022-2024年: the last year that the label names.
_END = re.compile(r"(?:截止|截至|至|到|—|-|~)\s*(?P<year>20\d\d)年?(?:\d{1,2}月|底|末)?")


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit where a long-term goal ends in the year of the table."""
    table = context.table
    if not table.year[:4].isdigit() or table.doc_kind.startswith("project"):
        return
    done: set[str] = set()
    for clause in table.clauses:
        section = squeeze(clause.section)
        end = _END.search(section)
        if clause.role != "goal" or section in done or not _LONG.search(section) or not end:
            continue
        done.add(section)
        compared = (of_clause(clause, table.name),)
        if end["year"] > table.year[:4]:
            yield Held(compared=compared)
            continue
        values = {
            "section": section.split("：")[0][:16],
            "end": end[0].lstrip("截止至到—-~"),
            "year": table.year[:4],
        }
        yield Hit(field="name", values=values, compared=compared)
