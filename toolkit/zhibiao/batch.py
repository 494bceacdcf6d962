"""Many files reviewed: over all cores, each within bounds of time and memory, one bad file alone to blame for itself."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Review
from zhibiao.settings import Settings

SECONDS = 10
PATIENCE = 60
"""Seconds for formats that need more: many pages of PDF, and what LibreOffice converts."""
PATIENT = (".pdf", ".doc", ".wps", ".rtf", ".odt", ".ods", ".xlsb")
GIGABYTES = 1  # beside what the program itself holds
PARALLEL = 4
"""From so many files on, other cores help: starting them takes about a second."""

Result = Review | ZhibiaoError


def review_files(
    files: Sequence[Path], settings: Settings, *, tell: Callable[[], None] = lambda: None
) -> tuple[list[Review], list[ZhibiaoError]]:
    """The reviews of `files` in their order, and the coded errors of those that could not be reviewed.

    `tell` is called after each file. A file that takes longer than SECONDS (PATIENCE for some formats) or more
    than GIGABYTES is given up with RD12, where the system can stop it (not on Windows). Raises ZhibiaoError CF01 for an unknown rule.
    """
    from zhibiao.review import compare_reviews
    from zhibiao.rules import choose_rules

    # A wrong rule code is the caller's mistake, not each file's.
    choose_rules(settings.select, (*settings.ignore, *(one.rule for one in settings.allow)))
    results: list[Result] = []
    for result in _results(files, settings):
        results.append(result)
        tell()
    reviews = compare_reviews(
        [result for result in results if isinstance(result, Review)],
        select=settings.select,
        ignore=settings.ignore,
        allow=settings.allow,
    )
    return reviews, [result for result in results if isinstance(result, ZhibiaoError)]


def _results(files: Sequence[Path], settings: Settings) -> Iterator[Result]:
    workers = min(os.cpu_count() or 1, len(files))
    if len(files) < PARALLEL or workers < 2:
        yield from (_review_one(file, settings) for file in files)
        return
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial
    from multiprocessing import get_context

    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(_review_one, settings=settings), files)


def _review_one(file: Path, settings: Settings) -> Result:
    """The review of a file, or the coded error that says why there is none."""
    from zhibiao.review import review_alone

    seconds = PATIENCE if file.suffix.lower() in PATIENT else SECONDS
    try:
        with bounded(seconds, GIGABYTES):
            return review_alone(
                file,
                profile=settings.profile,
                select=settings.select,
                ignore=settings.ignore,
                allow=settings.allow,
            )
    except ZhibiaoError as error:
        return error
    except TooLong:
        return ZhibiaoError("RD12", path=str(file), detail=f"> {seconds} s")
    except MemoryError:
        return ZhibiaoError("RD12", path=str(file), detail=f"> {GIGABYTES} GB")


def _held() -> int:
    """Bytes of data that this process holds, as the limit counts them; 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData:")), 0)


class TooLong(BaseException):
    """Raised by the alarm of `bounded`; no reader that catches errors of its libraries may swallow it."""


@contextmanager
def bounded(seconds: float, gigabytes: float) -> Iterator[None]:
    """Within, what takes longer raises TooLong, what takes so much more memory than there is MemoryError.

    Does nothing where the system has no alarms and limits (Windows) or outside the main thread.
    """
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return
    import resource

    def stop(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = _held() + int(gigabytes * 2**30)
    resource.setrlimit(resource.RLIMIT_DATA, (most if hard < 0 else min(most, hard), hard))
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
