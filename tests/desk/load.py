"""`make load`: people at one desk of this machine all at once, for less than a minute; a table of how long it took.

Each user signs in, uploads a document, and then decides about one place after the other as the script of the page
does, asking for news every three seconds; heads look at batches and download. Exits 1 where an answer is an error, a
decision takes too long (95th percentile) or the desk and its workers take too much memory.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any

import httpx
from running import Running, Script, running_desk

from zhibiao.desk.store.database import open_database
from zhibiao.desk.store.people import add_account

SAMPLES = Path(__file__).resolve().parents[2] / "corpora" / "samples"
FILES = ("dept_goal.docx", "project_selfeval.xlsx", "dept_goal.csv", "longterm_goal.txt", "project_goal.html")
MOST_USERS, MOST_SECONDS = 60, 60
LOOPBACK = ("127.0.0.1", "::1", "localhost")
DECISION_MS, MEMORY_MB = 200, 1024
"""What a decision and the desk may take."""
PASSWORD = "a password of the load"  # noqa: S105 - of accounts that live for a minute
NEWS = 3.0
PAUSE = 1.0
"""Mean seconds between the acts of one user: somebody who decides by keys and reads next to nothing."""


class Times:
    """How long requests took, by kind, and which answers were errors."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.errors: dict[str, list[str]] = defaultdict(list)

    def ask(self, kind: str, request: Callable[[], httpx.Response]) -> httpx.Response:
        """The answer to a request, timed; raises RuntimeError for an error, which ends what this user does."""
        begun = time.perf_counter()
        try:
            answer = request()
            failure = f"{answer.status_code} {answer.text[:200]}" if answer.status_code >= 400 else ""
        except httpx.TransportError as error:
            failure = f"{type(error).__name__}: {error}"
        with self._lock:
            self.seconds[kind].append(time.perf_counter() - begun)
            if failure:
                self.errors[kind].append(failure)
        if failure:
            raise RuntimeError(failure)
        return answer

    def row(self, kind: str) -> tuple[str, int, int, int, int, int]:
        """Kind, requests, errors, and p50, p95 and maximum in milliseconds."""
        seconds = self.seconds[kind]
        cuts = quantiles(seconds, n=20, method="inclusive") if len(seconds) > 1 else [*seconds] * 20
        found = [round(1000 * one) for one in (cuts[9], cuts[18], max(seconds))]
        return kind, len(seconds), len(self.errors.get(kind, ())), found[0], found[1], found[2]


class Session:
    """One person at the desk until `until`."""

    def __init__(self, desk: Running, times: Times, name: str, until: float, pause: float) -> None:
        self.client = Script(desk.address)
        self.ask, self.name, self.until, self.pause = times.ask, name, until, pause
        self.dice = random.Random(name)  # noqa: S311 - choices of a test

    def rest(self, share: float = 1) -> bool:
        """Wait as people do; False where the time is over."""
        time.sleep(self.dice.uniform(0.5, 1.5) * self.pause * share)
        return time.monotonic() < self.until

    def sign_in(self) -> str:
        """Sign in; the first page."""
        form = {"name": self.name, "password": PASSWORD, "next": "/"}
        self.ask("sign in", lambda: self.client.http.post("/sign-in", data=form))
        return self.ask("home", lambda: self.client.get("/")).text

    def pieces(self, kind: str, path: str, data: dict[str, Any] | None) -> dict[str, Any]:
        """What the script of a page is answered."""
        made = (lambda: self.client.post(path, data)) if data is not None else (lambda: self.client.get(path))
        found: dict[str, Any] = self.ask(kind, made).json()
        return found


def review(session: Session, file: Path) -> None:
    """What a reviewer does: hand in, wait until it is read, decide about place after place."""
    session.sign_in()
    data = {"file": (file.name, file.read_bytes())}
    made = session.ask("upload", lambda: session.client.post("/upload", {}, data)).json()
    while session.pieces("queue", f"/batches/{made['batch']}/queue", None)["waiting"]:
        time.sleep(0.8)  # as upload.js
    base = f"/documents/{made['keys'][0]}"
    page = session.ask("page", lambda: session.client.get(base)).text
    found = {"panel": page, "at": re.findall('data-current="([^"]+)"', page)[0], "last": 0}
    asked = time.monotonic()
    for number in range(1, 10_000):
        if not session.rest():
            return
        found = act(session, base, found, number)
        if time.monotonic() - asked > NEWS:
            session.pieces("news", f"{base}/news?after={found['last']}", None)
            asked = time.monotonic()


def act(session: Session, base: str, found: dict[str, Any], number: int) -> dict[str, Any]:
    """The next thing at the place at hand: mostly a decision, sometimes a step on or back, a category, an undo."""
    panel = found["panel"]
    ways = re.findall(r'id="go-(?:before|after)"[^>]*data-at="([^"]+)"', panel)
    codes = re.findall('name="code" value="([^"]+)"', panel)
    if number % 8 == 0 and 'class="act undo"' in panel:
        return session.pieces("decision", f"{base}/undo", {})
    if (number % 5 == 0 or not codes) and ways:
        return session.pieces("place", f"{base}/place?at={ways[-1]}", None)
    seen = re.findall('name="seen" value="([^"]+)"', panel)[0]
    if number % 7 == 0 and 'id="category"' in panel:
        choice = panel.partition('id="category"')[2].partition("</select>")[0]
        form: dict[str, Any] = {
            "do": "category",
            "category": session.dice.choice(re.findall('value="(.+?)"', choice)),
        }
    elif number % 2 and 'data-accept="1"' in panel:
        form = {"do": "accept", "suggestion": "1"}
    else:
        form = {"do": "ignore", "code": codes, "reason": f"第 {number} 次"}
    return session.pieces("decision", f"{base}/decide/{found['at']}", {**form, "seen": seen})


def oversee(session: Session) -> None:
    """What a head does: look at the batches, one after the other, and download."""
    page = session.sign_in()
    while session.rest():
        batches = sorted(set(re.findall(r"/batches/[\w-]+", page)))
        if batches:
            path = session.dice.choice(batches)
            inside = session.ask("batch", lambda path=path: session.client.get(path)).text
            read = re.findall(r'href="(/documents/[\w-]+)"', inside)
            if read and "/out/" in inside:
                kind = session.dice.choice(("revised", "annotated", "findings", "decisions"))
                session.ask("download", lambda path=f"{read[0]}/out/{kind}": session.client.get(path))
        page = session.ask("home", lambda: session.client.get("/")).text


def tree(pid: int) -> list[int]:
    """A process and all that came from it."""
    parents: dict[int, list[int]] = defaultdict(list)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.read_text().rpartition(")")[2].split()[1])].append(int(stat.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended meanwhile
    found = [pid]
    for one in found:
        found += parents[one]
    return found


def memory_mb(pid: int) -> float:
    """The memory that a process and all that came from it take; what they share counts once."""
    total = 0
    for one in tree(pid):
        try:
            text = Path(f"/proc/{one}/smaps_rollup").read_text()
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue  # it has ended meanwhile
        total += int(re.findall(r"^Pss:\s+(\d+)", text, re.M)[0])
    return total / 1024


@contextmanager
def watched(pid: int) -> Any:
    """A list that within the block gets what `memory_mb` says twice a second."""
    found = [memory_mb(pid)]
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.5):
            found.append(memory_mb(pid))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield found
    finally:
        over.set()
        thread.join()


def _add_accounts(address: str, heads: Sequence[str], reviewers: Sequence[str]) -> None:
    database = open_database(address)
    with database.write() as connection:
        for name in heads:
            add_account(connection, name, PASSWORD, "head")
        for name in reviewers:
            add_account(connection, name, PASSWORD, "reviewer")
    database.close()


def run(options: argparse.Namespace, folder: Path) -> tuple[Times, float]:
    """All at one desk; the times and the most memory."""
    names = [f"审核{number}" for number in range(options.users)]
    heads = [f"负责{number}" for number in range(options.heads)]
    database = folder / "desk.sqlite"
    _add_accounts(f"sqlite:///{database}", heads, names)
    times = Times()
    with running_desk(database, options=("--host", options.host)) as desk:
        until = time.monotonic() + options.seconds

        def session(name: str) -> Session:
            return Session(desk, times, name, until, options.pause)

        def go(job: Callable[..., None], *arguments: Any) -> None:
            try:
                job(*arguments)
            except RuntimeError:
                return  # it is in the table

        jobs = [(review, session(name), SAMPLES / FILES[at % len(FILES)]) for at, name in enumerate(names)]
        threads = [
            threading.Thread(target=go, args=job)
            for job in [*jobs, *((oversee, session(name)) for name in heads)]
        ]
        with watched(desk.process.pid) as memory:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    return times, max(memory)


def _cpu() -> str:
    """Seconds of processor time, of this script and of the desk."""
    own, desk = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return f"{own.ru_utime + own.ru_stime:.0f} s, {desk.ru_utime + desk.ru_stime:.0f} s"


def report(times: Times, memory: float) -> bool:
    """Print the table; whether it is good enough."""
    line = "{:<10}{:>10}{:>8}{:>10}{:>10}{:>10}"
    print(line.format("kind", "requests", "errors", "p50 ms", "p95 ms", "max ms"))
    rows = [times.row(kind) for kind in sorted(times.seconds)]
    for row in rows:
        print(line.format(*row))
    print(f"processor time of this script and of the desk: {_cpu()}")
    print(f"memory of the desk and its workers, peak: {memory:.0f} MiB")
    for kind, found in times.errors.items():
        print(f"{kind}: {found[0]}")
    slow = next((row[4] for row in rows if row[0] == "decision"), DECISION_MS + 1)
    return not any(times.errors.values()) and slow <= DECISION_MS and memory <= MEMORY_MB


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the options, refuse what is not bounded, run, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--users", type=int, default=30, choices=range(1, MOST_USERS + 1), metavar=f"1-{MOST_USERS}"
    )
    parser.add_argument("--heads", type=int, default=3, choices=range(1, 11), metavar="1-10")
    parser.add_argument(
        "--seconds", type=int, default=40, choices=range(1, MOST_SECONDS + 1), metavar=f"1-{MOST_SECONDS}"
    )
    parser.add_argument(
        "--pause", type=float, default=PAUSE, help="mean seconds between the acts of one user"
    )
    parser.add_argument("--host", default=LOOPBACK[0], choices=LOOPBACK)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        times, memory = run(options, Path(folder))
    return 0 if report(times, memory) else 1


if __name__ == "__main__":
    sys.exit(main())
