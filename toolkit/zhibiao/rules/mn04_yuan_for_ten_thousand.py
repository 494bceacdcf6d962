"""{one}写 {printed}，{two}写 {other}，数字相同而单位差一{times}倍，多半是“元”与“万元”写错，请统一。

{one_en} says {printed}, {two_en} says {other}: the same digits, {times_en} times apart; the unit of one is wrong.

## 发现什么
同一笔钱在两处的数字相同，单位却差一万倍（或一亿倍）：项目表预算与部门项目支出、重点任务的批复金额，
成本指标的目标值与预算，资金总额与它的各部分。

## 为什么
“元”和“万元”写错，金额差一万倍，审核必退。

## 例
前：项目预算资金(元) 150，部门项目支出 150 万元
后：项目预算资金(元) 1500000

## 局限
只在两处确为同一笔钱、且至少有两位有效数字时比较。单价、补助标准不比较。没有写单位的不比较。

## English
The same money stands in two places with the same digits and units 10^4 or 10^8 apart: the project's budget and the
department's, a cost target and the budget, a total and its parts. At least two significant digits are needed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhibiao.records import Compared
from zhibiao.rules.base import Held, Hit, Whole
from zhibiao.rules.budgets import budgets_for, cost_rows, is_named, is_project
from zhibiao.rules.compared import cell, of_amount
from zhibiao.rules.money import Sum, all_sums, budget_sums, differs_by_unit, named, shown
from zhibiao.taxonomy import load_yaml

CODE = "MN04"
NAME = "yuan-for-ten-thousand"
TITLE = "元与万元混淆"
SEVERITY = "high"
SOURCE = "自订（own）：同一笔钱在各处应一致"

HUNDRED_MILLION = 1e8


def check_document(whole: Whole) -> Iterator[Hit | Held]:
    """For every pair of places that state the same money, whether they differ by a unit."""
    sums = all_sums(whole)
    yield from _costs(whole, sums)
    for one, two in (*_projects(whole, sums), *_wholes(sums)):
        compared = of_amount(one.amount), of_amount(two.amount)
        if not differs_by_unit(one.yuan, two.yuan):
            yield Held(compared=compared)
            continue
        values = _values(
            (f"“{named(one)}”", f'"{named(one)}"'),
            shown(one),
            two,
            one.yuan or 0,
            whole if one.table != two.table else None,
        )
        yield Hit(table=one.table, values=values, compared=compared)


def _costs(whole: Whole, sums: Sequence[Sum]) -> Iterator[Hit | Held]:
    """Cost rows against the budget of their table."""
    for table, row, cost in cost_rows(whole):
        budgets = budgets_for(whole, sums, table)
        wrong = [one for one in budgets if differs_by_unit(cost, one.yuan)]
        compared: tuple[Compared, ...] = (cell(row.indicator),)
        compared += tuple(of_amount(one.amount) for one in (wrong or budgets)[:1])
        if budgets and not wrong:
            yield Held(compared=compared)
        if wrong:
            printed = row.indicator.target
            if row.target.unit not in row.target.raw:
                printed += row.target.unit
            name = row.indicator.name[:24]
            place = f"第{row.indicator.row}行“{name}”", f'row {row.indicator.row} "{name}"'
            values = _values(place, printed, wrong[0], cost, None)
            span = (0, len(row.indicator.target))
            yield Hit(table=table, row=row.indicator.row, span=span, values=values, compared=compared)


def _projects(whole: Whole, sums: Sequence[Sum]) -> Iterator[tuple[Sum, Sum]]:
    """The budget of a project's table, and the task of that name or the department's only project."""
    projects = [number for number in range(len(whole.tables)) if is_project(whole, number)]
    for number in projects:
        budget = budget_sums([one for one in sums if one.table == number], "total")
        for other in sums:
            if not budget or is_project(whole, other.table) or not other.yuan:
                continue
            planned = other.column in ("budget", "opening", "")
            same = not other.label and is_named(whole, number, other.amount.label)
            only = len(projects) == 1 and other.label == "project"
            if planned and (same or only):
                yield budget[0], other


def _wholes(sums: Sequence[Sum]) -> Iterator[tuple[Sum, Sum]]:
    """A total and one of its parts, where the digits make the sum and the units differ."""
    for kind in load_yaml("lexicon/money.yml")["wholes"]:
        for total in (one for one in sums if one.label == kind["total"] and one.yuan):
            same = [two for two in sums if (two.table, two.column) == (total.table, total.column)]
            parts = [[two for two in same if two.label == role and two.yuan] for role in kind["parts"]]
            if not all(len(found) == 1 for found in parts):
                continue
            added = sum(found[0].yuan or 0 for found in parts)
            units = {found[0].amount.unit for found in parts}
            if differs_by_unit(added, total.yuan) and len(units) == 1:
                yield _as_sum(total, parts[0][0], added)


def _as_sum(total: Sum, part: Sum, added: float) -> tuple[Sum, Sum]:
    """Total and parts as two amounts; the parts stand for their sum."""
    times = added / (part.yuan or 1)
    amount = replace(
        part.amount, label="各部分合计", text=f"{part.value * times:.2f}", value=part.value * times
    )
    return total, replace(part, amount=amount)


def _values(
    place: tuple[str, str], printed: str, other: Sum, yuan: float, whole: Whole | None
) -> dict[str, str]:
    ratio = max(yuan, other.yuan or 0) / min(yuan, other.yuan or 1)
    name = whole.tables[other.table].table.name[:24] if whole else ""
    table, table_en = (f"“{name}”", f'"{name}"') if whole else ("资金栏", "the budget's")
    large = ratio >= HUNDRED_MILLION * 0.99
    return {
        "one": place[0],
        "one_en": place[1],
        "printed": printed,
        "two": f"{table}“{named(other)}”",
        "two_en": f'{table_en} "{named(other)}"',
        "other": shown(other),
        "times": "亿" if large else "万",
        "times_en": "100,000,000" if large else "10,000",
    }
