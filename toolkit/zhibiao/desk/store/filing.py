"""Batches and documents filed in the database, and what changes about them there."""

from __future__ import annotations

import json
import secrets
import time
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import Connection, insert, select, update

from zhibiao.desk.store.filed import Batch, Filed
from zhibiao.desk.store.people import Person
from zhibiao.desk.store.tables import assignments, batches, contents, documents, insert_one
from zhibiao.desk.wording import clock
from zhibiao.errors import ZhibiaoError

LONGEST_NAME = 255
"""Letters of a name that the database keeps, see `tables.documents`."""


def new_key() -> str:
    """The public name of a document or batch: nobody finds another one by counting."""
    return secrets.token_urlsafe(16)


def file_name(text: str) -> str:
    """The last part of a name that a browser sent, without what no name of a file should hold; never used as a path.

    >>> file_name("../../etc/目标表.docx"), file_name("C:\\\\x\\\\a.xlsx"), file_name("..")
    ('目标表.docx', 'a.xlsx', 'document')
    """
    last = PurePosixPath(unicodedata.normalize("NFC", text).replace("\\", "/")).name
    plain = "".join(sign for sign in last if sign.isprintable()).strip(" .")
    path = PurePosixPath(plain or "document")
    return f"{path.stem[:200]}{path.suffix[:20]}"


def name_in_zip(text: str) -> str:
    """The name of a document of a zip, with the folders it lies in, so that equal names can be told apart.

    The first folders of a name too long to be kept are left out.

    >>> name_in_zip("2025/甲局/目标表.docx"), name_in_zip("../../etc/a.docx"), name_in_zip("a.docx")
    ('2025/甲局/目标表.docx', 'etc/a.docx', 'a.docx')
    """
    parts = [file_name(part) for part in text.replace("\\", "/").split("/") if part.strip(" .")]
    while len(name := "/".join(parts)) > LONGEST_NAME:
        del parts[0]
    return name or file_name(text)


def free_name(connection: Connection) -> str:
    """A name for a batch that has none: the minute it came in, numbered where another one has it already."""
    minute = clock(time.time())
    known = set(connection.execute(select(batches.c.name).where(batches.c.name.startswith(minute))).scalars())
    return next(
        name
        for name in (minute, *(f"{minute} ({number})" for number in range(2, len(known) + 3)))
        if name not in known
    )


def add_batch(connection: Connection, name: str, owner: Person) -> Batch:
    """A new, empty batch."""
    key, now = new_key(), time.time()
    values = {"key": key, "name": name[:200], "owner_id": owner.id, "created": now, "compared": 0}
    made = insert_one(connection, batches, **values)
    return Batch(id=made, key=key, name=name[:200], owner_id=owner.id, created=now)


def add_document(
    connection: Connection,
    batch_id: int,
    owner_id: int,
    name: str,
    data: bytes,
    *,
    parent_id: int | None = None,
) -> tuple[int, str]:
    """File a document for reading; its number and key."""
    now = time.time()
    values = {
        "key": new_key(),
        "batch_id": batch_id,
        "owner_id": owner_id,
        "parent_id": parent_id,
        "name": name,
        "size": len(data),
        "state": "queued",
        "attempts": 0,
        "failure": "",
        "stage": "review",
        "facts": "",
        "uploaded": now,
        "changed": now,
    }
    made = insert_one(connection, documents, **values)
    connection.execute(insert(contents).values(document_id=made, data=data))
    return made, str(values["key"])


def fail(connection: Connection, document_id: int, error: ZhibiaoError) -> None:
    """The document could not be read; why."""
    failure = {"code": error.code, "values": {key: str(value) for key, value in error.values.items()}}
    connection.execute(
        update(documents)
        .where(documents.c.id == document_id)
        .values(state="failed", failure=json.dumps(failure), changed=time.time())
    )


def keep_facts(connection: Connection, document: Filed, facts: Mapping[str, Any]) -> None:
    """Keep other facts of a document for lists, unless they are others by now than the document says."""
    connection.execute(
        update(documents)
        .where(documents.c.id == document.id, documents.c.facts == json.dumps(document.facts))
        .values(facts=json.dumps(facts))
    )


def queue_again(connection: Connection, document_id: int) -> None:
    """Have a document read once more: one that could not be read, or whose reading is that of another version."""
    connection.execute(
        update(documents)
        .where(documents.c.id == document_id, documents.c.state.in_(("read", "failed")))
        .values(state="queued", attempts=0, failure="", changed=time.time())
    )


def set_stage(connection: Connection, document_id: int, stage: str) -> None:
    """Where the document is: review (with the reviewers), returned (with who handed it in), closed."""
    connection.execute(
        update(documents).where(documents.c.id == document_id).values(stage=stage, changed=time.time())
    )


def assign(connection: Connection, document_id: int, account_ids: Sequence[int]) -> None:
    """The document is assigned to these people, and to nobody else."""
    connection.execute(assignments.delete().where(assignments.c.document_id == document_id))
    for account_id in dict.fromkeys(account_ids):
        connection.execute(insert(assignments).values(document_id=document_id, account_id=account_id))


def hold(connection: Connection, document: Filed) -> None:
    """Keep the stage of a document as it is until the transaction ends.

    Raises ZhibiaoError WB12 where it is another one by now: what was allowed before may be so no more.
    """
    stage = select(documents.c.stage).where(documents.c.id == document.id).with_for_update(key_share=True)
    if connection.execute(stage).scalar_one() != document.stage:
        raise ZhibiaoError("WB12")
