"""`tag_files`: tables of any length in, the same rows with labels out, over all cores, in bounded memory.

One thread reads and finds the different keys of a batch, this one looks up what is known of them and has the rest
judged, a third one writes; the judging processes have the cores to themselves otherwise.
"""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from zhibiao.bulk.inputs import Inputs, batches, open_inputs
from zhibiao.bulk.kept import Kept, State, put_in_place, rejects_of, state_of
from zhibiao.bulk.labelled import Labelled
from zhibiao.bulk.memory import LIMIT, Memory, Plan
from zhibiao.bulk.outputs import Form, form_of
from zhibiao.bulk.records import Batch
from zhibiao.bulk.rejects import rejects_csv
from zhibiao.bulk.summary import Summary, Tally
from zhibiao.bulk.workers import Judge, Wanted, Workers, get_ready, how_many, started
from zhibiao.errors import ZhibiaoError
from zhibiao.judge import judge
from zhibiao.tag import new_names
from zhibiao.version import __version__

if TYPE_CHECKING:
    import pyarrow as pa

BATCH_ROWS = 1 << 15
AHEAD = 4
"""Batches that wait for their results while the next one is read."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is: rows written, lines left out, bytes of the inputs read and in all."""

    rows: int
    rejected: int
    read: int
    size: int


def tag_files(  # noqa: PLR0913 - the options of the command are arguments
    inputs: Sequence[Path],
    out: Path,
    *,
    columns: Mapping[str, str] | None = None,
    findings: bool = True,
    suggestions: bool = True,
    jobs: int | None = None,
    batch_rows: int = BATCH_ROWS,
    resume: bool = False,
    force: bool = False,
    tell: Callable[[Progress], None] = lambda _: None,
    limit: int = LIMIT,
    function: Judge = judge,
) -> Summary:
    """Write the rows of `inputs`, in their order, to `out` with the columns of `schema.ADDED` behind their own.

    Formats go by the suffixes: csv, tsv, jsonl, parquet, xlsx (and xls to be read). Rows get what `tag` says of them,
    whatever the size of batches and the number of processes (`jobs`, by default all cores for more than small inputs;
    a script then needs `if __name__ == "__main__":`). Columns are found in each input as `find_columns` does, `columns`
    settles some. Lines that are no rows go to `out` + `.rejects`. `out` appears when it is complete; until then
    everything is in the folder `.<out>.part`, with which `resume` continues a run that was interrupted, and which
    `force` throws away, as it does with an `out` that is there. `tell` is called after each batch, `limit` bounds the
    bytes remembered of rows judged before.

    Raises ZhibiaoError CF03 for a format, RD01, RD03, RD04, RD07, TG03 for an input that cannot be read, TG01, TG02,
    BK05 for its columns, BK01 to BK10 as the catalogue says; OSError where `out` cannot be written.
    """
    begin = time.monotonic()
    form = form_of(out)
    _check_distinct(inputs, out)
    jobs = how_many(jobs, sum(path.stat().st_size for path in inputs if path.is_file()))
    get_ready(jobs)
    opened = replace(open_inputs(inputs, columns, lines=form.lines), yearless=not suggestions)
    wanted = Wanted(fields=opened.fields, findings=findings, suggestions=suggestions)
    job = _job(opened, {"columns": dict(columns or {}), "findings": findings, "suggestions": suggestions})
    with frugal(), state_of(out, job, resume=resume, force=force) as state:
        run = Run(inputs=opened, out=out, form=form, wanted=wanted, tell=tell, tally=_tally(state))
        before = run.tally.rows
        if state.final:
            put_in_place(out, state)
        else:
            with started(wanted, jobs, function) as workers:
                run.go(
                    Kept(out, state, form.convert, run.schema()),
                    workers,
                    batch_rows,
                    Memory(len(opened.fields), limit),
                )
    return run.tally.summary(
        out,
        seconds=time.monotonic() - begin,
        resumed_rows=before,
        rejects=rejects_of(out) if run.tally.rejected else None,
    )


@contextmanager
def frugal() -> Iterator[None]:
    """Within, Arrow takes its memory from an allocator that gives back what is free (a tenth less is held in all)."""
    import pyarrow as pa

    before = pa.default_memory_pool()
    if "jemalloc" in pa.supported_memory_backends():
        pa.set_memory_pool(pa.jemalloc_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(before)


def _check_distinct(inputs: Sequence[Path], out: Path) -> None:
    for path in inputs:
        if path.resolve() in (out.resolve(), rejects_of(out).resolve()):
            raise ZhibiaoError("BK04", path=str(path))


def _job(inputs: Inputs, options: Mapping[str, Any]) -> dict[str, Any]:
    """What makes a run this run: only with the same can it be continued."""
    from zhibiao.classify.store import CONFIG, find_model

    files = {}
    for number, head in enumerate(inputs.heads, start=1):
        changed = head.path.stat().st_mtime_ns
        files[f"input {number}"] = f"{head.path.resolve()} ({head.size} B, {changed} ns)"
    model = hashlib.sha256((find_model() / CONFIG).read_bytes()).hexdigest()[:16]
    return {**files, **options, "version": __version__, "model": model}


def _tally(state: State) -> Tally:
    return Tally.from_json(state.counts) if state.counts else Tally()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run: from where to where, and what was counted."""

    inputs: Inputs
    out: Path
    form: Form
    wanted: Wanted
    tell: Callable[[Progress], None]
    tally: Tally

    def go(self, kept: Kept, workers: Workers, rows: int, memory: Memory) -> None:
        """Batch by batch to the end, then put OUT in its place."""
        try:
            with ThreadPoolExecutor(1) as reading, ThreadPoolExecutor(1) as writing:
                waiting: deque[tuple[Batch, Plan, Callable[[], pa.Table | None]]] = deque()
                written: Future[None] | None = None
                for batch in _ahead(batches(self.inputs, kept.state.place, rows), reading):
                    plan = memory.plan(batch.keys)
                    waiting.append((batch, plan, workers.start(batch.keys.columns(plan.unknown))))
                    if len(waiting) > AHEAD:
                        written = self._next(kept, waiting.popleft(), writing, written)
                while waiting:
                    written = self._next(kept, waiting.popleft(), writing, written)
                if written is not None:
                    written.result()
            self._end(kept)
        finally:
            kept.close()

    def _next(
        self,
        kept: Kept,
        one: tuple[Batch, Plan, Callable[[], pa.Table | None]],
        writing: ThreadPoolExecutor,
        written: Future[None] | None,
    ) -> Future[None]:
        """Complete a batch and have it written, once the one before is."""
        batch, plan, results = one
        added = plan.results(results())
        self.tally.add(batch.keys, added)
        self.tally.rejected += len(batch.rejects)
        self.tally.judged += len(plan.unknown)
        if self.form.most is not None and self.tally.rows > self.form.most:
            raise ZhibiaoError("BK06", rows=self.tally.rows, most=self.form.most)
        labelled = Labelled(
            table=batch.table,
            added=added.rename_columns(self._added_names()),
            codes=batch.keys.codes,
            lines=batch.lines,
        )
        if written is not None:
            written.result()
        size = self.inputs.size
        self.tell(Progress(rows=self.tally.rows, rejected=self.tally.rejected, read=batch.read, size=size))
        return writing.submit(self._write, kept, batch, labelled, self.tally.to_json())

    def _write(self, kept: Kept, batch: Batch, labelled: Labelled, counts: Mapping[str, Any]) -> None:
        first = b"" if kept.length() else self.form.begin(self.schema())
        rejects = rejects_csv(batch.rejects, first=not kept.rejected())
        kept.add(rows=first + self.form.part(labelled), rejects=rejects, place=batch.place, counts=counts)

    def _end(self, kept: Kept) -> None:
        begin = b"" if kept.length() else self.form.begin(self.schema())
        kept.complete(begin)

    def _added_names(self) -> list[str]:
        """What the added columns are called beside those of the inputs."""
        names = new_names(self.inputs.schema.names)
        return [names[name] for name in self.wanted.schema().names]

    def schema(self) -> pa.Schema:
        """All columns of the output."""
        import pyarrow as pa

        named = zip(self._added_names(), self.wanted.schema(), strict=True)
        added = [field.with_name(name) for name, field in named]
        return pa.schema([*self.inputs.schema, *added], metadata=self.inputs.schema.metadata)


def _ahead(items: Iterable[T], thread: ThreadPoolExecutor) -> Iterator[T]:
    """The items, of which the next one is made in `thread` while one is worked on."""
    iterator, end = iter(items), object()
    coming: Future[Any] = thread.submit(next, iterator, end)
    while (item := coming.result()) is not end:
        coming = thread.submit(next, iterator, end)
        yield item
