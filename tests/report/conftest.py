"""A review built by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from zhibiao.records import (
    Clause,
    Document,
    Finding,
    Indicator,
    Label,
    Note,
    Review,
    ReviewedRow,
    ReviewedTable,
    Suggestion,
    Table,
    Target,
)

SAMPLE = Path(__file__).with_name("sample.yml")


def _target(data: dict[str, Any]) -> Target:
    return Target(
        **{
            **data,
            "span": tuple(data.get("span", (0, 0))),
            "words": tuple(tuple(span) for span in data.get("words", ())),
        }
    )


def _finding(data: dict[str, Any], indicator: Indicator, table: str) -> Finding:
    data = dict(data)
    span = tuple(data.pop("span", (0, 0)))
    if words := data.pop("words", ""):
        start = getattr(indicator, data["field"]).index(words)
        span = (start, start + len(words))
    return Finding(**data, span=span, table=table, row=indicator.row)


def _row(data: dict[str, Any], table: str) -> ReviewedRow:
    indicator = Indicator(**data["indicator"], table=table)
    label = dict(data["label"])
    label["candidates"] = tuple((code, chance) for code, chance in label.get("candidates", ()))
    return ReviewedRow(
        indicator=indicator,
        target=_target(data["target"]),
        label=Label(**label),
        findings=tuple(_finding(finding, indicator, table) for finding in data.get("findings", ())),
        suggestions=tuple(Suggestion(**suggestion) for suggestion in data.get("suggestions", ())),
    )


def _clause(data: dict[str, Any]) -> Clause:
    targets = tuple((thing, _target(target)) for thing, target in data["targets"])
    return Clause(**{**data, "targets": targets})


def _table(name: str, rows: tuple[ReviewedRow, ...], data: dict[str, Any], **more: Any) -> Table:
    return Table(
        name=name,
        indicators=tuple(row.indicator for row in rows),
        doc_kind="dept_goal",
        profile="nanjing",
        org=data["org"],
        year=data["year"],
        **more,
    )


def build(data: dict[str, Any], *, tables: int = 2) -> Review:
    """The review that sample.yml describes, with its first or with both tables."""
    first, second = "整体绩效目标表", data["second_table"]["name"]
    rows = tuple(_row(row, first) for row in data["rows"])
    others = tuple(_row(row, second) for row in data["second_table"]["rows"])
    clauses = tuple(_clause(clause) for clause in data["clauses"])
    notes = tuple(Note(**note) for note in data["notes"])
    whole = Indicator(name="")
    reviewed = (
        ReviewedTable(
            table=_table(
                first,
                rows,
                data,
                clauses=clauses,
                empty_labels=(("效益指标", "生态效益指标"),),
                notes=notes[1:],
            ),
            rows=rows,
            findings=tuple(_finding(finding, whole, first) for finding in data["table_findings"]),
        ),
        ReviewedTable(table=_table(second, others, data), rows=others),
    )[:tables]
    return Review(
        document=Document(
            source=data["source"],
            format="docx",
            tables=tuple(table.table for table in reviewed),
            notes=notes[:1],
        ),
        tables=reviewed,
        model=data["model"],
        version="0.1.0",
        ignored=tuple(data["ignored"]),
    )


@pytest.fixture(scope="session")
def review() -> Review:
    """A review of one document with two tables."""
    return build(yaml.safe_load(SAMPLE.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def small_review() -> Review:
    """The same document with its first table only."""
    return build(yaml.safe_load(SAMPLE.read_text(encoding="utf-8")), tables=1)
