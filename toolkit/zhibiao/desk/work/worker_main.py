"""The worker process: takes one task after the other from standard input, answers on standard output, ends with the desk.

Started by `zhibiao.desk.work.child`. An alarm and a limit of memory end a task that takes too much; after such a task,
after MOST_TASKS, or when it holds more than MOST_MB, the process says that this answer was its last.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import sys
import traceback
import warnings
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from zhibiao.batch import TooLong, bounded
from zhibiao.desk.work.wire import Facts, receive, send
from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    from zhibiao.desk.work.tasks import Task

MOST_TASKS = 200
MOST_MB = 500
FILE_MB = 256
"""The largest file that a task may write, a program that it starts included."""


def main(tasks: str, lifeline: str = "") -> None:
    """Serve until the desk ends: `tasks` is module:function, which gives the tasks; `lifeline` a pipe it holds open."""
    if lifeline:
        _watch(int(lifeline))
    _limit()
    # What libraries remark on a file would fill the desk's log with its contents; what matters is in notes and codes.
    logging.disable()
    warnings.simplefilter("ignore")
    asked, answers = _streams()
    module, _, function = tasks.partition(":")
    known: dict[str, Task] = {task.name: task for task in getattr(import_module(module), function)()}
    send(answers, {})  # ready
    for number in range(1, MOST_TASKS + 1):
        try:
            request, blobs = receive(asked)
        except EOFError:
            return
        answer, contents, spent = _do(known, request, blobs)
        last = spent or number == MOST_TASKS or _resident_mb() > MOST_MB
        try:
            send(answers, {**answer, "last": last}, contents)
        except BrokenPipeError:  # the desk is gone
            return
        if last:
            return


def _watch(lifeline: int) -> None:
    """A second process that does nothing but end all of this group, LibreOffice too, when the desk is gone.

    A signal at the parent's death would not do: the system sends it when the thread ends that started this process,
    and not to programs started from here. A thread would not do either where a task never gives way to others.
    """
    if os.fork():
        os.close(lifeline)
        return
    _streams()  # given away at once: as long as these were open the desk would not see the worker end
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while os.read(lifeline, 1):
        pass
    os.kill(0, signal.SIGTERM)
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
    os.kill(0, signal.SIGKILL)


def _limit() -> None:
    """No core files, no large ones, pages come first; what a task may take besides is bounded task by task."""
    if os.name != "posix":
        return
    import resource

    os.nice(5)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_MB * 2**20, FILE_MB * 2**20))


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for ourselves alone: whatever a library reads or prints goes nowhere."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return asked, answers


def _do(known: dict[str, Task], request: Facts, blobs: list[bytes]) -> tuple[Facts, list[bytes], bool]:
    """The answer of a task, its contents, and whether this process should do no other after it."""
    path = str(request["facts"].get("name", request["task"]))
    try:
        with bounded(request["seconds"], request["gigabytes"]):
            facts, contents = known[request["task"]].function(request["facts"], blobs)
        return {"facts": facts}, contents, False
    except ZhibiaoError as error:
        return _failure(error), [], False
    except TooLong:
        return _failure(ZhibiaoError("RD12", path=path, detail=f"> {request['seconds']:g} s")), [], True
    except MemoryError:
        return _failure(ZhibiaoError("RD12", path=path, detail=f"> {request['gigabytes']:g} GB")), [], True
    except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not cost the others theirs
        detail = f"{type(error).__name__}: {error}"[:300]
        failure = _failure(ZhibiaoError("WB22", path=path, detail=detail))
        return {**failure, "trace": traceback.format_exc()[-8000:]}, [], False


def _failure(error: ZhibiaoError) -> Facts:
    return {"error": error.code, "values": {name: str(value) for name, value in error.values.items()}}


def _resident_mb() -> int:
    """Megabytes of memory that this process holds; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


if __name__ == "__main__":
    main(*sys.argv[1:])
