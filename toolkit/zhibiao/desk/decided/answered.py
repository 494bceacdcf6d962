"""What was decided about the rows of a document, as its review form says it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from zhibiao.desk.decided.decisions import Decision
from zhibiao.form import Answer
from zhibiao.form.records import AnswerKind
from zhibiao.measurability import Place
from zhibiao.records import Review, ReviewedRow, ReviewedTable
from zhibiao.report.flat import full_wording
from zhibiao.revise.texts import cell_texts, known_fields, old_text, own_cells

_READ = ("name", "comparator_printed", "target", "unit")
"""Cells of a row in the order in which its wording is read."""


def answers_of(review: Review, decisions: Iterable[Decision]) -> dict[Place, Answer]:
    """The answers by place; `review` is the one that was made when the document was read."""
    return {(one.table, one.row): _answer(review.tables[one.table - 1], one) for one in decisions}


def _answer(reviewed: ReviewedTable, decision: Decision) -> Answer:
    row = next((row for row in reviewed.rows if row.indicator.row == decision.row), None)
    before = row.label.category if row and decision.category else ""
    return Answer(
        kind=_kind(decision),
        wording=_wording(reviewed, row, decision) if row else "",
        category_before=before if before != decision.category else "",
    )


def _kind(decision: Decision) -> AnswerKind | Literal[""]:
    if decision.suggestion is not None:
        return "reworded" if decision.edit else "taken"
    return "returned" if decision.confirmed else ""


def _wording(reviewed: ReviewedTable, row: ReviewedRow, decision: Decision) -> str:
    """The wording that was taken as the form prints suggestions, the texts of the cells where somebody put it otherwise."""
    if decision.suggestion is None:
        return ""
    suggestion = row.suggestions[decision.suggestion - 1] if decision.suggestion else None
    if suggestion and not decision.edit:
        return full_wording(suggestion)
    known = known_fields(reviewed.table)
    own = own_cells(row.indicator, known)
    texts = {
        field: old_text(row.indicator, field, own) for field in _READ if field in own or field == "target"
    }
    texts |= cell_texts(row.indicator, suggestion, known) if suggestion else {}
    texts |= dict(decision.edit)
    said = " ".join(texts[field] for field in _READ if texts.get(field))
    return f"{said}（{texts['explanation']}）" if texts.get("explanation") else said
