"""`zhibiao evaluate`: how good the classifier is on documents it never saw."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhibiao.cli.common import Lang, LangOption, say, stop
from zhibiao.errors import ZhibiaoError


def evaluate(
    corpora: Annotated[Path, typer.Option(help="语料文件夹 / folder of the corpora")] = Path("corpora"),
    model: Annotated[
        Path, typer.Option("-m", "--model", help="模型文件夹，写入模型卡 / the model, whose card is written")
    ] = Path("models/default"),
    lang: LangOption = Lang.zh,
) -> None:
    """按文档交叉验证，写出模型卡 / Cross-validate by document and write the model card."""
    from zhibiao.classify.evaluate import evaluate as measure

    try:
        say(str(measure(corpora, model)))
    except ZhibiaoError as error:
        raise stop(error, lang) from error
