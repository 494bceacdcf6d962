"""`zhibiao suggest`: measurable alternatives for one indicator."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from zhibiao.cli.common import EXIT_FINDINGS, JsonOption, Lang, LangOption, say


def suggest(
    name: Annotated[str, typer.Argument(help="指标名称 / name of the indicator")],
    target: Annotated[str, typer.Option(help="目标值 / its target")] = "",
    unit: Annotated[str, typer.Option(help="度量单位 / its unit")] = "",
    as_json: JsonOption = False,
    lang: LangOption = Lang.zh,
) -> None:
    """给一个指标提出可衡量的替代写法 / Suggest measurable alternatives for an indicator.

    例 / example:  zhibiao suggest 城市知名度 --target 有效提升
    """
    from zhibiao.suggest import suggest as find_suggestions

    found = find_suggestions(name, target=target, unit=unit)
    if as_json:
        say(json.dumps([asdict(suggestion) for suggestion in found], ensure_ascii=False, indent=2))
    for number, suggestion in enumerate(() if as_json else found, start=1):
        say(f"{number}. {suggestion.wording}")
        for title, en, text in (
            ("算法", "formula", suggestion.formula),
            ("数据来源", "data source", suggestion.data_source),
            ("数值从哪来", "value from", suggestion.value_from),
            ("理由", "why", suggestion.why),
        ):
            say(f"   {title if lang is Lang.zh else en}: {text}")
    if not found:
        say("没有合适的替代写法" if lang is Lang.zh else "no alternative known")
        raise typer.Exit(EXIT_FINDINGS)
