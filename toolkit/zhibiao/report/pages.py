"""What a page shows of a table, prepared: columns in use, marked texts, counts, details of a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zhibiao.records import (
    SEVERITIES,
    Comparable,
    Finding,
    Indicator,
    Label,
    ReviewedRow,
    ReviewedTable,
    Severity,
    Suggestion,
    Target,
    by_severity,
)
from zhibiao.report.interface import canonical_name, category_name, profile_name, say, say_or
from zhibiao.report.marks import Segment, gravest, quoted, segments
from zhibiao.report.wording import in_language, suggested_target, target_text

_ALWAYS = ("level1", "level2", "name", "target")
_WHERE_USED = ("unit", "weight", "actual", "score")  # columns that stand only where the table has them
_DETAILS = ("explanation", "basis_text", "comparator_printed", "interim", "history", "deviation")

Pairs = tuple[tuple[str, str], ...]
Marked = tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A row on a page. `pieces` are the marked texts by column; `repeats` the labels equal to the row above.

    `findings` come gravest first, with the column and the words they point at where the reader needs them;
    `indent` is the number of columns left of the findings; `details` are (label, marked text).
    """

    id: str
    indicator: Indicator
    target: Target
    label: Label
    suggestions: tuple[Suggestion, ...]
    severity: Severity | str
    counts: tuple[tuple[Severity, int], ...]
    pieces: dict[str, Marked]
    repeats: tuple[str, ...]
    findings: tuple[tuple[Finding, str, str], ...]
    details: tuple[tuple[str, Marked], ...]
    indent: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A table on a page; `findings` are those of the whole table, gravest first.

    `href` leads to the table's own page, "" where this is it or there is none.
    """

    id: str
    title: str
    facts: Pairs
    columns: tuple[str, ...]
    reviewed: ReviewedTable
    findings: tuple[Finding, ...]
    rows: tuple[RowView, ...]
    href: str = ""


def _text(indicator: Indicator, field: str) -> str:
    value = getattr(indicator, field, "")
    return value if isinstance(value, str) else ""


def _read_details(row: ReviewedRow, lang: str) -> Pairs:
    """What the program made of the row: for a reader who asks how it came to its opinion."""
    label, target = row.label, row.target
    runners_up = (pair for pair in label.candidates if pair[0] != label.category)
    candidates = "，".join(f"{category_name(code, lang)} {chance:.2f}" for code, chance in runners_up)
    canonical = canonical_name(label.canonical, lang)
    sure = f" {label.canonical_confidence:.2f}" if canonical else ""
    return (
        (say(lang, "parsed_target"), target_text(target, lang)),
        (say(lang, "conflict"), target.conflict),
        (say(lang, "candidates"), candidates),
        (say(lang, "canonical"), canonical + sure),
        (say(lang, "reason"), label.reason),
        (say(lang, "page"), str(row.indicator.page or "")),
        (say(lang, "inferred"), "、".join(say_or(lang, name, name) for name in row.indicator.inferred)),
    )


def _details(
    row: ReviewedRow, lang: str, message: Callable[[Finding], str]
) -> tuple[tuple[str, Marked], ...]:
    """The columns that have no place in the table; with something to explain, also how the row was read."""
    printed = tuple(
        (say(lang, name), segments(_text(row.indicator, name), row.findings, name, message))
        for name in _DETAILS
        if _text(row.indicator, name)
    )
    # The printed comparator stands in the target already: alone it is nothing to open.
    more = any(_text(row.indicator, name) for name in _DETAILS if name != "comparator_printed")
    if not (more or row.findings or row.suggestions):
        return ()
    read = tuple((name, (Segment(text=text),)) for name, text in _read_details(row, lang) if text)
    return printed + read


def _pointed(finding: Finding, indicator: Indicator, lang: str) -> tuple[Finding, str, str]:
    """A finding with the column it is about and its words, unless the message says them already."""
    words = quoted(finding, _text(indicator, finding.field))
    obvious = finding.field in ("", "name", "target")
    place = "" if obvious else say_or(lang, finding.field, "")
    return finding, place, "" if words in in_language(finding, lang) else words


def row_view(
    row: ReviewedRow, above: Indicator | None, columns: tuple[str, ...], row_id: str, lang: str
) -> RowView:
    """The view of a row with marked texts of `columns`; `above` is the row over it, None for the first."""

    def message(finding: Finding) -> str:
        return in_language(finding, lang)

    indicator = row.indicator
    findings = by_severity(row.findings)
    counts = ((severity, sum(f.severity == severity for f in findings)) for severity in SEVERITIES)
    labels = ("level1", "level2") if above and above.level1 == indicator.level1 else ()
    return RowView(
        id=row_id,
        indicator=indicator,
        target=row.target,
        label=row.label,
        suggestions=row.suggestions,
        severity=gravest(findings),
        counts=tuple((severity, count) for severity, count in counts if count),
        pieces={column: segments(_text(indicator, column), findings, column, message) for column in columns},
        repeats=tuple(name for name in labels if above and _text(above, name) == _text(indicator, name)),
        findings=tuple(_pointed(f, indicator, lang) for f in findings),
        details=_details(row, lang, message),
    )


def table_facts(reviewed: ReviewedTable, lang: str) -> Pairs:
    """Kind, body, year, period and profile of a table, as (label, value)."""
    table = reviewed.table
    kind = say_or(lang, f"kind_{table.doc_kind}", table.doc_kind)
    return (
        (say(lang, "doc_kind"), kind),
        (say(lang, "org"), table.org),
        (say(lang, "region"), table.region),
        (say(lang, "year"), table.year),
        (say(lang, "period"), table.period),
        (say(lang, "profile"), profile_name(table.profile, lang)),
    )


def table_title(reviewed: ReviewedTable, number: int, lang: str) -> str:
    """Name of a table, or its number where it has none."""
    return reviewed.table.name or f"{say(lang, 'untitled_table')} {number}"


def table_view(reviewed: ReviewedTable, number: int, lang: str, href: str = "") -> TableView:
    """The view of table `number` (from 1) of a document."""
    used = (name for name in _WHERE_USED if any(_text(row.indicator, name) for row in reviewed.rows))
    columns = (*_ALWAYS, *used)
    above = (None, *(row.indicator for row in reviewed.rows))
    return TableView(
        id=f"t{number}",
        title=table_title(reviewed, number, lang),
        facts=table_facts(reviewed, lang),
        columns=columns,
        reviewed=reviewed,
        findings=by_severity(reviewed.findings),
        rows=tuple(
            row_view(row, before, columns, f"t{number}-r{place}", lang)
            for place, (row, before) in enumerate(zip(reviewed.rows, above, strict=False), start=1)
        ),
        href=href,
    )


def suggestion_facts(suggestion: Suggestion, lang: str) -> Pairs:
    """Everything a suggestion rests on, as (label, text); an open number says who fills it.

    A row that is taken apart shows its parts, a corrected one what changes; both have no formula of their own.
    """
    if suggestion.parts:
        parts = tuple(
            (say(lang, "part", n=at), one.wording) for at, one in enumerate(suggestion.parts, start=1)
        )
        return (*parts, (say(lang, "why"), suggestion.why))
    if suggestion.changes:
        return (
            *((say_or(lang, field, field), text) for field, text in suggestion.changes),
            (say(lang, "value_from"), suggestion.value_from),
            (say(lang, "why"), suggestion.why),
        )
    pairs = (
        ("suggested_name", suggestion.name),
        ("suggested_target", "" if suggestion.scale else suggested_target(suggestion, lang)),
        ("scale", "；".join(f"{grade}：{text}" for grade, text in suggestion.scale)),
        ("value_from" if suggestion.value else "who_fills", suggestion.value_from),
        ("formula", suggestion.formula),
        ("numerator", suggestion.numerator),
        ("denominator", suggestion.denominator),
        ("population", suggestion.population),
        ("data_source", suggestion.data_source),
        ("collected", "，".join(filter(None, (suggestion.collector, suggestion.frequency)))),
        ("evidence", suggestion.evidence),
        ("spread", suggestion.spread),
        ("why", suggestion.why),
    )
    return (
        *((say(lang, key), text) for key, text in pairs),
        (say(lang, "canonical"), canonical_name(suggestion.canonical, lang)),
    )


def comparable_text(row: Comparable) -> str:
    """A row of another table in one line.

    >>> comparable_text(Comparable(org="曲靖市投资促进局", year="2023", name="宣传报道", target="≥15篇"))
    '曲靖市投资促进局 2023：宣传报道 ≥15篇'
    """
    whose = " ".join(part for part in (row.org, row.year) if part)
    return f"{whose}：{row.name} {row.target}"
