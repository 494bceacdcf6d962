"""How a model does on rows that somebody else labelled: nothing is trained, nothing is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from zhibiao.assess.measure import Figures, figures, judge, worst_pairs
from zhibiao.classify.classifier import predict
from zhibiao.classify.decide import pool
from zhibiao.classify.features import fingerprints, fold
from zhibiao.classify.label import label_columns
from zhibiao.classify.store import load
from zhibiao.classify.why import read_examples
from zhibiao.learn.calibrate import printed_categories
from zhibiao.learn.corpus import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRows:
    """Figures of a model on labelled rows.

    `content` by name, target and unit; `joined` with the printed label as well, None where no row has one;
    `known` is the share of rows whose very name the model learnt; `review` the share it would hand to a person,
    `taken` how often it is right on the others. `pairs` are the worst confusions (reviewed, given, rows, example).
    """

    model: str
    rows: int
    documents: int
    content: Figures
    joined: Figures | None
    known: float
    review: float
    taken: float
    pairs: tuple[tuple[str, str, int, str], ...]


def evaluate_on(rows: Sequence[Row], folder: Path) -> OnRows:
    """Measure the model in `folder` on `rows` (`learn.added.read_added`).

    Raises ZhibiaoError MD01 or MD02 where the model is absent or damaged.
    """
    model = load(folder)
    names, targets, units = ([getattr(row, field) for row in rows] for field in ("name", "target", "unit"))
    blind = predict(model, names, targets, units)
    printed = printed_categories(rows)
    final = pool(blind, printed, model.classes, model.decision.trust)
    judged = judge(rows, final, model.classes)
    columns = label_columns(
        model, names, targets=targets, units=units, printed=[(row.level1, row.level2) for row in rows]
    )
    taken = ~columns.review
    learnt = fingerprints(fold([example["name"] for example in read_examples(folder)[0]]))
    return OnRows(
        model=model.name,
        rows=len(rows),
        documents=len({row.document for row in rows}),
        content=figures("content", judge(rows, blind, model.classes)),
        joined=figures("joined", judged) if any(printed) else None,
        known=round(float(np.isin(fingerprints(fold(names)), learnt).mean()), 4),
        review=round(float(columns.review.mean()), 4),
        taken=round(float(judged.right[taken].mean()), 4) if taken.any() else 0.0,
        pairs=worst_pairs(judged),
    )
