"""The review opinion (绩效目标审核意见): four criteria scored as far as the checks reach, the rest left to the reviewer.

score -> grade -> summary: each number with the findings and places behind it. report/to_form.py writes it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import PurePath

from zhibiao.form.criteria import form_data, question_of, words
from zhibiao.form.grade import find_caps, propose, total
from zhibiao.form.records import (
    Cap,
    Criterion,
    Deduction,
    Form,
    Grade,
    Question,
    Revised,
    RowToRevise,
    Words,
)
from zhibiao.form.rows import corrected_rows, find_amounts, rows_to_revise
from zhibiao.form.score import all_found, score_criteria
from zhibiao.form.summary import summarise_form
from zhibiao.measurability import measure, measure_tables
from zhibiao.records import SEVERITIES, Review


def fill_form(review: Review, revised: Review | None = None) -> Form:
    """The proposed review opinion on a reviewed document.

    `revised` is the review of the document with the wordings that the reviewer took. What no rule can answer (whether
    goals fit the functions of the body, whether the level is realistic) stays without a score: `open_questions`.

    >>> import zhibiao
    >>> form = fill_form(zhibiao.review("corpora/samples/dept_goal.docx"))  # doctest: +SKIP
    >>> form.percent, form.grade.name.zh  # doctest: +SKIP
    (77.5, '中')
    """
    found = all_found(review)
    measured = measure(review)
    criteria = score_criteria(review)
    decided, score, percent = total(criteria)
    caps = find_caps(found, measured)
    by_score, grade = propose(decided, percent, caps)
    severities = Counter(one.finding.severity for one in found)
    revise, notes = rows_to_revise(review)
    amounts, more = find_amounts(review)
    tables = [reviewed.table for reviewed in review.tables]
    form = Form(
        document=PurePath(review.document.source.replace("\\", "/")).name,
        org="、".join(dict.fromkeys(table.org for table in tables if table.org)),
        years=tuple(dict.fromkeys(table.year for table in tables if table.year)),
        tables=tuple(table.name for table in tables),
        rows=measured.rows,
        amounts=amounts,
        more_amounts=more,
        criteria=criteria,
        decided=decided,
        score=score,
        percent=percent,
        by_score=by_score,
        grade=grade,
        caps=caps,
        measurability=measured,
        by_table=measure_tables(review),
        ledger=review.ledger,
        findings=tuple((severity, severities[severity]) for severity in SEVERITIES),
        revise=revise,
        notes=notes,
        unplaced=tuple(one.finding for one in found if not question_of(one.finding.code)),
        allowed=tuple(
            (number, one) for number, reviewed in enumerate(review.tables, 1) for one in reviewed.allowed
        ),
        corrected=corrected_rows(review),
        revised=Revised(measurability=measure(revised), ledger=revised.ledger) if revised else None,
        source=words(form_data()["source"]),
        summary=Words(zh="", en=""),
    )
    return replace(form, summary=summarise_form(form))


__all__ = [
    "Cap",
    "Criterion",
    "Deduction",
    "Form",
    "Grade",
    "Question",
    "RowToRevise",
    "Words",
    "fill_form",
]
