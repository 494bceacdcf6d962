"""`zhibiao taxonomy`: the categories and canonical indicators."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from zhibiao.cli.common import JsonOption, Lang, LangOption, say, stop
from zhibiao.errors import ZhibiaoError


def taxonomy(
    category: Annotated[str, typer.Argument(help="分类代码，如 O1；空为全部分类 / a category code")] = "",
    as_json: JsonOption = False,
    lang: LangOption = Lang.zh,
) -> None:
    """列出分类，或一个分类下的标准指标 / List the categories, or the indicators of one.

    例 / example:  zhibiao taxonomy O1
    """
    from zhibiao.taxonomy.entries import categories, entries

    try:
        rows = entries(category.upper()) if category else categories()
    except ZhibiaoError as error:
        raise stop(error, lang) from error
    if as_json:
        keys = ("code", "zh", "en", "definition")
        say(
            json.dumps(
                [{key: getattr(row, key) for key in keys} for row in rows], ensure_ascii=False, indent=2
            )
        )
        return
    for row in rows:
        say(
            f"{row.code:<6} {row.zh if lang is Lang.zh else row.en}  {row.definition if lang is Lang.zh else ''}"
        )
