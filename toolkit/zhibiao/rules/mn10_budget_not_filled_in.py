"""资金栏“{label}”没有填数（{unit}），绩效目标没有对应的预算，请补填。

{label} of the money block is empty ({unit}): the goals have no budget to go with; fill it in.

## 发现什么
表上印有资金栏，但预算金额一格是空的，表内也没有别的预算金额。

## 为什么
绩效目标与预算金额相匹配才能审核（财预〔2013〕53号框架的“绩效指标明确性”）。没有金额，成本指标和执行率都无从谈起。

## 例
前：预算资金(元) | （空） | 资金性质 | 一般公共预算安排
后：预算资金(元) | 1500000.00

## 局限
部分资金来源留空不报（没有就是空）。从网页或文本粘贴时数字可能丢失，请对照原件；看不出单位的资金栏不报。

## English
The form prints a money block and its amount is empty, and no other amount stands in the table. Empty sources of funds
are normal. Pasted text may have lost the number: compare with the original.
"""

from collections.abc import Iterator

from zhibiao.rules.base import Held, Hit, Open, Whole
from zhibiao.rules.compared import of_amount
from zhibiao.rules.money import SCALES, Sum, all_sums, bare_label

CODE = "MN10"
NAME = "budget-not-filled-in"
TITLE = "资金栏没有填数"
SEVERITY = "medium"
SOURCE = "财预〔2013〕53号（V）：绩效指标明确性要求与预算相匹配"

ASKED = ("total", "basic", "project")


def check_document(whole: Whole) -> Iterator[Hit | Held | Open]:
    """For every table with a money block, whether an amount stands in it."""
    sums = all_sums(whole)
    for table in dict.fromkeys(one.table for one in sums):
        own = [one for one in sums if one.table == table]
        filled = [one for one in own if one.is_money and one.column != "points"]
        empty = [one for one in own if one.amount.value is None and one.label in ASKED]
        if filled and any(one.label in ASKED for one in filled):
            yield Held(compared=tuple(of_amount(one.amount) for one in filled[:3]))
        elif empty and not filled:
            yield _outcome(empty[0])


def _outcome(empty: Sum) -> Hit | Open:
    if empty.amount.unit not in SCALES:
        return Open(
            reason=f"“{empty.amount.label[:24]}”似乎没有填，但看不出是金额",
            reason_en="a cell of the money block seems empty, but its unit is unknown",
        )
    values = {"label": bare_label(empty.amount.label)[:24], "unit": f"单位：{empty.amount.unit}"}
    return Hit(table=empty.table, values=values, compared=(of_amount(empty.amount),))
