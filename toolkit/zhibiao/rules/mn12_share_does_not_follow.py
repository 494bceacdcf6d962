"""资金栏“{label}”占比写 {printed}，按金额 {amount} ÷ {total} 计算是 {share}，请核对。

Row {label} of the money block shows a share of {printed}; {amount} of {total} is {share}: check.

## 发现什么
资金栏一行既有金额又有占比，占比不等于金额除以合计（四舍五入的误差不算）。

## 为什么
占比由金额算出，对不上说明改了金额没有改占比，或占比的分母不是表中的合计。

## 例
前：人员类支出 182.84，合计 509.41，占比 46%
后：占比 36%

## 局限
同一构成（收入或支出）里只有一个合计时才计算；同一行有几个金额列时取本年的一列。

## English
A printed share that is not amount / total of its group, beyond rounding. Only where the group has exactly one total.
"""

from collections.abc import Iterator, Sequence

from zhibiao.rules.base import Held, Hit, Whole
from zhibiao.rules.compared import of_amount
from zhibiao.rules.money import BUDGETS, Sum, all_sums, bare_label, rows_of, shown

CODE = "MN12"
NAME = "share-does-not-follow"
TITLE = "占比与金额不符"
SEVERITY = "low"
SOURCE = "自订（own）：占比=金额÷合计"


def check_document(whole: Whole) -> Iterator[Hit | Held]:
    """For every row with an amount and a share, the share worked out."""
    sums = all_sums(whole)
    for row in rows_of(sums):
        shares = [one for one in row if one.column == "share" and one.amount.value is not None]
        amounts = [one for one in row if one.column in BUDGETS and one.is_money and one.amount.column]
        if len(shares) != 1 or len(amounts) != 1:
            continue
        total = _total(amounts[0], sums)
        if total is None or total is amounts[0] or not total.value:
            continue
        yield _compare(amounts[0], total, shares[0])


def _total(amount: Sum, sums: Sequence[Sum]) -> Sum | None:
    """The one total in the group and column of an amount."""
    key = amount.table, amount.amount.group, amount.amount.column
    found = [
        one
        for one in sums
        if one.label in ("total", f"{one.side}_total")
        and (one.table, one.amount.group, one.amount.column) == key
        and one.is_money
    ]
    return found[0] if len(found) == 1 else None


def _compare(amount: Sum, total: Sum, share: Sum) -> Hit | Held:
    worked_out = amount.value / total.value * 100
    places = len(share.amount.text.rstrip("%％ ").partition(".")[2])
    compared = (of_amount(amount.amount), of_amount(total.amount), of_amount(share.amount))
    printed = share.value * 100 if "%" not in share.amount.text and share.value <= 1 else share.value
    # one unit of the last place: shares are rounded so that they add up to 100
    if abs(worked_out - printed) <= 10.0**-places + 1e-9:
        return Held(compared=compared)
    values = {
        "label": bare_label(amount.amount.label)[:24],
        "printed": share.amount.text,
        "amount": shown(amount),
        "total": shown(total),
        "share": f"{worked_out:.{max(places, 1)}f}%",
    }
    return Hit(table=amount.table, values=values, compared=compared)
