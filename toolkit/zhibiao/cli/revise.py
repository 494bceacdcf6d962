"""`zhibiao revise`: suggestions chosen and written into the document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhibiao.cli.common import Lang, LangOption, cannot_write, say, stop
from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    from zhibiao.records import Review, Suggestion
    from zhibiao.revise import Choice, Revised
    from zhibiao.revise.walk import Stop, Walk


def revise(
    path: Annotated[Path, typer.Argument(metavar="IN", help="目标表文件 / the document")],
    out: Annotated[Path, typer.Option("-o", "--out", help="输出文件夹 / folder for the results")] = Path(
        "out"
    ),
    accept: Annotated[
        Path | None, typer.Option("--accept", help="按选择文件采纳 / take the choices of this JSON file")
    ] = None,
    interactive: Annotated[
        bool, typer.Option("--interactive", "-i", help="在终端逐行选择 / choose row by row in the terminal")
    ] = False,
    auto: Annotated[
        bool, typer.Option("--auto", help="每行采纳第一条 / the first suggestion for each row")
    ] = False,
    draft: Annotated[
        Path | None,
        typer.Option("--draft", help="只写出选择文件，供修改 / only write a file of choices, to be edited"),
    ] = None,
    evidence: Annotated[
        list[Path] | None,
        typer.Option(
            "--evidence", help="同单位的其他文件，可取其中的数 / other documents of the body, for values"
        ),
    ] = None,
    profile: Annotated[str, typer.Option(help="绩效框架代码 / frame of the table")] = "auto",
    lang: LangOption = Lang.zh,
) -> None:
    """采纳修改建议，写出修订后的目标表和修改清单 / Write the document with accepted suggestions.

    例 / example:  zhibiao revise 目标表.docx --interactive -o out
    """
    from zhibiao.review import read, review
    from zhibiao.revise import choices_file, choose_first, read_choices, write_choices
    from zhibiao.revise import revise as write_revised
    from zhibiao.revise.walk import start

    if sum((accept is not None, interactive, auto, draft is not None)) != 1:
        raise stop(ZhibiaoError("CF09"), lang)
    try:
        others = [read(other) for other in evidence or ()]
        reviewed = review(path, profile=profile, evidence=others)
        if draft:
            write_choices(draft, str(path), choose_first(reviewed))
            say(_told(lang, f"选择文件 / choices: {draft}", f"choices: {draft}"))
            return
        if accept:
            choices = read_choices(accept)
        elif auto:
            choices = choose_first(reviewed)
        else:
            walk = start(reviewed, choices_file(reviewed, out))
            if not _go(walk, lang):
                say(
                    _told(
                        lang,
                        f"选择已保存：{walk.file}；再次运行从此处继续",
                        f"saved: {walk.file}; run again to go on",
                    )
                )
                return
            choices = walk.made
        _report(write_revised(reviewed, choices, out, lang=lang.value), reviewed, choices, lang)
    except ZhibiaoError as error:
        raise stop(error, lang) from error
    except OSError as error:
        raise stop(cannot_write(error), lang) from error


def _told(lang: Lang, zh: str, en: str) -> str:
    return zh if lang is Lang.zh else en


def _report(done: Revised, reviewed: Review, choices: list[Choice], lang: Lang) -> None:
    """What was written, and what is left to the reader."""
    written = [change for change in done.changes if change.written]
    left = [change for change in done.changes if not change.written]
    rows = len({(change.table, change.row) for change in written})
    open_places = sum("〈" in change.new for change in written)
    say(_told(lang, f"改了 {rows} 行：{done.document}", f"{rows} rows changed: {done.document}"))
    say(_told(lang, f"修改清单：{done.listing}", f"changes: {done.listing}"))
    say(_told(lang, f"采纳记录：{done.accepted}", f"accepted: {done.accepted}"))
    if open_places:
        say(
            _told(
                lang,
                f"有 {open_places} 处数值留空待填（〈由单位……填写〉），填好后再审一遍",
                f"{open_places} values are open (〈…〉): fill them in and review again",
            )
        )
    for change in left:
        say(
            _told(
                lang,
                f"未写入 第 {change.row} 行 {change.indicator[:20]}：{change.new[:40]}（{change.note}）",
                f"not written, row {change.row} {change.indicator[:20]}: {change.new[:40]} ({change.note})",
            )
        )


_KEYS = {
    Lang.zh: "数字=采纳  e=采纳并改写  s=保留原样  u=撤销上一步  q=保存并退出",
    Lang.en: "number=accept  e=accept and edit  s=leave as it is  u=undo  q=save and quit",
}


def _go(walk: Walk, lang: Lang) -> bool:
    """Ask at each row; True at the end, False where the user stops before."""
    if walk.made:
        say(
            _told(
                lang, f"已有 {len(walk.made)} 条选择，继续", f"{len(walk.made)} choices made before, going on"
            )
        )
    say(_KEYS[lang])
    while place := walk.current():
        _show(place, walk, lang)
        try:
            answer = input("> ").strip().lower()
        except EOFError:
            return False
        if answer in ("q", "quit"):
            return False
        _act(walk, place, answer, lang)
    return True


def _act(walk: Walk, place: Stop, answer: str, lang: Lang) -> None:
    most = len(place.row.suggestions)
    if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= most:
        walk.choose(int(answer))
    elif answer in ("s", "skip"):
        walk.choose(0)
    elif answer in ("u", "undo"):
        if not walk.undo():
            say(_told(lang, "没有可以撤销的", "nothing to undo"))
    elif answer[:1] == "e" and (number := answer[1:].strip() or "1").isdecimal():
        _edit(walk, place, int(number), lang)
    else:
        say(_KEYS[lang])


def _edit(walk: Walk, place: Stop, chosen: int, lang: Lang) -> None:
    """Take a suggestion with its name and target in other words; an empty answer keeps what is shown."""
    from zhibiao.revise.texts import cell_texts, known_fields

    if not 1 <= chosen <= len(place.row.suggestions):
        say(_KEYS[lang])
        return
    suggestion = place.row.suggestions[chosen - 1]
    whole = suggestion.parts[0] if suggestion.parts else suggestion
    texts = cell_texts(place.row.indicator, whole, known_fields(place.reviewed.table))
    edit = []
    for field, title in (("name", "指标 / name"), ("target", "指标值 / target"), ("unit", "单位 / unit")):
        if field in texts:
            try:
                answer = input(f"  {title} [{texts[field]}]: ").strip()
            except EOFError:
                return
            if answer and answer != texts[field]:
                edit.append((field, answer))
    walk.choose(chosen, edit)


def _show(place: Stop, walk: Walk, lang: Lang) -> None:
    from zhibiao.report.pages import comparable_text
    from zhibiao.report.wording import in_language

    indicator = place.row.indicator
    said = f"{indicator.comparator_printed or ''}".strip()
    target = indicator.target if indicator.target.startswith(said) else f"{said}{indicator.target}"
    where = " / ".join(label for label in (indicator.level1, indicator.level2) if label)
    say(f"\n[{walk.number()}/{len(walk.stops)}] {where}")
    say(f"  {indicator.name}  {target or '—'} {indicator.unit}".rstrip())
    for finding in place.row.findings:
        say(f"  - {finding.code} {in_language(finding, lang.value)}")
    for number, one in enumerate(place.row.suggestions, start=1):
        say(f"  {number}. {one.wording}")
        for line in _facts(one, lang):
            say(f"     {line}")
        for row in one.comparable[:2]:
            say(f"     {_told(lang, '同类', 'comparable')}: {comparable_text(row)}")


def _facts(suggestion: Suggestion, lang: Lang) -> list[str]:
    facts = [
        (_told(lang, "数值", "value"), suggestion.value_from),
        (_told(lang, "理由", "why"), suggestion.why),
    ]
    return [f"{title}: {text}" for title, text in facts if text]
