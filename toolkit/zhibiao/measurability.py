"""The measurability index: how much of a goal table can be checked at the end of the year, from 0 to 100.

    index = 100 × Σ share × value / Σ share,   over the parts that have a value

The parts (data/measurability.yml says their shares and why):

- `rows`: rows whose target can be checked / all rows;
- `points`: the same by weight; where not every row prints a weight all weigh the same;
- `outcomes`: rows of effect and satisfaction whose target can be checked / all such rows;
- `checks`: checks of the ledger that held / those that held or failed.

A target can be checked where it is measurable, a yes or no, or graded, and no rule says that it is vague
(measurable: no high finding; the others: none at all). A part with nothing to divide by is None and left out: a table
without effects is not one whose effects are vague. `coverage` is the share of the checks that could be decided; it
stands beside the index and is no part of it. Mending a row never lowers the index. Exceptions that a body has granted
itself do not count: its index would not be comparable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from zhibiao.ledger import by_table
from zhibiao.records import SEVERITIES, Finding, Obligation, Review, ReviewedRow, ReviewedTable
from zhibiao.taxonomy import load_yaml

Place = tuple[int, int]
"""The number of a table in its document, from 1, and of a row in it; row 0 is the whole table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the index: `good` of `whole`, as a share `value`, None where `whole` is 0.

    `share` is its share of 100 in the index. `good_rows` count, `other_rows` do not: for `checks` those with a
    finding of a check that failed. `codes` are the checks that failed.
    """

    key: str
    share: float
    good: float
    whole: float
    value: float | None
    good_rows: tuple[Place, ...] = ()
    other_rows: tuple[Place, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurability:
    """The index of a table or a document, None where no part has a value; `rows` is the number of its rows.

    `decided` of `looked_at` checks held or failed, the others are undecided: `coverage`. `weighted`: the rows print their weights.
    """

    index: float | None
    parts: tuple[Part, ...]
    rows: int
    decided: int
    looked_at: int
    coverage: float | None
    weighted: bool = False

    def part(self, key: str) -> Part:
        """The part of that name."""
        return next(part for part in self.parts if part.key == key)


def measure(review: Review) -> Measurability:
    """The index of a whole document: all its rows together, and all its checks."""
    return _measure(list(enumerate(review.tables, start=1)), review.ledger)


def measure_tables(review: Review) -> tuple[Measurability, ...]:
    """The index of each table of a document, with the checks of that table."""
    return tuple(
        _measure([(number, reviewed)], ledger)
        for number, (reviewed, ledger) in enumerate(
            zip(review.tables, by_table(review), strict=True), start=1
        )
    )


def measure_together(tables: Sequence[ReviewedTable], ledger: Sequence[Obligation]) -> Measurability:
    """The index of tables of several documents as one whole: all their rows together, and all checks of `ledger`.

    Places number the tables through, from 1.
    """
    return _measure(list(enumerate(tables, start=1)), ledger)


def is_checkable(row: ReviewedRow, allowed: Iterable[Finding] = ()) -> bool:
    """Whether the target of a row can be checked at the end of the year.

    `allowed` are findings of the row that were set aside: they count here.
    """
    data = load_yaml("measurability.yml")
    bound = data["checkable"].get(row.target.tier)
    if bound is None:
        return False
    grave = SEVERITIES[: SEVERITIES.index(bound) + 1]
    vague = tuple(data["vague_rules"])
    return not any(
        finding.code.startswith(vague) and finding.severity in grave for finding in (*row.findings, *allowed)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    place: Place
    checkable: bool
    outcome: bool
    weight: float


def _measure(tables: Sequence[tuple[int, ReviewedTable]], ledger: Sequence[Obligation]) -> Measurability:
    rows = [row for number, reviewed in tables for row in _rows(number, reviewed)]
    outcomes = [row for row in rows if row.outcome]
    found = {
        "rows": _of_rows(rows),
        "points": _of_rows(rows, weighted=True),
        "outcomes": _of_rows(outcomes),
        "checks": _of_checks(ledger, tables),
    }
    parts = tuple(
        Part(key=part["key"], share=part["share"], **found[part["key"]])
        for part in load_yaml("measurability.yml")["parts"]
    )
    looked_at = sum(1 for one in ledger if one.state != "not_applicable")
    decided = sum(1 for one in ledger if one.state in ("held", "failed"))
    return Measurability(
        index=_index(parts),
        parts=parts,
        rows=len(rows),
        decided=decided,
        looked_at=looked_at,
        coverage=decided / looked_at if looked_at else None,
        weighted=any(_weights(reviewed) for _, reviewed in tables),
    )


def _index(parts: Sequence[Part]) -> float | None:
    known = [(part.share, part.value) for part in parts if part.value is not None]
    whole = sum(share for share, _ in known)
    return round(100 * sum(share * value for share, value in known) / whole, 1) if whole else None


def _rows(number: int, reviewed: ReviewedTable) -> list[_Row]:
    outcomes = tuple(load_yaml("measurability.yml")["outcomes"])
    weights = _weights(reviewed) or [1.0] * len(reviewed.rows)
    return [
        _Row(
            place=(number, row.indicator.row),
            checkable=is_checkable(
                row,
                (one.finding for one in reviewed.allowed if one.finding.row == row.indicator.row),
            ),
            outcome=row.label.category.startswith(outcomes),
            weight=weight,
        )
        for row, weight in zip(reviewed.rows, weights, strict=True)
    ]


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _weights(reviewed: ReviewedTable) -> list[float]:
    """The weight of each row, as many as rows in all: so tables of a document count by their length.

    Empty unless every row prints one.
    """
    texts = [row.indicator.weight for row in reviewed.rows]
    numbers = [float(found[0]) for text in texts if (found := _NUMBER.match(text))]
    total = sum(numbers)
    if len(numbers) < len(texts) or not total:
        return []
    return [number * len(numbers) / total for number in numbers]


def _of_rows(rows: Sequence[_Row], *, weighted: bool = False) -> dict[str, Any]:
    whole = sum((row.weight if weighted else 1.0 for row in rows), start=0.0)
    good = sum((row.weight if weighted else 1.0 for row in rows if row.checkable), start=0.0)
    return {
        "good": round(good, 4),
        "whole": round(whole, 4),
        "value": round(good / whole, 6) if whole else None,
        "good_rows": tuple(row.place for row in rows if row.checkable),
        "other_rows": tuple(row.place for row in rows if not row.checkable),
    }


def _of_checks(ledger: Sequence[Obligation], tables: Sequence[tuple[int, ReviewedTable]]) -> dict[str, Any]:
    states = [one.state for one in ledger]
    good, failed = states.count("held"), states.count("failed")
    codes = tuple(dict.fromkeys(one.code for one in ledger if one.failed))
    places = {
        (number, finding.row)
        for number, reviewed in tables
        for finding in (*reviewed.all_findings(), *(one.finding for one in reviewed.allowed))
        if finding.code in codes
    }
    return {
        "good": float(good),
        "whole": float(good + failed),
        "value": round(good / (good + failed), 6) if good + failed else None,
        "other_rows": tuple(sorted(places)),
        "codes": codes,
    }
