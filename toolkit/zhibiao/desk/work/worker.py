"""Documents are worked on in another process, within bounds of time and memory: a hostile file costs only itself."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Sequence

from zhibiao.desk.work import child as processes
from zhibiao.desk.work.child import Child
from zhibiao.desk.work.wire import Facts, receive, send
from zhibiao.errors import CATALOGUE, ZhibiaoError

TASKS = "zhibiao.desk.work.tasks:load_tasks"
GRACE = 3
"""Seconds more than its time until a worker that did not stop by itself is killed."""
START = 60
"""Seconds in which a worker has to be ready; it takes one on a machine that is not busy."""
IDLE = 300
"""Seconds without work after which the worker is ended."""
_DYING = 2  # seconds from the end of its output to the end of a process

_LOG = logging.getLogger(__name__)


class Worker:
    """A process that does tasks (work.tasks), one at a time, whichever thread asks; it is started when first needed.

    `tasks` is module:function, which gives the tasks in that process; after `idle` seconds without work it is ended.
    """

    def __init__(self, *, tasks: str = TASKS, idle: float = IDLE) -> None:
        self._tasks, self._idle = tasks, idle
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._rest: threading.Timer | None = None
        self._closed = False

    def run(
        self, task: str, facts: Facts, blobs: Sequence[bytes] = (), *, seconds: float, gigabytes: float = 1
    ) -> tuple[Facts, list[bytes]]:
        """The facts and contents that `task` makes of those given.

        Raises ZhibiaoError as the task does; RD12 where it takes more than `seconds` or `gigabytes`; WB21 where the
        process ends, is killed or says nonsense; WB22 where the task fails otherwise. The file is called
        `facts["name"]` in all of them.
        """
        path = str(facts.get("name", task))
        request = {"task": task, "facts": facts, "seconds": seconds, "gigabytes": gigabytes}
        with self._lock:
            if self._rest:
                self._rest.cancel()
            child = self._ready(path)
            try:
                answer, contents = self._ask(child, request, blobs, path)
            except BaseException:
                self._end()
                raise
            if answer.get("last"):
                self._end()
            else:
                self._rest = threading.Timer(self._idle, self._end_idle)
                self._rest.daemon = True
                self._rest.start()
        return _checked(answer, path), contents

    def close(self) -> None:
        """End the process, whatever it is doing; who waits for an answer gets WB21, and so does who asks later."""
        self._closed = True
        if child := self._child:
            processes.kill(child)
        self._end_idle()

    def _ready(self, path: str) -> Child:
        """The process, started where there is none or it has been killed since."""
        if self._child and self._child.process.poll() is not None:
            self._end()
        if self._closed:
            raise ZhibiaoError("WB21", path=path, detail="已关闭 / closed")
        if self._child is None:
            try:
                self._child = processes.start(self._tasks)
            except OSError as error:
                raise ZhibiaoError("WB21", path=path, detail=str(error)) from error
            with processes.given_up(self._child, START):
                try:
                    receive(self._child.answers)
                except (EOFError, ValueError) as error:
                    status = self._end(_DYING)
                    raise ZhibiaoError("WB21", path=path, detail=_how(status)) from error
        return self._child

    def _ask(
        self, child: Child, request: Facts, blobs: Sequence[bytes], path: str
    ) -> tuple[Facts, list[bytes]]:
        """What the process answers. Raises ZhibiaoError RD12 or WB21 where it does not."""
        seconds, gigabytes = request["seconds"], request["gigabytes"]
        with processes.given_up(child, seconds + GRACE) as given_up:
            try:
                send(child.asked, request, blobs)
                return receive(child.answers)
            except (EOFError, OSError, ValueError) as error:
                status = self._end(_DYING)
                if given_up.is_set():
                    raise ZhibiaoError("RD12", path=path, detail=f"> {seconds:g} s") from error
                if status == -signal.SIGABRT:  # how native code ends that is given no more memory
                    raise ZhibiaoError("RD12", path=path, detail=f"> {gigabytes:g} GB") from error
                raise ZhibiaoError("WB21", path=path, detail=_how(status)) from error

    def _end_idle(self) -> None:
        with self._lock:
            if self._rest:
                self._rest.cancel()
            self._end()

    def _end(self, seconds: float = 0) -> int:
        """End the process; the lock is held."""
        child, self._child = self._child, None
        return processes.end(child, seconds) if child else 0


def _checked(answer: Facts, path: str) -> Facts:
    """The facts in an answer. Raises the coded error that stands there instead; WB21 where it is neither."""
    if isinstance(facts := answer.get("facts"), dict):
        return facts
    code, values = answer.get("error"), answer.get("values")
    if trace := answer.get("trace"):
        _LOG.error("%s: %s", path, trace)
    if code not in CATALOGUE or not isinstance(values, dict):
        raise ZhibiaoError("WB21", path=path, detail=str(code)[:40])
    raise ZhibiaoError(code, **values)


def _how(status: int) -> str:
    """How a process ended, in few words.

    >>> _how(-9), _how(3)
    ('SIGKILL', 'exit 3')
    """
    names = {number.value: number.name for number in signal.Signals}
    return names.get(-status, f"signal {-status}") if status < 0 else f"exit {status}"
