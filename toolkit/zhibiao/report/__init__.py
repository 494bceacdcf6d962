"""Reports: what a review looks like on paper, in a browser, in a terminal, to a machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Review


def _run(
    module: str, reviews: Sequence[Review], out: Path, *, lang: str, failures: Sequence[ZhibiaoError]
) -> list[Path]:
    """Import a reporter when it is first needed and let it write."""
    paths: list[Path] = import_module(f"zhibiao.report.{module}").write(
        reviews, out, lang=lang, failures=failures
    )
    return paths


# Format name and function (reviews, out, *, lang, failures) -> paths, in the order they are offered.
REPORTERS: tuple[tuple[str, Callable[..., list[Path]]], ...] = (
    ("terminal", partial(_run, "to_terminal")),
    ("html", partial(_run, "to_html")),
    ("json", partial(_run, "to_json")),
    ("csv", partial(_run, "to_csv")),
    ("xlsx", partial(_run, "to_xlsx")),
    ("docx", partial(_run, "to_docx")),
    ("pdf", partial(_run, "to_pdf")),
    ("form", partial(_run, "to_form")),
)


def write(
    reviews: Sequence[Review],
    out: Path,
    formats: Sequence[str],
    *,
    lang: str = "zh",
    failures: Sequence[ZhibiaoError] = (),
) -> list[Path]:
    """Write `reviews` to the folder `out` in each of `formats`; return the files, the first to open first.

    `failures` are the files that could not be read; terminal, html and json show them. `terminal`
    prints and writes no file. `lang` is zh or en. Raises ZhibiaoError CF03 for an unknown format, before
    anything is written, what a format refuses (pdf: a document that is protected) after everything else is
    written, and OSError where `out` cannot be written.
    """
    known = dict(REPORTERS)
    for name in formats:
        if name not in known:
            raise ZhibiaoError("CF03", format=name, known="、".join(known))
    paths: list[Path] = []
    refused: list[ZhibiaoError] = []
    for name in dict.fromkeys(formats):
        try:
            paths += known[name](reviews, out, lang=lang, failures=failures)
        except ZhibiaoError as error:  # one format must not keep the others from being written
            refused.append(error)
    if refused:
        raise refused[0]
    return paths
