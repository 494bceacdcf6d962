"""The `zhibiao` command: the list of its verbs, each in a file of its own."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from zhibiao.cli.evaluate import evaluate
from zhibiao.cli.explain import explain
from zhibiao.cli.extract import extract
from zhibiao.cli.parse import parse
from zhibiao.cli.queue import queue
from zhibiao.cli.review import review
from zhibiao.cli.revise import revise
from zhibiao.cli.serve import serve
from zhibiao.cli.suggest import suggest
from zhibiao.cli.tag import tag
from zhibiao.cli.taxonomy import taxonomy
from zhibiao.cli.train import train
from zhibiao.cli.why import why
from zhibiao.version import __version__

VERBS = (review, revise, serve, extract, tag, why, suggest, parse, explain, taxonomy, queue, train, evaluate)

app = typer.Typer(
    name="zhibiao",
    help="审阅预算绩效目标表：读表、归类、查出无法核对的目标值、给出可衡量的替代指标。\n\n"
    "Reviews Chinese budget performance goal tables, offline: reads them, classifies the indicators, "
    "finds targets nobody can check, suggests measurable ones.\n\n"
    "开始 / start:  zhibiao review 目标表.docx -o out",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for verb in VERBS:
    app.command()(verb)


def _show_version(value: bool) -> None:
    if value:
        print(f"zhibiao {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="显示版本 / show the version"),
    ] = False,
) -> None:
    """Options before the verb."""


def main() -> None:
    """Entry point: Chinese must come out even where the terminal claims to be ASCII."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()
