"""Measurable alternatives for rows nobody can check, with evidence and without invented numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zhibiao.records import Clause, Document, Label, ReviewedRow, ReviewedTable, Suggestion, Target
from zhibiao.suggest.evidence import Evidence
from zhibiao.suggest.readings import Reading

MOST = 3


def suggest(
    name: str, *, target: str = "", unit: str = "", context: Evidence | None = None
) -> list[Suggestion]:
    """One to three measurable alternatives for an indicator or a clause of a task, best first.

    `context` holds the row's history and the goal clauses of its table: the only places a number is taken
    from. Without one the value stays open and `value_from` says who fills it, from which record.

    >>> suggest("城市知名度", target="有效提升")[0].value
    ''
    """
    from zhibiao.classify import classify
    from zhibiao.suggest.readings import find_readings
    from zhibiao.target import parse_target

    labels = classify([name], [target], [unit])
    parsed = parse_target(target, unit=unit, name=name)
    (meant,) = find_readings([name], [parsed], labels)
    return find_suggestions(name, parsed, labels[0], meant, unit=unit, context=context or Evidence())


def find_suggestions(
    name: str, target: Target, label: Label, readings: Sequence[Reading], *, unit: str = "", context: Evidence
) -> list[Suggestion]:
    """As `suggest`, for a row that is parsed and labelled; `readings` as `readings.find_readings` has them."""
    from zhibiao.suggest.candidates import candidates
    from zhibiao.suggest.describe import describe
    from zhibiao.suggest.evidence import stated_values
    from zhibiao.target.history import past_values

    past = past_values(context.history)
    stated = stated_values(context.clauses)
    ranked = candidates(name, target, label, readings, unit, past[0][2] if past else "")
    return [describe(candidate, name, context, stated) for candidate in ranked[:MOST]]


def add_suggestions(reviewed: ReviewedTable, document: Document) -> ReviewedTable:
    """The table with suggestions at each row whose target cannot be checked or does not fit its name."""
    from zhibiao.suggest.readings import find_readings

    asked = [row for row in reviewed.rows if needs_answer(row)]
    meant = find_readings(
        [row.indicator.name for row in asked], [row.target for row in asked], [row.label for row in asked]
    )
    clauses = reviewed.table.clauses or document.clauses
    table = reviewed.table
    context = Evidence(clauses=clauses, org=table.org, year=table.year)
    answered = {
        row.indicator.row: _answer(row, codes, context) for row, codes in zip(asked, meant, strict=True)
    }
    return replace(reviewed, rows=tuple(answered.get(row.indicator.row, row) for row in reviewed.rows))


def _answer(row: ReviewedRow, readings: Sequence[Reading], context: Evidence) -> ReviewedRow:
    found = find_suggestions(
        row.indicator.name,
        row.target,
        row.label,
        readings,
        unit=row.indicator.unit,
        context=replace(context, history=row.indicator.history),
    )
    return replace(row, suggestions=tuple(found))


def needs_answer(row: ReviewedRow) -> bool:
    """Whether the row is one that a reviewer sends back for a better indicator."""
    if row.target.tier in ("vague", "missing"):
        return row.label.category != "X"
    return any(finding.code.startswith("VG") for finding in row.findings)


__all__ = ["Evidence", "add_suggestions", "find_suggestions", "needs_answer", "suggest"]
