"""The documents of a batch, taken apart once: tables with their bodies, rows with their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zhibiao.desk.decided.stops import Stop, count_settled
from zhibiao.desk.store.record import Place
from zhibiao.ledger import by_table
from zhibiao.records import Finding, Obligation, Review, ReviewedRow, ReviewedTable
from zhibiao.rules.base import Context
from zhibiao.rules.lint import make_whole
from zhibiao.text import normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDocument:
    """A document of a batch: `key` names it in links, `name` is that of its file.

    `review` is that of what was handed in, with the categories as corrected, and without what somebody ignored: that
    stands in `allowed` of its tables. `read` is the review before any decision and `now` that with the wordings taken,
    None where they are no other. `stops` are the places to decide.
    """

    key: str
    name: str
    review: Review
    read: Review | None = None
    now: Review | None = None
    stops: Mapping[Place, Stop] = field(default_factory=dict)

    @property
    def progress(self) -> tuple[int, int]:
        """How many places with findings are settled, of how many."""
        return count_settled(self.stops.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A table as it was or is, with the checks that count for its body: what an index is made of."""

    reviewed: ReviewedTable
    ledger: tuple[Obligation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchTable:
    """A table of a batch: its document, its number in it from 1, its body; `read` and `now` as those of the document.

    `context` is what rules see of the table.
    """

    document: BatchDocument
    number: int
    body: str
    reviewed: ReviewedTable
    context: Context
    read: Version
    now: Version


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """A row of a batch with its findings; `reviewed` is None and `row` 0 for a table as a whole."""

    table: BatchTable
    row: int
    reviewed: ReviewedRow | None
    findings: tuple[Finding, ...]

    @property
    def stop(self) -> Stop | None:
        """The place to decide that the row is, None where there is nothing to decide about it."""
        return self.table.document.stops.get((self.table.number, self.row))

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
    shared = len(set(bodies)) > 1
    read = _versions(document.read or review, shared=shared)
    now = _versions(document.now or review, shared=shared)
    parts = zip(bodies, review.tables, contexts, read, now, strict=True)
    for number, (body, reviewed, context, before, after) in enumerate(parts, start=1):
        yield BatchTable(
            document=document,
            number=number,
            body=body,
            reviewed=reviewed,
            context=context,
            read=before,
            now=after,
        )


def _versions(review: Review, *, shared: bool) -> list[Version]:
    """The tables with their checks: where the document is of one body, all checks go with its first table.

    Checks of the whole of a document that several bodies share say nothing about one of them, and are left out.
    """
    with_first = [review.ledger if number == 0 else () for number in range(len(review.tables))]
    ledgers = by_table(review) if shared else with_first
    return [
        Version(reviewed=reviewed, ledger=tuple(ledger))
        for reviewed, ledger in zip(review.tables, ledgers, strict=True)
    ]
