"""Sessions: a token that only the browser has, and every way in which one ends."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import select, update

from zhibiao.desk.store import visits
from zhibiao.desk.store.database import Database
from zhibiao.desk.store.people import Person, add_account, change_account
from zhibiao.desk.store.tables import sessions
from zhibiao.desk.store.visits import Visit


@pytest.fixture
def person(database: Database) -> Person:
    """A reviewer; there is a head besides."""
    with database.write() as connection:
        add_account(connection, "负责人", "correct horse", "head")
        return add_account(connection, "审核人", "correct horse", "reviewer")


def begun(database: Database, person: Person) -> Visit:
    """A new session."""
    with database.write() as connection:
        return visits.start(connection, person)


def is_there(database: Database, visit: Visit) -> bool:
    """Whether a session is still one."""
    with database.read() as connection:
        return visits.find(connection, visit.token) is not None


def test_found(database: Database, person: Person) -> None:
    """A session is found by its token, and by nothing else; the database does not hold the token."""
    visit = begun(database, person)
    with database.read() as connection:
        assert visits.find(connection, visit.token) == (visit, False)
        for token in ("", "x", visit.csrf, visit.token + " ", "\0", "\udcff"):
            assert visits.find(connection, token) is None
        kept = connection.execute(select(sessions.c.token)).scalar_one()
        assert visit.token != kept
        assert visits.find(connection, kept) is None


def test_tokens_differ(database: Database, person: Person) -> None:
    """No token comes twice, and each is too long to be guessed."""
    found = [begun(database, person) for _ in range(20)]
    assert len({one.token for one in found} | {one.csrf for one in found}) == 40
    assert min(len(one.token) for one in found) >= 43


def test_ends_by_itself(database: Database, person: Person) -> None:
    """A session ends after HOURS without a request; one that is used does not."""
    used, idle = begun(database, person), begun(database, person)
    with database.write() as connection:
        connection.execute(update(sessions).values(seen=time.time() - visits.HOURS * 3600 + 60))
    with database.read() as connection:
        found = visits.find(connection, used.token)
    assert found and found[1], "it is time to note the request"
    with database.write() as connection:
        visits.note(connection, used.token)
        connection.execute(update(sessions).values(seen=sessions.c.seen - 120))
    assert is_there(database, used)
    assert not is_there(database, idle)


def test_signed_out(database: Database, person: Person) -> None:
    """Signing out ends this session and no other."""
    here, elsewhere = begun(database, person), begun(database, person)
    with database.write() as connection:
        visits.end(connection, here.token)
    assert not is_there(database, here)
    assert is_there(database, elsewhere)


@pytest.mark.parametrize(
    "change", [{"password": "another one, longer"}, {"role": "submitter"}, {"active": False}]
)
def test_account_changed(database: Database, person: Person, change: dict[str, object]) -> None:
    """Another password or role, or the end of an account, ends all its sessions for good."""
    visit = begun(database, person)
    with database.write() as connection:
        change_account(connection, person.id, **change)  # type: ignore[arg-type]  # one of three
    assert not is_there(database, visit)
    with database.write() as connection:
        change_account(connection, person.id, active=True)
    assert not is_there(database, visit)


def test_no_flood(database: Database, person: Person) -> None:
    """Whoever begins sessions without end fills no database: the oldest of the same person end."""
    first = begun(database, person)
    with database.write() as connection:
        connection.execute(update(sessions).values(seen=time.time() - 60))
        for _ in range(visits.MOST + 5):
            last = visits.start(connection, person)
        assert len(connection.execute(select(sessions.c.token)).all()) == visits.MOST
    assert not is_there(database, first)
    assert is_there(database, last)
