"""`zhibiao why`: the label of one indicator or task, what spoke for it, and the nearest labelled rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zhibiao.cli.common import JsonOption, Lang, LangOption, say, stop
from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    from zhibiao.classify.why import Explanation

_FIELDS = {
    "zh": {"name": "名称", "target": "指标值", "both": "名称与指标值", "printed": "所填类别"},
    "en": {"name": "name", "target": "target", "both": "name and target", "printed": "printed label"},
}


def why(
    name: Annotated[str, typer.Argument(metavar="NAME", help="指标名称或一句任务 / indicator or task")],
    target: Annotated[str, typer.Option("--target", help="指标值 / target")] = "",
    unit: Annotated[str, typer.Option("--unit", help="度量单位 / unit")] = "",
    level1: Annotated[str, typer.Option("--level1", help="表中的一级指标 / level 1 as printed")] = "",
    level2: Annotated[str, typer.Option("--level2", help="表中的二级指标 / level 2 as printed")] = "",
    as_json: JsonOption = False,
    lang: LangOption = Lang.zh,
) -> None:
    """说明一个指标为什么归入某类 / Why an indicator gets its label.

    例 / example:  zhibiao why 举办招商推介会 --target "≥2次"
    """
    import json
    from dataclasses import asdict

    from zhibiao.classify.why import why as explain_label

    try:
        told = explain_label(name, target=target, unit=unit, printed=(level1, level2))
    except ZhibiaoError as error:
        raise stop(error, lang) from error
    if as_json:
        say(json.dumps(asdict(told), ensure_ascii=False, indent=1))
        return
    _show(told, lang)


def _show(told: Explanation, lang: Lang) -> None:
    from zhibiao.taxonomy.entries import categories

    chinese, label = lang is Lang.zh, told.label
    names = {one.code: one.zh if chinese else one.en for one in categories()}
    say(f"{label.category} {names[label.category]}  {label.confidence:.0%}")
    runners = [
        f"{code} {names[code]} {share:.0%}" for code, share in label.candidates if code != label.category
    ]
    if runners:
        say(("其次：" if chinese else "next: ") + "；".join(runners))
    if label.canonical:
        say(
            ("标准指标：" if chinese else "canonical: ")
            + f"{label.canonical} {label.canonical_confidence:.0%}"
        )
    if label.needs_review:
        say("把握不足，建议人工复核" if chinese else "not sure enough: a person should look")
    say("")
    say(f"{label.category} 对 {told.against}：" if chinese else f"{label.category} against {told.against}:")
    for reason in told.reasons:
        say(f"  {reason.nats:+6.2f}  {reason.text}  ({_FIELDS[lang.value][reason.field]})")
    say("")
    say("最相近的已标注行：" if chinese else "nearest labelled rows:")
    for one in told.nearest:
        say(f"  {one.cosine:.2f}  {one.category}  {one.name} {one.target}  [{one.source}]")
