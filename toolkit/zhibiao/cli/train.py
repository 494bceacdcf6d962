"""`zhibiao train`: the model from the corpora, in one command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhibiao.cli.common import Lang, LangOption, say, stop
from zhibiao.errors import ZhibiaoError


def train(
    corpora: Annotated[Path, typer.Option(help="语料文件夹 / folder of the corpora")] = Path("corpora"),
    out: Annotated[Path, typer.Option("-o", "--out", help="模型文件夹 / folder of the model")] = Path(
        "models/default"
    ),
    seed: Annotated[int, typer.Option(help="随机种子 / random seed")] = 20240601,
    lang: LangOption = Lang.zh,
) -> None:
    """用语料训练分类模型 / Train the classifier from the corpora."""
    from zhibiao.classify.train import train as train_model

    try:
        summary = train_model(corpora, out, seed=seed)
    except ZhibiaoError as error:
        raise stop(error, lang) from error
    say(str(summary))
