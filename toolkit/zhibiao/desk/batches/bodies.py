"""The bodies of a batch, ranked by how much of their tables can be checked at the end of the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from zhibiao.desk.batches.documents import BatchDocument, BatchTable, Version
from zhibiao.desk.batches.figures import moved_index
from zhibiao.desk.batches.links import Linked, counted_link, document_link, rows_link
from zhibiao.desk.wording import say
from zhibiao.measurability import Measurability, measure_together
from zhibiao.records import SEVERITIES, TIERS, Severity
from zhibiao.report.ledger_view import index_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body with all its tables together: its documents, and its rows by tier, findings by severity.

    `read` is measured before any decision, `found` with the categories as corrected, `now` with the wordings taken too.
    `tiers` and `severities` are complete and in fixed order; `shared` says that another body stands in one of its documents.
    """

    name: str
    documents: tuple[BatchDocument, ...]
    read: Measurability
    found: Measurability
    now: Measurability
    tiers: tuple[int, ...]
    severities: tuple[tuple[Severity, int], ...]
    shared: bool

    @property
    def checkable(self) -> int:
        """Rows whose target can be checked."""
        return len(self.found.part("rows").good_rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyView:
    """A line of the ranking; `rank` is "" for a body without an index, `index_now` where nothing has moved it.

    `progress` is (settled, places to decide).
    """

    rank: str
    name: Linked
    index: Linked
    index_now: str
    rows: Linked
    checkable: Linked
    uncheckable: Linked
    severities: tuple[tuple[Severity, Linked], ...]
    progress: tuple[int, int]


def find_bodies(tables: Sequence[BatchTable]) -> tuple[Body, ...]:
    """The bodies of the tables, the highest index before any decision first, those without one last.

    All tables of a body count as one whole, as those of a document do: no mean of means. Bodies with the same index
    stand in the order of their rows, then of their names.
    """
    by_body: dict[str, list[BatchTable]] = {}
    bodies_of: dict[str, set[str]] = {}
    for table in tables:
        by_body.setdefault(table.body, []).append(table)
        bodies_of.setdefault(table.document.key, set()).add(table.body)
    shared = {key for key, bodies in bodies_of.items() if len(bodies) > 1}
    found = [_body(name, group, shared) for name, group in by_body.items()]
    return tuple(sorted(found, key=_rank))


def _rank(body: Body) -> tuple[bool, float, int, str]:
    index = body.read.index
    return index is None, -(index or 0.0), -body.found.rows, body.name


def _body(name: str, tables: Sequence[BatchTable], shared: set[str]) -> Body:
    reviewed = [table.reviewed for table in tables]
    documents = {table.document.key: table.document for table in tables}
    tiers = Counter(row.target.tier for table in reviewed for row in table.rows)
    severities = Counter(finding.severity for table in reviewed for finding in table.all_findings())
    return Body(
        name=name,
        documents=tuple(documents.values()),
        read=_measured([table.read for table in tables]),
        found=measure_together(reviewed, ()),
        now=_measured([table.now for table in tables]),
        tiers=tuple(tiers[tier] for tier in TIERS),
        severities=tuple((severity, severities[severity]) for severity in SEVERITIES),
        shared=not shared.isdisjoint(documents),
    )


def _measured(versions: Sequence[Version]) -> Measurability:
    ledger = [one for version in versions for one in version.ledger]
    return measure_together([version.reviewed for version in versions], ledger)


def body_views(bodies: Sequence[Body], batch: str, lang: str) -> tuple[BodyView, ...]:
    """The ranking as it is shown; bodies with the same index have the same rank."""
    indexes = [body.read.index for body in bodies]
    ranks = ["" if index is None else str(indexes.index(index) + 1) for index in indexes]
    return tuple(_view(body, rank, batch, lang) for body, rank in zip(bodies, ranks, strict=True))


def _view(body: Body, rank: str, batch: str, lang: str) -> BodyView:
    keys = () if body.shared else tuple(document.key for document in body.documents)
    every = document_link(keys[0]) if len(keys) == 1 else rows_link(batch, body=body.name)
    rows, checkable = body.found.rows, body.checkable
    index = index_text(body.read)
    return BodyView(
        rank=rank,
        name=Linked(text=body.name, href=every),
        index=Linked(
            text=index,
            href=rows_link(batch, body=body.name, checkable="no") if rows > checkable else every,
            label=say(lang, "batch_index_of", body=body.name, index=index),
        ),
        index_now=moved_index(body.read, body.now),
        rows=_rows(body, rows, "batch_rows_of", batch, lang),
        checkable=_rows(body, checkable, "batch_checkable_of", batch, lang, checkable="yes"),
        uncheckable=_rows(body, rows - checkable, "batch_uncheckable_of", batch, lang, checkable="no"),
        severities=tuple(
            (severity, _findings(body, severity, count, keys, batch, lang))
            for severity, count in body.severities
        ),
        progress=progress_of(body.documents),
    )


def progress_of(documents: Sequence[BatchDocument]) -> tuple[int, int]:
    """How many places with findings of all the documents are settled, of how many."""
    counted = [one.progress for one in documents]
    return sum(settled for settled, _ in counted), sum(places for _, places in counted)


def _rows(body: Body, count: int, key: str, batch: str, lang: str, **asked: str) -> Linked:
    label = say(lang, key, body=body.name, n=count)
    return counted_link(batch, (), count, label, body=body.name, **asked)


def _findings(
    body: Body, severity: Severity, count: int, keys: Sequence[str], batch: str, lang: str
) -> Linked:
    label = say(
        lang, "batch_findings_of", body=body.name, severity=say(lang, f"severity_{severity}"), n=count
    )
    if len(keys) == 1:
        return counted_link(batch, keys, count, label, severity=severity)
    return counted_link(batch, (), count, label, body=body.name, severity=severity)
