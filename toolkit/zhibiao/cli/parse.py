"""`zhibiao parse`: what one target means."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from zhibiao.cli.common import JsonOption, Lang, LangOption, cannot_write, say, stop
from zhibiao.target import parse_target, vague_words

_FIELDS = (
    "tier",
    "kind",
    "comparator",
    "lower",
    "upper",
    "unit",
    "dimension",
    "basis",
    "deadline",
    "conflict",
)
_TITLES = ("可衡量性", "类型", "比较符", "下限", "上限", "单位", "量纲", "比较基准", "期限", "矛盾")


def parse(
    text: Annotated[str, typer.Argument(help="目标值，如 ≥95% / a target")],
    unit: Annotated[str, typer.Option(help="度量单位列 / unit column")] = "",
    comparator: Annotated[str, typer.Option(help="指标性质列 / comparator column")] = "",
    as_json: JsonOption = False,
    html: Annotated[
        Path | None, typer.Option(help="把标出数量、单位、期限、模糊词的文字写成网页 / marked text as a page")
    ] = None,
    lang: LangOption = Lang.zh,
) -> None:
    """解析一个目标值 / Parse one target.

    例 / example:  zhibiao parse "不低于95%"
    """
    if html:
        from zhibiao.pipes import view, write

        try:
            write([view(text)], html)
        except OSError as error:
            raise stop(cannot_write(error), lang) from error
    target = parse_target(text, unit=unit, comparator=comparator)
    if as_json:
        say(json.dumps(asdict(target), ensure_ascii=False, indent=2))
        return
    titles = _TITLES if lang is Lang.zh else _FIELDS
    for title, field in zip(titles, _FIELDS, strict=True):
        value = getattr(target, field)
        if value not in ("", None):
            say(f"{title}: {value}")
    words = "、".join(match.word for match in vague_words(text))
    if words and target.tier == "vague":
        say(f"{'没有标准的词' if lang is Lang.zh else 'words without a criterion'}: {words}")
