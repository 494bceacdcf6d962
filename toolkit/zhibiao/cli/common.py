"""What every command shares: the language option, how errors are shown, exit codes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from zhibiao.errors import ZhibiaoError

EXIT_CLEAN, EXIT_FINDINGS, EXIT_ERROR, EXIT_INTERRUPTED = 0, 1, 2, 130


class Lang(StrEnum):
    """Languages of messages."""

    zh = "zh"
    en = "en"


LangOption = Annotated[Lang, typer.Option("--lang", help="消息语言 / language of messages")]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取 / print JSON for machines")]


def complain(error: ZhibiaoError, lang: Lang) -> None:
    """Write a coded error with its advice to standard error, in Chinese and, for `zh`, English below it."""
    print(error.render(lang.value), file=sys.stderr)
    if lang is Lang.zh:
        print(error.render("en"), file=sys.stderr)


def stop(error: ZhibiaoError, lang: Lang) -> typer.Exit:
    """Complain and give the exit to raise."""
    complain(error, lang)
    return typer.Exit(EXIT_ERROR)


def cannot_write(error: OSError) -> ZhibiaoError:
    """The coded error for a file or folder that the system would not let us write."""
    return ZhibiaoError("WR01", path=error.filename or "", detail=error.strerror or str(error))


def say(text: str) -> None:
    """Write one line to standard output."""
    print(text)


@contextmanager
def narrate() -> Iterator[Callable[[str], None]]:
    """Shows what is being done, with a turning sign and the time, while standard error is a terminal."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("")
        yield lambda text: progress.update(task, description=text)


def split_columns(pairs: list[str] | None) -> dict[str, str]:
    """`FIELD=COLUMN` options as a mapping; raises ZhibiaoError CF05 for anything else.

    >>> split_columns(["name=考核内容"])
    {'name': '考核内容'}
    """
    named = {}
    for pair in pairs or ():
        field, equals, column = pair.partition("=")
        if not (field and equals and column):
            raise ZhibiaoError("CF05", pair=pair)
        named[field] = column
    return named


def find_each(paths: list[str], scratch: Path) -> tuple[list[Path], list[ZhibiaoError]]:
    """The files to review, and what was named but is not there; standard input becomes a file, and the
    documents in a zip become files in `scratch`."""
    from zhibiao.read import find_files, supported_suffixes
    from zhibiao.read.unpack import SUFFIX, unpack

    files: list[Path] = []
    failures: list[ZhibiaoError] = []
    for path in paths:
        if path == "-":
            files.append(scratch / "stdin.txt")
            files[-1].write_bytes(sys.stdin.buffer.read())
            continue
        try:
            found = find_files([path])
        except ZhibiaoError as error:
            failures.append(error)
            continue
        for number, file in enumerate(found):
            if file.suffix.lower() != SUFFIX:
                files.append(file)
                continue
            try:
                files += unpack(file, scratch / f"{number}" / file.stem, supported_suffixes())
            except ZhibiaoError as error:
                failures.append(error)
    return files, failures
