"""The record: nobody is overwritten unseen, a decision that is taken back gives way to the one before."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from zhibiao.desk.store import filing, record, trail
from zhibiao.desk.store.database import Database
from zhibiao.desk.store.people import Person, add_account
from zhibiao.errors import ZhibiaoError

AT = (1, 3)


@pytest.fixture
def two(database: Database) -> tuple[int, Person, Person]:
    """A document and two reviewers."""
    with database.write() as connection:
        first = add_account(connection, "甲", "correct horse", "head")
        second = add_account(connection, "乙", "correct horse", "reviewer")
        batch = filing.add_batch(connection, "一批", first)
        number, _ = filing.add_document(connection, batch.id, first.id, "表.csv", b"x")
    return number, first, second


def decided(
    database: Database, document: int, person: Person, value: str, seen: int, at: record.Place = AT
) -> str:
    """Decide; the code of the refusal, "" for none."""
    try:
        with database.write() as connection:
            record.decide(connection, document, at, person, "edit", value, seen=seen)
    except ZhibiaoError as error:
        return error.code
    return ""


def undone(database: Database, document: int, person: Person) -> str:
    """Take back the last decision of a person; the code of the refusal, "" for none."""
    try:
        with database.write() as connection:
            record.undo(connection, document, person)
    except ZhibiaoError as error:
        return error.code
    return ""


def stands(database: Database, document: int, at: record.Place = AT) -> str:
    """What stands on a row, "" for nothing."""
    with database.read() as connection:
        line = record.latest(connection, document).get(at)
    return line.value if line else ""


@pytest.mark.parametrize("before", [0, 1])
def test_at_once(database: Database, two: tuple[int, Person, Person], before: int) -> None:
    """Eight at once on one row: exactly one decision is kept, the others are told."""
    document, first, second = two
    for seen in range(before):
        assert decided(database, document, first, "before", seen) == ""
    barrier = Barrier(8)

    def decide(number: int) -> str:
        barrier.wait()
        return decided(database, document, (first, second)[number % 2], f"{number}", before)

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(decide, range(8)))
    assert sorted(codes) == ["", *["WB07"] * 7]
    assert stands(database, document) == f"{codes.index('')}"
    with database.read() as connection:
        assert [one.seq for one in record.lines_of(connection, document, AT)] == list(range(1, before + 2))


@pytest.mark.parametrize("seen", [-1, 2, 7, 999_999_999_999])
def test_made_up(database: Database, two: tuple[int, Person, Person], seen: int) -> None:
    """A number of decisions that nobody can have seen is refused: it would leave a gap."""
    document, first, _ = two
    assert decided(database, document, first, "a", 0) == ""
    assert decided(database, document, first, "b", seen) == "WB07"
    assert stands(database, document) == "a"


def test_other_rows(database: Database, two: tuple[int, Person, Person]) -> None:
    """Decisions on other rows are no hindrance."""
    document, first, second = two
    assert decided(database, document, first, "a", 0) == ""
    assert decided(database, document, second, "b", 0, (1, 4)) == ""
    assert decided(database, document, second, "c", 0, (2, 3)) == ""
    with database.read() as connection:
        assert {at: line.who for at, line in record.latest(connection, document).items()} == {
            (1, 3): "甲",
            (1, 4): "乙",
            (2, 3): "乙",
        }


def test_undo(database: Database, two: tuple[int, Person, Person]) -> None:
    """Each undo restores what stood before, back to nothing; then there is nothing more to take back."""
    document, first, _ = two
    for seen, value in enumerate(("a", "b", "c")):
        assert decided(database, document, first, value, seen) == ""
    found = []
    for _ in range(3):
        assert undone(database, document, first) == ""
        found.append(stands(database, document))
    assert found == ["b", "a", ""]
    assert undone(database, document, first) == "WB13"


def test_undo_and_on(database: Database, two: tuple[int, Person, Person]) -> None:
    """A decision after an undo is taken back to what the undo had restored."""
    document, first, _ = two
    assert [decided(database, document, first, value, seen) for seen, value in enumerate("ab")] == ["", ""]
    assert undone(database, document, first) == ""
    assert decided(database, document, first, "c", 3) == ""
    assert undone(database, document, first) == ""
    assert stands(database, document) == "a"
    assert undone(database, document, first) == ""
    assert stands(database, document) == ""


def test_undo_after_somebody_else(database: Database, two: tuple[int, Person, Person]) -> None:
    """What somebody else has decided since is not taken back with one's own; once they take it back, one's own can be."""
    document, first, second = two
    assert decided(database, document, first, "a", 0) == ""
    assert decided(database, document, second, "b", 1) == ""
    assert undone(database, document, first) == "WB07"
    assert stands(database, document) == "b"
    assert undone(database, document, second) == ""
    assert stands(database, document) == "a"
    assert undone(database, document, first) == ""
    assert stands(database, document) == ""


def test_undo_of_others(database: Database, two: tuple[int, Person, Person]) -> None:
    """Nobody takes back the decision of somebody else."""
    document, first, second = two
    assert decided(database, document, first, "a", 0) == ""
    assert undone(database, document, second) == "WB13"
    assert stands(database, document) == "a"


def test_undo_at_once(database: Database, two: tuple[int, Person, Person]) -> None:
    """A double click on undo takes back one decision, or two one after the other; never one of them twice."""
    document, first, _ = two
    for seen, value in enumerate(("a", "b", "c")):
        assert decided(database, document, first, value, seen) == ""
    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(lambda _: undone(database, document, first), range(2)))
    done = codes.count("")
    assert set(codes) <= {"", "WB07"} and done
    assert stands(database, document) == ["c", "b", "a"][done]


def test_news(database: Database, two: tuple[int, Person, Person]) -> None:
    """What came after a decision is told, in order; numbers that no database has are no harm."""
    document, first, second = two
    assert decided(database, document, first, "a", 0) == ""
    with database.read() as connection:
        last = record.last_ids(connection, [document])[document]
    assert decided(database, document, second, "b", 1) == ""
    with database.read() as connection:
        assert [one.who for one in record.since(connection, document, last)] == ["乙"]
        assert record.since(connection, document, 10**30) == []
        assert len(record.since(connection, document, -(10**30))) == 2


@pytest.mark.parametrize("text", ["", "   ", "x" * 2_001])
def test_comments(database: Database, two: tuple[int, Person, Person], text: str) -> None:
    """A comment says something, and not too much."""
    document, first, _ = two
    with pytest.raises(ZhibiaoError) as raised, database.write() as connection:
        trail.comment(connection, document, first, text)
    assert raised.value.code == "WB08"


def test_trail(database: Database, two: tuple[int, Person, Person]) -> None:
    """The trail has everything that happened, the newest first; that of a document what is about it."""
    document, first, second = two
    with database.write() as connection:
        trail.log(connection, first, "upload", "表.csv", document_id=document)
        trail.log(connection, None, "refused", "谁")
    assert decided(database, document, second, "a", 0) == ""
    with database.read() as connection:
        everything = trail.trail(connection)
        of_one = trail.trail(connection, document)
    assert [(one.who, one.verb) for one in everything] == [("乙", "edit"), ("", "refused"), ("甲", "upload")]
    assert [one.verb for one in of_one] == ["edit", "upload"]
    assert of_one[0].place == AT


def test_no_gap_in_the_record(database: Database, two: tuple[int, Person, Person]) -> None:
    """A refused decision leaves no line behind."""
    document, first, second = two
    acts: list[Callable[[], str]] = [
        lambda: decided(database, document, first, "a", 0),
        lambda: decided(database, document, second, "b", 0),
        lambda: decided(database, document, second, "c", 1),
        lambda: undone(database, document, first),
    ]
    assert [act() for act in acts] == ["", "WB07", "", "WB07"]
    with database.read() as connection:
        assert [one.value for one in record.lines_of(connection, document, AT)] == ["a", "c"]
