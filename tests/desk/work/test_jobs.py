"""The keeper: what waits is read, what was interrupted is read again, what cannot be read says why."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import OperationalError

from zhibiao.desk.options import Options
from zhibiao.desk.store import filed, filing
from zhibiao.desk.store.database import Database
from zhibiao.desk.store.filed import Filed
from zhibiao.desk.store.people import Person, the_one
from zhibiao.desk.store.tables import batches, contents, documents
from zhibiao.desk.work import jobs
from zhibiao.desk.work.jobs import ATTEMPTS, Keeper
from zhibiao.desk.work.stored import load
from zhibiao.desk.work.wire import Facts
from zhibiao.desk.work.worker import Worker
from zhibiao.errors import ZhibiaoError

TABLE = "三级指标,指标值\n培训人数,≥500人\n群众满意度,较高\n".encode()
Start = Callable[[], Keeper]


@pytest.fixture
def start(database: Database) -> Iterator[Start]:
    """Starts a keeper; all of them are stopped in the end."""
    keepers: list[Keeper] = []

    def begin() -> Keeper:
        keepers.append(Keeper(database, Options(database="")))
        keepers[-1].start()
        return keepers[-1]

    yield begin
    for keeper in keepers:
        keeper.stop()


@pytest.fixture
def person(database: Database) -> Person:
    """The one person of the desk."""
    with database.write() as connection:
        return the_one(connection)


def hand_in(database: Database, person: Person, *files: tuple[str, bytes]) -> filed.Batch:
    """A batch of files."""
    with database.write() as connection:
        batch = filing.add_batch(connection, "一批", person)
        for name, data in files:
            filing.add_document(connection, batch.id, person.id, name, data)
    return batch


def after_reading(
    database: Database, person: Person, batch: filed.Batch, seconds: float = 30
) -> dict[str, Filed]:
    """The documents of a batch by name, once none waits any more and they were compared."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with database.read() as connection:
            now, found = filed.find_batch(connection, batch.key, person)
        read = sum(one.state == "read" for one in found)
        if found and not any(one.state in filed.WAITING for one in found) and now.compared == read:
            return {one.name: one for one in found}
        time.sleep(0.05)
    raise AssertionError([(one.name, one.state) for one in found])


def test_read(database: Database, person: Person, start: Start, samples: Path) -> None:
    """Documents that wait are read in turn: facts for the lists, the reading for the page."""
    files = [(name, (samples / name).read_bytes()) for name in ("dept_goal.docx", "dept_goal.csv")]
    batch = hand_in(database, person, *files)
    start()
    found = after_reading(database, person, batch)
    assert {name: one.state for name, one in found.items()} == {name: "read" for name, _ in files}
    for one in found.values():
        with database.read() as connection:
            reading = load(filed.reading_of(connection, one.id)[0])
        assert sum(len(table.rows) for table in reading.review.tables) == one.facts["rows"] > 0


def test_woken(database: Database, person: Person, start: Start) -> None:
    """What comes while the keeper rests is read once it is woken."""
    keeper = start()
    after_first = hand_in(database, person, ("a.csv", TABLE))
    keeper.wake()
    after_reading(database, person, after_first)
    second = hand_in(database, person, ("b.csv", TABLE))
    keeper.wake()
    assert after_reading(database, person, second)["b.csv"].facts["rows"] == 2


def test_interrupted(database: Database, person: Person, start: Start) -> None:
    """What was being read when the desk was killed is read when it starts again."""
    batch = hand_in(database, person, ("a.csv", TABLE), ("b.csv", TABLE))
    with database.write() as connection:
        connection.execute(
            update(documents).where(documents.c.name == "a.csv").values(state="running", attempts=1)
        )
    start()
    assert {one.state for one in after_reading(database, person, batch).values()} == {"read"}


@pytest.mark.parametrize(("killed", "state"), [(ATTEMPTS - 1, "read"), (ATTEMPTS, "failed")])
def test_given_up(
    database: Database, person: Person, monkeypatch: pytest.MonkeyPatch, start: Start, killed: int, state: str
) -> None:
    """A document over which reader after reader ends is given up in the end, with the reason; the others are read."""
    run, left = Worker.run, [killed]

    def run_or_end(
        worker: Worker, task: str, facts: Facts, *more: Any, **options: Any
    ) -> tuple[Facts, list[bytes]]:
        if facts.get("name") == "a.csv" and left[0]:
            left[0] -= 1
            raise ZhibiaoError("WB21", path="a.csv", detail="SIGKILL")
        return run(worker, task, facts, *more, **options)

    monkeypatch.setattr(Worker, "run", run_or_end)
    batch = hand_in(database, person, ("a.csv", TABLE), ("b.csv", TABLE))
    start()
    found = after_reading(database, person, batch)
    assert (found["a.csv"].state, found["b.csv"].state) == (state, "read")
    assert found["a.csv"].failure.get("code", "") == ("WB21" if state == "failed" else "")


def test_zip(database: Database, person: Person, start: Start) -> None:
    """A zip becomes its files, what no reader takes says so; the zip itself is kept no longer and no document any more."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("甲局/a.csv", TABLE)
        made.writestr("乙局/b.csv", TABLE)
        made.writestr("readme.exe", b"MZ")
    batch = hand_in(database, person, ("一批.zip", packed.getvalue()))
    start()
    found = after_reading(database, person, batch)
    states = {"甲局/a.csv": "read", "乙局/b.csv": "read", "readme.exe": "failed"}
    assert {name: one.state for name, one in found.items()} == states
    assert found["readme.exe"].failure["code"] == "RD06"
    with database.read() as connection:
        zipped = connection.execute(select(documents).where(documents.c.name == "一批.zip")).one()
        assert zipped.state == "unpacked"
        assert not connection.execute(select(contents).where(contents.c.document_id == zipped.id)).all()


def test_many_of_another_kind_are_counted(
    database: Database, person: Person, monkeypatch: pytest.MonkeyPatch, start: Start
) -> None:
    """The first files that no reader takes are listed one by one, the others in one line."""
    monkeypatch.setattr(jobs, "NAMED", 2)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("a.csv", TABLE)
        for number in range(5):
            made.writestr(f"图/{number}.jpg", b"")
    batch = hand_in(database, person, ("一批.zip", packed.getvalue()))
    start()
    found = after_reading(database, person, batch)
    assert sorted(found) == ["a.csv", "一批.zip", "图/0.jpg", "图/1.jpg"]
    assert found["一批.zip"].failure["code"] == "WB26"
    assert found["一批.zip"].failure["values"]["count"] == "3"


def _outside() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("../../outside.csv", TABLE)
    return packed.getvalue()


UNREADABLE = [
    ("empty.docx", b""),
    ("no.docx", b"<html><script>alert(1)</script></html>"),
    ("no.zip", b"PK\x03\x04 nothing"),
    ("no.exe", b"MZ"),
    ("nothing.csv", b"a,b\n1,2\n"),
    ("no suffix", TABLE),
    ("no.pdf", b"%PDF-1.7 nothing"),
]


def test_unreadable(database: Database, person: Person, start: Start) -> None:
    """What cannot be read says why, by a code and with its own name, and nothing of this machine."""
    batch = hand_in(database, person, *UNREADABLE)
    start()
    found = after_reading(database, person, batch, 60)
    assert {name: one.state for name, one in found.items()} == {name: "failed" for name, _ in UNREADABLE}
    for name, one in found.items():
        assert one.failure["code"].startswith("RD"), one.failure
        assert one.failure["values"]["path"] == name
        assert "/tmp" not in str(one.failure)  # noqa: S108 - no file is made there


def test_zip_slip(database: Database, person: Person, start: Start) -> None:
    """A path in a zip that leads elsewhere is refused or made a mere name; the batch goes on."""
    batch = hand_in(database, person, ("bad.zip", _outside()), ("a.csv", TABLE))
    start()
    found = after_reading(database, person, batch)
    assert found["a.csv"].state == "read"
    assert not [name for name in found if "/" in name or ".." in name]


def test_database_away(
    database: Database, person: Person, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the database fails for a moment the keeper goes on once it is back: nothing is stuck."""
    monkeypatch.setattr("zhibiao.desk.work.jobs.PAUSE", 0.05)
    keep, failures = Keeper._read, iter([True, True, False])

    def read(keeper: Keeper, row: object, data: bytes) -> None:
        if next(failures):
            raise OperationalError("SELECT", {}, Exception("away"))
        keep(keeper, row, data)

    monkeypatch.setattr(Keeper, "_read", read)
    batch = hand_in(database, person, ("a.csv", TABLE))
    start()
    assert after_reading(database, person, batch)["a.csv"].state == "read"


def test_compared(database: Database, person: Person, start: Start, samples: Path) -> None:
    """A batch is held against itself once all of it is read, and again when more comes."""
    table = (samples / "dept_goal.csv").read_text(encoding="gb18030")
    other = table.replace("试点市投资促进局", "远山县教育局")
    keeper = start()
    batch = hand_in(database, person, ("a.csv", table.encode()))
    keeper.wake()
    alone = after_reading(database, person, batch)
    with database.write() as connection:
        filing.add_document(connection, batch.id, person.id, "b.csv", other.encode())
    keeper.wake()
    together = after_reading(database, person, batch)
    assert sum(together["b.csv"].facts["findings"].values()) > sum(alone["a.csv"].facts["findings"].values())
    with database.read() as connection:
        assert connection.execute(select(batches.c.compared)).scalar_one() == 2
        assert connection.execute(text("SELECT count(*) FROM readings")).scalar() == 2
