"""Accounts: passwords are kept as argon2 only, names and roles have bounds, somebody always keeps the accounts."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from zhibiao.desk.store import visits
from zhibiao.desk.store.database import Database, open_database
from zhibiao.desk.store.people import (
    Person,
    Role,
    add_account,
    change_account,
    check_password,
    has_accounts,
    people,
    the_one,
)
from zhibiao.desk.store.tables import accounts
from zhibiao.errors import ZhibiaoError

PASSWORD = "correct horse battery"  # noqa: S105 - made up


def account(database: Database, name: str, role: Role = "head") -> Person:
    """A new account."""
    with database.write() as connection:
        return add_account(connection, name, PASSWORD, role)


def test_only_argon2(tmp_path: Path) -> None:
    """What the database holds of a password is argon2id; the password itself stands nowhere in its files."""
    database = open_database(f"sqlite:///{tmp_path / 'desk.sqlite'}")
    person = account(database, "张三")
    with database.write() as connection:
        assert check_password(connection, "张三", PASSWORD) == person
        kept = connection.execute(select(accounts.c.password)).scalar_one()
        visits.start(connection, person)
    assert kept.startswith("$argon2id$")
    for file in tmp_path.iterdir():
        assert PASSWORD.encode() not in file.read_bytes()
    database.close()


def test_same_password_twice(database: Database) -> None:
    """Two people with one password have different hashes."""
    account(database, "甲")
    account(database, "乙")
    with database.read() as connection:
        assert len(set(connection.execute(select(accounts.c.password)).scalars())) == 2


@pytest.mark.parametrize(
    ("name", "password", "role"),
    [
        ("", PASSWORD, "head"),
        ("  ", PASSWORD, "head"),
        ("甲" * 41, PASSWORD, "head"),
        ("甲\n乙", PASSWORD, "head"),
        ("甲\0", PASSWORD, "head"),
        ("甲\ud800", PASSWORD, "head"),
        ("甲\u202e", PASSWORD, "head"),
        ("甲", "short", "head"),
        ("甲", "x" * 201, "head"),
        ("甲", PASSWORD, "root"),
        ("负责人", PASSWORD, "head"),
        (" 负责人 ", PASSWORD, "head"),
        ("本机", PASSWORD, "head"),
    ],
)
def test_refused(database: Database, name: str, password: str, role: Role) -> None:
    """An account with a name, password or role that will not do, or a name that is taken, is refused."""
    account(database, "负责人")
    with database.write() as connection:
        the_one(connection)
    with pytest.raises(ZhibiaoError) as raised, database.write() as connection:
        add_account(connection, name, password, role)
    assert raised.value.code == "WB06"
    with database.read() as connection:
        assert [one.name for one in people(connection)] == ["负责人"]


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("负责人", PASSWORD + "x"),
        ("负责人", ""),
        ("别人", PASSWORD),
        ("", ""),
        ("本机", ""),
        ("\0", "x"),
        ("\ud800", "\ud800"),
    ],
)
def test_wrong(database: Database, name: str, password: str) -> None:
    """A name and password that do not fit give nobody, whatever signs they hold; nor does the name of the one person."""
    account(database, "负责人")
    with database.write() as connection:
        the_one(connection)
    with database.read() as connection:
        assert check_password(connection, name, password) is None


def test_last_head(database: Database) -> None:
    """The last head can neither be demoted nor shut out; one of two can."""
    first, second = account(database, "甲"), account(database, "乙")
    with database.write() as connection:
        change_account(connection, second.id, role="reviewer")
    for change in ({"role": "submitter"}, {"active": False}):
        with pytest.raises(ZhibiaoError) as raised, database.write() as connection:
            change_account(connection, first.id, **change)
        assert raised.value.code == "WB06"
    with database.read() as connection:
        assert {one.name: (one.role, one.active) for one in people(connection)} == {
            "甲": ("head", True),
            "乙": ("reviewer", True),
        }


def test_two_heads_at_once(database: Database) -> None:
    """Two heads who shut each other out at the same moment: one of them stays."""
    heads = [account(database, "甲"), account(database, "乙")]

    def shut_out(head: Person) -> str:
        try:
            with database.write() as connection:
                people(connection)
                change_account(connection, head.id, active=False)
                time.sleep(0.2)
        except ZhibiaoError as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(shut_out, heads)) == ["WB06", "done"]


def test_asks_for_passwords_for_ever(database: Database) -> None:
    """A desk that once had accounts does not open up where all of them are out of use."""
    person = account(database, "甲")
    with database.write() as connection:
        connection.execute(accounts.update().where(accounts.c.id == person.id).values(active=False))
    with database.read() as connection:
        assert has_accounts(connection)
        assert check_password(connection, "甲", PASSWORD) is None


def test_new_password(database: Database) -> None:
    """With another password the old one does not fit any more."""
    person = account(database, "甲")
    with database.write() as connection:
        change_account(connection, person.id, password="another one, longer")  # noqa: S106 - made up
    with database.read() as connection:
        assert check_password(connection, "甲", PASSWORD) is None
        assert check_password(connection, "甲", "another one, longer") == person


def test_unknown_names_take_as_long(database: Database) -> None:
    """The time of an answer does not tell whether somebody has a name."""
    account(database, "甲")

    def seconds(name: str) -> float:
        with database.read() as connection:
            times = []
            for _ in range(7):
                start = time.perf_counter()
                check_password(connection, name, "wrong password")
                times.append(time.perf_counter() - start)
        return sorted(times)[3]

    seconds("乙")
    known, unknown = seconds("甲"), seconds("乙")
    assert 0.4 < known / unknown < 2.5
