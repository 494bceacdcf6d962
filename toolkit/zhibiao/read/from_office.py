"""doc, wps, rtf, odt, ods, xlsb -> Page, through LibreOffice where it is installed: converted, then read as docx or xlsx.

The program runs without a window, with a profile of its own that is thrown away, and is stopped after
SECONDS. Macros are not run: conversion never does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Page

SECONDS = 60
PROGRAMS = ("soffice", "libreoffice")
_TARGETS = {"doc": "docx", "wps": "docx", "rtf": "docx", "odt": "docx", "ods": "xlsx", "xlsb": "xlsx"}


def from_office(data: bytes, path: str) -> Page:
    """Read a document of another office program; `data` is the file.

    Raises ZhibiaoError RD11 where LibreOffice is not installed, RD07 where it cannot open the file or takes
    longer than SECONDS, and what the reader of docx or xlsx raises.
    """
    from zhibiao.read.from_docx import from_docx
    from zhibiao.read.from_xlsx import from_xlsx
    from zhibiao.read.sniff import kind_of

    kind = kind_of(data)
    target = _TARGETS[kind]
    converted = convert(data, kind, target, path)
    page = from_docx(converted, path) if target == "docx" else from_xlsx(converted, path)
    return replace(page, format=kind)


def convert(data: bytes, kind: str, target: str, path: str) -> bytes:
    """The document in the format `target`; errors as `from_office`."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise ZhibiaoError("RD11", path=path, suffix=f".{kind}")
    # A helper of LibreOffice may still write into its profile: that is no reason to lose what was converted.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, profile = Path(folder) / f"in.{kind}", Path(folder) / "profile"
        source.write_bytes(data)
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", target, "--outdir", str(Path(folder) / "out"), str(source)]
        try:
            # The program and its arguments are ours; the file's own name is not among them.
            subprocess.run(  # noqa: S603
                command, capture_output=True, timeout=SECONDS, check=False, env=_environment(folder)
            )
        except subprocess.TimeoutExpired as error:
            raise ZhibiaoError("RD07", path=path, detail=f"LibreOffice > {SECONDS} s") from error
        made = Path(folder) / "out" / f"in.{target}"
        if not made.exists():
            raise ZhibiaoError("RD07", path=path, detail="LibreOffice 无法打开 / LibreOffice cannot open it")
        return made.read_bytes()


def _environment(folder: str) -> dict[str, str]:
    """The environment with a home of its own: LibreOffice must not touch the user's."""
    return {**os.environ, "HOME": folder}
