"""全年预算数 {adjusted} 调减到与执行数相等（年初 {opening}），执行率因此为 100%；按年初预算计算是 {rate}{elsewhere}，请说明调减依据。

The adjusted budget {adjusted} was cut to what was spent (opening {opening}), hence 100 %; against the opening budget it is {rate}{elsewhere_en}.

## 发现什么
自评表资金栏中，年初预算数较高，全年预算数恰好等于全年执行数（分毫不差），执行率为 100%。

## 为什么
年底按实际支出倒推预算，执行率失去意义，“预算执行率”一项的得分也就是白得的。确有预算调整的，应写明调整文号。

## 例
前：年初 423.00，全年 303.38，执行 303.38，执行率 100%，得分 10
后：执行率按年初预算为 71.72%，相应扣分；或写明预算调整的文号和原因

## 局限
年初、全年、执行三数相等的不报；调增后花完的不报；调减不到 1% 的不报，不到 5% 的降为中级别。

## English
The opening budget was higher, and the adjusted budget equals spending to the cent, so the rate is 100 %. The message
gives the rate against the opening budget. Cuts below 1 % are left alone, those below 5 % are medium.
"""

from collections.abc import Iterator, Sequence

from zhibiao.rules.base import Held, Hit, Whole
from zhibiao.rules.budgets import is_named
from zhibiao.rules.compared import of_amount
from zhibiao.rules.money import Sum, all_sums, rows_of, shown

CODE = "MN08"
NAME = "budget-adjusted-to-spending"
TITLE = "预算调减到执行数"
SEVERITY = "high"
SOURCE = "自订（own）：执行率不得靠调减预算得到；预算资金执行率10分见财预〔2020〕10号（V，印于地方表格）"

LEAST, SMALL = 0.01, 0.05


def check_document(whole: Whole) -> Iterator[Hit | Held]:
    """For the total of every table, or its first row where it has none: opening and adjusted budget, spending."""
    sums = all_sums(whole)
    for table in dict.fromkeys(one.table for one in sums):
        rows = [row for row in rows_of(one for one in sums if one.table == table) if _three(row)]
        totals = [row for row in rows if row[0].label == "total"]
        for row in (totals or rows)[:1]:
            yield _compare(_three(row), _elsewhere(whole, sums, table))


def _three(row: Sequence[Sum]) -> tuple[Sum, ...]:
    """Opening budget, adjusted budget and spending of a row, () where one is missing or printed twice."""
    found = []
    for role in ("opening", "adjusted", "executed"):
        same = [one for one in row if one.column == role and one.is_money and one.value]
        if len(same) != 1:
            return ()
        found += same
    return tuple(found) if len({one.amount.unit for one in found}) == 1 else ()


def _elsewhere(whole: Whole, sums: Sequence[Sum], table: int) -> list[Sum]:
    """The rate that another table prints for the project of this one (重点工作任务)."""
    others = [one for one in sums if one.table != table and one.column == "rate" and not one.label]
    return [one for one in others if is_named(whole, table, one.amount.label)][:1]


def _compare(three: Sequence[Sum], elsewhere: Sequence[Sum]) -> Hit | Held:
    opening, adjusted, executed = three
    compared = tuple(of_amount(one.amount) for one in (*three, *elsewhere))
    cut = (opening.value - adjusted.value) / opening.value
    if adjusted.value != executed.value or cut < LEAST:
        return Held(compared=compared)
    values = {
        "adjusted": shown(adjusted),
        "opening": shown(opening),
        "rate": f"{executed.value / opening.value * 100:.2f}%",
        "elsewhere": "".join(f"（部门表就写 {one.amount.text}）" for one in elsewhere),
        "elsewhere_en": "".join(f" (the department's table says {one.amount.text})" for one in elsewhere),
    }
    severity = "medium" if cut < SMALL else None
    return Hit(table=opening.table, values=values, severity=severity, compared=compared)  # type: ignore[arg-type]
