"""The columns about target and label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from zhibiao.records import Target

if TYPE_CHECKING:
    from zhibiao.classify.classifier import Model
    from zhibiao.classify.label import Labelled


def target_columns_of(targets: Sequence[Target]) -> dict[str, Any]:
    """The columns about the target, worked out for the different ones; those of equal cells are one object."""
    import numpy as np

    from zhibiao.report.flat import target_columns
    from zhibiao.rules.suspects import number_things

    different, number = number_things(targets, map(id, targets))
    told = [target_columns(target) for target in different]
    columns = {}
    for name in target_columns(Target()):
        column = np.empty(len(told), object)
        column[:] = [one[name] for one in told]
        columns[name] = column[number]
    return columns


def label_columns_of(model: Model, labels: Labelled) -> dict[str, Any]:
    """The columns about the label, worded as `report.flat.added_columns` does for one row."""
    import numpy as np

    classes = np.array(model.classes, object)
    codes = np.array((*model.canonical.codes, ""), object)  # NONE, which is -1, is the last
    confidence = labels.shares[:, 0].astype(np.float64)
    return {
        "category": classes[labels.order[:, 0]],
        "category_confidence": confidence,
        "category_printed": labels.printed,
        "candidates": _candidates(model, labels),
        "canonical": codes[labels.canonical],
        "canonical_confidence": confidence * labels.match,
        "needs_review": labels.review,
    }


def _candidates(model: Model, labels: Labelled) -> list[str]:
    """The runners-up of each row, likeliest first."""
    from zhibiao.classify.label import LEAST
    from zhibiao.report.flat import candidate

    told = labels.shares[:, 1:] >= LEAST
    codes = [model.classes[place] for place in labels.order[:, 1:][told].tolist()]
    pairs = list(map(candidate, codes, labels.shares[:, 1:][told].tolist()))
    ends = told.sum(axis=1).cumsum().tolist()
    return [";".join(pairs[start:end]) for start, end in zip([0, *ends], ends, strict=False)]
