"""A desk that runs as users run it: a process of its own, on any port of this machine, asked over HTTP."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

_SERVE = [sys.executable, "-c", "from zhibiao.cli.app import main; main()", "serve", "--port", "0"]
_CSRF = re.compile(r'data-csrf="([^"]*)"')
Account = tuple[str, str, str]
"""Name, password, role."""


class Client:
    """A browser without a window: it keeps cookies, and sends the token of the page with what it posts."""

    def __init__(self, address: str, *, timeout: float = 60) -> None:
        self.http = httpx.Client(base_url=address, timeout=timeout, trust_env=False)
        self.csrf = ""

    def __enter__(self) -> Client:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close its connections."""
        self.http.close()

    def get(self, path: str, **params: Any) -> httpx.Response:
        """A page, as it is answered; the token that it brings is kept."""
        response = self.http.get(path, params=params or None)
        if found := _CSRF.search(response.text if "html" in response.headers.get("content-type", "") else ""):
            self.csrf = found[1]
        return response

    def post(
        self, path: str, data: Mapping[str, Any] | None = None, files: Any = None, *, script: bool = False
    ) -> httpx.Response:
        """Send a form with the token of the last page; by `script` as that of the page does, which gets JSON."""
        if not self.csrf:
            self.get("/")
        headers = {"x-csrf": self.csrf} if script else {}
        return self.http.post(path, data={"csrf": self.csrf, **(data or {})}, files=files, headers=headers)

    def sign_in(self, name: str, password: str) -> httpx.Response:
        """Begin a session; the token that counts from then on is fetched."""
        response = self.http.post("/sign-in", data={"name": name, "password": password, "next": "/"})
        self.get("/")
        return response


class RunningDesk:
    """A desk that answers at `address`."""

    def __init__(self, process: subprocess.Popen[str], database: str) -> None:
        self.process, self.database = process, database
        assert process.stdout
        line = process.stdout.readline()
        assert "http://" in line, f"the desk did not start: {line}"
        self.address = line[line.index("http://") :].strip()

    def client(self, name: str = "", password: str = "") -> Client:
        """A client, signed in where a name is given."""
        made = Client(self.address)
        if name:
            made.sign_in(name, password)
        return made

    def kill(self) -> None:
        """End it as kill -9 does, in the midst of whatever it does."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """End it as Ctrl+C does; its exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30)


def start(
    folder: Path,
    *,
    files: Sequence[Path] = (),
    database: str = "",
    lang: str = "zh",
    options: Sequence[str] = (),
) -> subprocess.Popen[str]:
    """Start a desk whose database, by default, and temporary files lie in `folder`, without waiting for it."""
    temporary = folder / "tmp"
    temporary.mkdir(exist_ok=True)
    address = database or str(folder / "desk.sqlite")
    command = [
        *_SERVE,
        "--database",
        address,
        "--lang",
        lang,
        *options,
        *(str(one.absolute()) for one in files),
    ]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=folder)


def add_accounts(database: str, accounts: Sequence[Account]) -> None:
    """Add accounts to the database at an address."""
    from zhibiao.desk.database import open_database
    from zhibiao.desk.people import add_account

    opened = open_database(database)
    try:
        with opened.write() as connection:
            for name, password, role in accounts:
                add_account(connection, name, password, role)  # type: ignore[arg-type]
    finally:
        opened.close()


@contextmanager
def running_desk(
    folder: Path,
    *,
    files: Sequence[Path] = (),
    accounts: Sequence[Account] = (),
    database: str = "",
    lang: str = "zh",
    options: Sequence[str] = (),
) -> Iterator[RunningDesk]:
    """A desk until the block ends; `files` are handed in, `accounts` added where the database is new.

    `database` is an address, by default that of a file in `folder`; `options` more of `zhibiao serve`.
    """
    address = database or f"sqlite:///{folder / 'desk.sqlite'}"
    if accounts:
        add_accounts(address, accounts)
    process = start(folder, files=files, database=address, lang=lang, options=options)
    try:
        yield RunningDesk(process, address)
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
