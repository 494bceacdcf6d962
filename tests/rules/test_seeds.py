"""Vague targets of the five source documents: all flagged, none that can be measured; skipped where they are absent."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from zhibiao.records import Document, Finding, Indicator, Table
from zhibiao.review import review

FIELDS = ("name", "target", "unit", "level1", "level2", "explanation", "actual")


def test_every_vague_target_is_flagged_and_no_measurable_one(shared: Path) -> None:
    """Rows marked vague have a VG finding that marks words; rows marked measurable have none (`1?`, `0?` are free)."""
    with (shared / "gold" / "seeds_gold.tsv").open(encoding="utf-8", newline="") as lines:
        gold = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    tables: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in gold:
        tables[row["doc"], row["table"]].append(row)
    for (doc, _), rows in tables.items():
        for row, found in zip(rows, vague_findings(doc, rows), strict=True):
            marked = any(finding.span[0] < finding.span[1] for finding in found)
            if row["is_vague"] == "1":
                assert marked, row
            if row["is_vague"] == "0":
                assert not found, row


def vague_findings(doc: str, rows: list[dict[str, str]]) -> list[list[Finding]]:
    """The findings on vague wording of each row of one table."""
    indicators = tuple(
        Indicator(**{name: row[name] for name in FIELDS}, row=number)
        for number, row in enumerate(rows, start=1)
    )
    document = Document(source=doc, format="tsv", tables=(Table(name=doc, indicators=indicators),))
    (table,) = review(document, suggestions=False).tables
    return [[finding for finding in row.findings if finding.code.startswith("VG")] for row in table.rows]
