"""What is kept beside OUT while a run goes on, so that it can be continued: the folder `.OUT.part`.

`rows` and `rejects` grow batch by batch; `manifest.json` says what is run and how much of them is whole. After a batch
its bytes are brought to the disk, then the manifest is replaced; what stands behind the lengths in it is cut off when a
run goes on. At the end `rows` becomes OUT, and the folder goes.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from io import RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhibiao.bulk.arrow_parts import Conversion, Convert
from zhibiao.bulk.records import Place
from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    import pyarrow as pa

_MANIFEST, _ROWS, _REJECTS, _FINAL = "manifest.json", "rows", "rejects", "final"
_FILES = (_ROWS, _REJECTS)


def folder_of(out: Path) -> Path:
    """The folder that belongs to an output.

    >>> folder_of(Path("a/归类.csv")).as_posix()
    'a/.归类.csv.part'
    """
    return out.with_name(f".{out.name}.part")


def rejects_of(out: Path) -> Path:
    """Where the lines go that are no rows: `归类.csv.rejects`."""
    return out.with_name(f"{out.name}.rejects")


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The manifest: what is run (`job`), how far it is (`place`), the counts, whole bytes of each file.

    `final` names the file that is the finished OUT, once there is one.
    """

    job: Mapping[str, Any]
    place: Place = field(default_factory=Place)
    counts: Mapping[str, Any] = field(default_factory=dict)
    lengths: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(_FILES, 0))
    final: str = ""


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """What the system says against writing `out` and what belongs to it (a full disk), as ZhibiaoError WR01."""
    try:
        yield
    except OSError as error:
        raise ZhibiaoError("WR01", path=str(out), detail=error.strerror or str(error)) from error


class Kept:
    """The folder of a run that goes on; `state` is what its manifest says, `convert` makes `out`, whose columns are
    `schema`, of the rows as they come.

    Everything here raises ZhibiaoError WR01 where the disk is full or the folder cannot be written.
    """

    def __init__(self, out: Path, state: State, convert: Convert | None, schema: pa.Schema) -> None:
        self.out, self.folder, self.state = out, folder_of(out), state
        self._conversion: Conversion | None = None
        with writing(out):
            self._files = {name: (self.folder / name).open("ab", buffering=0) for name in _FILES}
            for name, file in self._files.items():
                file.truncate(state.lengths[name])
            self._say(state)
        if convert is not None:
            final = self.folder / f"{_FINAL}{out.suffix}"
            self._conversion = Conversion(convert, self.folder / _ROWS, final, schema)
            self._conversion.grown(self.length())

    def add(self, *, rows: bytes, rejects: bytes, place: Place, counts: Mapping[str, Any]) -> None:
        """Put the bytes of a batch behind the others, and say so."""
        content = {_ROWS: rows, _REJECTS: rejects}
        lengths = {name: length + len(content[name]) for name, length in self.state.lengths.items()}
        with writing(self.out):
            self._append(content)
            self._say(replace(self.state, place=place, counts=counts, lengths=lengths))
            if self._conversion is not None:
                self._conversion.grown(self.length())

    def _append(self, content: Mapping[str, bytes]) -> None:
        for name, data in content.items():
            if data:
                _write_all(self._files[name], data)
                os.fsync(self._files[name].fileno())

    def _say(self, state: State) -> None:
        text = json.dumps(
            {name: getattr(state, name) for name in State.__slots__} | {"place": asdict(state.place)}
        )
        temporary = self.folder / f"{_MANIFEST}.new"
        with temporary.open("wb", buffering=0) as file:
            _write_all(file, text.encode())
            os.fsync(file.fileno())
        os.replace(temporary, self.folder / _MANIFEST)  # noqa: PTH105 - the one call that is atomic on every system
        self.state = state

    def length(self, name: str = _ROWS) -> int:
        """Bytes of the rows (or of another file) so far."""
        return self.state.lengths[name]

    def rejected(self) -> bool:
        """Whether lines were left out so far."""
        return self.length(_REJECTS) > 0

    def close(self) -> None:
        """Let go of the files; the folder stays."""
        if self._conversion is not None:
            self._conversion.close()
        for file in self._files.values():
            file.close()

    def complete(self, end: bytes) -> None:
        """OUT and its rejects take their place, and the folder goes."""
        final = _ROWS
        with writing(self.out):
            self._append({_ROWS: end})
            if self._conversion is not None:
                self._conversion.finish()
                final = self._conversion.path.name
            self._say(replace(self.state, final=final))
        self.close()
        put_in_place(self.out, self.state)


def put_in_place(out: Path, state: State) -> None:
    """Rename what is complete, in steps that may be interrupted and taken again."""
    folder = folder_of(out)
    with writing(out):
        if state.lengths[_REJECTS]:
            _move(folder / _REJECTS, rejects_of(out))
        else:
            rejects_of(out).unlink(missing_ok=True)
        _move(folder / state.final, out)
        _sync_folder(out.parent)
        shutil.rmtree(folder)


def rows_kept(out: Path) -> int:
    """How many rows of an interrupted run that wrote `out` are kept."""
    state = _read(folder_of(out) / _MANIFEST)
    return state.counts.get("rows", 0) if state else 0


def _move(source: Path, target: Path) -> None:
    with suppress(FileNotFoundError):  # moved before an interruption
        os.replace(source, target)  # noqa: PTH105


@contextmanager
def state_of(out: Path, job: Mapping[str, Any], *, resume: bool, force: bool) -> Iterator[State]:
    """Where a run begins: a new one, or one to be continued. Nobody else may write OUT meanwhile.

    Raises ZhibiaoError BK01 where OUT is there, BK02 where a run was interrupted and nothing says what to do about it,
    BK03 where that was another run, BK08 while one goes on, BK10 where its manifest is damaged.
    """
    folder = folder_of(out)
    if not folder.exists():
        if out.exists() and not force:
            raise ZhibiaoError("BK01", path=str(out))
        with writing(out):
            folder.mkdir(parents=True)
    with _alone(folder):
        state = _read(folder / _MANIFEST) if resume or not force else None
        if state is not None and not resume:
            raise ZhibiaoError("BK02", path=str(out), rows=state.counts.get("rows", 0))
        if state is None:
            for file in folder.iterdir():
                file.unlink()
        else:
            _compare(state.job, job)
        yield state or State(job=job)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder for this process, where the system can (not on Windows)."""
    if os.name != "posix":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ZhibiaoError("BK08", path=str(folder)) from error
        yield
    finally:
        os.close(handle)


def _read(manifest: Path) -> State | None:
    """What a manifest says; None where a run was over before it had one."""
    if not manifest.exists():
        return None
    try:
        facts = json.loads(manifest.read_text(encoding="utf-8"))
        return State(**{**facts, "place": Place(**facts["place"])})
    except (ValueError, TypeError, KeyError) as error:
        raise ZhibiaoError("BK10", path=str(manifest), detail=str(error)) from error


def _compare(before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Raises ZhibiaoError BK03 that says what a run before and this one do not have in common."""
    now = json.loads(json.dumps(now))
    other = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    if other:
        detail = "; ".join(f"{name}: {before.get(name)} → {now.get(name)}" for name in other)
        raise ZhibiaoError("BK03", detail=detail)


def _sync_folder(folder: Path) -> None:
    """Have the new names in a folder outlive a power cut, where the system can be told so."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write_all(file: RawIOBase, data: bytes) -> None:
    """A raw file may take only a part at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) or 0 :]
