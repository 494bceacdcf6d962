"""资金栏{column}：{parts}相加为 {sum}，而{total}写 {printed}，相差 {difference}，请核对后改正。

Money block {column}: {parts} add up to {sum}, but {total} is printed as {printed}, {difference} apart: check and correct.

## 发现什么
同一栏内，基本支出与项目支出之和不等于资金总额；人员类、运转类、特定目标类之和不等于合计；人员经费与公用经费之和不等于
基本支出；“其中”的资金来源单项或合计大于资金总额；
“其中”列出的各项之和与总额相差不到一成而不相等（本该是全部，有一个数填错）。

## 为什么
绩效目标要与预算对应，数字对不上，说明目标表与预算不是同一个版本，或有一个数填错。算术关系，不需要引用条文。

## 例
前：基本支出 402.91、项目支出 150，资金总额 562.91
后：资金总额 552.91

## 局限
只比较同一栏、同一单位的数；四舍五入的误差不报。原文件丢失了栏位时降为中级别。差额恰好是同栏另一项（经营支出、结转）的不报。各来源相加小于总额不报（可能有未列出的来源）。

## English
Compares total and parts of one column: basic + project = total, staff + running + specific = total, staff + running =
basic; a source of funds printed under 其中 must not exceed the total; what is listed under 其中 and comes
within a tenth of the total was meant to make it. Rounding is tolerated. Medium where the columns of
the source were lost.
"""

from collections.abc import Iterable, Iterator, Sequence

from zhibiao.rules.base import Held, Hit, Open, Whole
from zhibiao.rules.compared import of_amount
from zhibiao.rules.money import Sum, all_sums, bare_label, is_explained, is_lost, rounding, shown
from zhibiao.taxonomy import load_yaml

CODE = "MN01"
NAME = "parts-do-not-make-total"
TITLE = "各项相加不等于合计"
SEVERITY = "high"
SOURCE = "自订（own）：表内数字的算术关系"

NEAR = 0.1
SOURCES = ("source_treasury", "source_carried", "source_other")


def check_document(whole: Whole) -> Iterator[Hit | Held | Open]:
    """For every column of every table, total and parts where all are printed."""
    sums = [one for one in all_sums(whole) if one.is_money]
    for table in dict.fromkeys(one.table for one in sums):
        own = [one for one in sums if one.table == table]
        for column in dict.fromkeys(one.amount.column for one in own):
            inside = [one for one in own if one.amount.column == column and one.side != "income"]
            for kind in load_yaml("lexicon/money.yml")["wholes"]:
                parts = [[one for one in inside if one.label == role] for role in kind["parts"]]
                totals = _totals(kind["total"], column, own, [part[0] for part in parts if part])
                if totals and all(parts):
                    yield from _compare(totals, parts, [one for one in inside if not one.label])
            sources = list(_sources(inside))
            yield from sources or _listed(inside)


def _totals(role: str, column: str, own: Sequence[Sum], parts: Sequence[Sum]) -> list[Sum]:
    """The totals of a column; those in the group of the parts come first; one without a header is the year's."""
    found = [one for one in own if one.label == role and one.amount.column == column and one.side != "income"]
    near = [one for one in found if parts and one.amount.group == parts[0].amount.group]
    if not found and parts and parts[0].column in ("opening", "adjusted", "budget"):
        found = [one for one in own if one.label == role and not one.amount.column]
    return near or found


def _compare(
    totals: Sequence[Sum], parts: Sequence[Sequence[Sum]], others: Sequence[Sum]
) -> Iterator[Hit | Held | Open]:
    """One comparison, or Open where one of the labels is printed with several values."""
    for same in (totals, *parts):
        if len({one.value for one in same}) > 1:
            names = "、".join(dict.fromkeys(bare_label(one.amount.label) for one in same))
            yield Open(
                reason=f"“{names}”在同一栏有几个数，无法确定用哪一个",
                reason_en=f"{names} is printed with several values in one column",
            )
            return
    total, chosen = totals[0], [same[0] for same in parts]
    compared = tuple(of_amount(one.amount) for one in (*chosen, total))
    difference = total.value - sum(one.value for one in chosen)
    if _agree(total, chosen) or is_explained(difference, others):
        yield Held(compared=compared)
    elif {one.amount.unit for one in chosen} == {total.amount.unit}:
        yield _hit(total, chosen)


def _agree(total: Sum, parts: Sequence[Sum]) -> bool:
    """Whether the parts make the total as far as they are printed; a whole total may be rounded."""
    difference = abs(total.value - sum(one.value for one in parts))
    rounded = "." not in total.amount.text and difference < 0.5
    return rounded or difference <= rounding((total, *parts))


def _sources(inside: Sequence[Sum]) -> Iterator[Hit]:
    """A hit where the sources of funds printed below a total exceed it."""
    totals = [one for one in inside if one.label == "total"]
    if len(totals) != 1:
        return
    parts = [one for one in inside if one.label in SOURCES and one.amount.unit == totals[0].amount.unit]
    once = len({one.label for one in parts}) == len(parts)
    if parts and once and sum(one.value for one in parts) > totals[0].value + rounding((*parts, totals[0])):
        yield _hit(totals[0], parts)


def _listed(inside: Sequence[Sum]) -> Iterator[Hit]:
    """A hit where the parts listed below a total as 其中 come within a tenth of it and miss it.

    They need not be all of it; so near, they were meant to be.
    """
    first = next((at for at, one in enumerate(inside) if one.amount.label.lstrip().startswith("其中")), 0)
    if not first or inside[first - 1].label != "total":
        return
    total, parts = inside[first - 1], []
    for one in inside[first:]:
        if one.label == "total" or one.amount.group != inside[first].amount.group:
            break
        parts.append(one)
    added = sum(one.value for one in parts)
    near = abs(added - total.value) <= NEAR * total.value
    if len(parts) > 1 and near and not _agree(total, parts) and _one_unit((total, *parts)):
        yield _hit(total, parts)


def _one_unit(sums: Iterable[Sum]) -> bool:
    return len({one.amount.unit for one in sums}) == 1


def _hit(total: Sum, parts: Sequence[Sum]) -> Hit:
    unit = total.amount.unit
    added = sum(one.value for one in parts)
    values = {
        "column": f"“{parts[0].amount.column[:16]}”" if parts[0].amount.column else "",
        "parts": "、".join(f"{bare_label(one.amount.label)[:16]} {shown(one)}" for one in parts),
        "sum": shown(added, unit),
        "total": bare_label(total.amount.label)[:16],
        "printed": shown(total),
        "difference": shown(abs(added - total.value), unit),
    }
    compared = tuple(of_amount(one.amount) for one in (*parts, total))
    severity = "medium" if is_lost((*parts, total)) else None
    return Hit(table=total.table, values=values, severity=severity, compared=compared)  # type: ignore[arg-type]
