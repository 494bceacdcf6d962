"""`zhibiao review`: the main job."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhibiao.cli.common import (
    EXIT_CLEAN,
    EXIT_ERROR,
    EXIT_FINDINGS,
    Lang,
    LangOption,
    cannot_write,
    complain,
    find_each,
    stop,
)
from zhibiao.errors import ZhibiaoError
from zhibiao.records import SEVERITIES, Review

if TYPE_CHECKING:
    from zhibiao.settings import Settings


class FailOn(StrEnum):
    """From which severity on findings make the command exit with 1."""

    high = "high"
    medium = "medium"
    low = "low"
    never = "never"


def review(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="文件或文件夹，- 为标准输入 / files, folders, or -")
    ],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="报告文件夹 / folder for the reports")
    ] = None,
    formats: Annotated[
        str,
        typer.Option(
            "--format", help="报告格式，逗号分隔：terminal,html,json,csv,xlsx,docx,pdf,form / comma-separated"
        ),
    ] = "",
    form: Annotated[
        bool,
        typer.Option(
            "--form", help="另写审核意见（docx、html） / also write the review opinion (docx, html)"
        ),
    ] = False,
    profile: Annotated[
        str, typer.Option(help="绩效框架代码，auto 为自动识别 / frame of the table, or auto")
    ] = "",
    select: Annotated[str, typer.Option(help="只用这些规则，如 VG,UN02 / only these rules")] = "",
    ignore: Annotated[str, typer.Option(help="不用这些规则 / leave these rules out")] = "",
    fail_on: Annotated[
        FailOn, typer.Option(help="达到此级别的问题使退出码为 1 / severity that makes the exit code 1")
    ] = FailOn.high,
    config: Annotated[
        Path | None,
        typer.Option(help="设置文件，默认为当前文件夹的 zhibiao.toml / settings, by default ./zhibiao.toml"),
    ] = None,
    lang: LangOption = Lang.zh,
) -> None:
    """审阅目标表，写出报告 / Review goal tables and write reports.

    例 / example:  zhibiao review 目标表.docx 文件夹/ -o out
    """
    from zhibiao.report import write

    chosen = _split(formats) or (("terminal", "html", "csv", "json") if out else ("terminal",))
    chosen = (*chosen, "form") if form else chosen
    try:
        with tempfile.TemporaryDirectory() as scratch:
            settings = _settings(config, profile, _split(select), _split(ignore))
            files, missing = find_each(paths, Path(scratch))
            reviews, failures = _review_all(files, settings, lang)
            failures = missing + failures
            # Inside: reports that annotate a document read it again, and those of a zip live in `scratch`.
            # Files first: a reader who closes the terminal (| head) loses none of them.
            written = [name for name in chosen if name != "terminal"]
            if written:
                write(reviews, out or Path("out"), written, lang=lang.value, failures=failures)
            if "terminal" in chosen:
                from zhibiao.report.to_terminal import to_terminal

                to_terminal(reviews, lang=lang.value)
    except ZhibiaoError as error:
        raise stop(error, lang) from error
    except OSError as error:
        raise stop(cannot_write(error), lang) from error
    for failure in failures:
        complain(failure, lang)
    raise typer.Exit(EXIT_ERROR if failures else _exit_code(reviews, fail_on))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("，", ",").split(",") if part.strip())


def _settings(
    config: Path | None, profile: str, select: tuple[str, ...], ignore: tuple[str, ...]
) -> Settings:
    """The settings of the file, each overridden by the option of its name."""
    from zhibiao.settings import FILE, Settings, read_settings

    file = config or (Path(FILE) if Path(FILE).is_file() else None)
    settings = read_settings(file) if file else Settings()
    return replace(
        settings,
        profile=profile or settings.profile,
        select=select or settings.select,
        ignore=ignore or settings.ignore,
    )


def _review_all(files: list[Path], settings: Settings, lang: Lang) -> tuple[list[Review], list[ZhibiaoError]]:
    """The reviews and errors of all files, with a bar while there are several."""
    from rich.console import Console
    from rich.progress import Progress

    from zhibiao.batch import review_files

    console = Console(stderr=True)
    with Progress(
        console=console, transient=True, disable=len(files) < 3 or not console.is_terminal
    ) as progress:
        task = progress.add_task("审阅" if lang is Lang.zh else "reviewing", total=len(files))
        return review_files(files, settings, tell=lambda: progress.advance(task))


def _exit_code(reviews: list[Review], fail_on: FailOn) -> int:
    if fail_on is FailOn.never:
        return EXIT_CLEAN
    bad = SEVERITIES[: SEVERITIES.index(fail_on.value) + 1]
    found = any(finding.severity in bad for review in reviews for finding in review.all_findings())
    return EXIT_FINDINGS if found else EXIT_CLEAN
