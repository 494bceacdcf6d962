"""A desk that runs as its users run it: the command in a process of its own, spoken to over HTTP."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

COMMAND = [sys.executable, "-c", "from zhibiao.cli.app import main; main()", "serve"]
READY = 30
CSRF = re.compile(r'data-csrf="([^"]+)"')


@dataclass
class Running:
    """A running desk at `address`."""

    process: subprocess.Popen[str]
    address: str
    clients: list[httpx.Client] = field(default_factory=list)

    def client(self) -> Client:
        """Somebody new with a browser."""
        client = httpx.Client(base_url=self.address, timeout=60)
        self.clients.append(client)
        return Client(client)

    def kill(self) -> None:
        """As the system kills when memory runs out: at once, with no word."""
        self.process.kill()
        self._end()

    def stop(self) -> None:
        """As Ctrl+C stops it."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self._end()

    def _end(self) -> None:
        for client in self.clients:
            client.close()
        self.process.wait(timeout=20)
        if self.process.stdout:
            self.process.stdout.close()


class Script:
    """A browser with the scripts of the pages: it sends the token of the last page, and is answered facts."""

    def __init__(self, address: str) -> None:
        self.http = httpx.Client(base_url=address, timeout=60)
        self._csrf = ""

    def get(self, path: str) -> httpx.Response:
        """A page, or facts."""
        answer = self.http.get(path)
        if (
            found := CSRF.search(answer.text)
            if answer.headers["content-type"].startswith("text/html")
            else None
        ):
            self._csrf = found[1]
        return answer

    def post(self, path: str, data: dict | None = None, files=None) -> httpx.Response:
        """Send a form as the script of a page does."""
        if not self._csrf:
            self.get("/")
        return self.http.post(path, data=data, files=files, headers={"x-csrf": self._csrf})


@dataclass(frozen=True)
class Client:
    """A browser without scripts."""

    http: httpx.Client

    def get(self, path: str) -> httpx.Response:
        """A page."""
        return self.http.get(path)

    def csrf(self) -> str:
        """The token of the session."""
        found = CSRF.search(self.http.get("/").text)
        assert found
        return found[1]

    def post(self, path: str, data: dict | None = None, files=None) -> httpx.Response:
        """Send a form with the token."""
        return self.http.post(path, data={"csrf": self.csrf(), **(data or {})}, files=files)

    def sign_in(self, name: str, password: str) -> httpx.Response:
        """Sign in."""
        return self.http.post("/sign-in", data={"name": name, "password": password})

    def hand_in(self, *files: Path) -> str:
        """Upload files; the path of the batch."""
        sent = [("file", (file.name, file.read_bytes())) for file in files]
        answer = self.post("/upload", files=sent)
        assert answer.status_code == 303, answer.text[:500]
        return answer.headers["location"]

    def wait_until_read(self, batch: str, seconds: float = 60) -> list[dict]:
        """The queue of a batch once nothing waits any more."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = self.get(f"{batch}/queue").json()
            if not found["waiting"]:
                return found["files"]
            time.sleep(0.05)
        raise AssertionError(f"still waiting: {found}")


@contextmanager
def running_desk(
    database: Path | str, *, files: Sequence[Path] = (), options: Sequence[str] = ()
) -> Iterator[Running]:
    """A desk on a database, with samples where it is empty; stopped at the end unless it was killed before."""
    desk = start_desk(database, files=files, options=options)
    try:
        yield desk
    finally:
        desk.stop()


def start_desk(database: Path | str, *, files: Sequence[Path] = (), options: Sequence[str] = ()) -> Running:
    """Start a desk and wait until it says its address."""
    return listening(begin(database, files=files, options=options))


def begin(
    database: Path | str,
    *,
    files: Sequence[Path] = (),
    options: Sequence[str] = (),
    temporary: Path | None = None,
) -> subprocess.Popen[str]:
    """Start a desk, which is not ready yet; its temporary files, and those of its workers, lie in `temporary`."""
    arguments = [*map(str, files), "--database", str(database), "--port", "0", *options]
    return subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        bufsize=1,
        env={**os.environ, "TMPDIR": str(temporary)} if temporary else None,
    )


def listening(process: subprocess.Popen[str]) -> Running:
    """The desk once it has said its address."""
    assert process.stdout
    end = time.monotonic() + READY
    while time.monotonic() < end:
        line = process.stdout.readline()
        if found := re.search(r"http://\S+", line):
            return Running(process=process, address=found[0])
        if not line and process.poll() is not None:
            break
    process.kill()
    raise AssertionError(f"no address: exit code {process.wait()}")
