"""What was said about documents, and who did what and when: lines are added, never changed."""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from zhibiao.desk.store.people import Person
from zhibiao.desk.store.record import Place
from zhibiao.desk.store.tables import accounts, comments, decisions, documents, events
from zhibiao.errors import ZhibiaoError


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody said about a document."""

    who: str
    at: float
    text: str


def comment(connection: Connection, document_id: int, person: Person, text: str) -> None:
    """Say something about a document. Raises ZhibiaoError WB08 for nothing or too much."""
    text = text.strip()
    if not 1 <= len(text) <= 2_000:
        raise ZhibiaoError("WB08", detail="意见 1–2000 字 / a comment of 1–2,000 characters")
    connection.execute(
        insert(comments).values(document_id=document_id, account_id=person.id, at=time.time(), text=text)
    )


def comments_of(connection: Connection, document_id: int) -> list[Comment]:
    """All comments on a document, the first one first."""
    rows = connection.execute(
        select(accounts.c.name, comments.c.at, comments.c.text)
        .join(accounts, comments.c.account_id == accounts.c.id)
        .where(comments.c.document_id == document_id)
        .order_by(comments.c.id)
    )
    return [Comment(who=row.name, at=row.at, text=row.text) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the audit trail; `place` is (0, 0) for what is about no row."""

    at: float
    who: str
    verb: str
    detail: str
    document: str = ""
    place: Place = (0, 0)


def log(
    connection: Connection,
    person: Person | None,
    verb: str,
    detail: str = "",
    *,
    document_id: int | None = None,
) -> None:
    """Add a line to the audit trail."""
    connection.execute(
        insert(events).values(
            at=time.time(),
            account_id=person.id if person else None,
            document_id=document_id,
            verb=verb,
            detail=detail[:2_000],
        )
    )


def trail(connection: Connection, document_id: int | None = None, most: int = 2_000) -> list[Event]:
    """The audit trail of a document, of everything where none is named; the newest first, decisions among it."""
    said = (
        select(
            events.c.at, accounts.c.name, events.c.verb, events.c.detail, documents.c.name.label("document")
        )
        .select_from(
            events.outerjoin(accounts, events.c.account_id == accounts.c.id).outerjoin(
                documents, events.c.document_id == documents.c.id
            )
        )
        .order_by(events.c.id.desc())
        .limit(most)
    )
    decided = (
        select(decisions, accounts.c.name, documents.c.name.label("document"))
        .join(accounts, decisions.c.account_id == accounts.c.id)
        .join(documents, decisions.c.document_id == documents.c.id)
        .order_by(decisions.c.id.desc())
        .limit(most)
    )
    if document_id is not None:
        said = said.where(events.c.document_id == document_id)
        decided = decided.where(decisions.c.document_id == document_id)
    found = [
        Event(at=row.at, who=row.name or "", verb=row.verb, detail=row.detail, document=row.document or "")
        for row in connection.execute(said)
    ]
    found += [
        Event(
            at=row.at,
            who=row.name,
            verb=row.verb,
            detail=row.value,
            document=row.document,
            place=(row.table_no, row.row_no),
        )
        for row in connection.execute(decided)
    ]
    return sorted(found, key=lambda one: -one.at)[:most]
