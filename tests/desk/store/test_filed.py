"""Documents and batches: who finds which, what a name may hold."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, update

from zhibiao.desk.store import filed, filing
from zhibiao.desk.store.database import Database
from zhibiao.desk.store.people import Person, add_account
from zhibiao.desk.store.tables import batches, documents, readings
from zhibiao.errors import ZhibiaoError


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Six people, a batch with two documents of the first submitter; the first is assigned to the first reviewer."""

    people: dict[str, Person]
    batch: filed.Batch
    keys: tuple[str, str]
    numbers: tuple[int, int]


@pytest.fixture
def office(database: Database) -> Office:
    """The office, on either database."""
    with database.write() as connection:
        people = {
            name: add_account(connection, name, "correct horse", role)
            for name, role in (
                ("head", "head"),
                ("owner", "submitter"),
                ("other submitter", "submitter"),
                ("assigned", "reviewer"),
                ("other reviewer", "reviewer"),
                ("was reviewer", "submitter"),
            )
        }
        batch = filing.add_batch(connection, "一批", people["owner"])
        made = [
            filing.add_document(connection, batch.id, people["owner"].id, f"{name}.csv", name.encode())
            for name in ("表一", "表二")
        ]
        filing.assign(connection, made[0][0], [people["assigned"].id, people["was reviewer"].id])
    return Office(people=people, batch=batch, keys=(made[0][1], made[1][1]), numbers=(made[0][0], made[1][0]))


SEEN = [
    # who, first document, second, documents of the batch (None: no such batch)
    ("head", True, True, 2),
    ("owner", True, True, 2),
    ("assigned", True, False, 1),
    ("other submitter", False, False, None),
    ("other reviewer", False, False, None),
    ("was reviewer", False, False, None),
]


@pytest.mark.parametrize(("who", "first", "second", "inside"), SEEN)
def test_who_sees_what(
    database: Database, office: Office, who: str, first: bool, second: bool, inside: int | None
) -> None:
    """A document is there for who handed it in, reviewers it is assigned to, and heads; for all others there is none."""
    person = office.people[who]
    with database.read() as connection:
        for key, is_seen in zip(office.keys, (first, second), strict=True):
            if is_seen:
                assert filed.find_document(connection, key, person).key == key
            else:
                assert refusal(filed.find_document, connection, key, person) == refusal(
                    filed.find_document, connection, "no such key", person
                )
        listed = [document.key for _, found in filed.list_batches(connection, person) for document in found]
        assert listed == [key for key, seen in zip(office.keys, (first, second), strict=True) if seen]
        if inside is None:
            assert refusal(filed.find_batch, connection, office.batch.key, person) == "WB01"
        else:
            assert len(filed.find_batch(connection, office.batch.key, person)[1]) == inside


def refusal(find: object, *arguments: object) -> str:
    """The code that something is refused with."""
    with pytest.raises(ZhibiaoError) as raised:
        find(*arguments)  # type: ignore[operator]  # a function of filed
    return raised.value.code


@pytest.mark.parametrize("who", ["head", "owner", "assigned"])
def test_whole_batch(database: Database, office: Office, who: str) -> None:
    """A document says whether this person sees all of its batch: what others in it have in common is for them alone."""
    with database.read() as connection:
        document = filed.find_document(connection, office.keys[0], office.people[who])
        (listed, *_) = filed.find_batch(connection, office.batch.key, office.people[who])[1]
    assert document.whole == listed.whole == (who != "assigned")


def test_unpacked_is_no_part(database: Database, office: Office) -> None:
    """A zip whose files stand for it hides nothing from who sees all of them."""
    with database.write() as connection:
        number, _ = filing.add_document(connection, office.batch.id, office.people["head"].id, "a.zip", b"")
        connection.execute(documents.update().where(documents.c.id == number).values(state="unpacked"))
    with database.read() as connection:
        assert filed.find_document(connection, office.keys[0], office.people["owner"]).whole


def test_own_empty_batch(database: Database, office: Office) -> None:
    """A batch without documents is there for its owner, and for nobody else but heads."""
    with database.write() as connection:
        batch = filing.add_batch(connection, "空", office.people["owner"])
    with database.read() as connection:
        assert filed.find_batch(connection, batch.key, office.people["owner"]) == (batch, [])
        assert refusal(filed.find_batch, connection, batch.key, office.people["assigned"]) == "WB01"


def test_unassigned(database: Database, office: Office) -> None:
    """Who a document is taken from sees it no more."""
    with database.write() as connection:
        filing.assign(connection, office.numbers[0], [office.people["other reviewer"].id] * 2)
        assigned = filed.assigned_to(connection, list(office.numbers))
    assert [[one.name for one in found] for found in assigned.values()] == [["other reviewer"], []]
    with database.read() as connection:
        assert refusal(filed.find_document, connection, office.keys[0], office.people["assigned"]) == "WB01"


@pytest.mark.parametrize("key", ["", "\0", "a\0b", "\udcff", "' OR 1=1 --", "%", "x" * 10_000])
def test_odd_keys(database: Database, office: Office, key: str) -> None:
    """A key that could not be one is not found, on either database."""
    with database.read() as connection:
        assert refusal(filed.find_document, connection, key, office.people["head"]) == "WB01"
        assert refusal(filed.find_batch, connection, key, office.people["head"]) == "WB01"


def test_keys(database: Database, office: Office) -> None:
    """Keys are random and long: nothing of one follows from another."""
    keys = {filing.new_key() for _ in range(500)}
    assert len(keys) == 500
    assert min(map(len, keys)) >= 22
    assert all(batches.c.key.type.length >= len(key) for key in keys)  # type: ignore[attr-defined]  # String
    assert not {office.batch.key, *office.keys} & keys


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\x\\表.docx", "表.docx"),
        ("a/..", "document"),
        ("", "document"),
        ("a\r\nSet-Cookie: x.docx", "aSet-Cookie: x.docx"),
        ("表\0.docx", "表.docx"),
        ("表\u202excod.exe", "表xcod.exe"),
        ("\ud800.csv", "csv"),
        ("x" * 300 + ".docx", "x" * 200 + ".docx"),
    ],
)
def test_names(said: str, kept: str) -> None:
    """Of the name that a browser sends the last part is kept, without signs that no name should hold."""
    assert filing.file_name(said) == kept


@given(st.text(alphabet=st.characters(codec=None), max_size=400))
def test_any_name(said: str) -> None:
    """Whatever is sent as a name becomes one that is short, printable, and no path."""
    name = filing.file_name(said)
    assert 1 <= len(name) <= 220
    assert name.isprintable()
    assert not set(name) & {"/", "\\"}
    assert name not in (".", "..")


def test_kept_as_it_came(database: Database, office: Office) -> None:
    """The file is kept byte by byte."""
    everything = bytes(range(256)) * 100
    with database.write() as connection:
        number, _ = filing.add_document(
            connection, office.batch.id, office.people["owner"].id, "a.xlsx", everything
        )
    with database.read() as connection:
        assert filed.content_of(connection, number) == everything
        assert filed.count_waiting(connection, office.people["owner"].id) == 3


def test_batches_without_a_name_have_different_ones(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are named by the minute they came in, numbered within it."""
    monkeypatch.setattr(filing, "clock", lambda at: "2026-11-27 09:30")
    with database.write() as connection:
        head = add_account(connection, "head", "correct horse", "head")
        names = [filing.add_batch(connection, filing.free_name(connection), head).name for _ in range(3)]
    assert names == ["2026-11-27 09:30", "2026-11-27 09:30 (2)", "2026-11-27 09:30 (3)"]


def test_times_read(office: Office, database: Database) -> None:
    """Only documents that were read have a time."""
    with database.write() as connection:
        connection.execute(insert(readings).values(document_id=office.numbers[0], data=b"", made=7.0))
    with database.read() as connection:
        assert filed.times_read(connection, office.numbers) == {office.numbers[0]: 7.0}


def test_facts_are_kept_unless_they_changed_meanwhile(office: Office, database: Database) -> None:
    """Who looked at a document before it was read anew does not write over what was read."""
    with database.write() as connection:
        connection.execute(update(documents).values(facts='{"rows": 1}'))
    with database.read() as connection:
        seen = filed.find_document(connection, office.keys[0], office.people["head"])
    with database.write() as connection:
        filing.keep_facts(connection, seen, {"rows": 1, "单位": "甲"})
        filing.keep_facts(connection, seen, {"rows": 2})
    with database.read() as connection:
        now = filed.find_document(connection, office.keys[0], office.people["head"])
    assert now.facts == {"rows": 1, "单位": "甲"}
