"""Reviews in a terminal: a head per document, its rows with findings, suggestions, one closing line.

With a terminal at the other end there are colours and lines; into a pipe goes plain text. Severities are
words, never colours alone. Nothing of a document can steer the terminal: control characters are dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from zhibiao.errors import ZhibiaoError
from zhibiao.measurability import measure
from zhibiao.records import Finding, Review, ReviewedRow, ReviewedTable, by_severity
from zhibiao.report.fitting import shorten, without_steering, wrap
from zhibiao.report.flat import plain_wording
from zhibiao.report.interface import category_name, profile_name, say
from zhibiao.report.ledger_view import index_line
from zhibiao.report.summary import summarise
from zhibiao.report.wording import in_language

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_STYLES = {"high": "bold red", "medium": "yellow", "low": "cyan"}
_NARROW = 90  # below this many columns a row is a paragraph, not a line of a table
_FINDINGS_SHOWN = 4
_SUGGESTIONS_SHOWN = 2
_NOTES_SHOWN = 5


def _found(row: ReviewedRow, width: int, lang: str) -> Text:
    """The findings of a row, gravest first, and below them, indented, what to write instead."""
    from rich.text import Text

    findings = by_severity(row.findings)
    lines = [_finding_text(finding, width, lang) for finding in findings[:_FINDINGS_SHOWN]]
    if len(findings) > _FINDINGS_SHOWN:
        lines.append(Text(say(lang, "more_findings", n=len(findings) - _FINDINGS_SHOWN), style="dim"))
    for suggestion in row.suggestions[:_SUGGESTIONS_SHOWN]:
        wording = shorten(plain_wording(suggestion), 2 * width)
        lines.append(Text(wrap(f"  → {wording}", width, hanging=4), style="green"))
    return Text("\n").join(lines)


def _finding_text(finding: Finding, width: int, lang: str) -> Text:
    from rich.text import Text

    head = f"{say(lang, f'severity_{finding.severity}')} {finding.code}"
    message = shorten(in_language(finding, lang), 2 * width)
    text = Text(wrap(f"{head} {message}", width, hanging=3))
    text.stylize(_STYLES[finding.severity], 0, len(head))
    return text


def _counts(review: Review, lang: str) -> str:
    summary = summarise(review.tables)
    totals = say(lang, "totals", **dict(summary.severities))
    found = say(lang, "findings_count", n=summary.findings)
    return f"{say(lang, 'rows_count', n=summary.rows)} · {found} ({totals})"


def _head(console: Console, review: Review, lang: str) -> None:
    from rich.panel import Panel
    from rich.text import Text

    width = console.width - 6
    tables = [reviewed.table for reviewed in review.tables]
    facts = [
        value for table in tables for value in (table.org, table.year, profile_name(table.profile, lang))
    ]
    program = " ".join(part for part in (review.model, review.version) if part)
    about = " · ".join(value for value in (*dict.fromkeys(facts), program) if value)
    title = shorten(PurePath(review.document.source.replace("\\", "/")).name, width)
    body = Text(shorten(about, width))
    if console.is_terminal:
        console.print(Panel(body, title=Text(title, style="bold"), title_align="left"))
    else:
        console.print(Text(f"== {title} ==\n").append_text(body))


def _say_notes(console: Console, review: Review, lang: str) -> None:
    from rich.text import Text

    notes = [*review.document.notes, *(n for reviewed in review.tables for n in reviewed.table.notes)]
    for note in notes[:_NOTES_SHOWN]:
        line = shorten(f"{note.code} {in_language(note, lang)} {note.place}", 2 * console.width - 8)
        console.print(Text(wrap(line, console.width, hanging=5), style="dim"))
    if len(notes) > _NOTES_SHOWN:
        console.print(Text(say(lang, "more_notes", n=len(notes) - _NOTES_SHOWN), style="dim"))


def _grid(console: Console, lang: str) -> tuple[Table, dict[str, int]]:
    """An empty table and the widths of its columns: a third for name and target, half for the findings."""
    from rich import box
    from rich.table import Table

    # Two columns of padding between neighbours; the category names take up to 18 columns.
    free = console.width - 4 - 18 - 5 * 2
    widths = {"row": 4, "name": free * 5 // 20, "target": free * 4 // 20, "category": 18}
    widths["findings"] = free - widths["name"] - widths["target"]
    grid = Table(box=box.SIMPLE_HEAD if console.is_terminal else None, padding=(0, 1), pad_edge=False)
    for name, width in widths.items():
        grid.add_column(say(lang, name), width=width, justify="right" if name == "row" else "left")
    return grid, widths


def _as_grid(console: Console, rows: Sequence[ReviewedRow], lang: str) -> None:
    from rich.text import Text

    grid, widths = _grid(console, lang)
    for row in rows:
        texts = {
            "name": row.indicator.name,
            "target": row.indicator.target or say(lang, "empty"),
            "category": category_name(row.label.category, lang),
        }
        cells = [wrap(shorten(text, 2 * widths[name]), widths[name]) for name, text in texts.items()]
        found = _found(row, widths["findings"], lang)
        grid.add_row(str(row.indicator.row), *(Text(cell) for cell in cells), found)
    console.print(grid)


def _as_paragraphs(console: Console, rows: Sequence[ReviewedRow], lang: str) -> None:
    from rich.text import Text

    width = console.width - 4
    for row in rows:
        target = row.indicator.target or say(lang, "empty")
        console.print(Text(f"{row.indicator.row}. {shorten(row.indicator.name, width)}", style="bold"))
        line = Text(shorten(f"{target} · {category_name(row.label.category, lang)}", width))
        for text in (line, *_found(row, width, lang).split("\n")):
            console.print(Text("  ").append_text(text))


def _say_table(console: Console, reviewed: ReviewedTable, lang: str, limit: int) -> None:
    from rich.text import Text

    if reviewed.table.name:
        console.print(Text(shorten(reviewed.table.name, console.width), style="bold"))
    for finding in reviewed.findings:
        console.print(_finding_text(finding, console.width, lang))
    rows = [row for row in reviewed.rows if row.findings]
    show = _as_paragraphs if console.width < _NARROW else _as_grid
    if rows:
        show(console, rows[:limit], lang)
    for one in reviewed.allowed:
        line = f"{say(lang, f'allowed_by_{one.by}')} {one.finding.code} {say(lang, 'row')} {one.finding.row}: {one.reason}"
        console.print(Text(wrap(shorten(line, 2 * console.width - 8), console.width, hanging=3), style="dim"))
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
    from rich.console import Console
    from rich.text import Text

    console = console or Console(highlight=False, markup=False, emoji=False)
    for review in reviews:
        _head(console, review, lang)
        _say_notes(console, review, lang)
        for reviewed in review.tables:
            _say_table(console, reviewed, lang, limit)
        if not review.tables:
            console.print(Text(say(lang, "no_tables")))
        summary = f"{shorten(review.document.source, console.width // 2)}: {_counts(review, lang)}"
        console.print(Text(wrap(summary, console.width), style="bold"))
        console.print(Text(wrap(index_line(review, measure(review), lang), console.width)))
    for failure in failures:
        message = without_steering(failure.render(lang))
        console.print(Text(wrap(message, console.width, hanging=2), style="red"))


def write(
    reviews: Sequence[Review], out: Path, *, lang: str = "zh", failures: Sequence[ZhibiaoError] = ()
) -> list[Path]:
    """Print to standard output; no file is written, `out` is not used."""
    to_terminal(reviews, lang=lang, failures=failures)
    return []
