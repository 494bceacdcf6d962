"""The database: what migrations make, what is refused, what nobody changes, one desk at a time."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, text
from sqlalchemy.exc import DatabaseError

from zhibiao.desk.store import filing, record, trail
from zhibiao.desk.store.database import Database, open_database
from zhibiao.desk.store.people import Person, add_account
from zhibiao.desk.store.tables import APPEND_ONLY, metadata, sessions
from zhibiao.errors import ZhibiaoError


def filled(database: Database) -> Person:
    """A head with one document, one decision, one comment and one event."""
    with database.write() as connection:
        head = add_account(connection, "负责人", "correct horse", "head")
        batch = filing.add_batch(connection, "一批", head)
        number, _ = filing.add_document(connection, batch.id, head.id, "表.csv", b"x")
        record.decide(connection, number, (1, 1), head, "confirm", "{}", seen=0)
        trail.comment(connection, number, head, "好")
        trail.log(connection, head, "upload", document_id=number)
    return head


def test_migrations_make_the_tables(database: Database) -> None:
    """An empty database becomes exactly what tables.py says."""
    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_opened_again(address: str) -> None:
    """A database that is opened again keeps what it holds."""
    first = open_database(address)
    filled(first)
    first.close()
    again = open_database(address)
    with again.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM decisions")).scalar() == 1
    again.close()


def test_newer_version_refused(address: str) -> None:
    """A database of a newer version is refused, and stays as it is."""
    first = open_database(address)
    with first.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    first.close()
    with pytest.raises(ZhibiaoError) as raised:
        open_database(address)
    assert raised.value.code == "WB04"


@pytest.mark.parametrize(
    "bad",
    [
        "nonsense",
        "mysql://x/y",
        "sqlite:////proc/none/desk.sqlite",
        "postgresql+psycopg://u:secret@127.0.0.1:1/x",
    ],
)
def test_no_database_there(bad: str) -> None:
    """An address where nothing can be opened is refused, without the password in the message."""
    with pytest.raises(ZhibiaoError) as raised:
        open_database(bad)
    assert raised.value.code == "WB04"
    assert "secret" not in raised.value.render("en")


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("act", ["UPDATE {} SET at = 0", "DELETE FROM {}", "DELETE FROM {} WHERE id = 1"])
def test_record_only_grows(database: Database, table: str, act: str) -> None:
    """Lines of a record can neither be changed nor deleted, not even by SQL."""
    filled(database)
    with pytest.raises(DatabaseError, match="never changed"), database.write() as connection:
        connection.execute(text(act.format(table)))
    with database.read() as connection:
        assert connection.execute(text(f"SELECT count(*), min(at) > 0 FROM {table}")).one() == (1, True)  # noqa: S608 - a name of our own


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_record_not_replaced(database: Database, table: str) -> None:
    """A line that would take the place of another is refused as well."""
    filled(database)
    act = (
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"  # noqa: S608 - a name of our own
        if database.engine.dialect.name == "sqlite"
        else f"TRUNCATE {table} CASCADE"
    )
    with pytest.raises(DatabaseError, match="never changed"), database.write() as connection:
        connection.execute(text(act))


def test_all_or_nothing(database: Database) -> None:
    """What raises in the middle leaves nothing behind."""
    with pytest.raises(ZeroDivisionError), database.write() as connection:
        add_account(connection, "甲", "correct horse", "head")
        raise ZeroDivisionError
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM accounts")).scalar() == 0


def test_unknown_account_refused(database: Database) -> None:
    """References hold on both databases."""
    with pytest.raises(DatabaseError), database.write() as connection:
        connection.execute(insert(sessions).values(token="t", account_id=99, csrf="c", created=0, seen=0))  # noqa: S106 - no password


def test_one_desk(address: str) -> None:
    """A database serves one desk: another process is refused while the first holds it, however that ends."""
    program = (
        "import sys, time\nfrom zhibiao.desk.store.database import open_database\n"
        "d = open_database(sys.argv[1]); d.hold(); print('held', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", program, address], stdout=subprocess.PIPE, text=True)
    database = None
    try:
        assert other.stdout and other.stdout.readline() == "held\n"
        database = open_database(address)
        with pytest.raises(ZhibiaoError) as raised:
            database.hold()
        assert raised.value.code == "WB05"
        other.kill()
        other.wait()
        _held_in_time(database)
    finally:
        other.kill()
        other.wait()
        if other.stdout:
            other.stdout.close()
        if database:
            database.close()


def _held_in_time(database: Database) -> None:
    """The lock of a process that was killed falls; a server takes a moment to see it."""
    for _ in range(50):
        try:
            database.hold()
        except ZhibiaoError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the lock did not fall")


def test_file_is_private(tmp_path: Path) -> None:
    """Other users of the machine cannot read the documents: the file and what lies beside it are the user's own."""
    path = tmp_path / "new" / "desk.sqlite"
    database = open_database(f"sqlite:///{path}")
    filled(database)
    assert path.parent.stat().st_mode & 0o777 == 0o700
    modes = {one.name: one.stat().st_mode & 0o077 for one in path.parent.iterdir()}
    assert "desk.sqlite-wal" in modes
    assert set(modes.values()) == {0}
    database.close()
