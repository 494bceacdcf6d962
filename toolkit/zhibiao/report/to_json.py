"""Reviews as one file for machines, `review.json`.

{"schema_version": 1, "program": "zhibiao", "version": "…",
 "reviews": [{"source", "format", "encoding", "model", "version", "ignored": [code],
              "summary": {"rows", "rows_with_findings", "findings", "severities", "tiers"},
              "notes": [Note], "clauses": [Clause], "amounts": [Amount],
              "ledger": [{…Obligation, "state"}], "measurability": Measurability,
              "tables": [{"name", "doc_kind", "profile", "org", "region", "year", "period", "columns",
                          "empty_labels", "clauses", "notes", "sheet", "amounts", "lossy", "findings": [Finding],
                          "allowed": [{"finding", "reason"}], "measurability": Measurability,
                          "rows": [{"indicator", "target", "label", "findings", "suggestions"}]}]}],
 "failures": [{"code", "zh", "en", "do_zh", "do_en", "values": {name: text}}]}

Everything written as a record's name has that record's fields (records/), every key is always present,
and pairs are lists (`"candidates": [["O1", 0.93]]`, `"targets": [["培训人次", {…}]]`). null stands only in
a target's `lower` and `upper`: no bound on that side; and in a measurability (measurability.py) where there is nothing to
count. `schema_version` grows when a key changes its
meaning or goes away; new keys may come at any time.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from zhibiao.errors import CATALOGUE, ZhibiaoError
from zhibiao.measurability import Measurability, measure, measure_tables
from zhibiao.records import Review, ReviewedTable
from zhibiao.report.files import write_atomic
from zhibiao.report.flat import Value
from zhibiao.report.summary import summarise
from zhibiao.version import __version__

SCHEMA_VERSION = 1


def _plain(value: Any) -> Any:
    """Tuples to lists; a bound that is not finite is no bound, and JSON has no word for it."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _table(reviewed: ReviewedTable, measured: Measurability) -> dict[str, Any]:
    table = asdict(reviewed.table)
    del table["indicators"]  # each stands in its row
    return {
        **table,
        "findings": [asdict(finding) for finding in reviewed.findings],
        "rows": [asdict(row) for row in reviewed.rows],
        "allowed": [asdict(one) for one in reviewed.allowed],
        "measurability": asdict(measured),
    }


def _summary(tables: Sequence[ReviewedTable]) -> dict[str, Any]:
    summary = summarise(tables)
    return {
        "rows": summary.rows,
        "rows_with_findings": summary.rows_with_findings,
        "findings": summary.findings,
        "severities": dict(summary.severities),
        "tiers": dict(summary.tiers),
    }


def review_dict(review: Review) -> dict[str, Any]:
    """One review as dicts, lists, texts and numbers: the structure described above."""
    document = asdict(review.document)
    del document["tables"]  # they stand in `tables` with their findings
    del document["prose"]  # the document itself: long, and nothing that was found out
    plain: dict[str, Any] = _plain(
        {
            **document,
            "model": review.model,
            "version": review.version,
            "ignored": review.ignored,
            "summary": _summary(review.tables),
            "tables": [
                _table(reviewed, measured)
                for reviewed, measured in zip(review.tables, measure_tables(review), strict=True)
            ],
            "measurability": asdict(measure(review)),
            "ledger": [{**asdict(one), "state": one.state} for one in review.ledger],
        }
    )
    return plain


def failure_dict(error: ZhibiaoError) -> dict[str, Any]:
    """A coded error with its message and advice in both languages.

    >>> failure_dict(ZhibiaoError("RD01", path="a.txt"))["en"]
    'file not found: a.txt'
    """
    texts = {key: text.format(**error.values) for key, text in asdict(CATALOGUE[error.code]).items()}
    return {"code": error.code, **texts, "values": {key: str(value) for key, value in error.values.items()}}


def dumps(reviews: Sequence[Review], failures: Sequence[ZhibiaoError] = ()) -> str:
    """Reviews and failures as JSON text; Chinese stays readable."""
    content = {
        "schema_version": SCHEMA_VERSION,
        "program": "zhibiao",
        "version": __version__,
        "reviews": [review_dict(review) for review in reviews],
        "failures": [failure_dict(error) for error in failures],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def lines_text(rows: Iterable[Mapping[str, Value]]) -> str:
    """Flat rows (see flat.py) as JSON lines.

    >>> lines_text([{"row": 1, "name": "培训"}])
    '{"row": 1, "name": "培训"}\\n'
    """
    return "".join(json.dumps(_plain(dict(row)), ensure_ascii=False, allow_nan=False) + "\n" for row in rows)


def write(
    reviews: Sequence[Review], out: Path, *, lang: str = "zh", failures: Sequence[ZhibiaoError] = ()
) -> list[Path]:
    """Write `out/review.json`; it holds both languages, whatever `lang` is."""
    return [write_atomic(out / "review.json", dumps(reviews, failures))]
