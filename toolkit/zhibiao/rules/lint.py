"""Runs the rules over the tables of a document, or of a set of documents, and keeps the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Document, Finding, Obligation, ReviewedRow, ReviewedTable
from zhibiao.rules.base import Context, Hit, Open, Outcome, Rule, Whole
from zhibiao.rules.compared import FIELDS
from zhibiao.rules.suspects import Batch, applies, asked_fields, batch_of, find_suspects
from zhibiao.taxonomy.profiles import find_profile

Rows = tuple[ReviewedRow, ...]
Linted = tuple[list[ReviewedTable], tuple[Obligation, ...]]
NOTHING = ("表中没有这项检查要比对的内容", "nothing here that this check compares")


def lint(document: Document, tables: Sequence[Rows], rules: Iterable[Rule]) -> Linted:
    """The tables of `document`, whose rows are `tables`, with the findings of `rules`, and what became of each rule.

    Findings stand at their row; those about a whole table at the table. Rules about sets of documents are left to
    `lint_set`.
    """
    whole = make_whole(document, tables)
    findings: list[list[Finding]] = [[] for _ in tables]
    ledger: list[Obligation] = []
    rules = tuple(rules)
    batches = [batch_of(rows, asked_fields(rules)) for rows in tables]
    for rule in rules:
        if rule.scope == "set":
            continue
        if rule.scope == "document":
            outcomes = _run(rule, (document.source,), whole)
            ledger.append(_obligation(rule, "", outcomes))
            for hit in _hits(outcomes):
                findings[hit.table].append(rule.finding(hit, whole.tables[hit.table].table.name))
            continue
        for number, context in enumerate(whole.tables):
            outcomes, held = _of_table(rule, context, batches[number])
            ledger.append(_obligation(rule, context.table.name, outcomes, held))
            findings[number] += [rule.finding(hit, context.table.name) for hit in _hits(outcomes)]
    reviewed = [
        _place(ReviewedTable(table=context.table, rows=context.rows), found)
        for context, found in zip(whole.tables, findings, strict=True)
    ]
    return reviewed, (*ledger, *_unread(document))


def lint_set(
    documents: Sequence[tuple[Document, Sequence[ReviewedTable]]], rules: Iterable[Rule]
) -> list[Linted]:
    """For each of several documents its tables with the findings of rules that compare documents, and their ledger."""
    wholes = tuple(
        make_whole(document, [reviewed.rows for reviewed in tables]) for document, tables in documents
    )
    sources = [document.source for document, _ in documents[:3]]
    result: list[Linted] = [(list(tables), ()) for _, tables in documents]
    for rule in rules:
        if rule.scope != "set":
            continue
        outcomes: dict[int, list[Outcome]] = defaultdict(list)
        for outcome in _run(rule, sources, wholes):
            outcomes[outcome.document].append(outcome)
        for number, (tables, ledger) in enumerate(result):
            for hit in _hits(outcomes[number]):
                table = tables[hit.table]
                tables[hit.table] = _place(table, [rule.finding(hit, table.table.name)])
            result[number] = tables, (*ledger, _obligation(rule, "", outcomes[number]))
    return result


def make_whole(document: Document, tables: Sequence[Rows]) -> Whole:
    """A document with the contexts of its tables."""
    contexts = tuple(
        Context(
            document=document,
            table=table,
            rows=rows,
            profile=find_profile(table.profile) if table.profile else None,
        )
        for table, rows in zip(document.tables, tables, strict=True)
    )
    return Whole(document=document, tables=contexts)


def _run(rule: Rule, place: Sequence[str], *given: object) -> list[Outcome]:
    """What a rule says; its failure becomes a coded error that names the rule, the place and the way round it."""
    try:
        return list(rule.check(*given))
    except (ZhibiaoError, MemoryError):
        raise
    except Exception as error:
        detail = f"{type(error).__name__}: {error}"
        raise ZhibiaoError(
            "RL01", rule=rule.code, place=" · ".join(place)[:80], detail=detail[:160]
        ) from error


def check_rows(
    rule: Rule, batch: Batch, row_at: Callable[[int], tuple[ReviewedRow, Context]]
) -> Iterator[tuple[int, list[Outcome]]]:
    """What a rule about rows says of those rows of a batch that it says something of; `row_at` gives a row and its table."""
    for number in find_suspects(rule, batch, applies(rule, batch)):
        row, context = row_at(number)
        said = _run(rule, (context.table.name, row.indicator.name), row, context)
        if said:
            yield number, said


def _of_table(rule: Rule, context: Context, batch: Batch) -> tuple[list[Outcome], int]:
    """What a rule about rows or a table says, and how many rows it looked at and found in order."""
    if rule.scope == "table":
        return _run(rule, (context.table.name,), context), 0
    rows = context.rows
    found = list(check_rows(rule, batch, lambda number: (rows[number], context)))
    outcomes = [_at(rows[number], outcome) for number, said in found for outcome in said]
    return outcomes, int(applies(rule, batch).sum()) - len(found)


def _at(row: ReviewedRow, outcome: Outcome) -> Outcome:
    return replace(outcome, row=row.indicator.row) if isinstance(outcome, Hit) else outcome


def _hits(outcomes: Iterable[Outcome]) -> Iterator[Hit]:
    return (outcome for outcome in outcomes if isinstance(outcome, Hit))


def _place(reviewed: ReviewedTable, findings: Sequence[Finding]) -> ReviewedTable:
    """The table with more findings, each at its row."""
    by_row: dict[int, list[Finding]] = defaultdict(list)
    known = {row.indicator.row for row in reviewed.rows}
    for finding in findings:
        by_row[finding.row if finding.row in known else 0].append(finding)
    rows = tuple(
        replace(row, findings=(*row.findings, *by_row[row.indicator.row]))
        if by_row[row.indicator.row]
        else row
        for row in reviewed.rows
    )
    return replace(reviewed, rows=rows, findings=(*reviewed.findings, *by_row[0]))


def _obligation(rule: Rule, table: str, outcomes: Sequence[Outcome], held: int = 0) -> Obligation:
    undecided = [outcome for outcome in outcomes if isinstance(outcome, Open)]
    failed = sum(1 for _ in _hits(outcomes))
    held += len(outcomes) - failed - len(undecided)
    reason, reason_en = "", ""
    if undecided:
        reason = "；".join(dict.fromkeys(one.reason for one in undecided))
        reason_en = "; ".join(dict.fromkeys(one.reason_en for one in undecided))
    elif not (held or failed):
        reason, reason_en = _why_not(rule)
    return Obligation(
        code=rule.code,
        name=rule.name,
        table=table,
        held=held,
        failed=failed,
        undecided=len(undecided),
        reason=reason,
        reason_en=reason_en,
    )


def _why_not(rule: Rule) -> tuple[str, str]:
    if not rule.needs:
        return NOTHING
    zh, en = zip(*(FIELDS[field] for field in rule.needs), strict=True)
    return f"表中没有填写{'、'.join(zh)}", f"no row has {', '.join(en)}"


def _unread(document: Document) -> Iterator[Obligation]:
    """What was not read was not checked: one open obligation for each note about it."""
    notes = (*document.notes, *(note for table in document.tables for note in table.notes))
    for note in notes:
        if note.code in UNREAD:
            where = f"（{note.place}）" if note.place else ""
            yield Obligation(
                code=note.code,
                name="not-read",
                undecided=1,
                reason=f"{note.zh}{where}",
                reason_en=f"{note.en} {note.place}".strip(),
            )


UNREAD = ("EX01", "EX02", "EX09")
"""Notes on something that stands in the file and was not read."""
