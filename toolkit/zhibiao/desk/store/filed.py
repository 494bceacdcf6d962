"""Batches and documents in the database: filed, found by those who may see them, listed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, not_, select, true

from zhibiao.desk.store.people import Person
from zhibiao.desk.store.tables import accounts, assignments, batches, contents, documents, readings
from zhibiao.errors import ZhibiaoError

WAITING = ("queued", "running")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A document as lists show it.

    `state` is queued, running, read, failed or unpacked (a zip whose files stand for it); `stage` is review, returned
    or closed; `failure` is the coded error as JSON facts, empty for none; `facts` as task `read` gives them. `whole`:
    who asked sees all documents of its batch, so also what they have in common.
    """

    id: int
    key: str
    batch_id: int
    batch_key: str
    batch_name: str
    owner_id: int
    owner: str
    parent_id: int | None
    name: str
    size: int
    state: str
    stage: str
    failure: dict[str, Any]
    facts: dict[str, Any]
    uploaded: float
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Documents that came together."""

    id: int
    key: str
    name: str
    owner_id: int
    created: float
    compared: int = 0


def seen_by(person: Person) -> ColumnElement[bool]:
    """The condition that a document may be seen by a person.

    Who handed it in sees it, reviewers whom it is assigned to (no more once they are reviewers no more), and heads.
    """
    if person.is_head:
        return true()
    if person.role == "submitter":
        return documents.c.owner_id == person.id
    assigned = select(assignments.c.document_id).where(assignments.c.account_id == person.id)
    return (documents.c.owner_id == person.id) | documents.c.id.in_(assigned)


_LISTED = (
    select(
        documents,
        batches.c.key.label("batch_key"),
        batches.c.name.label("batch_name"),
        accounts.c.name.label("owner"),
    )
    .join(batches, documents.c.batch_id == batches.c.id)
    .join(accounts, documents.c.owner_id == accounts.c.id)
)


def _in_part(connection: Connection, person: Person, batch_ids: Sequence[int]) -> set[int]:
    """Those of the batches that hold documents which the person may not see."""
    if person.is_head:
        return set()
    hidden = select(documents.c.batch_id).where(
        documents.c.batch_id.in_(batch_ids), documents.c.state != "unpacked", not_(seen_by(person))
    )
    return set(connection.execute(hidden.distinct()).scalars())


def _filed(row: Row[Any], in_part: set[int]) -> Filed:
    return Filed(
        id=row.id,
        key=row.key,
        batch_id=row.batch_id,
        batch_key=row.batch_key,
        batch_name=row.batch_name,
        owner_id=row.owner_id,
        owner=row.owner,
        parent_id=row.parent_id,
        name=row.name,
        size=row.size,
        state=row.state,
        stage=row.stage,
        failure=json.loads(row.failure or "{}"),
        facts=json.loads(row.facts or "{}"),
        uploaded=row.uploaded,
        whole=row.batch_id not in in_part,
    )


def find_document(connection: Connection, key: str, person: Person) -> Filed:
    """The document of that key. Raises ZhibiaoError WB01 where there is none, or this person may not see it."""
    row = None
    if _may_be_key(key):
        row = connection.execute(_LISTED.where(documents.c.key == key, seen_by(person))).first()
    if row is None:
        raise ZhibiaoError("WB01")
    return _filed(row, _in_part(connection, person, [row.batch_id]))


def _may_be_key(text: str) -> bool:
    """Whether a text could be a key: not every database can be asked for every other one."""
    return text.isascii() and text.isprintable()


def _batch(row: Row[Any]) -> Batch:
    return Batch(
        id=row.id,
        key=row.key,
        name=row.name,
        owner_id=row.owner_id,
        created=row.created,
        compared=row.compared,
    )


def find_batch(connection: Connection, key: str, person: Person) -> tuple[Batch, list[Filed]]:
    """The batch of that key and those of its documents that the person may see, in the order they came.

    Raises ZhibiaoError WB01 where there is none, or none of it may be seen.
    """
    row = None
    if _may_be_key(key):
        row = connection.execute(select(batches).where(batches.c.key == key)).first()
    if row is None:
        raise ZhibiaoError("WB01")
    batch = _batch(row)
    found = list_documents(connection, person, documents.c.batch_id == batch.id)
    if not found and batch.owner_id != person.id and not person.is_head:
        raise ZhibiaoError("WB01")
    return batch, found


def list_documents(connection: Connection, person: Person, *where: ColumnElement[bool]) -> list[Filed]:
    """The documents that the person may see, in the order they came; an unpacked zip is none of them."""
    wanted = _LISTED.where(seen_by(person), documents.c.state != "unpacked", *where).order_by(documents.c.id)
    rows = connection.execute(wanted).all()
    in_part = _in_part(connection, person, sorted({row.batch_id for row in rows}))
    return [_filed(row, in_part) for row in rows]


def list_batches(connection: Connection, person: Person, most: int = 200) -> list[tuple[Batch, list[Filed]]]:
    """The latest batches of which the person may see something, the newest first, with their documents."""
    wanted = (
        select(batches)
        .where(batches.c.id.in_(select(documents.c.batch_id).where(seen_by(person))))
        .order_by(batches.c.id.desc())
        .limit(most)
    )
    found = [_batch(row) for row in connection.execute(wanted)]
    inside: dict[int, list[Filed]] = {batch.id: [] for batch in found}
    for document in list_documents(connection, person, documents.c.batch_id.in_(list(inside))):
        inside[document.batch_id].append(document)
    return [(batch, inside[batch.id]) for batch in found]


def content_of(connection: Connection, document_id: int) -> bytes:
    """The file as it was uploaded."""
    data: bytes = connection.execute(
        select(contents.c.data).where(contents.c.document_id == document_id)
    ).scalar_one()
    return bytes(data)


def reading_of(connection: Connection, document_id: int) -> tuple[bytes, float]:
    """What was read from a document, as `stored.dump` wrote it, and when."""
    row = connection.execute(
        select(readings.c.data, readings.c.made).where(readings.c.document_id == document_id)
    ).one()
    return bytes(row.data), row.made


def read_at(connection: Connection, document_id: int) -> float:
    """When a document was read, without what was read from it."""
    found: float = connection.execute(
        select(readings.c.made).where(readings.c.document_id == document_id)
    ).scalar_one()
    return found


def times_read(connection: Connection, document_ids: Sequence[int]) -> dict[int, float]:
    """When each document was read."""
    wanted = select(readings.c.document_id, readings.c.made).where(readings.c.document_id.in_(document_ids))
    return {row.document_id: row.made for row in connection.execute(wanted)}


def assigned_to(connection: Connection, document_ids: Sequence[int]) -> dict[int, list[Person]]:
    """Who each document is assigned to."""
    found: dict[int, list[Person]] = {number: [] for number in document_ids}
    rows = connection.execute(
        select(assignments.c.document_id, accounts.c.id, accounts.c.name, accounts.c.role)
        .join(accounts, assignments.c.account_id == accounts.c.id)
        .where(assignments.c.document_id.in_(document_ids))
        .order_by(accounts.c.name)
    )
    for row in rows:
        found[row.document_id].append(Person(id=row.id, name=row.name, role=row.role))
    return found


def count_waiting(connection: Connection, owner_id: int) -> int:
    """How many documents of a person wait to be read."""
    wanted = select(func.count()).select_from(documents)
    return connection.execute(
        wanted.where(documents.c.owner_id == owner_id, documents.c.state.in_(WAITING))
    ).scalar_one()
