"""How much of what an expert objects to in whole documents is found, and how much of what is found an expert says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhibiao.assess.figures import figure_lines, write_lines
from zhibiao.corpora.tables import read_table
from zhibiao.records import Finding, Review

FOLDER = "documents"
"""Whole documents, `defects.tsv` with what a strict reviewer objects to in them, and `types.tsv`: type of objection -> rules that say it."""
GRAVE = ("high", "medium")
WORDS = {"H": "high", "M": "medium", "L": "low"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """What a reviewer objects to: rows of a table (from 1), or the whole table or the text around it (no rows).

    `table` is 0 for the document; `codes` are the rules that say objections of this kind.
    """

    doc: str
    table: int
    rows: frozenset[int]
    kind: str
    severity: str
    reason: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFigures:
    """Of one rule, of a part of the documents (`open`, `held`) or of `all`: grave findings that an expert has too
    (`right`) and that nobody listed (`unlisted`), with the share of right ones; of parts and of all, also the grave
    `defects` and how many are `found`."""

    code: str
    right: int
    unlisted: int
    precision: float | None
    defects: int = 0
    found: int = 0
    recall: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A finding with its document, its table (from 1) and the rows of that table that it is about."""

    doc: str
    table: int
    rows: frozenset[int]
    finding: Finding


def read_defects(folder: Path) -> list[Defect]:
    """The defects listed in the folder; raises KeyError for a type that types.tsv does not know."""
    kinds = {row["type"]: tuple(row["codes"].split()) for row in read_table(folder / "types.tsv")}
    return [
        Defect(
            doc=row["doc"],
            table=int(row["table"]),
            rows=frozenset(int(number) for number in row["rows"].split(",") if number not in ("", "0")),
            kind=row["type"],
            severity=WORDS[row["severity"]],
            reason=row["reason"],
            codes=kinds[row["type"]],
        )
        for row in read_table(folder / "defects.tsv")
    ]


def review_documents(folder: Path) -> list[Review]:
    """The reviews of the documents of the folder as one set, in the order of their names."""
    from zhibiao.review import compare_reviews, review_alone

    files = sorted(folder.glob("*.html"))
    return compare_reviews([review_alone(file, suggestions=False) for file in files])


def place(reviews: Iterable[Review]) -> list[Placed]:
    """All findings with their places; the rows are the finding's own and those of its table that it compared."""
    return [
        Placed(
            doc=Path(review.document.source).stem,
            table=number,
            rows=frozenset({finding.row, *_compared(finding)} - {0}),
            finding=finding,
        )
        for review in reviews
        for number, table in enumerate(review.tables, start=1)
        for finding in table.all_findings()
    ]


def _compared(finding: Finding) -> Iterator[int]:
    return (one.row for one in finding.compared if one.table == finding.table)


def is_found(defect: Defect, findings: Sequence[Placed]) -> bool:
    """Whether rules that say this kind of objection stand at every row of the defect, or at its table."""
    said = [one for one in findings if _same_place(defect, one) and one.finding.code.startswith(defect.codes)]
    return bool(said) and defect.rows <= frozenset().union(*(one.rows for one in said))


def is_right(one: Placed, defects: Iterable[Defect]) -> bool:
    """Whether a defect of that kind, of whatever severity, is listed at the place of a finding."""
    return any(
        _same_place(defect, one)
        and one.finding.code.startswith(defect.codes)
        and (not defect.rows or not one.rows or bool(defect.rows & one.rows))
        for defect in defects
    )


def _same_place(defect: Defect, one: Placed) -> bool:
    return defect.doc == one.doc and defect.table in (0, one.table)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The defects and findings of all documents, and which of the grave ones have no counterpart.

    `parts` tells of each document whether it may be read finding by finding (`open`) or in totals only (`held`).
    """

    parts: dict[str, str]
    defects: list[Defect]
    missed: list[Defect]
    given: list[Placed]
    unlisted: list[Placed]


def compare(folder: Path) -> Measured:
    """The grave defects that are listed in the folder against the grave findings on its documents."""
    defects, findings = read_defects(folder), place(review_documents(folder))
    grave = [defect for defect in defects if defect.severity in GRAVE]
    given = [one for one in findings if one.finding.severity in GRAVE]
    return Measured(
        parts={row["doc"]: row["part"] for row in read_table(folder / "splits.tsv")},
        defects=grave,
        missed=[defect for defect in grave if not is_found(defect, findings)],
        given=given,
        unlisted=[one for one in given if not is_right(one, defects)],
    )


def document_figures(measured: Measured) -> tuple[DocumentFigures, ...]:
    """The figures by rule over all documents, then of each part, then of all together."""
    given, unlisted = (
        Counter(one.finding.code for one in some) for some in (measured.given, measured.unlisted)
    )
    lines = [_figures(code, given[code], unlisted[code], 0, 0) for code in sorted(given)]
    for part in (*dict.fromkeys(measured.parts.values()), "all"):
        wanted = {doc for doc, own in measured.parts.items() if part in (own, "all")}
        counts = (
            sum(one.doc in wanted for one in some)
            for some in (measured.given, measured.unlisted, measured.defects, measured.missed)
        )
        lines.append(_figures(part, *counts))
    return tuple(lines)


def _figures(code: str, given: int, unlisted: int, defects: int, missed: int) -> DocumentFigures:
    return DocumentFigures(
        code=code,
        right=given - unlisted,
        unlisted=unlisted,
        precision=1 - unlisted / given if given else None,
        defects=defects,
        found=defects - missed,
        recall=1 - missed / defects if defects else None,
    )


FIGURES, MISSES = "documents.tsv", "document_misses.tsv"


def measure_documents(corpora: Path, model: Path) -> tuple[DocumentFigures, ...]:
    """The figures, also written to the folder `model`, with what is missed and what nobody listed in open documents."""
    measured = compare(corpora / FOLDER)
    figures = document_figures(measured)
    write_lines(model / FIGURES, figure_lines(DocumentFigures, figures))
    write_lines(model / MISSES, miss_lines(measured))
    return figures


def miss_lines(measured: Measured) -> list[str]:
    """What is missed and what nobody listed in the open documents, as tab-separated lines with a header."""
    lines = ["what\tdoc\ttable\trows\tkind\ttext"]
    for defect in measured.missed:
        if measured.parts[defect.doc] == "open":
            place = f"{defect.doc}\t{defect.table}\t{_rows(defect.rows)}"
            lines.append(f"missed\t{place}\t{defect.kind}\t{defect.reason}")
    for one in measured.unlisted:
        if measured.parts[one.doc] == "open":
            place = f"{one.doc}\t{one.table}\t{_rows(one.rows)}"
            lines.append(f"unlisted\t{place}\t{one.finding.code}\t{one.finding.message}")
    return lines


def _rows(rows: Iterable[int]) -> str:
    return ",".join(map(str, sorted(rows)))
