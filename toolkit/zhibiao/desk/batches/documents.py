"""The documents of a batch, taken apart once: tables with their bodies, rows with their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhibiao.ledger import by_table
from zhibiao.records import Finding, Obligation, Review, ReviewedRow, ReviewedTable
from zhibiao.rules.base import Context
from zhibiao.rules.lint import make_whole
from zhibiao.text import normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDocument:
    """A document of a batch: `key` names it in links, `name` is that of its file, `review` as it stands now.

    Findings that somebody ignored stand in `allowed` of their tables. `decided` of `to_decide` rows have a decision.
    """

    key: str
    name: str
    review: Review
    decided: int = 0
    to_decide: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchTable:
    """A table of a batch: its document, its number in it from 1, its body, and the checks that count for the body.

    `context` is what rules see of the table.
    """

    document: BatchDocument
    number: int
    body: str
    reviewed: ReviewedTable
    context: Context
    ledger: tuple[Obligation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """A row of a batch with its findings; `reviewed` is None and `row` 0 for a table as a whole."""

    table: BatchTable
    row: int
    reviewed: ReviewedRow | None
    findings: tuple[Finding, ...]

    @property
    def place(self) -> tuple[str, str, int, int]:
        """What rows are sorted by: body, document, table, row."""
        document = self.table.document
        return self.table.body, f"{document.name} {document.key}", self.table.number, self.row


def batch_tables(documents: Sequence[BatchDocument]) -> tuple[BatchTable, ...]:
    """All tables of the documents in order, each with its body.

    The body is the one that the table names, else that of the other tables of the document where they name only one,
    else the name of the document. Bodies that differ in width or blanks alone are one, under its most frequent spelling.
    """
    named = [(document, _bodies(document)) for document in documents]
    spelling = _spellings(body for _, bodies in named for body in bodies)
    return tuple(
        table
        for document, bodies in named
        for table in _tables(document, [spelling[normalise(body)] for body in bodies])
    )


def batch_rows(tables: Sequence[BatchTable]) -> Iterator[BatchRow]:
    """Every row of the tables in order, before them the table itself where findings are about the whole of it."""
    for table in tables:
        if table.reviewed.findings:
            yield BatchRow(table=table, row=0, reviewed=None, findings=table.reviewed.findings)
        for row in table.reviewed.rows:
            yield BatchRow(table=table, row=row.indicator.row, reviewed=row, findings=row.findings)


def _bodies(document: BatchDocument) -> list[str]:
    """The body of each table of a document."""
    orgs = [reviewed.table.org.strip() for reviewed in document.review.tables]
    known = {normalise(org): org for org in orgs if org}
    otherwise = next(iter(known.values())) if len(known) == 1 else document.name
    return [org or otherwise for org in orgs]


def _spellings(bodies: Iterator[str]) -> dict[str, str]:
    counts = Counter(bodies)
    found: dict[str, str] = {}
    for body, _ in counts.most_common():
        found.setdefault(normalise(body), body)
    return found


def _tables(document: BatchDocument, bodies: Sequence[str]) -> Iterator[BatchTable]:
    review = document.review
    contexts = make_whole(review.document, [reviewed.rows for reviewed in review.tables]).tables
    ledgers = _ledgers(review, shared=len(set(bodies)) > 1)
    parts = zip(bodies, review.tables, contexts, ledgers, strict=True)
    for number, (body, reviewed, context, ledger) in enumerate(parts, start=1):
        yield BatchTable(
            document=document, number=number, body=body, reviewed=reviewed, context=context, ledger=ledger
        )


def _ledgers(review: Review, *, shared: bool) -> list[tuple[Obligation, ...]]:
    """The checks that go with each table: where the document is of one body, all of them go with its first table.

    Checks of the whole of a document that several bodies share say nothing about one of them, and are left out.
    """
    if shared:
        return [tuple(ledger) for ledger in by_table(review)]
    return [review.ledger if number == 0 else () for number in range(len(review.tables))]
