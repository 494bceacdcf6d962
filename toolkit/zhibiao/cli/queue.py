"""`zhibiao queue`: the rows of a table that are worth a label next."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhibiao.cli.common import Lang, LangOption, cannot_write, say, stop
from zhibiao.errors import ZhibiaoError


def queue(
    path: Annotated[
        Path, typer.Argument(metavar="IN", help="csv、tsv、xlsx、jsonl 或 parquet 表 / table of indicators")
    ],
    out: Annotated[Path, typer.Option("-o", "--out", help="输出文件 / output file")],
    size: Annotated[int, typer.Option("--size", min=1, help="挑多少行 / how many rows")] = 100,
    lang: LangOption = Lang.zh,
) -> None:
    """挑出最值得标注的行 / Pick the rows worth labelling: unsure, frequent, unlike each other.

    在 gold 列填类别后，用 zhibiao train --add 学回去。
    Fill the column gold and give the file to zhibiao train --add.

    例 / example:  zhibiao queue 历年指标.csv -o queue.csv --size 200
    """
    from zhibiao.frame_files import read_frame, write_frame
    from zhibiao.learn.queue import queue as pick

    try:
        chosen = pick(read_frame(path), size)
        write_frame(chosen, out)
    except ZhibiaoError as error:
        raise stop(error, lang) from error
    except OSError as error:
        raise stop(cannot_write(error), lang) from error
    say(
        f"{len(chosen)} 行 → {out}；请在 gold 列填类别代码"
        if lang is Lang.zh
        else f"{len(chosen)} rows -> {out}; write category codes in the column gold"
    )
