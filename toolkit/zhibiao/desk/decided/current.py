"""The review that follows from decisions: categories as corrected, findings as ignored, rows as they would read.

An ignored finding stands in `allowed` of its table with the reason, as one that a body has granted itself does. So it
is no finding any more, in no list and no count; but the row does not become one that can be checked, and the check
that failed has failed: the measurability index does not rise by looking away (see measurability.py). Taking a wording
does raise it: the row is read and checked again as the revised document would be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zhibiao.desk.decided.decisions import Decision, choices_of
from zhibiao.desk.decided.rewritten import revised
from zhibiao.desk.wording import say
from zhibiao.desk.work.comparing import set_codes
from zhibiao.records import (
    Allowed,
    Document,
    Finding,
    Label,
    Obligation,
    Review,
    ReviewedRow,
    ReviewedTable,
)
from zhibiao.review import compare_reviews, label_rows
from zhibiao.revise.changes import plan
from zhibiao.revise.writers import check
from zhibiao.rules import choose_rules
from zhibiao.rules.allow import set_aside
from zhibiao.rules.lint import lint
from zhibiao.settings import Settings

OPEN_PLACE = "VG04"
"""The rule that finds an open place in a target."""

WRITTEN_BACK = ("docx", "xlsx", "csv")
"""Formats of documents that `revise` writes back; of all others every row comes into a new workbook."""


def corrected(review: Review, decisions: Sequence[Decision], lang: str, settings: Settings) -> Review:
    """The review with the categories as they were corrected, and checked with them; suggestions stay."""
    if not any(one.category for one in decisions):
        return review
    rows = [_with_categories(table.rows, number, decisions, lang) for number, table in _numbered(review)]
    checked = _check(review, review.document, rows, settings)
    known = {(number, row.indicator.row): row for number, table in _numbered(review) for row in table.rows}
    tables = tuple(
        replace(table, rows=tuple(_with_offers(row, known[number, row.indicator.row]) for row in table.rows))
        for number, table in _numbered(checked)
    )
    return replace(checked, tables=tables)


def _with_offers(row: ReviewedRow, before: ReviewedRow) -> ReviewedRow:
    """The row with what it offered before: its suggestions, and the categories that the model held possible."""
    label = replace(row.label, candidates=before.label.candidates)
    return replace(row, label=label, suggestions=before.suggestions)


def ignoring(review: Review, decisions: Iterable[Decision]) -> Review:
    """The review without the findings that were ignored: they stand in `allowed`, with the reason."""
    ignored = {(one.table, one.row): dict(one.ignored) for one in decisions if one.ignored}
    if not ignored:
        return review
    return replace(
        review, tables=tuple(_ignoring(table, number, ignored) for number, table in _numbered(review))
    )


def current(review: Review, decisions: Sequence[Decision], lang: str, settings: Settings) -> Review:
    """The review of the document as it would be with the wordings that were taken, without what was ignored.

    As `reworded`, otherwise. Raises ZhibiaoError CF08 for a decision that does not fit the document.
    """
    return ignoring(reworded(review, wordings(decisions), lang, settings), decisions)


def wordings(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """What `reworded` makes use of, wordings and categories: most decisions add nothing to it."""
    plain = (replace(one, ignored=(), confirmed=False) for one in decisions)
    return tuple(one for one in plain if one.suggestion is not None or one.category)


def reworded(review: Review, decisions: Sequence[Decision], lang: str, settings: Settings) -> Review:
    """The review of the document with other wordings and categories; without suggestions where there are wordings.

    Rows keep their numbers; those that a row is taken apart into follow it and count on after the last one. Labels that
    the reader supplied from the names of rows around (`Indicator.inferred`) stay as they were supplied. Raises
    ZhibiaoError CF08 for a decision that does not fit the document.
    """
    planned = [
        one if review.document.format not in WRITTEN_BACK else check(one, lambda _: "", lang)
        for one in plan(review, choices_of(decisions, review), lang)
    ]
    by_row = {(one.table, one.row.indicator.row): one for one in planned if one.all()}
    if not by_row:
        return corrected(review, decisions, lang, settings)
    everything = review.document.format not in WRITTEN_BACK
    tables = tuple(
        revised(
            table.table,
            [by_row.get((number, row.indicator.row)) for row in table.rows],
            everything=everything,
        )
        for number, table in _numbered(review)
    )
    document = replace(review.document, tables=tables)
    rows = [
        _with_categories(label_rows(table), number, decisions, lang)
        for number, table in enumerate(tables, start=1)
    ]
    return _check(review, document, rows, settings, changed=by_row)


def without_open_places(now: Review, before: Review) -> Review:
    """The review `now` without failures of the ledger for places that only the wordings taken have open.

    They are to be filled in: no good wording shall make the index fall. What was open `before` stays a failure.
    """
    failed = {one.table for one in before.ledger if one.code == OPEN_PLACE and one.failed}
    kept = (one for one in now.ledger if one.code != OPEN_PLACE or not one.failed or one.table in failed)
    return replace(now, ledger=tuple(kept))


def _numbered(review: Review) -> list[tuple[int, ReviewedTable]]:
    return list(enumerate(review.tables, start=1))


def _with_categories(
    rows: Sequence[ReviewedRow], number: int, decisions: Iterable[Decision], lang: str
) -> tuple[ReviewedRow, ...]:
    chosen = {one.row: one.category for one in decisions if one.table == number and one.category}
    return tuple(
        replace(row, label=_label(row.label, chosen[row.indicator.row], lang))
        if row.indicator.row in chosen
        else row
        for row in rows
    )


def _label(label: Label, category: str, lang: str) -> Label:
    """The label as a person gave it: rules see no other category that could be defended as well."""
    fits = label.canonical.startswith(f"{category}.")
    return replace(
        label,
        category=category,
        confidence=1.0,
        candidates=((category, 1.0),),
        canonical=label.canonical if fits else "",
        canonical_confidence=label.canonical_confidence if fits else 0.0,
        needs_review=False,
        reason=say(lang, "corrected_by_reviewer"),
    )


def _check(
    review: Review,
    document: Document,
    rows: Sequence[Sequence[ReviewedRow]],
    settings: Settings,
    changed: Iterable[tuple[int, int]] = (),
) -> Review:
    """The rows of a document checked anew; what other documents had to do with it stays where the row is as it was."""
    rules = choose_rules(settings.select, settings.ignore)
    tables, ledger = lint(document, [tuple(replace(row, findings=()) for row in one) for one in rows], rules)
    alone = replace(review, document=document, tables=tuple(tables), ledger=ledger)
    (checked,) = compare_reviews([alone], select=settings.select, ignore=settings.ignore)
    kept = _of_others(review, set(changed))
    return replace(
        checked,
        tables=tuple(
            set_aside(_with_findings(table, kept.get(number, [])), settings.allow)
            for number, table in _numbered(checked)
        ),
        ledger=_ledger_of_others(checked.ledger, review.ledger),
    )


def _of_others(review: Review, changed: set[tuple[int, int]]) -> dict[int, list[Finding]]:
    """Findings that only the comparison of documents brought, by table; those of rows that changed are left out."""
    codes = set_codes()
    return {
        number: [
            one
            for one in (*table.all_findings(), *(known.finding for known in table.allowed))
            if one.code in codes and (number, one.row) not in changed
        ]
        for number, table in _numbered(review)
    }


def _with_findings(table: ReviewedTable, found: Sequence[Finding]) -> ReviewedTable:
    def more(row: int, known: tuple[Finding, ...]) -> tuple[Finding, ...]:
        codes = {one.code for one in known}
        return (*known, *(one for one in found if one.row == row and one.code not in codes))

    return replace(
        table,
        findings=more(0, table.findings),
        rows=tuple(replace(row, findings=more(row.indicator.row, row.findings)) for row in table.rows),
    )


def _ledger_of_others(now: Sequence[Obligation], before: Sequence[Obligation]) -> tuple[Obligation, ...]:
    """The ledger with what the comparison of all documents said of itself, not that of one document alone."""
    codes = set_codes()
    return (*(one for one in now if one.code not in codes), *(one for one in before if one.code in codes))


def _ignoring(
    table: ReviewedTable, number: int, ignored: dict[tuple[int, int], dict[str, str]]
) -> ReviewedTable:
    allowed: list[Allowed] = []

    def kept(row: int, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        reasons = ignored.get((number, row), {})
        allowed.extend(
            Allowed(finding=one, reason=reasons[one.code], by="reviewer")
            for one in findings
            if one.code in reasons
        )
        return tuple(one for one in findings if one.code not in reasons)

    findings = kept(0, table.findings)
    rows = tuple(replace(row, findings=kept(row.indicator.row, row.findings)) for row in table.rows)
    return replace(table, findings=findings, rows=rows, allowed=(*table.allowed, *allowed))
