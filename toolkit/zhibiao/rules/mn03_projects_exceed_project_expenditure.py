"""{count}个项目的预算合计 {sum}，超过部门整体表的项目支出 {printed}，请核对项目预算或部门资金栏。

The budgets of {count} projects add up to {sum}, more than the project expenditure {printed} of the department's table: check.

## 发现什么
同一文件里，各项目表（或部门表重点任务）的预算相加，超过部门整体表资金栏的项目支出。

## 为什么
项目支出包括全部项目，部分项目相加不可能更多。超过说明口径不一、单位写错，或有一处不是最终预算。

## 例
前：部门项目支出 150 万元；项目表一 120 万元、项目表二 60 万元
后：核对后部门项目支出 180 万元

## 局限
项目相加较小是正常的（没有公开全部项目），不报。项目表的填报单位与部门表不同的不加。
自评表按年初预算相加，部门表只有一个数时与它比较。栏位丢失时降为低级别。

## English
The budgets of all project tables of the document, or of the tasks listed in the department's table, exceed the project
expenditure of the department. Less is normal. Tables of other bodies are left out; low where columns were lost.
"""

from collections.abc import Iterator, Sequence

from zhibiao.rules.base import Held, Hit, Whole
from zhibiao.rules.budgets import is_project
from zhibiao.rules.compared import of_amount
from zhibiao.rules.money import (
    SCALES,
    Sum,
    all_sums,
    bare_label,
    budget_sums,
    differs_by_unit,
    is_lost,
    shown,
)

CODE = "MN03"
NAME = "projects-exceed-project-expenditure"
TITLE = "项目合计超过项目支出"
SEVERITY = "medium"
SOURCE = "自订（own）：项目支出包括各项目"

TOLERANCE = 1.0005
PROJECT_NAMES = ("经费", "资金", "项目", "专项")
"""Tasks of other names may be paid from the basic expenditure."""


def check_document(whole: Whole) -> Iterator[Hit | Held]:
    """For every department table with a project expenditure, the projects of the document and its own tasks."""
    sums = all_sums(whole)
    for table, context in enumerate(whole.tables):
        limits = budget_sums([one for one in sums if one.table == table], "project")
        if is_project(whole, table) or not limits:
            continue
        most = max(limits, key=lambda one: one.yuan or 0)
        orgs = {context.table.org, ""}
        projects = [
            number
            for number, other in enumerate(whole.tables)
            if is_project(whole, number) and (other.table.org in orgs or not context.table.org)
        ]
        budgets = [one for number in projects for one in _budget(sums, number)]
        for parts in (budgets, _tasks(sums, table)):
            if parts:
                yield _compare(most, parts, whole)


def _budget(sums: Sequence[Sum], table: int) -> list[Sum]:
    """The one budget of a project table: the opening one where several are printed."""
    found = budget_sums([one for one in sums if one.table == table], "total")
    opening = [one for one in found if one.column == "opening"]
    return (opening or found)[:1]


def _tasks(sums: Sequence[Sum], table: int) -> list[Sum]:
    """The budgets of the tasks a department lists by name, one for each."""
    by_label: dict[str, Sum] = {}
    for one in sums:
        label = bare_label(one.amount.label)
        named = one.table == table and not one.label and not one.side and label.endswith(PROJECT_NAMES)
        if named and one.column in ("budget", "opening") and one.yuan:
            by_label.setdefault(one.amount.label, one)
    return list(by_label.values())


def _compare(limit: Sum, parts: Sequence[Sum], whole: Whole) -> Hit | Held:
    added = sum(one.yuan or 0 for one in parts)
    names = [whole.tables[one.table].table.name for one in (limit, *parts)]
    compared = tuple(of_amount(one.amount, name) for one, name in zip((limit, *parts), names, strict=True))
    most = limit.yuan or 0
    if added <= most * TOLERANCE or any(differs_by_unit(one.yuan, most) for one in parts):
        return Held(compared=compared)
    values = {
        "count": str(len(parts)),
        "sum": shown(added / SCALES[limit.amount.unit], limit.amount.unit),
        "printed": shown(limit),
    }
    severity = "low" if is_lost((limit, *parts)) else None
    return Hit(table=limit.table, values=values, severity=severity, compared=compared)  # type: ignore[arg-type]
