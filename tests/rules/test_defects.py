"""What an expert marked in three source documents: how much of it is found, and how many of the findings are right.

Skipped where the source documents are absent. Run with `-s` to see what is missed and what is wrong.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

import zhibiao
from zhibiao.records import Finding, Review

HERE = Path(__file__).parent
EXPECTED = yaml.safe_load((HERE / "defects.yml").read_text(encoding="utf-8"))
GRAVE = ("H", "M")
LEAST_FOUND, LEAST_RIGHT = 0.70, 0.85
LINE = re.compile(r"^\| (\d+) \| (\d{3}) \| (\S+) \| (\S+) \| (\w+) \| ([HML]) \| (.*) \|$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """One line of the expert's list; `rows` is empty for what concerns the whole table or the text around it."""

    number: int
    doc: str
    table: str
    rows: frozenset[int]
    severity: str
    reason: str


def read_defects(shared: Path) -> Iterator[Defect]:
    """All defects of the three documents."""
    for line in (shared / "gold" / "defects.md").read_text(encoding="utf-8").splitlines():
        if found := LINE.match(line):
            number, doc, table, rows, _, severity, reason = found.groups()
            yield Defect(
                number=int(number),
                doc=doc,
                table=table,
                rows=frozenset(_numbers(rows)),
                severity=severity,
                reason=reason,
            )


def _numbers(text: str) -> Iterator[int]:
    for part in text.split(","):
        first, _, last = part.partition("-")
        if first:
            yield from range(int(first), int(last or first) + 1)


@cache
def review_of(shared: Path, doc: str) -> Review:
    """The review of one source document, once."""
    (path,) = (shared / "seeds").glob(f"{doc}_*.txt")
    return zhibiao.review(path)


def is_found(defect: Defect, review: Review) -> bool:
    """Whether findings of the rules named for the defect stand in its table, at every row that it names.

    A finding stands at its own row and at the rows of that table that it compared.
    """
    place = EXPECTED["tables"][defect.doc].get(defect.table)
    tables = review.tables if place is None else (review.tables[place],)
    codes = EXPECTED["codes"][defect.number]
    for table in tables:
        found = [finding for finding in table.all_findings() if finding.code in codes]
        rows = {row for finding in found for row in rows_of(finding, table.table.name)}
        if found and defect.rows <= rows:
            return True
    return False


def rows_of(finding: Finding, table: str) -> set[int]:
    """The rows of a table that a finding is about."""
    return {finding.row} | {one.row for one in finding.compared if one.table == table}


def test_what_an_expert_sends_back_or_corrects_is_found(shared: Path) -> None:
    """At least seven in ten of the defects marked H or M carry a finding at their place, by a rule that says it."""
    grave = [defect for defect in read_defects(shared) if defect.severity in GRAVE]
    assert sorted(EXPECTED["codes"]) == [defect.number for defect in grave]
    missed = [defect for defect in grave if not is_found(defect, review_of(shared, defect.doc))]
    for defect in missed:
        print(f"missed {defect.number} {defect.doc} {defect.table} {sorted(defect.rows)}: {defect.reason}")
    share = 1 - len(missed) / len(grave)
    print(f"found {len(grave) - len(missed)} of {len(grave)} = {share:.3f}")
    assert share >= LEAST_FOUND


def grave_findings(shared: Path) -> dict[tuple[str, str, str, str], str]:
    """Every finding of high or medium severity on the three documents: (doc, table, row, code) -> message."""
    return {
        (doc, str(number), str(finding.row), finding.code): finding.message
        for doc in EXPECTED["tables"]
        for number, table in enumerate(review_of(shared, doc).tables)
        for finding in table.all_findings()
        if finding.severity in ("high", "medium")
    }


def test_findings_on_the_three_documents_are_right(shared: Path) -> None:
    """Each grave finding was read and judged (judged_findings.tsv); at least 85 of 100 are right."""
    with (HERE / "judged_findings.tsv").open(encoding="utf-8", newline="") as lines:
        judged = {
            (row["doc"], row["table"], row["row"], row["code"]): row["verdict"]
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        }
    found = grave_findings(shared)
    unread = [(key, message) for key, message in found.items() if key not in judged]
    assert not unread, unread
    wrong = [key for key in found if judged[key] != "right"]
    for key in wrong:
        print("not right", *key, found[key])
    assert 1 - len(wrong) / len(found) >= LEAST_RIGHT
