"""资金栏{column}：收入合计 {income}，支出合计 {expenditure}，相差 {difference}；预算收支应当相等，请核对。

Money block {column}: income {income}, expenditure {expenditure}, {difference} apart; in a budget they are equal: check.

## 发现什么
目标表资金栏的同一年度（同一栏），收入构成的合计与支出构成的合计不相等。

## 为什么
部门预算收支平衡，收入合计与支出合计相等。两者不等，说明有一个数填错，或收入、支出取自不同版本。

## 例
前：收入合计 509.41，支出合计 500.41
后：两边均为 509.41

## 局限
决算数、执行数因结转结余可以不等，不比较。一边是百分数的由 MN09 说明。

## English
The totals of income and expenditure in the same column of a goal table differ. Budgets balance; final accounts need not
(carried-over money), so columns of execution are left alone. A percentage among amounts is MN09's.
"""

from collections.abc import Iterator, Sequence

from zhibiao.rules.base import Held, Hit, Open, Whole
from zhibiao.rules.compared import of_amount
from zhibiao.rules.money import Sum, all_sums, is_explained, rounding, shown

CODE = "MN02"
NAME = "income-expenditure-differ"
TITLE = "收入与支出不相等"
SEVERITY = "medium"
SOURCE = "自订（own）：预算收支平衡"

COLUMNS = ("", "budget", "opening", "adjusted", "past")


def check_document(whole: Whole) -> Iterator[Hit | Held | Open]:
    """For every column of every goal table, total income against total expenditure."""
    kinds = [context.table.doc_kind for context in whole.tables]
    sums = [
        one
        for one in all_sums(whole)
        if one.is_money and one.column in COLUMNS and not kinds[one.table].endswith("selfeval")
    ]
    for table, column in dict.fromkeys((one.table, one.amount.column) for one in sums):
        inside = [one for one in sums if (one.table, one.amount.column) == (table, column)]
        income = [one for one in inside if _is_total(one, "income")]
        expenditure = [one for one in inside if _is_total(one, "expenditure")]
        if income and expenditure:
            yield from _compare(income, expenditure, inside)


def _is_total(one: Sum, side: str) -> bool:
    """Whether an amount is the total of one side: 收入合计, or 合计 in the group 收入构成."""
    return one.label == f"{side}_total" or (one.label == "total" and one.side == side)


def _compare(
    income: Sequence[Sum], expenditure: Sequence[Sum], inside: Sequence[Sum]
) -> Iterator[Hit | Held | Open]:
    if len({one.value for one in income}) > 1 or len({one.value for one in expenditure}) > 1:
        yield Open(
            reason="同一栏有几个收入或支出合计，无法确定比较哪两个",
            reason_en="several totals of income or expenditure in one column",
        )
        return
    left, right = income[0], expenditure[0]
    compared = (of_amount(left.amount), of_amount(right.amount))
    difference = abs(left.value - right.value)
    if left.amount.unit != right.amount.unit:
        return
    carried = [one for one in inside if "结转" in one.amount.label or "结余" in one.amount.label]
    if difference <= rounding((left, right)) or is_explained(difference, carried):
        yield Held(compared=compared)
        return
    values = {
        "column": f"“{left.amount.column[:16]}”" if left.amount.column else "",
        "income": shown(left),
        "expenditure": shown(right),
        "difference": shown(difference, left.amount.unit),
    }
    yield Hit(table=left.table, values=values, compared=compared)
