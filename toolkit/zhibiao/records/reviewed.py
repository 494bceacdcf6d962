"""What was found out: findings, what was set aside, and rows, tables and documents with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from zhibiao.records.parsed import Label, Target
from zhibiao.records.suggested import Suggestion
from zhibiao.records.tables import Document, Indicator, Table

if TYPE_CHECKING:
    import pandas as pd

Severity = Literal["high", "medium", "low"]

SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A place in the source that a rule looked at: `label` says what it is, `text` what is printed there.

    `label_en` is the label in English, "" where it is printed in the source.
    `field` is a field of Indicator in `row`, or `clause`, `amount`, `prose` outside the indicators (`row` 0).
    """

    label: str
    text: str
    field: str = ""
    table: str = ""
    row: int = 0
    line: int = 0
    label_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a strict reviewer would object to: rule code, place, span of the offending words, source.

    `row` is 0 for a finding about the whole table; `field` names the column (`target`, `name`, ...);
    `span` is (start, end) in that field's text. `message` is Chinese, `message_en` English. `compared` are the places
    whose contents were held against each other.
    """

    code: str
    name: str
    severity: Severity
    message: str
    message_en: str
    table: str = ""
    row: int = 0
    field: str = ""
    span: tuple[int, int] = (0, 0)
    source: str = ""
    compared: tuple[Compared, ...] = ()


def by_severity(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings, the gravest first; those of one severity in the order in which they were found."""
    return tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """An exception that a body has granted itself, with its reason: this rule, for rows of this name.

    `rule` is a code or its beginning; `name` and `target` are patterns in which * stands for anything.
    """

    rule: str
    name: str
    reason: str
    target: str = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """A finding that an allowance of the body, or a reviewer, took out of the count; kept and shown with the reason."""

    finding: Finding
    reason: str
    by: Literal["body", "reviewer"] = "body"


AnswerKind = Literal["taken", "reworded", "returned"]

ANSWERS: tuple[AnswerKind, ...] = ("taken", "reworded", "returned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the reviewer decided about a row or a whole table.

    The suggestion was `taken`, the row put in other words, or it is `returned` for the body to mend; "" where only
    the category was corrected. `wording` is what was taken or written, `category_before` the category that was wrong.
    """

    kind: AnswerKind | Literal[""] = ""
    wording: str = ""
    category_before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedRow:
    """One indicator with everything that was found out about it, and what the reviewer decided, None for nothing yet."""

    indicator: Indicator
    target: Target
    label: Label
    findings: tuple[Finding, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    answer: Answer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedTable:
    """One table with its reviewed rows and the findings about the table as a whole.

    `allowed` are the findings that an exception covers or a reviewer ignored; they stand nowhere else.
    `answer` is what the reviewer decided about the table as a whole.
    """

    table: Table
    rows: tuple[ReviewedRow, ...]
    findings: tuple[Finding, ...] = ()
    allowed: tuple[Allowed, ...] = ()
    answer: Answer | None = None

    def all_findings(self) -> tuple[Finding, ...]:
        """Findings of the table and of its rows, table first, then by row."""
        return self.findings + tuple(f for row in self.rows for f in row.findings)


ObligationState = Literal["held", "failed", "not_applicable", "undecided"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """What one rule found in one table, or in the document (`table` "").

    `held`, `failed` and `undecided` count the things it looked at; all zero: the rule did not apply. `reason` says
    why things could not be decided, or why the rule did not apply; `reason_en` the same in English. `code` is that
    of a rule, or of a note (EX01) on a table that was not read and that nothing could be checked in.
    """

    code: str
    name: str
    table: str = ""
    held: int = 0
    failed: int = 0
    undecided: int = 0
    reason: str = ""
    reason_en: str = ""

    @property
    def state(self) -> ObligationState:
        """The gravest of its counts: failed, undecided, held; not_applicable where all are zero."""
        if self.failed:
            return "failed"
        if self.undecided:
            return "undecided"
        return "held" if self.held else "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The review of one document; `ledger` says of every rule whether it held, failed, did not apply or is open."""

    document: Document
    tables: tuple[ReviewedTable, ...]
    model: str = ""
    version: str = ""
    ignored: tuple[str, ...] = field(default=())
    ledger: tuple[Obligation, ...] = ()

    def all_findings(self) -> tuple[Finding, ...]:
        """All findings, in document order."""
        return tuple(f for table in self.tables for f in table.all_findings())

    def to_frame(self) -> pd.DataFrame:
        """The rows as a pandas frame, columns `schema.COLUMNS`: see `zhibiao.frames.review_frame`."""
        from zhibiao.frames.rows import review_frame

        return review_frame(self)
