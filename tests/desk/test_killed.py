"""Kill -9 at any moment: what was answered is there after the next start, and nothing is stuck."""

from __future__ import annotations

import os
import random
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, text

from zhibiao.desk.store.database import Database, open_database
from zhibiao.desk.store.tables import decisions, documents, events

from .running import Script, begin, listening, running_desk

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks at /proc")

PHASES = ("start", "early", "reading", "deciding", "deciding", "download")
FILES = ("dept_goal.docx", "project_selfeval.xlsx", "dept_goal.csv", "both.zip")


@dataclass
class Confirmed:
    """What the desk has answered: decisions as (document, place, seq) -> (verb, words in it), uploads as key -> name.

    `shown` are words that the panel of a place has to show, where the last decision on it was answered.
    """

    decisions: dict[tuple[str, str, int], tuple[str, str]] = field(default_factory=dict)
    uploads: dict[str, str] = field(default_factory=dict)
    shown: dict[tuple[str, str], str] = field(default_factory=dict)


class Work:
    """What people do at a desk until it is killed; each act is recorded once it is answered, and not before."""

    def __init__(
        self, address: str, dice: random.Random, known: Confirmed, files: Path, samples: list[str]
    ) -> None:
        self._address, self._known, self._files, self._samples = address, known, files, samples
        self._dice = random.Random(dice.random())  # noqa: S311 - choices of a test
        self.begun = {name: threading.Event() for name in PHASES}
        self._over = threading.Event()
        self._failed: list[Exception] = []
        jobs = (("reading", self._upload), ("deciding", self._decide), ("download", self._download))
        self._threads = [threading.Thread(target=self._until_killed, args=job) for job in jobs]
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """The desk is gone: nobody asks any more. Raises what went wrong before."""
        self._over.set()
        for thread in self._threads:
            thread.join(timeout=60)
            assert not thread.is_alive()
        if self._failed:
            raise self._failed[0]

    def _until_killed(self, phase: str, job: Callable[[Any], None]) -> None:
        try:
            job(Script(self._address))
        except httpx.TransportError:
            return  # killed: what was not answered may be lost
        except Exception as error:  # noqa: BLE001 - raised again by `end`, in the thread of the test
            self._failed.append(error)
        finally:
            self.begun[phase].set()

    def _upload(self, client: Any) -> None:
        for name in self._dice.sample(FILES, 2):
            data = (self._files / name).read_bytes()
            answer = client.post("/upload", files={"file": (name, data)})
            assert answer.status_code == 200, answer.text
            self._known.uploads[answer.json()["keys"][0]] = name
            self.begun["reading"].set()

    def _decide(self, client: Any) -> None:
        kill_at = self._dice.randrange(1, 12)
        for number in range(200):
            if self._over.is_set():
                return
            self._decide_once(client, self._dice.choice(self._samples), kill=number == kill_at)

    def _decide_once(self, client: Any, key: str, *, kill: bool) -> None:
        at = self._dice.choice(_places(client, key))
        panel = _panel(client, key, at)
        token = f"理由{self._dice.randrange(10**12)}"
        code, seen = _between(panel, 'name="code" value="'), int(_between(panel, 'name="seen" value="'))
        if kill:
            self.begun["deciding"].set()
        self._known.shown.pop((key, at), None)  # until it is answered nobody knows what stands there
        verb = self._dice.choice(("ignore", "ignore", "edit", "clear", "undo"))
        if verb == "undo":
            self._undo(client, key)
            return
        form = {
            "ignore": {"do": "ignore", "code": code, "reason": token},
            "edit": {"do": "edit", "suggestion": "0", "edit-name": token, "was-name": ""},
            "clear": {"do": "clear"},
        }[verb if code else "clear"]
        answer = client.post(f"/documents/{key}/decide/{at}", {**form, "seen": str(seen)})
        assert answer.status_code in (200, 400), answer.text
        if answer.status_code == 200:
            words = token if form["do"] != "clear" else ""
            self._known.decisions[key, at, seen + 1] = (form["do"], words)
            self._known.shown[key, at] = words

    def _undo(self, client: Any, key: str) -> None:
        """Take something of a document back; until it is answered nobody knows what."""
        unsure = {place: self._known.shown.pop(place) for place in list(self._known.shown) if place[0] == key}
        answer = client.post(f"/documents/{key}/undo")
        if answer.status_code == 200:
            found = answer.json()
            unsure.pop((key, found["done"]), None)
            seq = int(_between(found["panel"], 'name="seen" value="'))
            self._known.decisions[key, found["done"], seq] = ("undo", "")
        self._known.shown |= unsure

    def _download(self, client: Any) -> None:
        while not self._over.is_set():
            key = self._dice.choice(self._samples)
            self.begun["download"].set()
            answer = client.get(f"/documents/{key}/out/{self._dice.choice(('decisions', 'findings'))}")
            assert answer.status_code == 200, answer.text


def _places(client: Any, key: str) -> list[str]:
    found: dict[str, Any] = client.get(f"/documents/{key}/place").json()["rows"]
    return [at for at in found if not at.endswith(".0")]


def _panel(client: Any, key: str, at: str) -> str:
    panel: str = client.get(f"/documents/{key}/place?at={at}").json()["panel"]
    return panel


def _between(panel: str, before: str) -> str:
    """What stands between `before` and the next quotation mark, "" where it does not occur."""
    return panel.partition(before)[2].partition('"')[0]


def _left_over(folder: Path) -> list[int]:
    """The processes whose temporary folder lies in `folder`."""
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdecimal() and int(process.name) != os.getpid():
            try:
                environment = (process / "environ").read_bytes()
                state = (process / "stat").read_text().rpartition(")")[2].split()[0]
            except (FileNotFoundError, PermissionError, ProcessLookupError):
                continue
            if os.fsencode(f"TMPDIR={folder}") in environment and state != "Z":
                found.append(int(process.name))
    return found


def _wait(holds: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not (met := holds()) and time.monotonic() < until:
        time.sleep(0.05)
    return met


def _check_record(database: Database, known: Confirmed) -> None:
    """Every answered decision and upload is in the database, and the decisions on a row are counted without gaps."""
    with database.read() as connection:
        keys = dict(connection.execute(select(documents.c.id, documents.c.key)).all())
        rows = connection.execute(select(decisions).order_by(decisions.c.id)).all()
        logged = connection.execute(select(func.count()).where(events.c.verb == "upload")).scalar_one()
    found = {(keys[row.document_id], f"{row.table_no}.{row.row_no}", row.seq): row for row in rows}
    for place, (verb, words) in known.decisions.items():
        assert place in found, f"lost: {place} {verb}"
        assert found[place].verb == verb
        assert words in found[place].value
    assert set(known.uploads) <= set(keys.values())
    assert logged >= len(known.uploads)
    counted: dict[tuple[int, int, int], list[int]] = {}
    for row in rows:
        counted.setdefault((row.document_id, row.table_no, row.row_no), []).append(row.seq)
    assert all(seqs == list(range(1, len(seqs) + 1)) for seqs in counted.values())


def _check_pages(client: Any, known: Confirmed, some: int, dice: random.Random) -> None:
    """The pages show what was answered: some of it, or all."""
    shown = list(known.shown.items())
    for (key, at), words in shown[-3:] + dice.sample(shown, min(some, len(shown))):
        panel = _panel(client, key, at)
        assert words in panel, f"not shown: {key} {at} {words}"
        assert words or 'class="decision"' not in panel


def _kill_once(folder: Path, address: str, known: Confirmed, dice: random.Random) -> None:
    """Start the desk, check what was answered before, work at it, kill it in one of PHASES."""
    phase = dice.choice(PHASES)
    process = begin(address, temporary=folder / "tmp")
    try:
        if phase == "start":
            time.sleep(dice.uniform(0, 1.2))
            return
        desk = listening(process)
        _check_pages(Script(desk.address), known, 2, dice)
        samples = [key for key, name in known.uploads.items() if name == "sample"]
        work = Work(desk.address, dice, known, folder, samples)
        work.begun[phase].wait(timeout=0 if phase == "early" else 30)
        time.sleep(dice.uniform(0, 0.05 if phase == "deciding" else 0.4))
        process.kill()
        work.end()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        assert _wait(lambda: not _left_over(folder / "tmp"), 10), f"left over, killed at {phase}"


def _prepare(folder: Path, samples: Path, address: str, known: Confirmed) -> None:
    """Files to hand in, and a desk that has read two of them."""
    for name in FILES[:3]:
        (folder / name).write_bytes((samples / name).read_bytes())
    with zipfile.ZipFile(folder / FILES[3], "w") as file:
        for name in FILES[1:3]:
            file.write(folder / name, f"单位/{name}")
    handed_in = [folder / name for name in FILES[:2]]
    (folder / "tmp").mkdir()
    with running_desk(address, files=handed_in):
        database = open_database(address)
        assert _wait(lambda: not _waiting(database), 60)
        with database.read() as connection:
            known.uploads |= dict.fromkeys(connection.execute(select(documents.c.key)).scalars(), "sample")
        database.close()


def _waiting(database: Database) -> list[tuple[str, str]]:
    """Documents with a state in which none may stay, and batches that are not compared yet."""
    with database.read() as connection:
        rows = connection.execute(select(documents.c.name, documents.c.state)).all()
        behind = connection.execute(
            text(
                "SELECT b.name, 'uncompared' FROM batches b WHERE b.compared <> (SELECT count(*) FROM documents d"
                " WHERE d.batch_id = b.id AND d.state = 'read')"
            )
        ).all()
    return [(row[0], row[1]) for row in (*rows, *behind) if row[1] not in ("read", "unpacked")]


def _killed(folder: Path, samples: Path, address: str, kills: int) -> Confirmed:
    """Kill a desk that often, then let one come to rest: nothing is lost, nothing is stuck, nothing is given up."""
    seed = random.randrange(10**6)  # noqa: S311 - choices of a test
    print(f"seed {seed}, {address}")
    dice, known = random.Random(seed), Confirmed()  # noqa: S311
    _prepare(folder, samples, address, known)
    database = open_database(address)
    try:
        for number in range(kills):
            print(
                f"kill {number + 1}, {len(known.decisions)} decisions, {len(known.uploads)} uploads answered"
            )
            _kill_once(folder, address, known, dice)
            _check_record(database, known)
        with running_desk(address) as desk:
            client = Script(desk.address)
            assert _wait(lambda: not _waiting(database), 60), _waiting(database)
            _check_pages(client, known, len(known.shown), dice)
            for key, name in known.uploads.items():
                answer = client.get(f"/documents/{key}/place")
                assert answer.status_code == (404 if name.endswith(".zip") else 200), name
        _check_record(database, known)
    finally:
        database.close()
    return known


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[str]:
    """The address of a database in a file."""
    yield f"sqlite:///{tmp_path / 'desk.sqlite'}"


def test_fifty_kills_lose_nothing(tmp_path: Path, samples: Path, sqlite: str) -> None:
    """A desk on SQLite is killed 50 times: every answered decision and upload is there, every document is read."""
    known = _killed(tmp_path, samples, sqlite, 50)
    assert len(known.decisions) >= 50
    assert set(known.uploads.values()) >= {"sample", *FILES}


def test_kills_on_postgresql_lose_nothing(postgres: Callable[[], str], tmp_path: Path, samples: Path) -> None:
    """The same on PostgreSQL, six times: its lock falls with the desk, so that the next one can start."""
    known = _killed(tmp_path, samples, postgres(), 6)
    assert known.uploads
