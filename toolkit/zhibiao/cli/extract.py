"""`zhibiao extract`: the indicator rows of goal tables as a flat table."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from zhibiao.cli.common import (
    EXIT_ERROR,
    JsonOption,
    Lang,
    LangOption,
    cannot_write,
    complain,
    find_each,
    say,
    stop,
)
from zhibiao.errors import ZhibiaoError


def extract(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="文件或文件夹 / files or folders")],
    out: Annotated[Path | None, typer.Option("-o", "--out", help="输出 .csv 或 .jsonl / output file")] = None,
    profile: Annotated[str, typer.Option(help="绩效框架代码 / frame, or auto")] = "auto",
    as_json: JsonOption = False,
    lang: LangOption = Lang.zh,
) -> None:
    """读出目标表的各行指标 / Extract the indicator rows of goal tables.

    例 / example:  zhibiao extract 目标表.docx -o rows.csv
    """
    from zhibiao.report.flat import given_rows
    from zhibiao.report.to_csv import rows_text
    from zhibiao.report.to_json import lines_text
    from zhibiao.review import read

    rows = []
    try:
        with tempfile.TemporaryDirectory() as scratch:
            files, failures = find_each(paths, Path(scratch))
            for file in files:
                try:
                    rows += given_rows(read(file, profile=profile))
                except ZhibiaoError as error:
                    failures.append(error)
        text = lines_text(rows) if as_json or (out and out.suffix == ".jsonl") else rows_text(rows)
        if out and out.suffix not in (".csv", ".jsonl"):
            raise ZhibiaoError("CF03", format=out.suffix, known=".csv, .jsonl")
    except ZhibiaoError as error:
        raise stop(error, lang) from error
    if out:
        from zhibiao.report.files import write_atomic

        # Excel takes a csv without a byte order mark for the local encoding
        encoding = "utf-8-sig" if out.suffix == ".csv" else "utf-8"
        try:
            write_atomic(out, text, encoding=encoding)
        except OSError as error:
            raise stop(cannot_write(error), lang) from error
        say(f"{len(rows)} 行 → {out}" if lang is Lang.zh else f"{len(rows)} rows -> {out}")
    else:
        sys.stdout.write(text)
    for failure in failures:
        complain(failure, lang)
    if failures:
        raise typer.Exit(EXIT_ERROR)
