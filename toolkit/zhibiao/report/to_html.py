"""Reviews as web pages: an overview, one page per document, one per table where there are several.

Each page is one file that asks nobody for anything: style and script stand inside, and a content
security policy lets nothing else run or load.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from zhibiao.errors import ZhibiaoError
from zhibiao.measurability import measure, measure_tables
from zhibiao.records import Review, ReviewedTable
from zhibiao.report.files import safe_stem, unique_names, write_atomic
from zhibiao.report.interface import profile_name, say
from zhibiao.report.ledger_view import PartView, index_parts, index_text, ledger_states
from zhibiao.report.pages import Pairs, table_title, table_view
from zhibiao.report.rendering import render
from zhibiao.report.summary import summarise
from zhibiao.report.to_json import failure_dict

_INDEX = "index"


def _title(review: Review) -> str:
    return PurePath(review.document.source.replace("\\", "/")).name or review.document.source


def _facts(review: Review, tables: Sequence[ReviewedTable], lang: str) -> Pairs:
    """Facts of a document: what its tables say, each value once."""

    def each(field: str) -> str:
        values = [getattr(reviewed.table, field) for reviewed in tables]
        if field == "profile":
            values = [profile_name(value, lang) for value in values]
        return "、".join(dict.fromkeys(value for value in values if value))

    labels = ("org", "year", "profile")
    return (
        *((say(lang, field), each(field)) for field in labels),
        (say(lang, "model"), review.model),
        (say(lang, "version"), review.version),
        (say(lang, "document"), review.document.source),
    )


def _page(review: Review, numbers: Sequence[int], links: dict[str, Any], lang: str) -> str:
    """A page with the tables `numbers` (from 1) of a review; `links` lead to the other pages."""
    tables = [review.tables[number - 1] for number in numbers]
    whole = not links["whole"]
    title = _title(review)
    if not whole:
        title = f"{title} · {table_title(tables[0], numbers[0], lang)}"
    notes = [note for reviewed in tables for note in reviewed.table.notes]
    context = {
        "title": title,
        "facts": _facts(review, tables, lang),
        "links": links,
        "summary": summarise(tables),
        "index": _index_of(review, numbers, whole, lang),
        "ledger": ledger_states(review.ledger, lang) if whole else (),
        "notes": [*review.document.notes, *notes],
        "ignored": review.ignored,
        "allowed": [
            (table_title(reviewed, number, lang), one)
            for number, reviewed in zip(numbers, tables, strict=True)
            for one in reviewed.allowed
        ],
        "empty_labels": [
            "／".join(part for part in pair if part)
            for reviewed in tables
            for pair in reviewed.table.empty_labels
        ],
        "views": [
            table_view(reviewed, number, lang, links["tables"].get(number, ""))
            for number, reviewed in zip(numbers, tables, strict=True)
        ],
        "clauses": review.document.clauses if whole else (),
    }
    return render("document.html.j2", lang, context)


def _index_of(
    review: Review, numbers: Sequence[int], whole: bool, lang: str
) -> tuple[str, tuple[PartView, ...]]:
    """The measurability index of the document, or of the one table of a page, and its parts."""
    measured = measure(review) if whole else measure_tables(review)[numbers[0] - 1]
    return index_text(measured), index_parts(measured, lang)


def _href(name: str) -> str:
    return quote(f"{name}.html")


def _write_document(review: Review, name: str, own: Sequence[str], out: Path, lang: str) -> list[Path]:
    """The page of a document and, where it has several tables, one page for each (`own` names them)."""
    numbers = range(1, len(review.tables) + 1)
    table_links = {number: _href(page) for number, page in zip(numbers, own, strict=False)}
    index = _href(_INDEX)
    whole = _page(review, numbers, {"index": index, "whole": "", "tables": table_links}, lang)
    paths = [write_atomic(out / f"{name}.html", whole)]
    back = {"index": index, "whole": _href(name), "tables": {}}
    for number, page in zip(numbers, own, strict=False):
        paths.append(write_atomic(out / f"{page}.html", _page(review, [number], back, lang)))
    return paths


def _index_entry(review: Review, name: str, own: Sequence[str], lang: str) -> dict[str, Any]:
    titles = [table_title(reviewed, number, lang) for number, reviewed in enumerate(review.tables, start=1)]
    facts = _facts(review, review.tables, lang)
    return {
        "title": _title(review),
        "href": _href(name),
        "about": " · ".join(value for _, value in facts[:3] if value),
        "tables": [(title, _href(page)) for title, page in zip(titles, own, strict=False)],
        "summary": summarise(review.tables),
    }


def _index(
    entries: list[dict[str, Any]], reviews: Sequence[Review], failures: Sequence[ZhibiaoError], lang: str
) -> str:
    """The overview, gravest documents first, files that could not be read on top."""
    gravity = [tuple(-count for _, count in entry["summary"].severities) for entry in entries]
    order = sorted(range(len(entries)), key=lambda place: gravity[place])
    context = {
        "documents": [entries[place] for place in order],
        "total": summarise([reviewed for review in reviews for reviewed in review.tables]),
        "failures": [failure_dict(error) for error in failures],
    }
    return render("index.html.j2", lang, context)


def _page_names(reviews: Sequence[Review]) -> list[tuple[str, list[str]]]:
    """For each review the name of its page and the names of its tables' pages, all different."""
    names = unique_names([safe_stem(review.document.source) for review in reviews], taken=[_INDEX])
    taken = [_INDEX, *names]
    pages = []
    for name, review in zip(names, reviews, strict=True):
        count = len(review.tables) if len(review.tables) > 1 else 0
        own = unique_names([f"{name}-t{number}" for number in range(1, count + 1)], taken)
        taken += own
        pages.append((name, own))
    return pages


def write(
    reviews: Sequence[Review], out: Path, *, lang: str = "zh", failures: Sequence[ZhibiaoError] = ()
) -> list[Path]:
    """Write `out/index.html`, `out/<file>.html` and `out/<file>-t1.html`, ...; return them, index first."""
    pages = _page_names(reviews)
    entries = [
        _index_entry(review, name, own, lang) for review, (name, own) in zip(reviews, pages, strict=True)
    ]
    written = [
        path
        for review, (name, own) in zip(reviews, pages, strict=True)
        for path in _write_document(review, name, own, out, lang)
    ]
    return [write_atomic(out / f"{_INDEX}.html", _index(entries, reviews, failures, lang)), *written]
