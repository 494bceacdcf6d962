"""The budget that a table is about, and the rows of indicators whose target is an amount of its money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Whole
from zhibiao.rules.judge import bare_name, is_rate
from zhibiao.rules.money import Sum, budget_sums
from zhibiao.taxonomy import load_yaml
from zhibiao.text import normalise

SURE = 0.8
"""Below this the classifier's word alone does not make a row a cost row."""
_ENDINGS = ("成本", "经费", "费用", "预算资金", "项目资金", "支出")


def is_project(whole: Whole, table: int) -> bool:
    """Whether a table is about one project."""
    return whole.tables[table].table.doc_kind.startswith("project")


def is_named(whole: Whole, table: int, label: str) -> bool:
    """Whether a label is the name of the project a table is about, the whole name (驻点招商经费 is not 招商经费)."""
    title, name = normalise(whole.tables[table].table.name), normalise(label)
    return bool(name) and (title == name or title.endswith(f"·{name}"))


def own_budgets(whole: Whole, sums: Sequence[Sum], table: int) -> list[Sum]:
    """The planned amounts printed in a table: the totals, and the project expenditure of a department."""
    own = [one for one in sums if one.table == table]
    totals = [*budget_sums(own, "total"), *budget_sums(own, "period_total")]
    return totals if is_project(whole, table) else [*budget_sums(own, "project"), *totals]


def budgets_for(whole: Whole, sums: Sequence[Sum], table: int) -> list[Sum]:
    """The budget a table is about; that of the only project is the department's project expenditure.

    A document with a second project table says nothing about the share of each.
    """
    own = own_budgets(whole, sums, table)
    if own or not is_project(whole, table):
        return own
    projects = [number for number in range(len(whole.tables)) if is_project(whole, number)]
    if len(projects) != 1:
        return []
    return [one for one in budget_sums(sums, "project") if not is_project(whole, one.table)]


def cost_rows(whole: Whole) -> Iterator[tuple[int, ReviewedRow, float]]:
    """(table, row, 元) for every row whose target limits an amount of the body's own money."""
    for number, context in enumerate(whole.tables):
        for row in context.rows:
            amount = cost_of(row)
            if amount:
                yield number, row, amount


def cost_of(row: ReviewedRow) -> float | None:
    """The money a cost row allows, in 元; None for any other row, a unit price and money from elsewhere."""
    target = row.target
    value = target.upper if target.upper is not None else target.lower
    if target.unit_base != "元" or target.kind != "level" or target.comparator in ("≥", ">", "range"):
        return None
    name = bare_name(row.indicator.name)
    if (
        value is None
        or target.basis
        or any(word in name for word in load_yaml("lexicon/money.yml")["other_money"])
    ):
        return None
    return value * target.scale if _is_cost(row, name) else None


def _is_cost(row: ReviewedRow, name: str) -> bool:
    printed = row.label.category_printed
    if printed:
        return printed.startswith("C") or (not printed.startswith(("E", "S")) and name.endswith(_ENDINGS))
    if row.label.category == "C1" and row.label.confidence >= SURE:
        return True
    return name.endswith(_ENDINGS) and not is_rate(name)
