"""“{label}”执行率写 {printed}，按 {executed} ÷ {budget} 计算是 {rate}，请核对。

The execution rate of {label} is printed as {printed}; {executed} of {budget} is {rate}: check.

## 发现什么
资金栏（或重点任务表）的执行率，既不等于执行数除以年初预算数，也不等于执行数除以全年预算数。

## 为什么
执行率由同一行的两个数算出；算不出来，得分也就不成立。

## 例
前：全年预算数 400.00，全年执行数 317.97，执行率 89.49%
后：执行率 79.49%

## 局限
同一行的年初预算、全年预算、到位数都试作分母，能对上一个就不报；末位四舍五入不报；超支而执行率封顶写 100% 的不报。
丢失栏位的文本里，同一行任何两个数能算出来的也不报。

## English
The printed rate is neither executed / opening budget nor executed / adjusted budget. Rounding and a rate capped at 100 %
are tolerated; where columns were lost, any two numbers of the row that give the rate will do.
"""

from collections.abc import Iterator, Sequence
from itertools import permutations

from zhibiao.rules.base import Held, Hit, Whole
from zhibiao.rules.compared import of_amount
from zhibiao.rules.money import Sum, all_sums, bare_label, is_lost, rows_of, shown

CODE = "MN07"
NAME = "execution-rate-recomputed"
TITLE = "预算执行率算得不对"
SEVERITY = "high"
SOURCE = "自订（own）：执行率=执行数÷预算数"

PLANNED = ("opening", "adjusted", "budget")
FULL = 100.0


def check_document(whole: Whole) -> Iterator[Hit | Held]:
    """For every row with a budget, an executed amount and a rate, the rate worked out."""
    for row in rows_of(all_sums(whole)):
        rates = [one for one in row if one.column == "rate" and one.amount.value is not None]
        executed = [one for one in row if one.column == "executed" and one.is_money]
        planned = [one for one in row if one.column in PLANNED and one.is_money and one.value]
        if len(rates) == 1 and len(executed) == 1 and planned:
            yield _compare(rates[0], executed[0], planned, row)


def _compare(rate: Sum, executed: Sum, planned: Sequence[Sum], row: Sequence[Sum]) -> Hit | Held:
    compared = tuple(of_amount(one.amount) for one in (*planned, executed, rate))
    known = [one for one in planned if one.amount.unit == executed.amount.unit]
    pairs = [(executed.value, one.value) for one in row if one.is_money and one.value and one is not executed]
    if is_lost(row):
        numbers = [one.value for one in row if one.is_money and one.value]
        pairs += list(permutations(numbers, 2))
    if not known or any(_gives(rate, part, whole) for part, whole in pairs):
        return Held(compared=compared)
    worked_out = [executed.value / one.value * FULL for one in known]
    values = {
        "label": bare_label(rate.amount.label)[:24],
        "printed": rate.amount.text,
        "executed": shown(executed),
        "budget": " 或 ".join(dict.fromkeys(shown(one) for one in known)),
        "rate": " 或 ".join(dict.fromkeys(f"{value:.2f}%" for value in worked_out)),
    }
    return Hit(table=rate.table, values=values, compared=compared)


def _gives(rate: Sum, part: float, whole: float) -> bool:
    """Whether part of whole is the printed rate, in percent or as a fraction of one, up to its last place."""
    worked_out = part / whole * FULL
    text = rate.amount.text.rstrip("%％ ")
    places = len(text.partition(".")[2])
    if (
        "%" not in rate.amount.text
        and rate.value <= 1
        and abs(worked_out / FULL - rate.value) <= 10.0**-places
    ):
        return True
    capped = rate.value == FULL and worked_out > FULL
    return capped or abs(worked_out - rate.value) <= 10.0**-places + 1e-9
