"""What was decided about the places of a document, in its review: so every report can say it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from zhibiao.desk.decided.decisions import Decision
from zhibiao.records import Answer, AnswerKind, Review, ReviewedRow, Table
from zhibiao.report.flat import full_wording
from zhibiao.revise.texts import cell_texts, known_fields, printed_texts, wording_of


def answered(review: Review, decisions: Iterable[Decision], before: Review) -> Review:
    """The review with an answer at every row and table that was decided; `before` has the categories as they were."""
    by_place = {(one.table, one.row): one for one in decisions}
    tables = []
    for number, (reviewed, old) in enumerate(zip(review.tables, before.tables, strict=True), start=1):
        whole = by_place.get((number, 0))
        rows = tuple(
            replace(row, answer=_answer(reviewed.table, row, old_row, decision))
            if (decision := by_place.get((number, row.indicator.row)))
            else row
            for row, old_row in zip(reviewed.rows, old.rows, strict=True)
        )
        tables.append(replace(reviewed, rows=rows, answer=Answer(kind=_kind(whole)) if whole else None))
    return replace(review, tables=tuple(tables))


def _answer(table: Table, row: ReviewedRow, before: ReviewedRow, decision: Decision) -> Answer:
    changed = decision.category and decision.category != before.label.category
    return Answer(
        kind=_kind(decision),
        wording=_wording(table, row, decision),
        category_before=before.label.category if changed else "",
    )


def _kind(decision: Decision) -> AnswerKind | Literal[""]:
    if decision.suggestion is not None:
        return "reworded" if decision.edit else "taken"
    return "returned" if decision.confirmed else ""


def _wording(table: Table, row: ReviewedRow, decision: Decision) -> str:
    """What was taken as reports print suggestions; the texts of the cells where somebody put it in other words."""
    if decision.suggestion is None:
        return ""
    suggestion = row.suggestions[decision.suggestion - 1] if decision.suggestion else None
    if suggestion and not decision.edit:
        return full_wording(suggestion)
    known = known_fields(table)
    new = (cell_texts(row.indicator, suggestion, known) if suggestion else {}) | dict(decision.edit)
    said = wording_of(printed_texts(row.indicator, known) | new)
    return f"{said}（{new['explanation']}）" if new.get("explanation") else said
