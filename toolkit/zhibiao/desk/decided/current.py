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
from zhibiao.desk.wording import say
from zhibiao.records import (
    Allowed,
    Document,
    Finding,
    Indicator,
    Label,
    Obligation,
    Review,
    ReviewedRow,
    ReviewedTable,
    Table,
)
from zhibiao.review import compare_reviews, label_rows
from zhibiao.revise.changes import Change, Planned, plan
from zhibiao.revise.writers import check
from zhibiao.rules import all_rules, choose_rules
from zhibiao.rules.allow import set_aside
from zhibiao.rules.lint import lint
from zhibiao.settings import Settings
from zhibiao.text import join_broken

WRITTEN_BACK = ("docx", "xlsx", "csv")
"""Formats of documents that `revise` writes back; of all others every row comes into a new workbook."""
_SIGNS = "=≥≤＝>＞＜<≧≦"
_HALF = "半年:"
"""What the reader puts before the text of a cell for half of the year."""


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
        _revised(
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


def _set_codes() -> set[str]:
    return {rule.code for rule in all_rules() if rule.scope == "set"}


def _of_others(review: Review, changed: set[tuple[int, int]]) -> dict[int, list[Finding]]:
    """Findings that only the comparison of documents brought, by table; those of rows that changed are left out."""
    codes = _set_codes()
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
    codes = _set_codes()
    return (*(one for one in now if one.code not in codes), *(one for one in before if one.code in codes))


def _ignoring(
    table: ReviewedTable, number: int, ignored: dict[tuple[int, int], dict[str, str]]
) -> ReviewedTable:
    allowed: list[Allowed] = []

    def kept(row: int, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        reasons = ignored.get((number, row), {})
        allowed.extend(
            Allowed(finding=one, reason=reasons[one.code]) for one in findings if one.code in reasons
        )
        return tuple(one for one in findings if one.code not in reasons)

    findings = kept(0, table.findings)
    rows = tuple(replace(row, findings=kept(row.indicator.row, row.findings)) for row in table.rows)
    return replace(table, findings=findings, rows=rows, allowed=(*table.allowed, *allowed))


def _revised(table: Table, planned: Sequence[Planned | None], *, everything: bool) -> Table:
    """The table with its rows as they would read; `everything`: also what has no cell of its own is written."""
    rows: list[Indicator] = []
    last = max((one.row for one in table.indicators), default=0)
    for indicator, one in zip(table.indicators, planned, strict=True):
        rows.append(_indicator(indicator, one.cells if one else (), everything=everything))
        for changes in one.inserted if one else ():
            if everything or all(change.written for change in changes):
                last += 1
                rows.append(replace(_added(indicator, changes), row=last))
    return replace(table, indicators=tuple(rows))


def _indicator(indicator: Indicator, changes: Sequence[Change], *, everything: bool) -> Indicator:
    texts = {change.field: change.new for change in changes if everything or change.written}
    return _read(indicator, texts)


def _added(indicator: Indicator, changes: Sequence[Change]) -> Indicator:
    """A row that was put in: the labels are those of the row above it, everything else its own."""
    empty = Indicator(
        name="",
        level1=indicator.level1,
        level2=indicator.level2,
        table=indicator.table,
        line=indicator.line,
        page=indicator.page,
    )
    return _read(empty, {change.field: change.new for change in changes})


def _read(indicator: Indicator, texts: dict[str, str]) -> Indicator:
    """The indicator with other texts, as reading its cells would give it: the sign of its own column before the target."""
    if not texts:
        return indicator
    tidied = {field: join_broken(text) for field, text in texts.items()}
    revised = replace(indicator, **tidied)  # type: ignore[arg-type]  # fields of Indicator
    sign, target = revised.comparator_printed, revised.target.strip()
    if "target" not in texts and "comparator_printed" in texts:
        target = target.lstrip(_SIGNS).strip()
    if sign and sign[0] in _SIGNS and target and target[0] not in _SIGNS:
        target = sign + target
    interim = f"{_HALF}{revised.interim}" if texts.get("interim") else revised.interim
    return replace(revised, target=target, interim=interim)
