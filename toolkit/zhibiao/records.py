"""The records that travel through the program: frozen, one per thing in the field.

file -> Grid -> Table of Indicator and Clause -> Target, Label -> Finding -> Suggestion -> Review
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Tier = Literal["measurable", "binary", "graded", "vague", "missing"]
TargetKind = Literal["level", "change", "share", "date", "duration", "state", "grade", "none"]
Severity = Literal["high", "medium", "low"]
Comparator = Literal["", "=", "≥", ">", "≤", "<", "range"]
SuggestionKind = Literal["own", "alternative", "scale", "split", "correction"]

SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One printed cell of a grid: its text, its place (0-based) and how many rows and columns it spans.

    `line` is the 1-based line or sheet row of the source where the cell starts (0: unknown), `page` the page of a
    PDF (0: the source has no pages).
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    line: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table as printed, before anybody knows what it means.

    `rows` holds the cells of each row from left to right, each cell once (at its top left place).
    `lossy` is True where the source lost the spans (pasted or scraped text): the columns of its cells
    are then only a hint. `caption` is the heading text just above; `note` what stood just below.
    """

    rows: tuple[tuple[Cell, ...], ...]
    caption: tuple[str, ...] = ()
    lossy: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something the program could not place, left out on purpose, or repaired: never silent.

    `code` is one of extract.notes.NOTES (EX..); `place` is e.g. "第 12 行".
    """

    code: str
    zh: str
    en: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a reader hands on: the grids of one file in order, and the prose between them.

    `paragraphs` are (line, text) of everything outside the grids; `encoding` as detected, "" for
    formats that state it themselves; `notes` what could not be read.
    """

    path: str
    format: str
    grids: tuple[Grid, ...]
    paragraphs: tuple[tuple[int, str], ...] = ()
    encoding: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row of a goal table. All texts as printed, white space tidied; "" where the table has nothing.

    `target` is the full-year target with its comparator (`≥500`), or the thresholds of a table that prints
    one for each grade (`优:≥95%;良:≥90%`); `interim` holds targets of parts of the
    year (`半年:=50%`), `history` past values (`2022=81%;2023=100%`), both joined by `;`.
    `row` counts from 1 within the table; `line` is the place in the source, `page` its page (0: no pages).
    `inferred` names the fields that the program filled from context (a merged cell, a lost label).
    `places` says where fields stand in the source: (field, line, column from 0), for those who write back.
    """

    name: str
    target: str = ""
    unit: str = ""
    comparator_printed: str = ""
    level1: str = ""
    level2: str = ""
    explanation: str = ""
    basis_text: str = ""
    interim: str = ""
    history: str = ""
    actual: str = ""
    weight: str = ""
    score: str = ""
    deviation: str = ""
    table: str = ""
    row: int = 0
    line: int = 0
    page: int = 0
    inferred: tuple[str, ...] = ()
    places: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A target, parsed. Percent stays in percent (`90%` -> lower 90.0, unit `%`).

    `lower`/`upper` are in the printed unit; multiplied by `scale` they are in `unit_base`
    (万元 -> 元, 10000). `deadline` is an ISO date (or year, year-month). `comparator` is what was said, normalised.
    `words` are the (start, end) spans in `raw` that carry no criterion (有效提升, 健全); `span` is the part of
    `raw` that was parsed. `conflict` says what contradicts itself, "" where nothing does.
    """

    kind: TargetKind = "none"
    tier: Tier = "missing"
    comparator: Comparator = ""
    lower: float | None = None
    upper: float | None = None
    lower_inclusive: bool = True
    upper_inclusive: bool = True
    unit: str = ""
    unit_base: str = ""
    scale: float = 1.0
    dimension: str = ""
    basis: str = ""
    deadline: str = ""
    approximate: bool = False
    raw: str = ""
    span: tuple[int, int] = (0, 0)
    words: tuple[tuple[int, int], ...] = ()
    conflict: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of goal or task prose and the targets in it.

    `section` is the label it stood under (年度目标, 重点工作, ...); `role` is goal, task, plan or actual.
    `targets` are (object, Target): what is counted, and the value it shall reach.
    """

    text: str
    section: str
    role: Literal["goal", "task", "plan", "actual"] = "goal"
    line: int = 0
    targets: tuple[tuple[str, Target], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One goal table of a document: its indicators, the labels printed without one, the clauses above it.

    `columns` are the roles of the header in order (level1, name, target, ...); `empty_labels` are
    (level1, level2) pairs printed without any indicator; `sheet` is the sheet of a workbook it stands in.
    """

    name: str
    indicators: tuple[Indicator, ...]
    doc_kind: str = ""
    profile: str = ""
    org: str = ""
    region: str = ""
    year: str = ""
    period: str = ""
    columns: tuple[str, ...] = ()
    empty_labels: tuple[tuple[str, str], ...] = ()
    clauses: tuple[Clause, ...] = ()
    notes: tuple[Note, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file, read: its goal tables, clauses that belong to no table, and notes on what was left out."""

    source: str
    format: str
    tables: tuple[Table, ...]
    clauses: tuple[Clause, ...] = ()
    notes: tuple[Note, ...] = ()
    encoding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What an indicator is, in the canonical taxonomy.

    `category` is one of the 20 codes or X; `candidates` are (code, probability), best first;
    `category_printed` is the code of the document's own label, "" where it has none;
    `canonical` is an indicator code (`O1.07`), "" where none fits; `reason` says which view decided.
    """

    category: str
    confidence: float
    candidates: tuple[tuple[str, float], ...] = ()
    category_printed: str = ""
    canonical: str = ""
    canonical_confidence: float = 0.0
    needs_review: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a strict reviewer would object to: rule code, place, span of the offending words, source.

    `row` is 0 for a finding about the whole table; `field` names the column (`target`, `name`, ...);
    `span` is (start, end) in that field's text. `message` is Chinese, `message_en` English.
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
    """A finding that an allowance took out of the count; it is kept and shown with the reason."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparable:
    """A row of another public table that measures the same thing: body, year, name and target as printed.

    `url` is the page it was read from, "" where only the document is known.
    """

    org: str
    year: str
    name: str
    target: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What a row could say instead.

    `kind`: own (the row's indicator with a number), alternative (another indicator), scale (a graded one with
    criteria), split (several rows, in `parts`), correction (the row with `changes` to its fields, nothing else).
    `value` is "" where nobody may invent a number: `value_from` then says who fills it and from which record;
    otherwise it says where the number comes from (this row's history, the goal text, a regulation).

    `numerator`, `denominator` and `population` take `formula` apart, "" where it is no ratio. `collector` collects
    the data from `data_source` every `frequency`; `evidence` is what to keep. `comparable` are rows of other
    tables, the nearest first; `spread` tells their number and quartiles. `scale` holds (grade, criteria).
    """

    name: str
    comparator: Comparator
    value: str
    unit: str
    formula: str
    data_source: str
    value_from: str
    why: str
    kind: SuggestionKind = "alternative"
    category: str = ""
    canonical: str = ""
    numerator: str = ""
    denominator: str = ""
    population: str = ""
    collector: str = ""
    frequency: str = ""
    evidence: str = ""
    comparable: tuple[Comparable, ...] = ()
    spread: str = ""
    scale: tuple[tuple[str, str], ...] = ()
    parts: tuple[Suggestion, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    wording: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedRow:
    """One indicator with everything that was found out about it."""

    indicator: Indicator
    target: Target
    label: Label
    findings: tuple[Finding, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedTable:
    """One table with its reviewed rows and the findings about the table as a whole.

    `allowed` are the findings of its rows that an exception covers; they stand nowhere else.
    """

    table: Table
    rows: tuple[ReviewedRow, ...]
    findings: tuple[Finding, ...] = ()
    allowed: tuple[Allowed, ...] = ()

    def all_findings(self) -> tuple[Finding, ...]:
        """Findings of the table and of its rows, table first, then by row."""
        return self.findings + tuple(f for row in self.rows for f in row.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The review of one document."""

    document: Document
    tables: tuple[ReviewedTable, ...]
    model: str = ""
    version: str = ""
    ignored: tuple[str, ...] = field(default=())

    def all_findings(self) -> tuple[Finding, ...]:
        """All findings, in document order."""
        return tuple(f for table in self.tables for f in table.all_findings())
