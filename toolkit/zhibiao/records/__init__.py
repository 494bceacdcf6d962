"""The records that travel through the program: frozen, one per thing in the field.

file -> Grid (printed) -> Table of Indicator and Clause (tables) -> Target, Label (parsed) -> Finding (reviewed)
-> Suggestion (suggested) -> Review (reviewed)
"""

from zhibiao.records.facts import Amount, Prose
from zhibiao.records.parsed import TIERS, Comparator, Label, Target, TargetKind, Tier
from zhibiao.records.printed import Cell, Grid, Note, Page
from zhibiao.records.reviewed import (
    ANSWERS,
    SEVERITIES,
    Allowance,
    Allowed,
    Answer,
    AnswerKind,
    Compared,
    Finding,
    Obligation,
    ObligationState,
    Review,
    ReviewedRow,
    ReviewedTable,
    Severity,
    by_severity,
)
from zhibiao.records.suggested import Comparable, Suggestion, SuggestionKind
from zhibiao.records.tables import Clause, Document, Indicator, Table

__all__ = [
    "ANSWERS",
    "SEVERITIES",
    "TIERS",
    "Allowance",
    "Allowed",
    "Amount",
    "Answer",
    "AnswerKind",
    "Cell",
    "Clause",
    "Comparable",
    "Comparator",
    "Compared",
    "Document",
    "Finding",
    "Grid",
    "Indicator",
    "Label",
    "Note",
    "Obligation",
    "ObligationState",
    "Page",
    "Prose",
    "Review",
    "ReviewedRow",
    "ReviewedTable",
    "Severity",
    "Suggestion",
    "SuggestionKind",
    "Table",
    "Target",
    "TargetKind",
    "Tier",
    "by_severity",
]
