"""Tasks that do what a hostile or unlucky file might make a reader do; the worker of test_worker.py is started with them."""

from __future__ import annotations

import ctypes
import itertools
import logging
import os
import subprocess
import sys
import time
import warnings
from pathlib import Path

from zhibiao.desk.work.tasks import Answer, Task
from zhibiao.desk.work.wire import Facts
from zhibiao.errors import ZhibiaoError

KEPT: list[bytearray] = []


def tell(facts: Facts, blobs: list[bytes]) -> Answer:
    """Who and where the process is, and what it was given."""
    files = len(list(Path("/proc/self/fd").iterdir()))
    return {**facts, "pid": os.getpid(), "environment": dict(os.environ), "files": files}, blobs


def loop(facts: Facts, blobs: list[bytes]) -> Answer:
    """Never ends, but can be interrupted."""
    while True:
        pass


def stuck(facts: Facts, blobs: list[bytes]) -> Answer:
    """Never ends and lets nothing else of the process run, signals included; another program runs beside it."""
    beside = subprocess.Popen(["sleep", "600"])
    if "pids" in facts:
        Path(facts["pids"]).write_text(f"{os.getpid()} {beside.pid} {os.environ['TMPDIR']}", encoding="utf-8")
    sum(itertools.repeat(0))
    return facts, blobs


def wait(facts: Facts, blobs: list[bytes]) -> Answer:
    """Says that it has begun, and waits."""
    Path(facts["pids"]).write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(600)
    return facts, blobs


def eat(facts: Facts, blobs: list[bytes]) -> Answer:
    """Takes memory without end."""
    hoard = []
    while True:
        hoard.append(bytearray(2**24))


def keep(facts: Facts, blobs: list[bytes]) -> Answer:
    """Takes memory and does not give it back."""
    KEPT.append(bytearray(b"1") * (600 * 2**20))
    return {"pid": os.getpid()}, []


def crash(facts: Facts, blobs: list[bytes]) -> Answer:
    """Reads where nothing is."""
    return {"text": str(ctypes.string_at(0))}, []


def leave(facts: Facts, blobs: list[bytes]) -> Answer:
    """Ends the process."""
    os._exit(3)


def abort(facts: Facts, blobs: list[bytes]) -> Answer:
    """Ends as native code does that gets no memory."""
    os.abort()


def babble(facts: Facts, blobs: list[bytes]) -> Answer:
    """Writes into every file that is open."""
    for number in range(3, 64):
        try:
            os.write(number, b"\xff" * 100)
        except OSError:
            continue
    return facts, blobs


def chat(facts: Facts, blobs: list[bytes]) -> Answer:
    """Prints, as libraries may."""
    sys.stdout.write("x" * 10**6)
    sys.stdout.flush()
    logging.getLogger("library").error("contents of the file")
    warnings.warn("contents of the file", stacklevel=1)
    return facts, blobs


def fail(facts: Facts, blobs: list[bytes]) -> Answer:
    """Has a fault."""
    raise KeyError("fault")


def refuse(facts: Facts, blobs: list[bytes]) -> Answer:
    """Refuses with a code."""
    raise ZhibiaoError("RD08", path=facts["name"], size_mb=60.5, limit_mb=50)


def large(facts: Facts, blobs: list[bytes]) -> Answer:
    """Writes a file larger than any task may."""
    with Path("large").open("wb") as file:
        for _ in range(300):
            file.write(bytes(2**20))
    return facts, blobs


def all_tasks() -> tuple[Task, ...]:
    """All of them, by the names of their functions."""
    functions = (tell, loop, stuck, wait, eat, keep, crash, leave, abort, babble, chat, fail, refuse, large)
    return tuple(Task(name=function.__name__, function=function) for function in functions)
