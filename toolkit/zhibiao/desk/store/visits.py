"""Sessions: who is behind a request. The cookie holds a random token, the database only its hash."""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from zhibiao.desk.store.people import Person
from zhibiao.desk.store.tables import accounts, sessions

HOURS = 12
"""A session ends so long after its last request."""
MOST = 200
"""Sessions that a person may have at once: whoever begins more ends the oldest ones."""
_NOTED = 300
"""Seconds after which a request is noted anew: not each one shall write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The session of a person; `csrf` has to come back with everything that changes something."""

    token: str
    csrf: str
    person: Person


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def start(connection: Connection, person: Person) -> Visit:
    """A new session, with a token that nobody could know before: also at signing in, when there was one already."""
    token, csrf, now = secrets.token_urlsafe(32), secrets.token_urlsafe(24), time.time()
    connection.execute(delete(sessions).where(sessions.c.seen < now - HOURS * 3600))
    connection.execute(
        insert(sessions).values(token=_hashed(token), account_id=person.id, csrf=csrf, created=now, seen=now)
    )
    newest = select(sessions.c.token).where(sessions.c.account_id == person.id)
    too_old = newest.order_by(sessions.c.seen.desc(), sessions.c.created.desc()).offset(MOST)
    if found := connection.execute(too_old).scalars().all():
        connection.execute(delete(sessions).where(sessions.c.token.in_(found)))
    return Visit(token=token, csrf=csrf, person=person)


def find(connection: Connection, token: str) -> tuple[Visit, bool] | None:
    """The session of a token, None where there is none (any more); and whether it is time to `note` it."""
    if not token:
        return None
    row = connection.execute(
        select(
            sessions.c.csrf,
            sessions.c.seen,
            accounts.c.id,
            accounts.c.name,
            accounts.c.role,
            accounts.c.password,
        )
        .join(accounts, sessions.c.account_id == accounts.c.id)
        .where(sessions.c.token == _hashed(token), sessions.c.seen > time.time() - HOURS * 3600)
        .where(accounts.c.active)
    ).first()
    if row is None:
        return None
    person = Person(id=row.id, name=row.name, role=row.role, alone=not row.password)
    return Visit(token=token, csrf=row.csrf, person=person), row.seen < time.time() - _NOTED


def note(connection: Connection, token: str) -> None:
    """The session is in use."""
    connection.execute(update(sessions).where(sessions.c.token == _hashed(token)).values(seen=time.time()))


def end(connection: Connection, token: str) -> None:
    """End a session, for good."""
    connection.execute(delete(sessions).where(sessions.c.token == _hashed(token)))
