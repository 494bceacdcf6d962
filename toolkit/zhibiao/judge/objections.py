"""The columns about findings and suggestions: those of one row alone, as if it were a table of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from zhibiao.judge.rows import NOTHING, Rows
from zhibiao.records import Finding, ReviewedTable
from zhibiao.schema import FINDINGS, SUGGESTION

if TYPE_CHECKING:
    from zhibiao.rules.base import Rule


def finding_columns(rows: Rows, *, suggestions: bool) -> dict[str, list[str]]:
    """Codes of findings, and the first suggestion where `suggestions` are wanted."""
    found = _check(rows)
    codes = [""] * len(rows.batch)
    for number, made in found.items():
        codes[number] = ";".join(dict.fromkeys(code for code, _ in made))
    told = {FINDINGS: codes}
    if suggestions:
        told[SUGGESTION] = [""] * len(rows.batch)
        for number, wording in _suggest(rows, found):
            told[SUGGESTION][number] = wording
    return told


_Found = Mapping[int, Sequence[tuple[str, Callable[[], Finding]]]]


def _check(rows: Rows) -> _Found:
    """What the rules about rows object to: by the number of the row, the code and a way to the whole finding."""
    from zhibiao.rules.base import Hit
    from zhibiao.rules.lint import check_rows

    found = defaultdict(list)
    for rule in _row_rules():
        for number, said in check_rows(rule, rows.batch, rows.__getitem__):
            for hit in said:
                if isinstance(hit, Hit):
                    found[number].append((rule.code, partial(rule.finding, hit, "")))
    return found


@cache
def _row_rules() -> tuple[Rule, ...]:
    from zhibiao.rules import choose_rules

    return tuple(rule for rule in choose_rules() if rule.scope == "row")


def _suggest(rows: Rows, found: _Found) -> list[tuple[int, str]]:
    """The first suggestion of each row that has one: what nobody objects to and can be checked needs none."""
    from zhibiao.report.flat import full_wording
    from zhibiao.suggest import add_suggestions

    open_targets = [target.tier in ("vague", "missing") for target in rows.batch.targets]
    asked = [
        number
        for number, target in enumerate(rows.batch.target_of.tolist())
        if open_targets[target] or number in found
    ]
    tables = []
    for number in asked:
        row, context = rows[number]
        findings = tuple(replace(make(), row=1) for _, make in found.get(number, ()))
        table = replace(context.table, indicators=(row.indicator,))
        tables.append(ReviewedTable(table=table, rows=(replace(row, findings=findings),)))
    answered = add_suggestions(tables, NOTHING)
    return [
        (number, full_wording(table.rows[0].suggestions[0]))
        for number, table in zip(asked, answered, strict=True)
        if table.rows[0].suggestions
    ]
