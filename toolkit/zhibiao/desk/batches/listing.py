"""The rows behind a number of a batch, page by page, each with its findings and the link to its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from zhibiao.desk.batches.documents import BatchDocument, BatchRow, batch_rows, batch_tables
from zhibiao.desk.batches.links import Linked, document_link, rows_link
from zhibiao.desk.batches.wanted import ORDERS, Wanted, chosen_rows, wanted_texts
from zhibiao.desk.decided.stops import Stop
from zhibiao.desk.wording import say
from zhibiao.records import SEVERITIES, Finding
from zhibiao.report.interface import category_name
from zhibiao.report.marks import Segment, gravest, segments
from zhibiao.report.pages import table_title
from zhibiao.report.wording import in_language

PAGE = 200
"""Rows on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """A row: where it stands, its name and target with the offending words marked, its findings, the gravest first.

    `acts` are what was decided about it, as (act, text): the last one is `open` where something is left to decide.

    `href` leads to its place in the document. `unit` is "" where the target says it, `number` the row, "" for a whole table.
    """

    body: str
    document: Linked
    table: str
    number: str
    href: str
    name: tuple[Segment, ...]
    target: tuple[Segment, ...]
    unit: str
    category: str
    severity: str
    findings: tuple[Finding, ...]
    acts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page of rows of a batch: what was asked for, how much there is, and the pages beside it ("" for none).

    `rows_in_all` counts rows, `tables_in_all` tables as a whole, `findings_in_all` the findings asked for in both. `orders` are
    (name, link): the same rows in another order, without a link the order they have.
    """

    asked: tuple[tuple[str, str], ...]
    rows: tuple[ListedRow, ...]
    rows_in_all: int
    tables_in_all: int
    findings_in_all: int
    page: int
    pages: int
    previous: str
    next: str
    orders: tuple[Linked, ...]
    back: str


def batch_listing(
    documents: Sequence[BatchDocument], batch: str, wanted: Wanted, lang: str, page: int = 1
) -> Listing:
    """A page of the rows that are asked for; a number beyond the last page gives the last, below 1 the first."""
    found = chosen_rows(tuple(batch_rows(batch_tables(documents))), wanted)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, page), pages)
    shown = found[(page - 1) * PAGE : page * PAGE]
    return Listing(
        asked=wanted_texts(wanted, lang),
        rows=tuple(_listed(row, lang) for row in shown),
        rows_in_all=sum(1 for row in found if row.reviewed),
        tables_in_all=sum(1 for row in found if row.reviewed is None),
        findings_in_all=sum(len(row.findings) for row in found),
        page=page,
        pages=pages,
        previous=_page_link(batch, wanted, page - 1) if page > 1 else "",
        next=_page_link(batch, wanted, page + 1) if page < pages else "",
        orders=_orders(batch, wanted, lang),
        back=f"/batches/{quote(batch, safe='')}",
    )


def _page_link(batch: str, wanted: Wanted, page: int) -> str:
    return rows_link(batch, **wanted.query(), page=str(page))


def _orders(batch: str, wanted: Wanted, lang: str) -> tuple[Linked, ...]:
    return tuple(
        Linked(
            text=say(lang, f"batch_order_{order}"),
            href="" if order == wanted.order else rows_link(batch, **(wanted.query() | {"order": order})),
        )
        for order in ORDERS
    )


def _listed(row: BatchRow, lang: str) -> ListedRow:
    document, table = row.table.document, row.table.reviewed
    findings = tuple(sorted(row.findings, key=lambda one: SEVERITIES.index(one.severity)))
    indicator = row.reviewed.indicator if row.reviewed else None
    target = indicator.target if indicator else ""
    return ListedRow(
        body=row.table.body,
        document=Linked(text=document.name, href=document_link(document.key)),
        table=table_title(table, row.table.number, lang),
        number=str(row.row) if indicator else "",
        href=document_link(document.key, at=f"{row.table.number}.{row.row}"),
        name=_marked(indicator.name, findings, "name", lang) if indicator else (),
        target=_marked(target, findings, "target", lang),
        unit=indicator.unit if indicator and indicator.unit not in target else "",
        category=category_name(row.reviewed.label.category, lang) if row.reviewed else "",
        severity=gravest(findings),
        findings=findings,
        acts=tuple((act, say(lang, f"batch_act_{act}")) for act in acts_on(row.stop)),
    )


def acts_on(stop: Stop | None) -> tuple[str, ...]:
    """What was decided about a place: accept, edit, ignore, confirm, category, and open where something is left to decide.

    Nothing for a row that has nothing to decide, or only offers which nobody took.
    """
    if stop is None:
        return ()
    decision = stop.decision
    found: list[str] = []
    if decision and decision.suggestion is not None:
        found.append("edit" if decision.suggestion == 0 or decision.edit else "accept")
    if decision:
        known = (
            ("ignore", decision.ignored),
            ("confirm", decision.confirmed),
            ("category", decision.category),
        )
        found += [act for act, done in known if done]
    return (*found, *(() if stop.settled else ("open",)))


def _marked(text: str, findings: Sequence[Finding], field: str, lang: str) -> tuple[Segment, ...]:
    return segments(text, findings, field, lambda finding: in_language(finding, lang))
