"""Different rows judged, in this process or in several: keys go there and results come back as Arrow's own bytes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.context import BaseContext
from threading import Thread
from typing import TYPE_CHECKING

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

    def __init__(self, pool: Executor | None, wanted: Wanted, function: Judge) -> None:
        self._pool, self._judge = pool, partial(_judge_pack, wanted=wanted, function=function)
        self._fields = wanted.fields
        self._alone = partial(judged, wanted=wanted, function=function)

    def start(self, columns: Sequence[pa.Array]) -> Callable[[], pa.Table | None]:
        """Begin to judge keys (see `judged`); the function returned waits and gives the results, None for no keys.

        It raises ZhibiaoError BK07 where a process has ended.
        """
        import pyarrow as pa

        if not len(columns[0]):
            return lambda: None
        if self._pool is None:
            return partial(self._alone, columns)
        keys = pa.table(list(columns), names=list(self._fields))
        packs = [_to_bytes(keys.slice(at, PACK)) for at in range(0, len(keys), PACK)]
        try:
            return partial(_collect, [self._pool.submit(self._judge, pack) for pack in packs])
        except BrokenExecutor as error:
            raise ZhibiaoError("BK07", detail=str(error)) from error


def _collect(packs: Sequence[Future[bytes]]) -> pa.Table:
    import pyarrow as pa

    try:
        return pa.concat_tables([pa.ipc.open_stream(pack.result()).read_all() for pack in packs])
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


@contextmanager
def started(wanted: Wanted, jobs: int, function: Judge = judge) -> Iterator[Workers]:
    """Workers in `jobs` processes; with one, this process judges."""
    if jobs == 1:
        yield Workers(None, wanted, function)
        return
    pool = ProcessPoolExecutor(jobs, mp_context=_context(), initializer=_begin)
    try:
        # The processes load their libraries while this one reads.
        for _ in range(jobs):
            pool.submit(_warm_up, wanted, function)
        yield Workers(pool, wanted, function)
    finally:
        pool.shutdown(cancel_futures=True)


def _context() -> BaseContext:
    """How processes begin: forked from one that is ready, where the system can, else each from nothing."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["zhibiao.bulk.ready"])
    return context


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
