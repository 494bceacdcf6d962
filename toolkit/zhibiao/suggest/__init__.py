"""Measurable alternatives for rows nobody can check, with evidence and without invented numbers."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from zhibiao.records import Document, Label, ReviewedRow, ReviewedTable, Suggestion, Target
from zhibiao.suggest.evidence import Evidence, from_goal_text, number_text

if TYPE_CHECKING:
    from zhibiao.suggest.candidates import Candidate

MOST = 3
OPEN = "____"


def suggest(
    name: str, *, target: str = "", unit: str = "", context: Evidence | None = None
) -> list[Suggestion]:
    """One to three measurable alternatives for an indicator, best first.

    `context` holds the row's history and the goal clauses of its table: the only places a number is taken
    from. Without one the value stays open and `value_from` says who fills it, from which record.

    >>> suggest("城市知名度", target="有效提升")[0].value
    ''
    """
    from zhibiao.classify import classify
    from zhibiao.target import parse_target

    label = classify([name], [target], [unit])[0]
    parsed = parse_target(target, unit=unit, name=name)
    return find_suggestions(name, parsed, label, unit=unit, context=context or Evidence())


def find_suggestions(
    name: str, target: Target, label: Label, *, unit: str = "", context: Evidence
) -> list[Suggestion]:
    """As `suggest`, for a row that is parsed and labelled."""
    from zhibiao.suggest.candidates import candidates
    from zhibiao.target.history import past_values

    found: dict[str, Suggestion] = {}
    past = past_values(context.history)
    for candidate in candidates(name, target, label, unit, past[0][2] if past else ""):
        alternative = candidate.alternative
        if alternative.name in found:
            continue
        value, value_from = _value(candidate, name, context)
        found[alternative.name] = Suggestion(
            name=alternative.name,
            comparator=alternative.comparator,  # type: ignore[arg-type]  # checked by the taxonomy's validator
            value=value,
            unit=alternative.unit,
            formula=alternative.formula,
            data_source=alternative.data_source,
            value_from=value_from,
            why=candidate.why,
            canonical=candidate.canonical,
            evidence=context.history,
            wording=f"{alternative.name} {alternative.comparator}{value or OPEN}{alternative.unit}",
        )
        if len(found) == MOST:
            break
    return list(found.values())


def _value(candidate: Candidate, name: str, context: Evidence) -> tuple[str, str]:
    """A number that the document or the thing itself gives, or "" with who fills it."""
    from zhibiao.target.history import past_values

    alternative = candidate.alternative
    unit = alternative.unit
    if alternative.value:
        return alternative.value, alternative.value_from
    if candidate.keeps_name:
        past = [(year, number) for year, number, printed in past_values(context.history) if printed == unit]
        if past:
            mean = sum(number for _, number in past) / len(past)
            if all(number.is_integer() for _, number in past) and unit != "%":
                mean = float(ceil(mean))  # whole things were counted: half a firm cannot be reached
            years = "、".join(f"{year}年{number_text(number)}{unit}" for year, number in past)
            missing = "；前三年中缺的年份由填报单位补齐后重算" if len(past) < 3 else ""
            return number_text(mean), f"本表所列往年值的平均（{years}）{missing}"
    stated = from_goal_text(name, context.clauses)
    if stated and stated[0].unit == unit and stated[0].lower is not None:
        return number_text(stated[0].lower), f"本表{stated[1].section}：“{stated[1].text[:40]}”"
    return "", f"由填报单位按上年实际数填写，取自{alternative.data_source}"


def add_suggestions(reviewed: ReviewedTable, document: Document) -> ReviewedTable:
    """The table with suggestions at each row whose target cannot be checked or does not fit its name."""
    clauses = reviewed.table.clauses or document.clauses
    return replace(reviewed, rows=tuple(_answer(row, clauses) for row in reviewed.rows))


def _answer(row: ReviewedRow, clauses: tuple) -> ReviewedRow:  # type: ignore[type-arg]
    if not needs_answer(row):
        return row
    context = Evidence(history=row.indicator.history, clauses=clauses)
    found = find_suggestions(
        row.indicator.name, row.target, row.label, unit=row.indicator.unit, context=context
    )
    return replace(row, suggestions=tuple(found))


def needs_answer(row: ReviewedRow) -> bool:
    """Whether the row is one that a reviewer sends back for a better indicator."""
    if row.target.tier in ("vague", "missing"):
        return row.label.category != "X"
    return any(finding.code.startswith("VG") for finding in row.findings)


__all__ = ["Evidence", "add_suggestions", "find_suggestions", "needs_answer", "suggest"]
