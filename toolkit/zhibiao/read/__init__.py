"""File -> Page: finds the files, picks the reader by content and suffix, refuses the rest with a code.

Light to import: readers and their libraries are imported when a file needs them.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NoReturn, cast

from zhibiao.errors import ZhibiaoError
from zhibiao.read.decode import decode
from zhibiao.read.sniff import is_delimited, is_markup, kind_of
from zhibiao.records import Page
from zhibiao.text import tidy

LIMIT_MB = 50
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A function `(content, path) -> Page` for files with one of `suffixes`; `takes` is what content is."""

    suffixes: tuple[str, ...]
    module: str
    function: str
    takes: Literal["bytes", "text"]


READERS: tuple[Reader, ...] = (
    Reader(suffixes=(".docx", ".docm"), module="zhibiao.read.from_docx", function="from_docx", takes="bytes"),
    Reader(
        suffixes=(".xlsx", ".xlsm", ".xls", ".et"),
        module="zhibiao.read.from_xlsx",
        function="from_xlsx",
        takes="bytes",
    ),
    Reader(
        suffixes=(".html", ".htm", ".xhtml", ".shtml"),
        module="zhibiao.read.from_html",
        function="from_html",
        takes="text",
    ),
    Reader(
        suffixes=(".csv", ".tsv", ".tab"), module="zhibiao.read.from_csv", function="from_csv", takes="text"
    ),
    Reader(suffixes=(".pdf",), module="zhibiao.read.from_pdf", function="from_pdf", takes="bytes"),
    Reader(
        suffixes=(".doc", ".wps", ".rtf", ".odt", ".ods", ".xlsb"),
        module="zhibiao.read.from_office",
        function="from_office",
        takes="bytes",
    ),
    Reader(suffixes=(".txt", ".text"), module="zhibiao.read.from_text", function="from_text", takes="text"),
)


def supported_suffixes() -> tuple[str, ...]:
    """All suffixes that a reader takes, in the order of READERS.

    >>> ".docx" in supported_suffixes(), ".pdf" in supported_suffixes()[:1]
    (True, False)
    """
    return tuple(suffix for reader in READERS for suffix in reader.suffixes)


def read_page(path: str | Path, *, limit_mb: float = LIMIT_MB) -> Page:
    """Read one file: its grids in order and the prose between them.

    Content beats the suffix where they clearly disagree (an .xls that is HTML, a .doc that is docx).
    Raises ZhibiaoError RD01 (missing), RD02 (empty), RD03 (binary), RD04 (encoding), RD06 (format),
    RD07 (damaged, protected, unreadable), RD08 (larger than `limit_mb`, unpacked too).
    """
    path = Path(path)
    if path.is_dir():
        _refuse("文件夹 / folder", path)
    try:
        size = path.stat().st_size
        if size > limit_mb * 10**6:
            raise ZhibiaoError("RD08", path=path, size_mb=round(size / 10**6, 1), limit_mb=limit_mb)
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ZhibiaoError("RD01", path=path) from error
    except OSError as error:
        raise ZhibiaoError("RD07", path=path, detail=error.strerror or error) from error
    return read_bytes(data, str(path))


def read_bytes(data: bytes, path: str) -> Page:
    """As `read_page` for content at hand; `path` gives the suffix and names it in errors ("-": any text).

    >>> read_bytes("指标,指标值\\n培训人数,≥500人".encode(), "a.csv").grids[0].rows[1][1].text
    '≥500人'
    """
    if not data.strip():
        raise ZhibiaoError("RD02", path=path)
    suffix = ".txt" if path == STANDARD_INPUT else Path(path).suffix.lower()
    kind = kind_of(data)
    if kind and f".{kind}" in supported_suffixes():
        page = _call(_reader(f".{kind}"), data, path)
    elif kind:
        _refuse_kind(kind, suffix, path)
    else:
        page = _read_text(data, suffix, path)
    if not page.grids and not page.paragraphs:
        raise ZhibiaoError("RD02", path=path)
    return page


def _read_text(data: bytes, suffix: str, path: str) -> Page:
    """Content that is no known container: decode it, then let markup beat the suffix."""
    known = suffix in supported_suffixes()
    if b"<table" not in data.lower():
        if not known:
            _refuse(suffix, path)
        if _reader(suffix).takes == "bytes" and suffix != ".xls":
            raise ZhibiaoError("RD07", path=path, detail=f"内容不是 {suffix} / content is not {suffix}")
    text, encoding = _decode(data, suffix, path)
    if is_markup(text):
        suffix = ".html"
    elif suffix == ".xls":
        suffix = ".csv" if is_delimited(text) else ".txt"
    elif not known:
        _refuse(suffix, path)
    return replace(_call(_reader(suffix), text, path), encoding=encoding)


def _decode(data: bytes, suffix: str, path: str) -> tuple[str, str]:
    try:
        text, encoding = decode(data, path)
    except ZhibiaoError as error:
        if suffix != ".xls":
            raise
        raise ZhibiaoError("RD07", path=path, detail="内容不是 .xls / content is not .xls") from error
    if not tidy(text).strip("\x00\x1a"):
        raise ZhibiaoError("RD02", path=path)
    return text, encoding


def _refuse_kind(kind: str, suffix: str, path: str) -> NoReturn:
    """Raise what fits content of a `kind` (see `sniff.kind_of`) that no reader takes."""
    if kind == "encrypted":
        raise ZhibiaoError("RD07", path=path, detail="有密码保护 / protected by a password")
    if kind not in ("zip", "ole", "binary"):
        _refuse(f".{kind}", path)
    if suffix not in supported_suffixes():
        _refuse(suffix, path)
    if kind != "binary" and _reader(suffix).takes == "bytes":
        raise ZhibiaoError("RD07", path=path, detail=f"其中没有 {suffix} 的内容 / no {suffix} content in it")
    raise ZhibiaoError("RD03", path=path)


def _refuse(suffix: str, path: str | Path) -> NoReturn:
    raise ZhibiaoError("RD06", path=path, suffix=suffix or "无后缀 / none", supported=_supported())


def _supported() -> str:
    return " ".join(supported_suffixes())


def _reader(suffix: str) -> Reader:
    return next(reader for reader in READERS if suffix in reader.suffixes)


def _call(reader: Reader, content: bytes | str, path: str) -> Page:
    function = getattr(importlib.import_module(reader.module), reader.function)
    return cast("Callable[[bytes | str, str], Page]", function)(content, path)


def find_files(paths: Iterable[str | Path]) -> list[Path]:
    """Files to read: those named, as they are, and those in the folders named, sorted, with a known suffix or .zip.

    Folders are searched to any depth; hidden files and folders and lock files (`~$目标表.docx`) are left out,
    links to folders are not followed, a file is listed once. Raises ZhibiaoError RD01 for a path that does
    not exist, RD09 for a folder without any readable file.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(_walk(path), key=lambda file: file.parts)
            if not inside:
                raise ZhibiaoError("RD09", path=path, supported=_supported())
            found.update(dict.fromkeys(inside))
        elif path.exists():
            found[path] = None
        else:
            raise ZhibiaoError("RD01", path=path)
    return list({path.resolve(): path for path in reversed(found)}.values())[::-1]


def _walk(folder: Path) -> Iterable[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in (
                *supported_suffixes(),
                ".zip",
            ):
                yield Path(root) / name
