"""Where a document stands: worked out anew when something was decided, reviewed anew only for other wordings."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update

from zhibiao.desk.decided.decisions import Decision, decision_to_json
from zhibiao.desk.decided.standing import standing
from zhibiao.desk.decided.stops import Stop, find_stops
from zhibiao.desk.desk import Desk, Kept
from zhibiao.desk.options import Options
from zhibiao.desk.serve import hand_in, listen
from zhibiao.desk.store import record, trail
from zhibiao.desk.store.database import Database, open_database
from zhibiao.desk.store.filed import Filed, content_of, list_documents
from zhibiao.desk.store.people import Person, the_one
from zhibiao.desk.store.tables import documents, events, readings
from zhibiao.desk.work import tasks
from zhibiao.desk.work.jobs import Keeper
from zhibiao.desk.work.worker import Worker


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Database]:
    """A desk on SQLite."""
    database = open_database(f"sqlite:///{tmp_path / 'desk.sqlite'}")
    yield database
    database.close()


@pytest.fixture
def read(opened: Database, samples: Path) -> tuple[Desk, Filed, Person]:
    """A desk at rest with one document that was read, and the one person there."""
    hand_in(opened, [samples / "dept_goal.docx"])
    with opened.write() as connection:
        (number,) = connection.execute(select(documents.c.id)).scalars()
        _, (data,) = tasks.read({"name": "dept_goal.docx"}, [content_of(connection, number)])
        connection.execute(insert(readings).values(document_id=number, data=data, made=1.0))
        connection.execute(update(documents).values(state="read"))
        person = the_one(connection)
        (document,) = list_documents(connection, person)
    options = Options(database="")
    desk = Desk(database=opened, options=options, keeper=Keeper(opened, options), writer=Worker())
    return desk, document, person


def _decide(desk: Desk, document: Filed, person: Person, decision: Decision) -> None:
    place = (decision.table, decision.row)
    with desk.database.write() as connection:
        record.decide(connection, document.id, place, person, "test", decision_to_json(decision), seen=0)


def _stops(desk: Desk, document: Filed) -> list[Stop]:
    stand = standing(desk, document, "zh")
    return [stop for stop in find_stops(stand.handed_in, stand.decided, "zh") if stop.row]


def test_a_look_costs_nothing_twice(read: tuple[Desk, Filed, Person]) -> None:
    """As long as nothing is decided the same standing is given."""
    desk, document, _ = read
    assert standing(desk, document, "zh") is standing(desk, document, "zh")


def test_only_wordings_have_the_document_reviewed_anew(read: tuple[Desk, Filed, Person]) -> None:
    """What is ignored is left out of the review at hand; a wording that is taken makes another one."""
    desk, document, person = read
    before = standing(desk, document, "zh")
    first, second = [stop for stop in _stops(desk, document) if stop.findings and stop.row.suggestions][:2]
    ignored = tuple((finding.code, "误报") for finding in first.findings)
    _decide(desk, document, person, Decision(table=1, row=first.place[1], ignored=ignored))
    now = standing(desk, document, "zh")
    assert now.handed_in is before.handed_in
    assert now.now.ledger is before.now.ledger
    assert len(now.now.all_findings()) == len(before.now.all_findings()) - len(first.findings)
    _decide(desk, document, person, Decision(table=1, row=second.place[1], suggestion=1))
    taken = standing(desk, document, "zh")
    assert taken.handed_in is before.handed_in
    assert taken.now.ledger is not before.now.ledger
    assert replace(taken.document) == document


def test_the_last_version_takes_the_place_of_the_one_before() -> None:
    """Of each thing one version is kept, and of all things the last few."""
    kept, made = Kept(2), []

    def make(text: str) -> str:
        made.append(text)
        return text

    for key, version in ((1, "a"), (1, "a"), (1, "b"), (1, "a"), (2, "c"), (3, "d"), (2, "c"), (1, "a")):
        assert kept.get(key, version, lambda text=version: make(text)) == version
    assert made == ["a", "b", "a", "c", "d", "a"]


def test_writers_stand_in_line(opened: Database) -> None:
    """Thirty at once write to SQLite, twenty times each, and nobody is turned away."""
    failed = []

    def write() -> None:
        for _ in range(20):
            try:
                with opened.write() as connection:
                    trail.log(connection, None, "test")
            except Exception as error:  # noqa: BLE001 - shown below, in the thread of the test
                failed.append(error)

    threads = [threading.Thread(target=write) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with opened.read() as connection:
        assert not failed
        assert connection.execute(select(func.count()).select_from(events)).scalar() == 600


def test_answers_do_not_wait_for_the_browser() -> None:
    """The door names its protocol: without it asyncio leaves Nagle's delay on, and pieces of an answer wait 40 ms."""
    with listen(Options(database="", port=0)) as door:
        assert door.proto == socket.IPPROTO_TCP
