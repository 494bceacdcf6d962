"""Real files through the worker: quick ones quickly, hostile ones within bounds, damaged ones read or refused."""

from __future__ import annotations

import io
import os
import random
import re
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pytest

from zhibiao.batch import PATIENCE
from zhibiao.desk.work.stored import load
from zhibiao.desk.work.tasks import read
from zhibiao.desk.work.worker import Worker
from zhibiao.errors import ZhibiaoError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits and signals are those of POSIX")
COPIES = 60


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """The worker of the desk."""
    worker = Worker()
    yield worker
    worker.close()


def outcome(worker: Worker, name: str, content: bytes, seconds: float = 10) -> str:
    """`read`, or the code of the refusal, which names the file."""
    try:
        _, blobs = worker.run("read", {"name": name}, [content], seconds=seconds)
    except ZhibiaoError as error:
        assert error.values.get("path", name) == name
        return error.code
    load(blobs[0])
    return "read"


def test_a_document_comes_back_as_it_would_be_read_here(worker: Worker, samples: Path) -> None:
    """The same bytes and facts, from cold in a few seconds, warm in a moment (0.03 s on an idle machine)."""
    content = (samples / "dept_goal.docx").read_bytes()
    given = {"name": "dept_goal.docx"}, [content]
    begun = time.monotonic()
    assert worker.run("read", *given, seconds=10) == read(*given)
    cold = time.monotonic() - begun
    warm = []
    for _ in range(5):
        begun = time.monotonic()
        worker.run("read", *given, seconds=10)
        warm.append(time.monotonic() - begun)
    assert cold < 10
    assert min(warm) < 0.3


def with_last_row(content: bytes, times: int) -> bytes:
    """A docx whose last row of a table is repeated: still small when packed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                row = re.findall(rb"<w:tr[ >].*?</w:tr>", part, re.DOTALL)[-1]
                part = part.replace(row, row * times)
            new.writestr(name, part)
    return stream.getvalue()


def test_hostile_files_cost_only_themselves(worker: Worker, samples: Path) -> None:
    """Slow ones and bombs are given up; the next document is read each time."""
    good = (samples / "dept_goal.docx").read_bytes()
    rows = "".join(f"指标{number},有效提升第{number}项\n" for number in range(60_000))
    slow = ("三级指标,指标值\n" + rows).encode()
    cells = b"<table><tr><td>\xe6\x8c\x87\xe6\xa0\x87" + b"<table><tr><td>" * 200_000
    for name, content, seconds, codes in (
        ("slow.csv", slow, 0.5, {"RD12"}),
        ("deep.html", cells, 3, {"RD12", "RD05", "RD07", "RD02"}),
        ("long.docx", with_last_row(good, times=9000), 2, {"RD12"}),
    ):
        assert outcome(worker, name, content, seconds) in codes
        assert outcome(worker, "dept_goal.docx", good) == "read"


def test_bombs_are_refused(worker: Worker, samples: Path) -> None:
    """A docx and an xlsx whose parts unpack to a hundred times their size."""
    for name in ("dept_goal.docx", "project_selfeval.xlsx"):
        stream = io.BytesIO((samples / name).read_bytes())
        with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/bomb.xml", bytes(200 * 10**6))
        assert outcome(worker, name, stream.getvalue()) == "RD08"


def test_damaged_samples_are_read_or_refused(
    worker: Worker, script: Callable[[Path], ModuleType], root: Path
) -> None:
    """Copies with bytes flipped, cut and doubled: a reading or a code of its own, never a fault or a dead process."""
    fuzz = script(root / "tests" / "fuzz.py")
    draw = random.Random(11)  # noqa: S311 - no secret
    known = fuzz.seeds()
    outcomes = []
    for _ in range(COPIES):
        name, content = draw.choice(known)
        outcomes.append(outcome(worker, name, fuzz.mutate(content, draw)))
    assert not {"WB21", "WB22", "RL01"} & set(outcomes)
    assert outcomes.count("read") > 5
    assert len(set(outcomes)) > 4


def members(session: int) -> list[int]:
    """The processes that belong to a session."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError, ProcessLookupError):
            values = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            if int(values[3]) == session and values[0] != "Z":
                found.append(int(folder.name))
    return found


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_office_formats_are_read_within_the_same_limits(samples: Path, tmp_path: Path) -> None:
    """LibreOffice has room enough for a document; where it takes too long it goes with the worker."""
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "rtf", "--outdir", str(tmp_path), str(samples / "dept_goal.docx")]
    subprocess.run(command, check=True, capture_output=True)
    content = (tmp_path / "dept_goal.rtf").read_bytes()
    worker = Worker()
    assert outcome(worker, "表.rtf", content, PATIENCE) == "read"
    assert worker._child
    session = worker._child.process.pid
    assert members(session)
    assert outcome(worker, "表.rtf", content, 0.3) == "RD12"
    end = time.monotonic() + 10
    while members(session) and time.monotonic() < end:  # what was killed takes a moment to die
        time.sleep(0.05)
    assert not members(session)
    worker.close()
