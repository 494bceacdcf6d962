"""Scores of questions and criteria: what is taken off, for which findings, at which places.

A rule takes from the points of its question

    points × min(rule_cap, Σ rows[severity] / number of rows + Σ whole[severity] / number of tables)

where each row counts once with its gravest finding of that rule, and each finding about a whole table by itself
(data/form.yml: `deduct`). A question never falls below 0. A question that no check answered has no score.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zhibiao.form.criteria import form_data, grade_of, question_of, words
from zhibiao.form.records import Criterion, Deduction, Question
from zhibiao.measurability import Place
from zhibiao.records import SEVERITIES, Finding, Obligation, Review, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding with its place."""

    place: Place
    finding: Finding


def all_found(review: Review) -> list[Found]:
    """The findings of a review, tables and rows in order; those set aside by an exception are not among them."""
    found = []
    for number, reviewed in enumerate(review.tables, start=1):
        found += [Found(place=(number, 0), finding=one) for one in reviewed.findings]
        found += [
            Found(place=(number, row.indicator.row), finding=one)
            for row in reviewed.rows
            for one in row.findings
        ]
    return found


def score_criteria(review: Review) -> tuple[Criterion, ...]:
    """The four criteria with their questions, scored as far as the checks reach."""
    rows = sum(len(reviewed.rows) for reviewed in review.tables)
    found: dict[str, list[Found]] = defaultdict(list)
    for one in all_found(review):
        found[question_of(one.finding.code)].append(one)
    ledger: dict[str, list[Obligation]] = defaultdict(list)
    for obligation in review.ledger:
        ledger[question_of(obligation.code)].append(obligation)
    return tuple(
        _criterion(
            entry,
            [
                _question(
                    question,
                    deduct(found[question["key"]], question["points"], rows, len(review.tables)),
                    ledger[question["key"]],
                    looked=_has_subject(review, question.get("subject")),
                )
                for question in entry["questions"]
            ],
        )
        for entry in form_data()["criteria"]
    )


def _criterion(entry: dict[str, Any], questions: Sequence[Question]) -> Criterion:
    scores = [(one.points, one.score) for one in questions if one.score is not None]
    decided = sum(points for points, _ in scores)
    score = round(sum(score for _, score in scores), 1) if scores else None
    return Criterion(
        key=entry["key"],
        name=words(entry),
        points=entry["points"],
        decided=decided,
        score=score,
        grade=None if score is None else grade_of(100 * score / decided),
        questions=tuple(questions),
    )


def _has_subject(review: Review, subject: dict[str, Any] | None) -> bool:
    """Whether the tables hold what a question is about: enough rows of its categories or tiers."""
    if subject is None:
        return True
    rows = [row for reviewed in review.tables for row in reviewed.rows]
    categories, tiers = {*subject.get("categories", ())}, {*subject.get("tiers", ())}
    fitting = sum(
        bool({row.label.category, row.label.category_printed} & categories or row.target.tier in tiers)
        for row in rows
    )
    return fitting > 0 and fitting >= subject.get("share", 0) * len(rows)


def _question(
    entry: dict[str, Any], deductions: Sequence[Deduction], ledger: Sequence[Obligation], *, looked: bool
) -> Question:
    """`looked`: the table has what the question is about, so that a check that found nothing says something."""
    score = None
    if deductions or (looked and any(one.held or one.failed for one in ledger)):
        score = round(max(0.0, entry["points"] - sum(one.points for one in deductions)), 1)
    human = "rules" not in entry
    return Question(
        key=entry["key"],
        text=words(entry),
        points=entry["points"],
        score=None if human else score,
        look=words(entry["look"]) if human else None,
        deductions=tuple(deductions),
        ledger=tuple(ledger),
    )


def deduct(found: Sequence[Found], points: float, rows: int, tables: int) -> list[Deduction]:
    """What the findings of a question cost, rule by rule, the dearest first."""
    by_rule: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        by_rule[one.finding.code].append(one)
    deductions = [_deduction(code, several, points, rows, tables) for code, several in by_rule.items()]
    return sorted(deductions, key=lambda one: (-one.points, one.code))


def _deduction(code: str, found: Sequence[Found], points: float, rows: int, tables: int) -> Deduction:
    settings = form_data()["deduct"]
    gravest: dict[Place, Severity] = {}
    whole: list[Severity] = []
    for one in found:
        severity = one.finding.severity
        if one.place[1] == 0:
            whole.append(severity)
        else:
            gravest[one.place] = min(severity, gravest.get(one.place, severity), key=SEVERITIES.index)
    share = sum(settings["rows"][severity] for severity in gravest.values()) / max(
        rows, settings["least_rows"]
    )
    share += sum(settings["whole"][severity] for severity in whole) / max(tables, 1)
    counts = Counter([*gravest.values(), *whole])
    return Deduction(
        code=code,
        points=round(points * min(share, settings["rule_cap"]), 1),
        places=tuple(dict.fromkeys(one.place for one in found)),
        counts=tuple((severity, counts[severity]) for severity in SEVERITIES if counts[severity]),
        example=min((one.finding for one in found), key=lambda finding: SEVERITIES.index(finding.severity)),
        capped=share > settings["rule_cap"],
    )
