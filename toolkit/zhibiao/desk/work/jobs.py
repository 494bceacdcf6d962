"""What waits to be read is read, one document after the other, in a process of its own; nothing is lost or stuck.

A job is the state of a document: queued -> running -> read, failed, or unpacked (a zip, whose files are queued in its
place). The result and the state are written in one transaction. What was running when the desk was killed is queued
again when it starts, behind the others: were it the file that brought the desk down, they are read first. It is no
attempt of the file's: those are the readers that ended over it, and after ATTEMPTS of them it is given up.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import PurePath
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from zhibiao.batch import PATIENCE, PATIENT, SECONDS
from zhibiao.desk.options import Options
from zhibiao.desk.store.database import Database
from zhibiao.desk.store.filed import WAITING, content_of
from zhibiao.desk.store.filing import add_document, fail, name_in_zip
from zhibiao.desk.store.tables import batches, contents, documents, readings
from zhibiao.desk.store.trail import log
from zhibiao.desk.work.worker import Worker
from zhibiao.errors import ZhibiaoError
from zhibiao.read import supported_suffixes
from zhibiao.read.unpack import SUFFIX

ATTEMPTS = 3
"""Readers that may end over one document; another one can have been killed by somebody else."""
NAMED = 50
"""Files of a zip that no reader takes and that are listed one by one."""
PAUSE = 5
"""Seconds until the keeper tries again where the database failed, as one with a full disk does."""
_TOGETHER = 300
"""A batch of more documents is not compared: all of them would have to be held at once."""

_LOG = logging.getLogger(__name__)


class Keeper:
    """The thread that has documents read; `wake` it when there is a new one."""

    def __init__(self, database: Database, options: Options) -> None:
        self._database = database
        self._settings = asdict(options.settings)
        self._worker = Worker()
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._go, name="keeper", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """There is something to read."""
        self._wake.set()

    def stop(self) -> None:
        """End after the document at hand is given up; it is read when the desk starts again."""
        self._stop.set()
        self._wake.set()
        self._worker.close()
        self._thread.join(timeout=5)

    def _go(self) -> None:
        while not self._stop.is_set():
            try:
                self._queue_again()
                while not self._stop.is_set():
                    self._wake.clear()
                    if not self._one() and not self._compare():
                        self._wake.wait(timeout=30)
            except SQLAlchemyError:
                _LOG.exception("the database failed; once more in %s s", PAUSE)
                self._stop.wait(PAUSE)

    def _queue_again(self) -> None:
        """There is no other reader: what is said to be running was interrupted."""
        with self._database.write() as connection:
            connection.execute(
                update(documents)
                .where(documents.c.state == "running")
                .values(state="queued", changed=time.time())
            )

    def _one(self) -> bool:
        """Have the next document read; False where none waits."""
        with self._database.write() as connection:
            row = connection.execute(
                select(documents)
                .where(documents.c.state == "queued")
                .order_by(documents.c.changed, documents.c.id)
                .limit(1)
            ).first()
            if row is None:
                return False
            connection.execute(update(documents).where(documents.c.id == row.id).values(state="running"))
            data = content_of(connection, row.id)
        try:
            if PurePath(row.name).suffix.lower() == SUFFIX:
                self._unpack(row, data)
            else:
                self._read(row, data)
        except ZhibiaoError as error:
            if not self._stop.is_set():
                self._fail(row, error)
        return True

    def _read(self, row: Any, data: bytes) -> None:
        facts, blobs = self._worker.run(
            "read", {"name": row.name, "settings": self._settings}, [data], seconds=patience(row.name)
        )
        with self._database.write() as connection:
            _keep(connection, row.id, blobs[0])
            connection.execute(
                update(documents)
                .where(documents.c.id == row.id)
                .values(state="read", failure="", facts=json.dumps(facts), changed=time.time())
            )

    def _unpack(self, row: Any, data: bytes) -> None:
        facts, blobs = self._worker.run("unpack", {"name": row.name}, [data], seconds=PATIENCE)
        with self._database.write() as connection:
            for name, content in zip(facts["names"], blobs, strict=True):
                add_document(connection, row.batch_id, row.owner_id, name_in_zip(name), content)
            for name, why in _unread(row.name, facts["left_out"]):
                number, _ = add_document(connection, row.batch_id, row.owner_id, name, b"")
                fail(connection, number, why)
            connection.execute(
                update(documents)
                .where(documents.c.id == row.id)
                .values(state="unpacked", changed=time.time())
            )
            connection.execute(delete(contents).where(contents.c.document_id == row.id))

    def _fail(self, row: Any, error: ZhibiaoError) -> None:
        """Say why a document could not be read; where its reader ended, another one tries while there are attempts."""
        attempts = row.attempts + (error.code == "WB21")
        again = error.code == "WB21" and attempts < ATTEMPTS
        with self._database.write() as connection:
            connection.execute(
                update(documents)
                .where(documents.c.id == row.id)
                .values(state="queued", attempts=attempts, failure="", changed=time.time())
            )
            if not again:
                fail(connection, row.id, error)

    def _compare(self) -> bool:
        """Hold the documents of a batch against each other, once all are read; False where there is none to do."""
        with self._database.read() as connection:
            found = _to_compare(connection)
            if found is None:
                return False
            batch_id, ids, stored = found
        facts: dict[str, Any] = {"changed": [], "facts": []}
        blobs: list[bytes] = []
        why = ""
        try:
            if len(ids) > _TOGETHER:
                raise ZhibiaoError("WB24", count=len(ids), most=_TOGETHER)
            facts, blobs = self._worker.run("compare", {"settings": self._settings}, stored, seconds=PATIENCE)
        except ZhibiaoError as error:
            if self._stop.is_set():
                return False
            why = error.render()
        with self._database.write() as connection:
            for at, one, data in zip(facts["changed"], facts["facts"], blobs, strict=True):
                _keep(connection, ids[at], data)
                connection.execute(
                    update(documents)
                    .where(documents.c.id == ids[at])
                    .values(facts=json.dumps(one), changed=time.time())
                )
            connection.execute(update(batches).where(batches.c.id == batch_id).values(compared=len(ids)))
            if why:
                log(connection, None, "uncompared", why)
        return True


def _unread(zipped: str, left_out: Sequence[str]) -> list[tuple[str, ZhibiaoError]]:
    """The files of a zip that no reader takes, each with why; behind the first NAMED ones, how many more there are."""
    supported = " ".join(supported_suffixes())
    found = [
        (
            name,
            ZhibiaoError(
                "RD06", path=name, suffix=PurePath(name).suffix or "无后缀 / none", supported=supported
            ),
        )
        for name in map(name_in_zip, left_out[:NAMED])
    ]
    if len(left_out) > NAMED:
        more = len(left_out) - NAMED
        found.append((zipped, ZhibiaoError("WB26", path=zipped, count=more, supported=supported)))
    return found


def patience(name: str) -> float:
    """Seconds that reading a file of this name may take."""
    return PATIENCE if PurePath(name).suffix.lower() in PATIENT else SECONDS


def _keep(connection: Connection, document_id: int, data: bytes) -> None:
    """Store what was read, in the place of what was read before."""
    connection.execute(delete(readings).where(readings.c.document_id == document_id))
    connection.execute(insert(readings).values(document_id=document_id, data=data, made=time.time()))


def _to_compare(connection: Connection) -> tuple[int, list[int], Sequence[bytes]] | None:
    """A batch of which nothing waits and that was last compared when fewer of its documents were read."""
    waiting = select(documents.c.batch_id).where(documents.c.state.in_(WAITING))
    read = (
        select(documents.c.batch_id, func.count().label("read"))
        .where(documents.c.state == "read", documents.c.batch_id.not_in(waiting))
        .group_by(documents.c.batch_id)
        .subquery()
    )
    batch_id = connection.execute(
        select(batches.c.id)
        .join(read, read.c.batch_id == batches.c.id)
        .where(batches.c.compared != read.c.read)
    ).scalar()
    if batch_id is None:
        return None
    rows = connection.execute(
        select(documents.c.id, readings.c.data)
        .join(readings, readings.c.document_id == documents.c.id)
        .where(documents.c.batch_id == batch_id, documents.c.state == "read")
        .order_by(documents.c.id)
    ).all()
    return batch_id, [row.id for row in rows], [bytes(row.data) for row in rows]
