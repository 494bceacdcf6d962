"""Different rows judged, in this process or in several: keys go there and results come back as Arrow's own bytes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_all_start_methods, get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from zhibiao.errors import ZhibiaoError
from zhibiao.judge import judge
from zhibiao.schema import KINDS, added

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

PACK = 16384
"""Keys that go to a process at once."""
PARALLEL_BYTES = 1 << 20
"""From inputs of so many bytes on, other cores help: starting them takes a second or two."""
Judge = Callable[..., "pd.DataFrame"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is judged, and how: see `zhibiao.judge.judge`."""

    fields: tuple[str, ...]
    findings: bool = True
    suggestions: bool = True

    def schema(self) -> pa.Schema:
        """The added columns with their types."""
        import pyarrow as pa

        kinds = {"text": pa.string(), "number": pa.float64(), "truth": pa.bool_()}
        names = added(findings=self.findings, suggestions=self.suggestions)
        return pa.schema([(name, kinds[KINDS[name]]) for name in names])


def judged(columns: Sequence[pa.Array], wanted: Wanted, function: Judge = judge) -> pa.Table:
    """The added columns of keys, given as a column of texts for each field; one row a key."""
    import pyarrow as pa

    rows = list(zip(*(column.to_pylist() for column in columns), strict=True))
    frame = function(rows, wanted.fields, findings=wanted.findings, suggestions=wanted.suggestions)
    return pa.Table.from_pandas(frame, wanted.schema(), preserve_index=False).replace_schema_metadata(None)


class Workers:
    """Judges keys in the order they are given; `get` of what `start` returns waits for the results."""

    def __init__(self, processes: Processes | None, wanted: Wanted, function: Judge) -> None:
        self._processes, self._fields = processes, wanted.fields
        self._alone = partial(judged, wanted=wanted, function=function)
        self._judge = partial(_judge_pack, wanted=wanted, function=function)

    def start(self, columns: Sequence[pa.Array]) -> Callable[[], pa.Table | None]:
        """Begin to judge keys (see `judged`); the function returned waits and gives the results, None for no keys.

        It does not wait for processes that are only starting. The function returned raises ZhibiaoError BK07 where a
        process has ended.
        """
        if not len(columns[0]):
            return lambda: None
        if self._processes is None:
            return partial(self._alone, columns)
        return partial(_collect, self._processes.do(partial(self._send, columns)))

    def _send(self, columns: Sequence[pa.Array], pool: Executor) -> list[Future[bytes]]:
        import pyarrow as pa

        keys = pa.table(list(columns), names=list(self._fields))
        packs = [_to_bytes(keys.slice(at, PACK)) for at in range(0, len(keys), PACK)]
        return [pool.submit(self._judge, pack) for pack in packs]


class Processes:
    """A pool of processes, which a thread of its own starts and then gives work, so that nobody waits for it."""

    def __init__(self, make: Callable[[], Executor]) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._pool = self._thread.submit(make)

    def do(self, work: Callable[[Executor], T]) -> Future[T]:
        """Call `work` with the pool, in the order asked for, once the pool is there."""
        return self._thread.submit(lambda: work(self._pool.result()))

    def close(self) -> None:
        """End the processes, and drop work that is not begun."""
        self._thread.shutdown()
        self._pool.result().shutdown(cancel_futures=True)


def _collect(sent: Future[list[Future[bytes]]]) -> pa.Table:
    import pyarrow as pa

    try:
        return pa.concat_tables([pa.ipc.open_stream(pack.result()).read_all() for pack in sent.result()])
    except BrokenExecutor as error:
        raise ZhibiaoError("BK07", detail=str(error)) from error


def how_many(jobs: int | None, size: int) -> int:
    """Processes to use: as said, else all cores for inputs of more than PARALLEL_BYTES.

    >>> how_many(3, 0), how_many(None, 1000)
    (3, 1)
    """
    if jobs is not None:
        return max(1, jobs)
    return (
        (os.process_cpu_count() if hasattr(os, "process_cpu_count") else os.cpu_count()) or 1
        if size > PARALLEL_BYTES
        else 1
    )


def get_ready(jobs: int) -> None:
    """Begin to load what judging in several processes needs, in the process from which they will be forked.

    It loads by itself while this one goes on, and ends with this one.
    """
    if jobs > 1 and "forkserver" in get_all_start_methods():
        from multiprocessing.forkserver import ensure_running, set_forkserver_preload

        set_forkserver_preload(["zhibiao.bulk.ready"])
        ensure_running()


@contextmanager
def started(wanted: Wanted, jobs: int, function: Judge = judge) -> Iterator[Workers]:
    """Workers in `jobs` processes, which start in the background; with one, this process judges."""
    if jobs == 1:
        yield Workers(None, wanted, function)
        return
    processes = Processes(partial(_pool, wanted, jobs, function))
    try:
        yield Workers(processes, wanted, function)
    finally:
        processes.close()


def _pool(wanted: Wanted, jobs: int, function: Judge) -> Executor:
    """The processes: forked from one that is ready, where the system can, else each begun from nothing."""
    get_ready(jobs)
    context = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)
    for _ in range(jobs):
        pool.submit(_warm_up, wanted, function)
    return pool


def _begin() -> None:
    """In a new process: Ctrl-C is the business of the one that started it, and without that one it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _warm_up(wanted: Wanted, function: Judge) -> None:
    function(
        [("",) * len(wanted.fields)], wanted.fields, findings=wanted.findings, suggestions=wanted.suggestions
    )


def _judge_pack(pack: bytes, *, wanted: Wanted, function: Judge) -> bytes:
    import pyarrow as pa

    keys = pa.ipc.open_stream(pack).read_all()
    return _to_bytes(judged(keys.columns, wanted, function))


def _to_bytes(table: pa.Table) -> bytes:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content
