"""Runs the rules over a table."""

from __future__ import annotations

from dataclasses import replace

from zhibiao.records import Document, Finding, ReviewedRow, ReviewedTable, Table
from zhibiao.rules.base import Context, Rule
from zhibiao.taxonomy.profiles import find_profile


def lint(
    table: Table, rows: tuple[ReviewedRow, ...], document: Document, rules: tuple[Rule, ...]
) -> ReviewedTable:
    """The table with the findings of `rules`, each at its row; those about the whole table at the table."""
    profile = find_profile(table.profile) if table.profile else None
    context = Context(document=document, table=table, rows=rows, profile=profile)
    of_table: list[Finding] = []
    by_row: dict[int, list[Finding]] = {row.indicator.row: [] for row in rows}
    for rule in rules:
        if rule.scope == "table":
            for hit in rule.check(context):
                by_row.get(hit.row, of_table).append(rule.finding(hit, table.name))
            continue
        for row in rows:
            for hit in rule.check(row, context):
                at = row.indicator.row
                by_row[at].append(rule.finding(replace(hit, row=at), table.name))
    reviewed = tuple(replace(row, findings=tuple(by_row[row.indicator.row])) for row in rows)
    return ReviewedTable(table=table, rows=reviewed, findings=tuple(of_table))
