"""A zip of documents becomes a folder of them: only files that a reader takes, within bounds, inside the folder."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from zhibiao.errors import ZhibiaoError
from zhibiao.read.archive import damage

SUFFIX = ".zip"
MAX_FILES = 2_000
MAX_FILE_MB = 50  # as for a file of its own
MAX_TOTAL_MB = 500
_CHUNK = 1 << 20
_OF_SYSTEMS = ("thumbs.db", "desktop.ini")
_UTF8 = 0x800  # flag of an entry whose name is UTF-8


def unpack(path: Path, folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """Unpack the files of the zip at `path` with one of `suffixes` into `folder`; returns them, sorted.

    Names in GB18030, as Chinese Windows writes them, are read. Entries that point outside the folder, hidden
    files, lock files and archives inside the archive are left out. Raises ZhibiaoError RD07 (damaged,
    protected), RD08 (unpacks to too much) or RD09 (nothing in it that we read).
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if _is_wanted(entry, suffixes)]
            if len(entries) > MAX_FILES:
                raise ZhibiaoError("RD07", path=path, detail=f"{len(entries)} 个文件 / {len(entries)} files")
            files = sorted(_write(archive, entries, folder, path))
    except damage() as error:
        raise ZhibiaoError("RD07", path=path, detail=str(error)) from error
    if not files:
        raise ZhibiaoError("RD09", path=path, supported=" ".join(suffixes))
    return files


def left_out(path: Path, suffixes: tuple[str, ...]) -> list[str]:
    """Names of the files in a zip that `unpack` leaves out for their kind, archives too, sorted; not the hidden ones.

    Raises ZhibiaoError RD07 (damaged).
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [
                entry for entry in archive.infolist() if _is_file(entry) and not _is_wanted(entry, suffixes)
            ]
    except damage() as error:
        raise ZhibiaoError("RD07", path=path, detail=str(error)) from error
    return sorted(map(_name, entries))


def _is_wanted(entry: zipfile.ZipInfo, suffixes: tuple[str, ...]) -> bool:
    return _is_file(entry) and PurePosixPath(_name(entry)).suffix.lower() in suffixes


def _is_file(entry: zipfile.ZipInfo) -> bool:
    """Whether somebody put the entry there: no folder, and none of the files that systems and programs hide."""
    parts = PurePosixPath(_name(entry)).parts
    hidden = any(part.startswith((".", "~$", "__MACOSX")) or part.lower() in _OF_SYSTEMS for part in parts)
    return not entry.is_dir() and not hidden


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; where it does not say in which encoding, UTF-8 if it can be that, else GB18030."""
    name = entry.filename
    if not entry.flag_bits & _UTF8:
        for encoding in ("utf-8", "gb18030"):
            try:
                name = entry.filename.encode("cp437").decode(encoding)
                break
            except UnicodeError:
                continue
    return name.replace("\\", "/")


def _write(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], folder: Path, path: Path
) -> Iterator[Path]:
    total = 0
    for number, entry in enumerate(entries):
        target = _target(folder, _name(entry), number)
        target.parent.mkdir(parents=True, exist_ok=True)
        size = 0
        with archive.open(entry) as source, target.open("wb") as out:
            while piece := source.read(_CHUNK):
                size, total = size + len(piece), total + len(piece)
                for amount, limit in ((size, MAX_FILE_MB), (total, MAX_TOTAL_MB)):
                    if amount > limit * 10**6:
                        raise ZhibiaoError("RD08", path=path, size_mb=f">{limit}", limit_mb=limit)
                out.write(piece)
        yield target


def _target(folder: Path, name: str, number: int) -> Path:
    """Where an entry goes: its own name below `folder`, never above it; a number where the name is taken."""
    parts = [part for part in PurePosixPath(name).parts if part not in ("..", ".", "/") and ":" not in part]
    target = folder.joinpath(*parts)
    return target.with_stem(f"{target.stem}_{number}") if target.exists() else target
