"""Rows that a data team labelled itself: read from any table, learnt beside the corpora, and what that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from zhibiao.classify.classifier import Model
from zhibiao.classify.label import label_rows
from zhibiao.errors import ZhibiaoError
from zhibiao.learn.corpus import Row, category_codes
from zhibiao.report.to_csv import unguard

LABELS = ("gold", "category", "类别")
_ACCEPT = ("accept", "可接受类别")
_DOCUMENT = ("doc_id", "document", "source", "doc")


def read_added(path: Path) -> list[Row]:
    """Labelled rows from a csv, tsv, xlsx, jsonl or parquet table.

    The name, target, unit and levels are found as `zhibiao tag` finds them; the category stands in `gold`,
    `category` or 类别, other defensible ones in `accept` (joined by a comma), the indicator in `canonical`. Rows
    without a category are left out: nobody has looked at them yet. An apostrophe that keeps a spreadsheet from taking a
    text for a formula is no part of it. Raises ZhibiaoError as `read_frame` and
    `find_columns` do, DT01 for an unknown category (with its line), DT02 where no row has one.
    """
    from zhibiao.frame_files import read_frame
    from zhibiao.tag import find_columns

    frame = read_frame(path).fillna("")
    columns = find_columns(list(frame.columns))
    label = next((name for name in LABELS if name in frame.columns), None)
    if label is None:
        raise ZhibiaoError("DT02", path=str(path), columns="、".join(LABELS))
    extra = {
        "category": label,
        "accept": next((name for name in _ACCEPT if name in frame.columns), None),
        "canonical": "canonical" if "canonical" in frame.columns else None,
        "document": next((name for name in _DOCUMENT if name in frame.columns), None),
    }
    found = {field: column for field, column in {**columns, **extra}.items() if column}
    facts = [
        {field: unguard(str(value).strip()) for field, value in zip(found, values, strict=True)}
        for values in frame[list(found.values())].itertuples(index=False, name=None)
    ]
    rows = [_row(fact, path, line) for line, fact in enumerate(facts, start=2) if fact["category"]]
    if not rows:
        raise ZhibiaoError("DT02", path=str(path), columns=label)
    return rows


def _row(fact: dict[str, str], path: Path, line: int) -> Row:
    accept = tuple(code for code in fact.get("accept", "").replace("，", ",").split(",") if code)
    unknown = [code for code in (fact["category"], *accept) if code not in category_codes()]
    if unknown:
        raise ZhibiaoError("DT01", path=f"{path.name}:{line}", detail=f"category {unknown[0]!r}")
    canonical = fact.get("canonical", "")
    return Row(
        name=fact["name"],
        category=fact["category"],
        origin="added",
        target=fact.get("target", ""),
        unit=fact.get("unit", ""),
        level1=fact.get("level1", ""),
        level2=fact.get("level2", ""),
        accept=tuple(code for code in accept if code != fact["category"]),
        document=fact.get("document") or path.stem,
        canonical=canonical if canonical.startswith(f"{fact['category']}.") else "",
        source=path.name,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a new model says otherwise than the one before.

    `rows` were added; `before` and `after` are the shares of them that each model labels right (the new one has
    learnt them, the old one has not: `before` is an honest measurement on your rows). Of the `compared` rows of
    public documents `moved` changed their category, `better` of them to the reviewed one, `worse` away from it;
    `pairs` are (from, to, rows), most frequent first.
    """

    rows: int
    before: float
    after: float
    compared: int
    moved: int
    better: int
    worse: int
    pairs: tuple[tuple[str, str, int], ...]


def compare_models(old: Model, new: Model, added: Sequence[Row], real: Sequence[Row]) -> Change:
    """Labels of `added` and `real` rows by both models, content and printed label heard."""
    before, after = categories(old, real), categories(new, real)
    truth = [row.category for row in real]
    pairs = Counter((one, two) for one, two in zip(before, after, strict=True) if one != two)
    right_before, right_after = (np.array(said) == np.array(truth) for said in (before, after))
    return Change(
        rows=len(added),
        before=_share(old, added),
        after=_share(new, added),
        compared=len(real),
        moved=pairs.total(),
        better=int((right_after & ~right_before).sum()),
        worse=int((right_before & ~right_after).sum()),
        pairs=tuple((*pair, count) for pair, count in pairs.most_common(10)),
    )


def categories(model: Model, rows: Sequence[Row]) -> list[str]:
    """The category that `model` gives each row."""
    labels = label_rows(
        model,
        [row.name for row in rows],
        targets=[row.target for row in rows],
        units=[row.unit for row in rows],
        printed=[(row.level1, row.level2) for row in rows],
    )
    return [label.category for label in labels]


def _share(model: Model, rows: Sequence[Row]) -> float:
    said = categories(model, rows)
    return round(float(np.mean([one == row.category for one, row in zip(said, rows, strict=True)])), 4)
