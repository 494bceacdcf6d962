"""`zhibiao evaluate`: how good the classifier is on documents it never saw, or on rows of your own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhibiao.cli.common import JsonOption, Lang, LangOption, narrate, say, stop
from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    from zhibiao.assess.measure import Figures
    from zhibiao.assess.on_rows import OnRows


def evaluate(
    corpora: Annotated[Path, typer.Option(help="语料文件夹 / folder of the corpora")] = Path("corpora"),
    model: Annotated[
        Path | None, typer.Option("-m", "--model", help="模型文件夹 / folder of the model")
    ] = None,
    on: Annotated[
        Path | None,
        typer.Option(
            "--on", help="只在这张已标注的表上检验，不训练 / measure on this labelled table, train nothing"
        ),
    ] = None,
    alternatives: Annotated[
        bool,
        typer.Option(
            "--alternatives/--no-alternatives",
            help="同时比较其他分类方法（几分钟）/ compare other classifiers",
        ),
    ] = True,
    rules: Annotated[
        bool,
        typer.Option(
            "--rules",
            help="只量规则：已标注行上的精确率和召回率 / precision and recall of the rules, nothing else",
        ),
    ] = False,
    suggestions: Annotated[
        bool,
        typer.Option(
            "--suggestions",
            help="只量建议：审阅人认可的比例 / how many suggestions reviewers accept, nothing else",
        ),
    ] = False,
    documents: Annotated[
        bool,
        typer.Option(
            "--documents",
            help="只量整份文件：审阅人指出的问题找到多少 / what experts object to in whole documents, nothing else",
        ),
    ] = False,
    as_json: JsonOption = False,
    lang: LangOption = Lang.zh,
) -> None:
    """按文档交叉验证，写出模型卡 / Cross-validate by document and write the model card.

    例 / example:  zhibiao evaluate --on 已标注.csv
    """
    try:
        if on:
            _on(on, model, lang, as_json=as_json)
            return
        if rules:
            _rules(corpora, model or Path("models/default"), lang)
            return
        if suggestions:
            _suggestions(corpora, model or Path("models/default"), lang)
            return
        if documents:
            _documents(corpora, model or Path("models/default"), lang)
            return
        from zhibiao.assess.evaluate import evaluate as measure

        with narrate() as told:
            found = measure(corpora, model or Path("models/default"), alternatives=alternatives, say=told)
    except ZhibiaoError as error:
        raise stop(error, lang) from error
    for view in found.views:
        say(_line(view, lang))


def _rules(corpora: Path, model: Path, lang: Lang) -> None:
    from zhibiao.assess.rules import measure_rules

    titles = {"zh": ("规则", "对", "两可", "误报", "漏报", "精确率", "召回率")}.get(
        lang.value, ("rule", "right", "arguable", "wrong", "missed", "precision", "recall")
    )
    say("  ".join(titles))
    for one in measure_rules(corpora, model):
        shares = ("   -" if share is None else f"{share:.2f}" for share in (one.precision, one.recall))
        counts = (f"{count:4d}" for count in (one.right, one.arguable, one.wrong, one.missed))
        say("  ".join((f"{one.code:5}", *counts, *shares)))


def _documents(corpora: Path, model: Path, lang: Lang) -> None:
    from zhibiao.assess.documents import measure_documents

    titles = ("规则或部分", "对", "没有人指出", "精确率", "指出的问题", "找到", "找到的比例")
    if lang is Lang.en:
        titles = ("rule or part", "right", "unlisted", "precision", "defects", "found", "recall")
    say("  ".join(titles))
    for one in measure_documents(corpora, model):
        precision, recall = (
            "   -" if share is None else f"{share:.2f}" for share in (one.precision, one.recall)
        )
        say(
            f"{one.code:5}  {one.right:4d}  {one.unlisted:4d}  {precision}  {one.defects:4d}  {one.found:4d}  {recall}"
        )


_PARTS = {
    "source_documents": "源文件中的空泛行",
    "public": "其他公开表的空泛行",
    "own": "自写行（名称在训练行中）",
    "held": "留出行（从未逐行看过）",
    "all": "合计",
}


def _suggestions(corpora: Path, model: Path, lang: Lang) -> None:
    from zhibiao.assess.suggestions import measure_suggestions

    for one in measure_suggestions(corpora, model):
        if lang is Lang.zh:
            say(
                f"{_PARTS.get(one.part, one.part)} {one.rows} 行：前三条中有可接受的 {one.three:.3f}，第一条可接受 {one.first:.3f}，"
                f"两位审阅人都接受 {one.both:.3f}；每条可接受 {one.each:.3f}；单位对 {one.unit:.3f}，方向对 {one.direction:.3f}；"
                f"无出处的数 {one.invented}；审阅人之间 {one.readers:.3f}"
            )
        else:
            say(
                f"{one.part}, {one.rows} rows: accepted among the first three {one.three:.3f}, first {one.first:.3f}, by both "
                f"readers {one.both:.3f}; each {one.each:.3f}; unit {one.unit:.3f}, direction {one.direction:.3f}; "
                f"numbers without a source {one.invented}; readers among themselves {one.readers:.3f}"
            )


def _on(path: Path, model: Path | None, lang: Lang, *, as_json: bool) -> None:
    import json
    from dataclasses import asdict

    from zhibiao.assess.on_rows import evaluate_on
    from zhibiao.classify.store import find_model
    from zhibiao.learn.added import read_added

    found = evaluate_on(read_added(path), model or find_model())
    if as_json:
        say(json.dumps(asdict(found), ensure_ascii=False, indent=1))
        return
    for line in _lines(found, lang):
        say(line)


def _lines(found: OnRows, lang: Lang) -> list[str]:
    views = [_line(view, lang) for view in (found.content, found.joined) if view]
    worst = [f"  {reviewed} → {given}  {count}  {example}" for reviewed, given, count, example in found.pairs]
    if lang is Lang.zh:
        return [
            f"模型 {found.model}；{found.rows} 行，{found.documents} 份文件；{found.known:.0%} 的名称训练时见过",
            *views,
            f"交人工复核 {found.review:.1%}，其余判对 {found.taken:.1%}",
            *(["错得最多的 / 应为 → 判为："] if worst else []),
            *worst,
        ]
    return [
        f"model {found.model}; {found.rows} rows of {found.documents} documents; {found.known:.0%} of the names were in training",
        *views,
        f"{found.review:.1%} handed to a person, {found.taken:.1%} of the others right",
        *(["worst confusions (reviewed -> given):"] if worst else []),
        *worst,
    ]


def _line(view: Figures, lang: Lang) -> str:
    low, high = f"{view.low:.3f}", f"{view.high:.3f}"
    if lang is Lang.zh:
        return (
            f"{view.name}: {view.accuracy:.3f}（按文件 95% 区间 {low}-{high}；含可接受 {view.accept:.3f}；macro-F1 {view.macro_f1:.3f}；"
            f"把握最大的 70% {view.surest:.3f}；ECE {view.calibration:.3f}）"
        )
    return (
        f"{view.name}: {view.accuracy:.3f} (95% by document {low}-{high}; with defensible {view.accept:.3f}; "
        f"macro-F1 {view.macro_f1:.3f}; surest 70% {view.surest:.3f}; ECE {view.calibration:.3f})"
    )
