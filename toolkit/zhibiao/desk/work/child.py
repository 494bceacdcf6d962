"""A worker process as the desk sees it: started with next to nothing, ended with everything that it started."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

_KEPT = ("PATH", "SYSTEMROOT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A running worker. `folder` is its private temporary one; `lifeline` a pipe whose other end tells it of our end."""

    process: subprocess.Popen[bytes]
    folder: Path
    lifeline: int

    @property
    def asked(self) -> BinaryIO:
        """Where requests are written."""
        return cast(BinaryIO, self.process.stdin)

    @property
    def answers(self) -> BinaryIO:
        """Where answers come from."""
        return cast(BinaryIO, self.process.stdout)


def start(tasks: str) -> Child:
    """Start a worker for the tasks that module:function `tasks` gives. Raises OSError where the system has no room."""
    # -P: nothing is imported from the folder in which the desk happens to be started.
    command = [sys.executable, "-P", "-m", "zhibiao.desk.work.worker_main", tasks]
    with ExitStack() as undo:
        folder = Path(tempfile.mkdtemp(prefix="zhibiao-"))
        undo.callback(shutil.rmtree, folder, ignore_errors=True)
        ours = -1
        theirs: tuple[int, ...] = ()
        if os.name == "posix":
            held, ours = os.pipe()
            theirs = (held,)
            command.append(str(held))
            undo.callback(os.close, ours)
        try:
            process = subprocess.Popen(  # noqa: S603 - the program is this Python, its arguments are ours
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=folder,
                env=_environment(folder),
                pass_fds=theirs,
                start_new_session=True,
            )
        finally:
            for held in theirs:
                os.close(held)
        undo.pop_all()
    return Child(process=process, folder=folder, lifeline=ours)


def kill(child: Child) -> None:
    """Kill a worker and all that it started; any thread may call it at any time."""
    if child.process.returncode is None:
        _kill_group(child)


def end(child: Child, seconds: float = 0) -> int:
    """End a worker and clean up after it; returns its exit status. It has `seconds` to come to its end by itself."""
    with suppress(subprocess.TimeoutExpired):
        child.process.wait(timeout=seconds)
    _kill_group(child)
    status = child.process.wait()
    if child.lifeline >= 0:
        os.close(child.lifeline)
    for stream in (child.asked, child.answers):
        with suppress(BrokenPipeError):  # what was still to be written to it
            stream.close()
    shutil.rmtree(child.folder, ignore_errors=True)
    return status


@contextmanager
def given_up(child: Child, seconds: float) -> Iterator[threading.Event]:
    """Within, the process is killed when the time is over, which ends all waiting for it; the event tells so."""
    event = threading.Event()

    def give_up() -> None:
        event.set()
        kill(child)

    timer = threading.Timer(seconds, give_up)
    timer.daemon = True
    timer.start()
    try:
        yield event
    finally:
        timer.cancel()


def _kill_group(child: Child) -> None:
    if os.name != "posix":
        child.process.kill()
        return
    # Where the worker itself is gone the group has its watcher still, so its number is nobody else's.
    with suppress(ProcessLookupError):
        os.killpg(child.process.pid, signal.SIGKILL)


def _environment(folder: Path) -> dict[str, str]:
    """What the worker needs: no password and no address of the desk's own environment gets there."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    # Whole paths: the worker stands in another folder.
    paths = [str(Path(one).absolute()) for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one]
    # Lists of fonts take seconds to make: those of the user are used, whatever the home.
    home = Path(os.environ.get("HOME", folder))
    caches = os.environ.get("XDG_CACHE_HOME", str(home / ".cache"))
    return {
        **kept,
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "XDG_CACHE_HOME": caches,
        "PYTHONPATH": os.pathsep.join(paths),
        "LANG": "C.UTF-8",
        # One task at a time on one core: other threads would only take memory.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
