"""Reviews and documents as flat rows in the columns of schema.py: for csv, data frames and exports."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.records import (
    Document,
    Finding,
    Indicator,
    Label,
    Review,
    Suggestion,
    Table,
    Target,
)
from zhibiao.schema import ADDED, GIVEN
from zhibiao.suggest.places import OPEN

Value = str | float | bool | None


def given_columns(indicator: Indicator, table: Table, source: str) -> dict[str, Value]:
    """What the document itself says of one indicator, in the order of `schema.GIVEN`.

    >>> list(given_columns(Indicator(name="培训人次", row=3), Table(name="t", indicators=()), "a.docx"))[:3]
    ['source', 'table', 'row']
    """
    values: dict[str, Value] = {
        "source": source,
        "table": indicator.table or table.name,
        "org": table.org,
        "region": table.region,
        "year": table.year,
        "period": table.period,
        "doc_kind": table.doc_kind,
    }
    return {column: values.get(column, getattr(indicator, column, "")) for column in GIVEN}


def target_columns(target: Target) -> dict[str, Value]:
    """What a target adds to a row; without a bound on one side nothing is said about including it: None, not True.

    >>> target_columns(Target(tier="vague"))["target_tier"]
    'vague'
    """
    return {
        "target_kind": target.kind,
        "target_tier": target.tier,
        "lower": target.lower,
        "upper": target.upper,
        "lower_inclusive": None if target.lower is None else target.lower_inclusive,
        "upper_inclusive": None if target.upper is None else target.upper_inclusive,
        "unit_norm": target.unit,
        "dimension": target.dimension,
        "basis": target.basis,
        "deadline": target.deadline,
    }


def candidate(code: str, probability: float) -> str:
    """A runner-up as it stands in the column `candidates`.

    >>> candidate("O2", 0.312)
    'O2:0.31'
    """
    return f"{code}:{probability:.2f}"


def _label_columns(label: Label) -> dict[str, Value]:
    runners_up = (pair for pair in label.candidates if pair[0] != label.category)
    return {
        "category": label.category,
        "category_confidence": label.confidence,
        "category_printed": label.category_printed,
        "candidates": ";".join(candidate(*pair) for pair in runners_up),
        "canonical": label.canonical,
        "canonical_confidence": label.canonical_confidence,
        "needs_review": label.needs_review,
    }


def added_columns(
    target: Target,
    label: Label,
    findings: Sequence[Finding] = (),
    suggestions: Sequence[Suggestion] = (),
) -> dict[str, Value]:
    """What the program adds to a row, in the order of `schema.ADDED`.

    `findings` are rule codes, each once; `suggestion` is the first wording.

    >>> label = Label(category="O1", confidence=0.9, candidates=(("O1", 0.9), ("O2", 0.06)))
    >>> added_columns(Target(), label)["candidates"]
    'O2:0.06'
    """
    first = suggestions[0] if suggestions else None
    values = {
        **target_columns(target),
        **_label_columns(label),
        "findings": ";".join(dict.fromkeys(finding.code for finding in findings)),
        "suggestion": full_wording(first) if first else "",
    }
    return {column: values[column] for column in ADDED}


def plain_wording(suggestion: Suggestion) -> str:
    """The wording of a suggestion; name and target, with an open place for the number, where it has none.

    >>> plain_wording(Suggestion(name="培训人次", comparator="≥", value="", unit="人次", formula="",
    ...                          data_source="", value_from="", why=""))
    '培训人次≥〈由单位依据上年实际数填写〉人次'
    """
    comparator = "" if suggestion.comparator == "range" else suggestion.comparator
    return suggestion.wording or f"{suggestion.name}{comparator}{suggestion.value or OPEN}{suggestion.unit}"


def full_wording(suggestion: Suggestion) -> str:
    """As `plain_wording`, with the criteria of a graded suggestion: for places that show nothing else of it."""
    criteria = "；".join(f"{grade}：{text}" for grade, text in suggestion.scale)
    return f"{plain_wording(suggestion)}（{criteria}）" if criteria else plain_wording(suggestion)


def given_rows(document: Document) -> list[dict[str, Value]]:
    """The indicators of a document that nobody reviewed yet, one dict each, keys as `schema.GIVEN`.

    >>> given_rows(Document(source="a.docx", format="docx", tables=()))
    []
    """
    return [
        given_columns(indicator, table, document.source)
        for table in document.tables
        for indicator in table.indicators
    ]


def flat_rows(review: Review) -> list[dict[str, Value]]:
    """The rows of a review, one dict each, keys exactly `schema.COLUMNS` in their order.

    Texts are "" where there is nothing; None stands only in `lower`, `upper` and their `_inclusive`,
    where the target has no such bound.

    >>> flat_rows(Review(document=Document(source="a.docx", format="docx", tables=()), tables=()))
    []
    """
    return [
        given_columns(row.indicator, reviewed.table, review.document.source)
        | added_columns(row.target, row.label, row.findings, row.suggestions)
        for reviewed in review.tables
        for row in reviewed.rows
    ]
