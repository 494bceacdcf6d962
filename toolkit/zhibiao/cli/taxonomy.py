"""`zhibiao taxonomy`: categories and canonical indicators, local frames, from frame to frame, export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from zhibiao.cli.common import EXIT_FINDINGS, JsonOption, Lang, LangOption, cannot_write, say, stop
from zhibiao.errors import ZhibiaoError

FORMATS = (".csv", ".json", ".ttl")
What = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="WHAT",
        help="空：全部分类；O1：该类的标准指标；profiles：各地框架；crosswalk：两个框架的标签对照；export：导出（-o） / "
        "nothing: all categories; O1: its indicators; profiles: the local frames; crosswalk: labels of one frame in another; "
        "export: the whole taxonomy (-o)",
    ),
]


def taxonomy(
    what: What = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="export 写到 .csv、.json 或 .ttl（SKOS） / export to this file"),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="检查分类数据，有问题时退出码为 1 / check the data files")
    ] = False,
    as_json: JsonOption = False,
    lang: LangOption = Lang.zh,
) -> None:
    """列出分类和标准指标，对照各地框架，导出 / List categories and indicators, compare frames, export.

    例 / example:  zhibiao taxonomy O1

    例 / example:  zhibiao taxonomy crosswalk mof_2013_53_dept nanjing

    例 / example:  zhibiao taxonomy export -o taxonomy.ttl
    """
    first, *others = what or [""]
    if out and first != "export":
        raise typer.BadParameter("-o 只用于 export / -o belongs to export")
    if others and first in ("export", "profiles"):
        raise typer.BadParameter(f"{first} 后面不跟别的词 / nothing follows {first}: {' '.join(others)}")
    try:
        if check:
            _check()
        elif first == "crosswalk":
            _crosswalk(others, as_json=as_json, lang=lang)
        elif first == "export":
            _export(out, lang)
        elif first == "profiles":
            _profiles(as_json=as_json, lang=lang)
        else:
            _codes([first, *others], as_json=as_json, lang=lang)
    except ZhibiaoError as error:
        raise stop(error, lang) from error
    except OSError as error:
        raise stop(cannot_write(error), lang) from error


def _codes(codes: list[str], *, as_json: bool, lang: Lang) -> None:
    from zhibiao.taxonomy.entries import Category, Entry, categories, entries, find_entry

    rows: list[Category | Entry] = []
    for code in map(str.upper, codes):
        if not code:
            rows += categories()
        else:
            rows += [find_entry(code)] if "." in code else entries(code)
    keys = ("code", "zh", "en", "definition")
    if as_json:
        _say_json([{key: getattr(row, key) for key in keys} for row in rows])
        return
    for row in rows:
        say(f"{row.code:<6} {row.zh}  {row.definition}" if lang is Lang.zh else f"{row.code:<6} {row.en}")


def _profiles(*, as_json: bool, lang: Lang) -> None:
    from zhibiao.taxonomy.profiles import profiles

    if as_json:
        keys = ("code", "zh", "en", "region", "source", "mark")
        _say_json([{key: getattr(profile, key) for key in keys} for profile in profiles()])
        return
    width = max(len(profile.code) for profile in profiles())
    for profile in profiles():
        say(f"{profile.code:<{width}}  {profile.mark:<3}  {profile.zh if lang is Lang.zh else profile.en}")


def _crosswalk(frames: list[str], *, as_json: bool, lang: Lang) -> None:
    from dataclasses import asdict

    from zhibiao.taxonomy.crosswalk import crosswalk

    if len(frames) != 2:
        raise typer.BadParameter(
            "crosswalk 后面要两个框架代码（见 zhibiao taxonomy profiles） / "
            "crosswalk takes two frames (see zhibiao taxonomy profiles)"
        )
    lines = crosswalk(*frames)
    if as_json:
        _say_json([asdict(line) for line in lines])
        return
    zh = lang is Lang.zh
    for line in lines:
        there = _label(line.to_level1, line.to_level2) if line.to_level1 else f"（{line.note}）"
        if not zh and line.note_en:
            there = f"({line.note_en})"
        say(f"{_label(line.level1, line.level2)} → {line.code} {line.name if zh else line.name_en} → {there}")


def _label(level1: str, level2: str) -> str:
    return f"{level1}/{level2}" if level2 else level1


def _export(out: Path | None, lang: Lang) -> None:
    from zhibiao.report.files import write_atomic
    from zhibiao.report.to_csv import rows_text
    from zhibiao.taxonomy.export import as_json, indicator_rows
    from zhibiao.version import __version__

    suffix = out.suffix.lower() if out else ".json"
    if suffix not in FORMATS:
        raise ZhibiaoError("CF03", format=suffix, known=", ".join(FORMATS))
    if suffix == ".ttl":
        from zhibiao.taxonomy.to_skos import as_turtle

        text = as_turtle(__version__)
    else:
        text = rows_text(indicator_rows()) if suffix == ".csv" else as_json(__version__)
    if not out:
        say(text.rstrip("\n"))
        return
    # Excel takes a csv without a byte order mark for the local encoding.
    write_atomic(out, text, encoding="utf-8-sig" if suffix == ".csv" else "utf-8")
    say(f"标准分类 → {out}" if lang is Lang.zh else f"taxonomy -> {out}")


def _check() -> None:
    from zhibiao.taxonomy.validate import problems

    found = problems()
    for text in found:
        say(text)
    if found:
        raise typer.Exit(EXIT_FINDINGS)
    say("分类数据没有问题 / the taxonomy's data files are sound")


def _say_json(value: object) -> None:
    say(json.dumps(value, ensure_ascii=False, indent=2))
