"""The main job: one document read, classified, checked and answered with suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Allowance, Document, Review, ReviewedRow, ReviewedTable, Table, Target

if TYPE_CHECKING:
    import pandas as pd


def read(path: str | Path, *, profile: str = "auto") -> Document:
    """Read a file and find its goal tables.

    Raises ZhibiaoError RD01-RD08 where the file cannot be read, RD05 where it holds no goal table,
    CF02 for an unknown `profile`.

    >>> document = read("corpora/samples/nanjing_dept_goal.csv")  # doctest: +SKIP
    >>> document.tables[0].indicators[0].name  # doctest: +SKIP
    '中长期规划制定健全性'
    """
    from zhibiao.extract import extract
    from zhibiao.read import read_page

    document = extract(read_page(path), profile=profile)
    if not document.tables:
        raise ZhibiaoError("RD05", path=str(path))
    return document


def review(
    source: str | Path | Document | pd.DataFrame,
    *,
    profile: str = "auto",
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    suggestions: bool = True,
    allow: Sequence[Allowance] = (),
    evidence: Sequence[Document] = (),
) -> Review:
    """Review a document: parse its targets, label its indicators, run the rules, suggest alternatives.

    `evidence` are other documents of the same body (a plan, last year's report): values of suggestions may be taken
    from what they state. `source` is a path, a Document, or a pandas frame with the rows of one document;
    `select` and `ignore` are rule codes or their beginnings; findings of
    rows that `allow` covers are set aside with the reason, see `settings.read_settings`.
    Raises ZhibiaoError as `read` does, CF01 for an unknown rule code, and of a frame TG01 where no column holds names,
    TG03 for no rows, TG05 for rows of several documents.
    """
    alone = review_alone(
        source,
        profile=profile,
        select=select,
        ignore=ignore,
        suggestions=suggestions,
        allow=allow,
        evidence=evidence,
    )
    (whole,) = compare_reviews([alone], select=select, ignore=ignore, allow=allow)
    return whole


def review_alone(
    source: str | Path | Document | pd.DataFrame,
    *,
    profile: str = "auto",
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    suggestions: bool = True,
    allow: Sequence[Allowance] = (),
    evidence: Sequence[Document] = (),
) -> Review:
    """As `review`, without what only a comparison of projects or documents shows: for those who compare many."""
    from zhibiao.classify import model_name
    from zhibiao.rules import choose_rules
    from zhibiao.rules.allow import set_aside
    from zhibiao.rules.lint import lint
    from zhibiao.version import __version__

    rules = choose_rules(select, ignore)
    document = _document(source, profile)
    found, ledger = lint(document, [label_rows(table) for table in document.tables], rules)
    tables = [set_aside(table, allow) for table in found]
    if suggestions:
        tables = _answer(tables, document, evidence)
    return Review(
        document=document,
        tables=tuple(tables),
        model=model_name(),
        version=__version__,
        ignored=ignore,
        ledger=ledger,
    )


def _document(source: str | Path | Document | pd.DataFrame, profile: str) -> Document:
    if isinstance(source, Document):
        return source
    if hasattr(source, "iloc"):
        from zhibiao.frames.documents import one_document

        return one_document(source, profile=profile)
    return read(source, profile=profile)


def compare_reviews(
    reviews: Sequence[Review],
    *,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    allow: Sequence[Allowance] = (),
) -> list[Review]:
    """The reviews with what only a comparison of their documents shows: copied tables, the same result claimed twice.

    Raises ZhibiaoError CF01 for an unknown rule code.
    """
    from zhibiao.rules import choose_rules
    from zhibiao.rules.allow import set_aside
    from zhibiao.rules.lint import lint_set

    rules = choose_rules(select, ignore)
    found = lint_set([(review.document, review.tables) for review in reviews], rules)
    return [
        replace(
            one,
            tables=tuple(set_aside(table, allow) for table in tables),
            ledger=(*one.ledger, *ledger),
        )
        for one, (tables, ledger) in zip(reviews, found, strict=True)
    ]


def label_rows(table: Table) -> tuple[ReviewedRow, ...]:
    """The rows of a table with parsed targets and labels, before any rule."""
    from zhibiao.classify import classify
    from zhibiao.target import parse_target

    indicators = table.indicators
    labels = classify(
        [indicator.name for indicator in indicators],
        [indicator.target for indicator in indicators],
        [indicator.unit for indicator in indicators],
        printed=[(indicator.level1, indicator.level2) for indicator in indicators],
    )
    targets = (
        parse_target(row.target, unit=row.unit, comparator=row.comparator_printed, name=row.name)
        for row in indicators
    )
    return tuple(
        ReviewedRow(indicator=indicator, target=in_year(target, table.year), label=label)
        for indicator, target, label in zip(indicators, targets, labels, strict=True)
    )


def in_year(target: Target, year: str) -> Target:
    """The target with the table's year put to a deadline that names none (--12-30)."""
    if year and target.deadline.startswith("--") and not target.deadline.startswith("---"):
        return replace(target, deadline=year + target.deadline[1:])
    return target


def _answer(
    tables: Sequence[ReviewedTable], document: Document, evidence: Sequence[Document]
) -> list[ReviewedTable]:
    from zhibiao.suggest import add_suggestions
    from zhibiao.suggest.evidence import from_other

    clauses = [clause for other in evidence for clause in from_other(other)]
    return add_suggestions(tables, document, clauses)
