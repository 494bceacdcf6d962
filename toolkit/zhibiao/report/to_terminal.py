"""Reviews in a terminal: a head per document, its rows with findings, suggestions, one closing line.

With a terminal at the other end there are colours and lines; into a pipe goes plain text. Severities are
words, never colours alone. Nothing of a document can steer the terminal: control characters are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from zhibiao.errors import ZhibiaoError
from zhibiao.records import SEVERITIES, Finding, Review, ReviewedRow, ReviewedTable
from zhibiao.report.flat import plain_wording
from zhibiao.report.interface import category_name, say
from zhibiao.report.summary import Summary, summarise
from zhibiao.report.wording import in_language

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

# Control characters and direction marks: escape sequences, backspaces, text that runs backwards.
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_STYLES = {"high": "bold red", "medium": "yellow", "low": "cyan"}
_NARROW = 76  # below this many columns a row is a paragraph, not a line of a table
_FINDINGS_SHOWN = 4
_SUGGESTIONS_SHOWN = 2


def shorten(text: str, width: int) -> str:
    """`text` without control characters, cut with … to `width` columns; a Chinese character takes two.

    >>> shorten("公共文化服务水平", 8), shorten("≥95%", 8)
    ('公共文…', '≥95%')
    """
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415 - rich is slow to import

    plain = _STEERING.sub(" ", text).strip()
    if cell_len(plain) <= width:
        return plain
    return set_cell_size(plain, max(width - 1, 0)).rstrip() + "…"


def _say_findings(text: Text, row: ReviewedRow, width: int, lang: str) -> None:
    """Append the findings of a row, gravest first, and below them what to write instead."""
    findings = sorted(row.findings, key=lambda f: SEVERITIES.index(f.severity))
    for place, finding in enumerate(findings[:_FINDINGS_SHOWN]):
        text.append("\n" if place else "")
        _say_finding(text, finding, width, lang)
    if len(findings) > _FINDINGS_SHOWN:
        text.append("\n" + say(lang, "more_findings", n=len(findings) - _FINDINGS_SHOWN), style="dim")
    for suggestion in row.suggestions[:_SUGGESTIONS_SHOWN]:
        text.append("\n  → " + shorten(plain_wording(suggestion), 2 * width), style="green")


def _say_finding(text: Text, finding: Finding, width: int, lang: str) -> None:
    text.append(f"{say(lang, f'severity_{finding.severity}')} {finding.code}", _STYLES[finding.severity])
    text.append(" " + shorten(in_language(finding, lang), 2 * width))


def _counts(summary: Summary, lang: str) -> str:
    totals = say(lang, "totals", **dict(summary.severities))
    found = say(lang, "findings_count", n=summary.findings)
    return f"{say(lang, 'rows_count', n=summary.rows)} · {found} ({totals})"


def _head(console: Console, review: Review, lang: str) -> None:
    from rich.panel import Panel  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    width = console.width - 6
    tables = [reviewed.table for reviewed in review.tables]
    facts = [value for table in tables for value in (table.org, table.year, table.profile)]
    program = " ".join(part for part in (review.model, review.version) if part)
    about = " · ".join(value for value in (*dict.fromkeys(facts), program) if value)
    title = shorten(PurePath(review.document.source.replace("\\", "/")).name, width)
    body = Text(f"{shorten(about, width)}\n{shorten(_counts(summarise(review.tables), lang), width)}")
    if console.is_terminal:
        console.print(Panel(body, title=Text(title, style="bold"), title_align="left"))
    else:
        console.print(Text(f"== {title} ==\n").append_text(body))


def _grid(console: Console, lang: str) -> Table:
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    grid = Table(
        box=box.SIMPLE_HEAD if console.is_terminal else None, expand=True, padding=(0, 1), pad_edge=False
    )
    grid.add_column(say(lang, "row"), justify="right", no_wrap=True, min_width=3)
    grid.add_column(say(lang, "name"), ratio=5)
    grid.add_column(say(lang, "target"), ratio=4)
    grid.add_column(say(lang, "category"), ratio=3)
    grid.add_column(say(lang, "findings"), ratio=10)
    return grid


def _as_grid(console: Console, rows: Sequence[ReviewedRow], lang: str) -> None:
    from rich.text import Text  # noqa: PLC0415

    share = console.width // 22  # a column of ratio n gets about n shares
    grid = _grid(console, lang)
    for row in rows:
        found = Text()
        _say_findings(found, row, share * 10, lang)
        grid.add_row(
            str(row.indicator.row),
            Text(shorten(row.indicator.name, share * 10)),
            Text(shorten(row.indicator.target or say(lang, "empty"), share * 8)),
            Text(shorten(category_name(row.label.category, lang), share * 6)),
            found,
        )
    console.print(grid)


def _as_paragraphs(console: Console, rows: Sequence[ReviewedRow], lang: str) -> None:
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    width = console.width - 4
    for row in rows:
        target = row.indicator.target or say(lang, "empty")
        console.print(Text(f"{row.indicator.row}. {shorten(row.indicator.name, width)}", style="bold"))
        line = f"{target} · {category_name(row.label.category, lang)}"
        found = Text(shorten(line, width) + "\n")
        _say_findings(found, row, width, lang)
        console.print(Padding(found, (0, 0, 0, 2)))


def _say_table(console: Console, reviewed: ReviewedTable, lang: str, limit: int) -> None:
    from rich.text import Text  # noqa: PLC0415

    if reviewed.table.name:
        console.print(Text(shorten(reviewed.table.name, console.width), style="bold"))
    for finding in reviewed.findings:
        line = Text()
        _say_finding(line, finding, console.width, lang)
        console.print(line)
    rows = [row for row in reviewed.rows if row.findings]
    show = _as_paragraphs if console.width < _NARROW else _as_grid
    if rows:
        show(console, rows[:limit], lang)
    if len(rows) > limit:
        console.print(Text(say(lang, "more_rows", n=len(rows) - limit), style="dim"))


def to_terminal(
    reviews: Sequence[Review],
    *,
    lang: str = "zh",
    failures: Sequence[ZhibiaoError] = (),
    console: Console | None = None,
    limit: int = 12,
) -> None:
    """Print `reviews` to `console` (default: standard output), at most `limit` rows with findings per table.

    `failures` are files that could not be read; each is printed with its advice.
    """
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = console or Console(highlight=False, markup=False, emoji=False)
    for review in reviews:
        _head(console, review, lang)
        for note in (*review.document.notes, *(n for t in review.tables for n in t.table.notes)):
            line = f"{note.code} {in_language(note, lang)} {note.place}"
            console.print(Text(shorten(line, 2 * console.width), style="dim"))
        for reviewed in review.tables:
            _say_table(console, reviewed, lang, limit)
        if not review.tables:
            console.print(Text(say(lang, "no_tables")))
        summary = _counts(summarise(review.tables), lang)
        console.print(Text(f"{shorten(review.document.source, console.width // 2)}: {summary}", style="bold"))
    for failure in failures:
        console.print(Text(_STEERING.sub(" ", failure.render(lang)), style="red"))


def write(
    reviews: Sequence[Review], out: Path, *, lang: str = "zh", failures: Sequence[ZhibiaoError] = ()
) -> list[Path]:
    """Print to standard output; no file is written, `out` is not used."""
    to_terminal(reviews, lang=lang, failures=failures)
    return []
