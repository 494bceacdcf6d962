"""`zhibiao train`: the model from the corpora, in one command; with rows of your own, what they changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhibiao.cli.common import Lang, LangOption, cannot_write, narrate, say, stop
from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    from zhibiao.learn.train import Trained


def train(
    corpora: Annotated[Path, typer.Option(help="语料文件夹 / folder of the corpora")] = Path("corpora"),
    out: Annotated[Path, typer.Option("-o", "--out", help="模型文件夹 / folder of the model")] = Path(
        "models/default"
    ),
    add: Annotated[
        list[Path] | None,
        typer.Option("--add", help="自己标注的表，可重复 / a table of rows you labelled"),
    ] = None,
    seed: Annotated[int, typer.Option(help="随机种子 / random seed")] = 20240601,
    lang: LangOption = Lang.zh,
) -> None:
    """用语料训练分类模型 / Train the classifier from the corpora.

    例 / example:  zhibiao train --add queue.csv -o models/ours
    """
    from zhibiao.learn.added import read_added
    from zhibiao.learn.train import train as train_model

    try:
        added = [row for path in add or () for row in read_added(path)]
        with narrate() as told:
            trained = train_model(corpora, out, seed=seed, added=added, say=told)
    except ZhibiaoError as error:
        raise stop(error, lang) from error
    except OSError as error:
        raise stop(cannot_write(error), lang) from error
    for line in _summary(trained, lang):
        say(line)


def _summary(trained: Trained, lang: Lang) -> list[str]:
    chinese = lang is Lang.zh
    origins = "，".join(f"{origin} {count}" for origin, count in sorted(trained.rows.items()))
    lines = [
        f"训练完成：{trained.out}（{origins}；语料 {trained.corpus[:8]}）"
        if chinese
        else f"trained: {trained.out} ({origins}; corpus {trained.corpus[:8]})"
    ]
    if change := trained.change:
        pairs = "，".join(f"{one}→{two} {count}" for one, two, count in change.pairs)
        lines += (
            [
                f"新增 {change.rows} 行：原模型判对 {change.before:.1%}（从未见过，可作外部检验），新模型 {change.after:.1%}（已学过）",
                f"公开文件的 {change.compared} 行中 {change.moved} 行改了类别：{change.better} 行改对，{change.worse} 行改错 {pairs}",
            ]
            if chinese
            else [
                f"{change.rows} rows added: {change.before:.1%} right by the model before (an outside measurement), "
                f"{change.after:.1%} by the new one (it has learnt them)",
                f"of {change.compared} rows of public documents {change.moved} changed their category: {change.better} "
                f"for the better, {change.worse} for the worse {pairs}",
            ]
        )
    return lines
