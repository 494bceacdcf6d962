"""`zhibiao explain`: what a rule or a taxonomy code means."""

from __future__ import annotations

from typing import Annotated

import typer

from zhibiao.cli.common import Lang, LangOption, say, stop
from zhibiao.errors import ZhibiaoError


def explain(
    code: Annotated[str, typer.Argument(help="规则或分类代码，如 VG01、O1、O1.07 / a code")] = "",
    show_list: Annotated[bool, typer.Option("--list", help="列出全部规则 / list all rules")] = False,
    lang: LangOption = Lang.zh,
) -> None:
    """解释一条规则或一个分类代码 / Explain a rule or a taxonomy code.

    例 / example:  zhibiao explain VG01
    """
    from zhibiao.rules import all_rules
    from zhibiao.rules.document import describe_rule
    from zhibiao.taxonomy.entries import describe_entry

    if show_list or not code:
        for rule in all_rules():
            say(f"{rule.code}  {rule.severity:<6}  {rule.titled(lang.value)}")
        return
    for rule in all_rules():
        if rule.code == code.upper():
            say(describe_rule(rule, lang.value))
            return
    try:
        say(describe_entry(code.upper(), lang.value))
    except ZhibiaoError as error:
        raise stop(error, lang) from error
