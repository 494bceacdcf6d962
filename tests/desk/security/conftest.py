"""A team's desk with documents that attack it, and clients signed in as anybody; every answer is looked at."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from zhibiao.desk.app import make_app
from zhibiao.desk.options import Options
from zhibiao.desk.store import filed, filing, visits
from zhibiao.desk.store.database import Database, open_database
from zhibiao.desk.store.people import Person, add_account
from zhibiao.errors import CATALOGUE

HOSTILE = '-->"\'><script>alert(1)</script><img src=x onerror=alert(2)><a href="javascript:alert(3)">培训</a>{{7*7}}'
NAME = "\"><img src=x onerror=alert(4)>'.csv"
PASSWORD = "correct horse battery"  # noqa: S105 - made up
PEOPLE = (
    ("head", "head"),
    ("owner", "submitter"),
    ("assigned", "reviewer"),
    ("other", "submitter"),
    ("other reviewer", "reviewer"),
)


def looked_at(response: httpx.Response) -> None:
    """What holds for every answer of the desk: headers, no failure, nothing of its inside."""
    response.read()
    headers = response.headers
    assert response.status_code not in (500, 502, 503, 504), response.text[:500]
    assert headers["content-security-policy"].startswith("default-src 'none'; ")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "Traceback" not in response.text and "zhibiao/desk" not in response.text
    if not response.request.url.path.startswith("/static/"):
        assert headers["cache-control"] == "no-store"
    if response.status_code >= 400 and response.request.method != "HEAD":
        assert any(code in response.text for code in CATALOGUE), response.text[:500]


class Client(TestClient):
    """A browser without scripts: it keeps cookies, and sends the token of its session with forms."""

    csrf = ""

    def send_form(self, path: str, /, files: object = None, **fields: object) -> httpx.Response:
        """Send a form of a page of the desk."""
        return self.post(path, data={"csrf": self.csrf, **fields}, files=files)  # type: ignore[arg-type]


def a_client(app: FastAPI, address: str = "http://127.0.0.1") -> Client:
    """A client that nobody has signed in with."""
    client = Client(app, base_url=address, follow_redirects=False)
    client.event_hooks = {"response": [looked_at]}
    return client


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A desk at work: `key` a hostile document of the owner, assigned to one reviewer; `second` one that is not."""

    app: FastAPI
    database: Database
    people: dict[str, Person]
    batch: str
    key: str
    second: str

    def by(self, name: str) -> Client:
        """A client signed in as somebody."""
        client = a_client(self.app)
        with self.database.write() as connection:
            visit = visits.start(connection, self.people[name])
        client.cookies.set(self.app.state.desk.cookie, visit.token)
        client.csrf = visit.csrf
        return client

    def nobody(self) -> Client:
        """A client that is not signed in."""
        return a_client(self.app)

    def file(self, name: str, data: bytes, *, owner: str = "owner", assigned: str = "") -> tuple[str, str]:
        """Hand in a document and have it read: the key of its batch, and its own."""
        with self.database.write() as connection:
            batch = filing.add_batch(connection, HOSTILE, self.people[owner])
            number, key = filing.add_document(connection, batch.id, self.people[owner].id, name, data)
            if assigned:
                filing.assign(connection, number, [self.people[assigned].id])
        self.until_read(key)
        return batch.key, key

    def until_read(self, *keys: str) -> None:
        """Wait until documents are read and compared, or refused."""
        self.app.state.desk.keeper.wake()
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with self.database.read() as connection:
                found = [filed.find_document(connection, key, self.people["head"]) for key in keys]
                compared = [filed.find_batch(connection, one.batch_key, self.people["head"]) for one in found]
            inside = [one for _, found in compared for one in found]
            waits = any(one.state in filed.WAITING for one in inside)
            if not waits and sum(one.state == "read" for one in inside) == sum(
                one.compared for one, _ in compared
            ):
                return
            time.sleep(0.05)
        raise AssertionError("not read in time")


def hostile_table() -> bytes:
    """A goal table with hostile text in every cell."""
    text = HOSTILE.replace('"', '""')
    head = f'"部门名称：{text}",,,\n一级指标,二级指标,三级指标,指标值\n'
    rows = "".join(
        f'"产出指标{text}","数量指标{text}","第{one}期培训{text}","较高{text}"\n' for one in range(4)
    )
    return f"{head}{rows}产出指标,数量指标,培训人数,大幅提高\n".encode()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def team(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """The desk of a team, on either database."""
    file = tmp_path_factory.mktemp("desk") / "desk.sqlite"
    on_sqlite = request.param == "sqlite"
    address = f"sqlite:///{file}" if on_sqlite else request.getfixturevalue("postgres")()
    database = open_database(address)
    with database.write() as connection:
        people = {name: add_account(connection, name, PASSWORD, role) for name, role in PEOPLE}  # type: ignore[arg-type]
        batch = filing.add_batch(connection, HOSTILE, people["owner"])
        number, key = filing.add_document(connection, batch.id, people["owner"].id, NAME, hostile_table())
        _, second = filing.add_document(
            connection, batch.id, people["owner"].id, "second.csv", hostile_table()
        )
        filing.assign(connection, number, [people["assigned"].id])
    app = make_app(database, Options(database="", file_mb=1, upload_files=5, upload_mb=3))
    with TestClient(app):
        made = Team(app=app, database=database, people=people, batch=batch.key, key=key, second=second)
        made.until_read(key, second)
        yield made
    database.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Callable[..., Client]]:
    """Makes the client of a desk of its own, without accounts unless it is given some; options by name."""
    opened = []

    def make(address: str = "http://127.0.0.1", accounts: bool = False, **options: object) -> Client:
        database = open_database(f"sqlite:///{tmp_path / f'{len(opened)}.sqlite'}")
        opened.append(database)
        if accounts:
            with database.write() as connection:
                add_account(connection, "head", PASSWORD, "head")
        return a_client(make_app(database, Options(database="", **options)), address)  # type: ignore[arg-type]

    yield make
    for database in opened:
        database.close()


@pytest.fixture
def password() -> str:
    """The password of everybody."""
    return PASSWORD


@pytest.fixture
def hostile() -> str:
    """What every cell, comment and reason holds."""
    return HOSTILE
