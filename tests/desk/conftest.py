"""The desk needs the extra `web`: without it its tests are skipped, saying so. The databases that they run on."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the desk needs zhibiao[web]")
pytest.importorskip("sqlalchemy", reason="the desk needs zhibiao[web]")

from zhibiao.desk.store.database import Database, open_database

ADMIN = "postgresql+psycopg://postgres@/{name}?host={folder}"


def _as_postgres(command: list[str]) -> None:
    """Run a program of PostgreSQL, which does not run as root."""
    before = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*before, *command], check=True, capture_output=True, timeout=120, cwd="/")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """A private PostgreSQL on a socket in a folder of its own: each call gives the address of a new, migrated database."""
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not binaries:
        pytest.skip("PostgreSQL (Debian's package postgresql) is not installed")
    folder = Path(tempfile.mkdtemp(prefix="zb-pg-"))  # short: the path of a socket has 107 bytes at most
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    control, data = str(binaries[-1].with_name("pg_ctl")), str(folder / "data")
    settings = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=200"
    try:
        _as_postgres([str(binaries[-1]), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", data])
        _as_postgres([control, "-D", data, "-o", settings, "-l", str(folder / "log"), "-w", "start"])
        yield _maker(folder)
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            _as_postgres([control, "-D", data, "-m", "immediate", "-w", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def _maker(folder: Path) -> Callable[[], str]:
    from sqlalchemy import create_engine

    admin = create_engine(ADMIN.format(name="postgres", folder=folder), isolation_level="AUTOCOMMIT")
    numbers = count()

    def create(name: str, template: str) -> str:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return ADMIN.format(name=name, folder=folder)

    open_database(create("migrated", "template0")).close()
    return lambda: create(f"desk{next(numbers)}", "migrated")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.sqlite'}"
    made: str = request.getfixturevalue("postgres")()
    return made


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    """An empty desk on either database."""
    opened = open_database(address)
    yield opened
    opened.close()


@pytest.fixture
def browser(tmp_path):
    """A browser at a desk without accounts."""
    from starlette.testclient import TestClient

    from zhibiao.desk.app import make_app
    from zhibiao.desk.options import Options

    from .browsing import BASE, Browser

    database = open_database(f"sqlite:///{tmp_path / 'desk.sqlite'}")
    with TestClient(
        make_app(database, Options(database="")), base_url=BASE, follow_redirects=False
    ) as client:
        yield Browser(client)
    database.close()
