"""`zhibiao tag`: category, canonical indicator and measurability behind every row of tables of any length."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from zhibiao.cli.common import (
    EXIT_INTERRUPTED,
    JsonOption,
    Lang,
    LangOption,
    cannot_write,
    complain,
    say,
    split_columns,
    stop,
)
from zhibiao.cli.tag_shown import shown, summary_text
from zhibiao.errors import ZhibiaoError

_STDIN = "-"


class Engine(StrEnum):
    """Where the rows are judged."""

    local = "local"
    spark = "spark"


def tag(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="IN...",
            help="csv、tsv、xlsx、jsonl 或 parquet 表，- 为标准输入 / tables of indicators, or -",
        ),
    ],
    out: Annotated[Path, typer.Option("-o", "--out", help="输出文件，按扩展名定格式 / output file")],
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="指定列：字段=列名，可重复 / FIELD=COLUMN, e.g. name=考核内容"),
    ] = None,
    findings: Annotated[
        bool,
        typer.Option(
            "--findings/--no-findings",
            help="给出问题（较慢）/ findings too (slower)",
        ),
    ] = True,
    suggestions: Annotated[
        bool,
        typer.Option(
            "--suggestions/--no-suggestions",
            help="给出建议（更慢）/ suggestions too (slower still)",
        ),
    ] = True,
    engine: Annotated[
        Engine,
        typer.Option("--engine", help="在本机或在 Spark 集群上算 / on this machine or on a Spark cluster"),
    ] = Engine.local,
    master: Annotated[
        str,
        typer.Option("--master", help="Spark 集群的地址，如 spark://host:7077 / address of the cluster"),
    ] = "",
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="进程数，默认用上全部处理器核 / processes, by default one for each core"),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="接着做中断的运行 / go on with a run that was interrupted")
    ] = False,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help="覆盖输出，丢掉中断的运行 / write over the output, drop an interrupted run"
        ),
    ] = False,
    as_json: JsonOption = False,
    lang: LangOption = Lang.zh,
) -> None:
    """给表中每行指标归类 / Label every row of tables of indicators, of any length.

    原有各列不变，后面加上 category、canonical、target_tier 等列；读不成行的写进 <输出>.rejects。
    All columns stay as they are; category, canonical, target_tier and others are added behind them. Lines that are
    no rows go to <output>.rejects. See docs/bulk.md.

    例 / example:  zhibiao tag 历年指标.csv -o 归类.csv
    """
    if engine is Engine.spark:
        if jobs or resume:
            raise typer.BadParameter("--jobs / --resume: --engine local")
        return _on_cluster(
            [Path(path) for path in paths],
            out,
            master=master,
            column=column,
            findings=findings,
            suggestions=suggestions,
            force=force,
            lang=lang,
        )
    from zhibiao.bulk import tag_files

    try:
        with _files(paths) as files, shown(lang) as tell:
            summary = tag_files(
                files,
                out,
                columns=split_columns(column),
                findings=findings,
                suggestions=suggestions,
                jobs=jobs,
                resume=resume,
                force=force,
                tell=tell,
            )
    except ZhibiaoError as error:
        raise stop(error, lang) from error
    except KeyboardInterrupt as error:
        raise _interrupted(out, lang) from error
    return say(
        json.dumps(summary.to_json(), ensure_ascii=False, indent=1)
        if as_json
        else summary_text(summary, lang)
    )


def _on_cluster(
    paths: list[Path],
    out: Path,
    *,
    master: str,
    column: list[str] | None,
    findings: bool,
    suggestions: bool,
    force: bool,
    lang: Lang,
) -> None:
    from zhibiao.spark import tag_files

    try:
        done = tag_files(
            paths,
            out,
            master=master,
            columns=split_columns(column),
            findings=findings,
            suggestions=suggestions,
            force=force,
        )
    except ZhibiaoError as error:
        raise stop(error, lang) from error
    except OSError as error:
        raise stop(cannot_write(error), lang) from error
    say(
        f"{done.rows:,} 行 → {out}（其中 {done.to_review:,} 行建议人工复核）"
        if lang is Lang.zh
        else f"{done.rows:,} rows -> {out} ({done.to_review:,} of them for a person to look at)"
    )


@contextmanager
def _files(paths: list[str]) -> Iterator[list[Path]]:
    """The inputs; standard input becomes a file for the time of the run."""
    with tempfile.TemporaryDirectory() as scratch:
        files = []
        for path in paths:
            if path == _STDIN:
                from zhibiao.bulk.inputs import suffix_of

                content = sys.stdin.buffer.read()
                files.append(Path(scratch) / f"stdin{suffix_of(content)}")
                files[-1].write_bytes(content)
            else:
                files.append(Path(path))
        yield files


def _interrupted(out: Path, lang: Lang) -> typer.Exit:
    """Say what is kept, and give the exit of a command that Ctrl-C ended."""
    from zhibiao.bulk.kept import rows_kept

    complain(ZhibiaoError("BK09", path=str(out), rows=rows_kept(out)), lang)
    return typer.Exit(EXIT_INTERRUPTED)
