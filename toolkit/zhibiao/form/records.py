"""The review opinion as records: what the documents of report/ print, in two languages."""

from __future__ import annotations

from dataclasses import dataclass

from zhibiao.measurability import Measurability, Place
from zhibiao.records import Allowed, Amount, Answer, Finding, Obligation, Severity, Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text in Chinese and English."""

    zh: str
    en: str

    def said(self, lang: str) -> str:
        """The text in `lang`."""
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """What the findings of one rule cost in one question: `points`, and the places behind it.

    `counts` are places by severity, the gravest finding of each place; `example` is the gravest finding. `capped`:
    a rule can take no more.
    """

    code: str
    points: float
    places: tuple[Place, ...]
    counts: tuple[tuple[Severity, int], ...]
    example: Finding
    capped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a criterion: `score` of `points`, None where the reviewer has to judge it.

    `look` says what a question that no rule answers is judged by. `ledger` are the obligations that belong here.
    """

    key: str
    text: Words
    points: float
    score: float | None
    look: Words | None = None
    deductions: tuple[Deduction, ...] = ()
    ledger: tuple[Obligation, ...] = ()

    @property
    def is_human(self) -> bool:
        """Whether no rule is evidence for it."""
        return self.look is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade and what it means for the table; `bound` is the least score in 100."""

    key: str
    name: Words
    bound: float
    advice: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One of the four criteria: `score` of `decided` points, None and 0 where nothing could be checked."""

    key: str
    name: Words
    points: float
    decided: float
    score: float | None
    grade: Grade | None
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """Why the grade is no better than `grade`; `places` are where the findings stand."""

    grade: Grade
    reason: Words
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowToRevise:
    """A row, or with `row` 0 a whole table, that must be corrected, with what is wrong and the first suggestion.

    `answer` is what the reviewer decided about it, None while nobody has.
    """

    place: Place
    name: str
    target: str
    findings: tuple[Finding, ...]
    suggestion: Suggestion | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A row whose category the reviewer corrected, from `before` to `after`."""

    place: Place
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """Index and ledger of the document with the wordings that the reviewer took."""

    measurability: Measurability
    ledger: tuple[Obligation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The proposed review opinion on one document.

    `score` of `decided` points is what the checks could decide, `percent` the same in 100; None where nothing could
    be. `grade` is the proposal, `by_score` the grade without `caps`. `open_questions` wait for the reviewer.
    `notes` counts the rows that have findings of severity low only and are not in `revise`; `unplaced` are findings
    that belong to no question and cost nothing. `org` and `years` are as the tables print them. `allowed` are the
    findings that cost nothing because the body or the reviewer set them aside, with the number of their table.
    Everything is about the document as it was handed in but `revised`, None where no wording was taken.
    """

    document: str
    org: str
    years: tuple[str, ...]
    tables: tuple[str, ...]
    rows: int
    amounts: tuple[tuple[int, Amount], ...]
    criteria: tuple[Criterion, ...]
    decided: float
    score: float | None
    percent: float | None
    by_score: Grade | None
    grade: Grade | None
    caps: tuple[Cap, ...]
    measurability: Measurability
    by_table: tuple[Measurability, ...]
    ledger: tuple[Obligation, ...]
    findings: tuple[tuple[Severity, int], ...]
    revise: tuple[RowToRevise, ...]
    notes: int
    unplaced: tuple[Finding, ...]
    allowed: tuple[tuple[int, Allowed], ...]
    source: Words
    summary: Words
    more_amounts: int = 0
    corrected: tuple[Corrected, ...] = ()
    revised: Revised | None = None

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions without a score."""
        return tuple(one for criterion in self.criteria for one in criterion.questions if one.score is None)
