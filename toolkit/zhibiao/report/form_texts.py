"""The texts of a review opinion as records: form_view fills them, form_docx and form_html lay them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zhibiao.records import Severity
from zhibiao.report.ledger_view import PartView

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question with its evidence. `lines` are (kind, text): deduct, held, undecided, open.

    `score` is the proposal, `own` the empty box for the reviewer; `open` where there is no proposal.
    """

    text: str
    points: str
    lines: tuple[tuple[str, str], ...]
    score: str
    own: str
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionView:
    """A criterion with its proposed score and grade."""

    name: str
    points: str
    score: str
    grade: str
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """The index of a table, or of all tables; `open_rows` are rows that cannot be checked."""

    name: str
    index: str
    parts: tuple[PartView, ...]
    open_rows: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A row to be corrected; `problems` are (severity, its word, message with code), `boxes` what can be decided.

    `fill` is the severity that its number is coloured by, "" where nothing is wrong with the row.
    """

    table: str
    row: str
    name: str
    target: str
    problems: tuple[tuple[Severity, str, str], ...]
    wording: str
    boxes: tuple[str, ...]
    fill: Severity | Literal[""]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsideView:
    """Findings that cost nothing, each with place and reason, under a `title` that says whose reason it is."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """All texts of a review opinion. `grade` carries `reasons` where the gravest findings cap it."""

    facts: Pairs
    summary: str
    criteria: tuple[CriterionView, ...]
    total: str
    total_score: str
    grade: str
    reasons: tuple[str, ...]
    grade_boxes: str
    source: str
    index: tuple[IndexView, ...]
    ledger: str
    undecided: tuple[str, ...]
    rows: tuple[RowView, ...]
    remarks: tuple[str, ...]
    set_aside: tuple[SetAsideView, ...]
