"""`zhibiao suggest`: measurable alternatives for one indicator, or for a clause of a task."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhibiao.cli.common import EXIT_FINDINGS, JsonOption, Lang, LangOption, say, stop
from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    from zhibiao.records import Suggestion


def suggest(
    name: Annotated[
        str, typer.Argument(help="指标名称，或一句任务表述 / an indicator's name, or a clause of a task")
    ],
    target: Annotated[str, typer.Option(help="目标值 / its target")] = "",
    unit: Annotated[str, typer.Option(help="度量单位 / its unit")] = "",
    history: Annotated[
        str, typer.Option(help="往年值，如 2022=20%;2023=30% / past values, YEAR=VALUE joined by ;")
    ] = "",
    evidence: Annotated[
        list[Path] | None,
        typer.Option("--evidence", help="可取其中的数的文件 / documents that values may be taken from"),
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = Lang.zh,
) -> None:
    """给一个指标或一句任务提出可衡量的写法 / Suggest measurable wordings for an indicator or a task.

    例 / example:  zhibiao suggest "加大城市投资环境宣传推广"
    """
    from zhibiao.review import read
    from zhibiao.suggest import Evidence
    from zhibiao.suggest import suggest as find_suggestions
    from zhibiao.suggest.evidence import from_other

    try:
        clauses = tuple(clause for path in evidence or () for clause in from_other(read(path)))
        context = Evidence(history=history, clauses=clauses)
        found = find_suggestions(name, target=target, unit=unit, context=context)
    except ZhibiaoError as error:
        raise stop(error, lang) from error
    if as_json:
        say(json.dumps([asdict(suggestion) for suggestion in found], ensure_ascii=False, indent=2))
    else:
        _show(found, lang)
    if not found:
        say("没有合适的替代写法" if lang is Lang.zh else "no alternative known")
        raise typer.Exit(EXIT_FINDINGS)


def _show(found: list[Suggestion], lang: Lang) -> None:
    from zhibiao.report.interface import say as word
    from zhibiao.report.pages import comparable_text, suggestion_facts

    known = {word(lang.value, key) for key in ("suggested_name", "suggested_target")}
    for number, suggestion in enumerate(found, start=1):
        say(f"{number}. {suggestion.wording}")
        for title, text in suggestion_facts(suggestion, lang.value):
            if text and title not in known:  # the wording says these
                say(f"   {title}: {text}")
        for row in suggestion.comparable:
            say(f"   {word(lang.value, 'comparable')}: {comparable_text(row)}")
