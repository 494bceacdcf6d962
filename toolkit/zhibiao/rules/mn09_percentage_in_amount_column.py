"""资金栏“{label}”一行在{columns}下写的是百分数（{printed}），这些栏其他各行都是金额{should}，请改填金额。

Row {label} of the money block shows percentages ({printed}) under {columns}, where all other rows have amounts{should_en}.

## 发现什么
资金栏的金额列（如“2022年”“2023年”）里，某一行写成了百分数，而同列其他行都是金额。

## 为什么
多半是把左边“占比”一列的 100% 向右复制了。金额列出现百分数，收支合计无从核对。

## 例
前：收入合计 | 当年金额 509.41 | 占比 100% | 2022年 100% | 2023年 100%
后：收入合计 | 509.41 | 100% | 651.74 | 655.81

## 局限
同列至少要有两行金额才报；栏名是占比、执行率一类的不看。

## English
A row prints percentages in columns where at least two other rows have amounts; usually the share column was copied to
the right. The message says what the other side's total or the parts would give.
"""

from collections.abc import Iterator, Sequence

from zhibiao.rules.base import Held, Hit, Open, Whole
from zhibiao.rules.compared import of_amount
from zhibiao.rules.money import SCALES, Sum, all_sums, bare_label, is_lost, rows_of, shown

CODE = "MN09"
NAME = "percentage-in-amount-column"
TITLE = "金额栏填了百分数"
SEVERITY = "medium"
SOURCE = "自订（own）：同一列填同一种数"

LEAST_AMOUNTS = 2


def check_document(whole: Whole) -> Iterator[Hit | Held | Open]:
    """For every row of a money block, the percentages in columns of amounts."""
    sums = [
        one for one in all_sums(whole) if one.column not in ("share", "rate", "points") and one.amount.column
    ]
    for row in rows_of(sums):
        wrong = [one for one in row if _is_percentage(one) and _has_amounts(one, sums)]
        if wrong and is_lost(row) and len(row) < _longest(row[0], sums):
            yield Open(
                reason=f"“{bare_label(row[0].amount.label)}”一行的栏位丢失，百分数可能属于占比一栏",
                reason_en="columns were lost: a percentage may belong to the column of shares",
            )
        elif wrong:
            yield _hit(wrong, sums)
        elif len(row) > 1:
            yield Held(compared=tuple(of_amount(one.amount) for one in row))


def _longest(one: Sum, sums: Sequence[Sum]) -> int:
    """How many amounts the fullest row of the block holds."""
    return max(len(row) for row in rows_of(two for two in sums if two.table == one.table))


def _is_percentage(one: Sum) -> bool:
    return one.amount.text.strip().endswith(("%", "％"))


def _column(one: Sum, sums: Sequence[Sum]) -> list[Sum]:
    """The amounts of money under the same header."""
    same = [two for two in sums if (two.table, two.amount.column) == (one.table, one.amount.column)]
    return [two for two in same if two.amount.unit in SCALES and two.value and not _is_percentage(two)]


def _has_amounts(one: Sum, sums: Sequence[Sum]) -> bool:
    """Whether rows of amounts stand in the column, and more of them than percentages."""
    return len(_column(one, sums)) >= LEAST_AMOUNTS


def _hit(wrong: Sequence[Sum], sums: Sequence[Sum]) -> Hit:
    should = [text for one in wrong if (text := _should_be(one, sums))]
    values = {
        "label": "·".join([*wrong[0].amount.group.split()[-1:], bare_label(wrong[0].amount.label)])[:32],
        "columns": "、".join(f"“{one.amount.column[:12]}”" for one in wrong),
        "printed": "、".join(one.amount.text for one in wrong),
        "should": f"（按支出合计应为 {'、'.join(should)}）" if len(should) == len(wrong) else "",
        "should_en": f" (by the other side's total: {', '.join(should)})"
        if len(should) == len(wrong)
        else "",
    }
    compared = tuple(of_amount(two.amount) for one in wrong for two in (one, *_column(one, sums)[:3]))
    return Hit(table=wrong[0].table, values=values, compared=compared)


def _should_be(one: Sum, sums: Sequence[Sum]) -> str:
    """The total of the expenditure side in the same column, for a total of the income side."""
    if one.label != "total" or one.side != "income":
        return ""
    other = [two for two in _column(one, sums) if two.label == "total" and two.side == "expenditure"]
    return shown(other[0]) if len(other) == 1 else ""
