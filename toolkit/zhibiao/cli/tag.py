"""`zhibiao tag`: category, canonical indicator and measurability behind every row of a table."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from zhibiao.cli.common import Lang, LangOption, cannot_write, say, split_columns, stop
from zhibiao.errors import ZhibiaoError


class Engine(StrEnum):
    """Where the rows are judged."""

    local = "local"
    spark = "spark"


def tag(
    path: Annotated[
        Path, typer.Argument(metavar="IN", help="csv、tsv、xlsx、jsonl 或 parquet 表 / table of indicators")
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
    force: Annotated[
        bool,
        typer.Option("--force", help="替换 Spark 已写出的文件夹 / replace a folder that Spark has written"),
    ] = False,
    lang: LangOption = Lang.zh,
) -> None:
    """给表中每行指标归类 / Label every row of a table of indicators.

    原有各列不变，后面加上 category、canonical、target_tier 等列。
    All columns stay as they are; category, canonical, target_tier and others are added behind them.

    例 / example:  zhibiao tag 历年指标.csv -o 归类.csv
    """
    from zhibiao.frame_files import read_frame, write_frame
    from zhibiao.spark import tag_files
    from zhibiao.tag import tag as tag_frame

    try:
        if engine is Engine.spark:
            done = tag_files(
                [path],
                out,
                master=master,
                columns=split_columns(column),
                findings=findings,
                suggestions=suggestions,
                force=force,
            )
            return _say_done(done.rows, done.to_review, out, lang)
        tagged = tag_frame(
            read_frame(path), columns=split_columns(column), findings=findings, suggestions=suggestions
        )
        write_frame(tagged, out)
    except ZhibiaoError as error:
        raise stop(error, lang) from error
    except OSError as error:
        raise stop(cannot_write(error), lang) from error
    review = int(
        tagged["needs_review" if "needs_review_zhibiao" not in tagged else "needs_review_zhibiao"].sum()
    )
    return _say_done(len(tagged), review, out, lang)


def _say_done(rows: int, review: int, out: Path, lang: Lang) -> None:
    say(
        f"{rows} 行 → {out}（其中 {review} 行建议人工复核）"
        if lang is Lang.zh
        else f"{rows} rows -> {out} ({review} of them for a person to look at)"
    )
