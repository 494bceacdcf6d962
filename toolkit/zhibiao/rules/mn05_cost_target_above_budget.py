"""“{name}”的目标值 {target} 高于预算 {budget}（{where}）；成本指标不得超过预算，请核对。

Cost target {target} of {name} exceeds the budget {budget} ({where}): a cost target may not exceed the budget.

## 发现什么
成本类指标的金额目标，大于同一张表资金栏的预算。

## 为什么
成本指标用来控制支出，高于预算就不起控制作用，或者两个数取自不同版本。

## 例
前：项目预算 150 万元，项目总成本 ≤180 万元
后：项目总成本 ≤150 万元以内，并写明分项成本标准

## 局限
单价、补助标准、总投资、引进资金等不是本年预算内的钱，不比较；预算有年初、全年两个数时按较大的比较。

## English
A money target of a cost row above the budget printed in the money block of the table. Unit prices, total investment and
money raised elsewhere are left alone; the larger of opening and adjusted budget counts.
"""

from collections.abc import Iterator

from zhibiao.rules.base import Held, Hit, Whole
from zhibiao.rules.budgets import budgets_for, cost_rows
from zhibiao.rules.compared import cell, of_amount
from zhibiao.rules.money import all_sums, differs_by_unit, named, shown

CODE = "MN05"
NAME = "cost-target-above-budget"
TITLE = "成本目标高于预算"
SEVERITY = "high"
SOURCE = "财预〔2021〕101号（S）：成本指标不得突破支出标准；以预算为限系自订（own）"

TOLERANCE = 1.001
"""Targets are rounded up by a little (1681680 元 as 168.2 万元)."""


def check_document(whole: Whole) -> Iterator[Hit | Held]:
    """For every cost row, its target against the largest budget of its table."""
    sums = all_sums(whole)
    for table, row, cost in cost_rows(whole):
        budgets = budgets_for(whole, sums, table)
        if not budgets:
            continue
        most = max(budgets, key=lambda one: one.yuan or 0)
        compared = (cell(row.indicator), of_amount(most.amount, whole.tables[most.table].table.name))
        if cost <= (most.yuan or 0) * TOLERANCE or any(differs_by_unit(cost, one.yuan) for one in budgets):
            yield Held(compared=compared)
            continue
        values = {
            "name": row.indicator.name[:24],
            "target": f"{row.indicator.target}{row.indicator.unit if row.target.unit not in row.target.raw else ''}",
            "budget": shown(most),
            "where": f"资金栏·{named(most)}",
        }
        span = (0, len(row.indicator.target))
        yield Hit(table=table, row=row.indicator.row, span=span, values=values, compared=compared)
