"""“{name}”的目标值 {target} 就是预算数（{where} {budget}），是预算限额，不是成本标准；请改为单位成本、分项成本或节约要求。

The target {target} of {name} is the budget itself ({where} {budget}): a limit, no cost standard. Give unit or item costs.

## 发现什么
成本类指标的金额目标，与资金栏的预算数完全相等。

## 为什么
支出本来就不能超过预算，照抄预算数的指标必然完成，不能说明花得值不值。成本指标应体现成本控制（财预〔2021〕101号）。

## 例
前：项目预算 150 万元，成本指标“项目预算资金 ≤150万元”
后：推介会平均每场成本 ≤__万元；项目册印制单价 ≤__元/册

## 局限
表内还有其他分项成本指标的，照样提示这一行。只有一个项目、项目表没有填预算的，与部门的项目支出比较。

## English
A money target of a cost row that equals the budget. Spending cannot exceed the budget anyway, so the row cannot fail.
Where the only project's table has no budget, the department's project expenditure counts.
"""

from collections.abc import Iterator

from zhibiao.rules.base import Held, Hit, Whole
from zhibiao.rules.budgets import budgets_for, cost_rows
from zhibiao.rules.compared import cell, of_amount
from zhibiao.rules.money import all_sums, named, shown

CODE = "MN06"
NAME = "cost-target-equals-budget"
TITLE = "成本目标等于预算数"
SEVERITY = "medium"
SOURCE = "财预〔2021〕101号（V）：绩效目标包括与产出、效果相应的成本控制；照抄预算数不算系自订（own）"

SAME = 1e-6


def check_document(whole: Whole) -> Iterator[Hit | Held]:
    """For every cost row, its target against each budget of its table."""
    sums = all_sums(whole)
    for table, row, cost in cost_rows(whole):
        budgets = budgets_for(whole, sums, table)
        equal = [one for one in budgets if one.yuan and abs(cost / one.yuan - 1) < SAME]
        chosen = (equal or budgets)[:1]
        compared = (cell(row.indicator), *(of_amount(one.amount) for one in chosen))
        if budgets and not equal:
            yield Held(compared=compared)
        if equal:
            elsewhere = equal[0].table != table
            name = whole.tables[equal[0].table].table.name
            values = {
                "name": row.indicator.name[:24],
                "target": row.indicator.target,
                "budget": shown(equal[0]),
                "where": f"“{name[:24]}”{named(equal[0])}" if elsewhere else named(equal[0]),
            }
            span = (0, len(row.indicator.target))
            yield Hit(table=table, row=row.indicator.row, span=span, values=values, compared=compared)
