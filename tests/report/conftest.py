"""A review built by hand, and a headless browser driven through its DevTools pipe."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhibiao.errors import ZhibiaoError
from zhibiao.records import (
    Clause,
    Document,
    Finding,
    Indicator,
    Label,
    Note,
    Review,
    ReviewedRow,
    ReviewedTable,
    Suggestion,
    Table,
    Target,
)
from zhibiao.report.to_html import write

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--remote-debugging-pipe",
]
PATIENCE = 30.0
SAMPLE = Path(__file__).with_name("sample.yml")


def _target(data: dict[str, Any]) -> Target:
    return Target(
        **{
            **data,
            "span": tuple(data.get("span", (0, 0))),
            "words": tuple(tuple(span) for span in data.get("words", ())),
        }
    )


def _finding(data: dict[str, Any], indicator: Indicator, table: str) -> Finding:
    data = dict(data)
    span = tuple(data.pop("span", (0, 0)))
    if words := data.pop("words", ""):
        start = getattr(indicator, data["field"]).index(words)
        span = (start, start + len(words))
    return Finding(**data, span=span, table=table, row=indicator.row)


def _row(data: dict[str, Any], table: str) -> ReviewedRow:
    indicator = Indicator(**data["indicator"], table=table)
    label = dict(data["label"])
    label["candidates"] = tuple((code, chance) for code, chance in label.get("candidates", ()))
    return ReviewedRow(
        indicator=indicator,
        target=_target(data["target"]),
        label=Label(**label),
        findings=tuple(_finding(finding, indicator, table) for finding in data.get("findings", ())),
        suggestions=tuple(Suggestion(**suggestion) for suggestion in data.get("suggestions", ())),
    )


def _clause(data: dict[str, Any]) -> Clause:
    targets = tuple((thing, _target(target)) for thing, target in data["targets"])
    return Clause(**{**data, "targets": targets})


def _table(name: str, rows: tuple[ReviewedRow, ...], data: dict[str, Any], **more: Any) -> Table:
    return Table(
        name=name,
        indicators=tuple(row.indicator for row in rows),
        doc_kind="dept_goal",
        profile="nanjing",
        org=data["org"],
        year=data["year"],
        **more,
    )


def build(data: dict[str, Any], *, tables: int = 2) -> Review:
    """The review that sample.yml describes, with its first or with both tables."""
    first, second = "整体绩效目标表", data["second_table"]["name"]
    rows = tuple(_row(row, first) for row in data["rows"])
    others = tuple(_row(row, second) for row in data["second_table"]["rows"])
    clauses = tuple(_clause(clause) for clause in data["clauses"])
    notes = tuple(Note(**note) for note in data["notes"])
    whole = Indicator(name="")
    reviewed = (
        ReviewedTable(
            table=_table(
                first,
                rows,
                data,
                clauses=clauses,
                empty_labels=(("效益指标", "生态效益指标"),),
                notes=notes[1:],
            ),
            rows=rows,
            findings=tuple(_finding(finding, whole, first) for finding in data["table_findings"]),
        ),
        ReviewedTable(table=_table(second, others, data), rows=others),
    )[:tables]
    return Review(
        document=Document(
            source=data["source"],
            format="docx",
            tables=tuple(table.table for table in reviewed),
            notes=notes[:1],
        ),
        tables=reviewed,
        model=data["model"],
        version="0.1.0",
        ignored=tuple(data["ignored"]),
    )


@pytest.fixture(scope="session")
def review() -> Review:
    """A review of one document with two tables."""
    return build(yaml.safe_load(SAMPLE.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def small_review() -> Review:
    """The same document with its first table only."""
    return build(yaml.safe_load(SAMPLE.read_text(encoding="utf-8")), tables=1)


@pytest.fixture(scope="session")
def pages(review: Review, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the sample in both languages, by language and file name."""
    failures = [ZhibiaoError("RD03", path="<i>扫描件.pdf</i>"), ZhibiaoError("RD05", path="b.docx")]
    found = {}
    for lang in ("zh", "en"):
        for path in write([review], tmp_path_factory.mktemp(lang), lang=lang, failures=failures):
            found[f"{lang}/{path.name}"] = path.read_text(encoding="utf-8")
    return found


class Browser:
    """One tab. `open` loads a page and collects what it requests, complains about and pops up."""

    def __init__(self, profile: Path) -> None:
        its_input, self._write = os.pipe()
        self._read, its_output = os.pipe()
        # Chromium reads its commands from file 3 and answers on file 4; the shell puts the pipes there.
        command = f'exec "$0" "$@" 3<&{its_input} 4>&{its_output}'
        self.process = subprocess.Popen(
            ["bash", "-c", command, str(CHROMIUM), *FLAGS, f"--user-data-dir={profile}"],
            pass_fds=(its_input, its_output),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(its_input)
        os.close(its_output)
        self._buffer, self._number, self._session = b"", 0, ""
        self._events: list[dict[str, Any]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], PATIENCE)
            chunk = os.read(self._read, 1 << 16) if ready else b""
            if not chunk:
                raise TimeoutError("Chromium does not answer")
            self._buffer += chunk
        message, self._buffer = self._buffer.split(b"\0", 1)
        content: dict[str, Any] = json.loads(message)
        return content

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send one command and return its result."""
        self._number += 1
        command: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            command["sessionId"] = self._session
        os.write(self._write, json.dumps(command).encode() + b"\0")
        while (message := self._message()).get("id") != self._number:
            self._events.append(message)
        assert "error" not in message, message
        result: dict[str, Any] = message["result"]
        return result

    def events(self, method: str) -> list[dict[str, Any]]:
        """Parameters of the events of one kind since the last `open`."""
        return [event["params"] for event in self._events if event.get("method") == method]

    def open(self, address: str) -> None:
        """Load a page anew and wait until it stands."""
        for place in ("about:blank", address):
            self._events.clear()
            self.call("Page.navigate", url=place)
            while not self.events("Page.loadEventFired"):
                self._events.append(self._message())

    def run(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page; a promise is awaited."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def until(self, expression: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + PATIENCE
        while not self.run(expression):
            assert time.monotonic() < end, expression
            time.sleep(0.02)

    def requests(self) -> list[str]:
        """Addresses the page asked for, its own file and data addresses left out."""
        addresses = [event["request"]["url"] for event in self.events("Network.requestWillBeSent")]
        return [address for address in addresses if not address.startswith(("file:", "data:", "about:"))]

    def close(self) -> None:
        """End the browser that this object started."""
        self._session = ""
        self.call("Browser.close")
        self.process.wait(PATIENCE)
        os.close(self._write)
        os.close(self._read)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A headless browser; without Chromium the tests are skipped, except on the CI machine."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI is set, but there is no Chromium")
        pytest.skip("no Chromium on this machine")
    browser = Browser(tmp_path_factory.mktemp("profile"))
    try:
        yield browser
    finally:
        browser.close()
