"""From probabilities to labels: both views joined, the canonical indicator, and whether to look again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zhibiao.classify.canonical import choose
from zhibiao.classify.classifier import Model, predict
from zhibiao.classify.decide import Probabilities, needs_review, pool, printed_category, reason
from zhibiao.records import Label

CANDIDATES = 5
_LEAST = 0.005  # a runner-up below half a percent tells a reader nothing


def label_rows(
    model: Model,
    names: Sequence[str],
    *,
    targets: Sequence[str] | None = None,
    units: Sequence[str] | None = None,
    printed: Sequence[tuple[str, str]] | None = None,
) -> list[Label]:
    """Labels of indicators by `model`; see `zhibiao.classify.classify` for the arguments.

    Raises ValueError where the lists differ in length.
    """
    for column in (targets, units, printed):
        if column is not None and len(column) != len(names):
            raise ValueError(f"{len(names)} names, but a list of {len(column)}")
    codes = [""] * len(names) if printed is None else [printed_category(*pair) for pair in printed]
    blind = predict(model, names, targets, units)
    final = pool(blind, codes, model.classes, model.decision.trust)
    best = [model.classes[place] for place in final.argmax(axis=1)] if len(names) else []
    alone = [model.classes[place] for place in blind.argmax(axis=1)] if len(names) else []
    canonical = choose(model.aliases, model.match, names, best)
    return [_label(model, final[row], alone[row], codes[row], canonical[row]) for row in range(len(names))]


def _label(
    model: Model, shares: Probabilities, blind: str, printed: str, canonical: tuple[str, float]
) -> Label:
    order = np.argsort(-shares, kind="stable")[:CANDIDATES]
    pairs = tuple((model.classes[place], float(shares[place])) for place in order)
    category, confidence = pairs[0]
    code, match = canonical
    return Label(
        category=category,
        confidence=confidence,
        candidates=tuple(pair for rank, pair in enumerate(pairs) if rank == 0 or pair[1] >= _LEAST),
        category_printed=printed,
        canonical=code,
        canonical_confidence=confidence * match,
        needs_review=needs_review(
            confidence, confidence - pairs[1][1] if len(pairs) > 1 else 1.0, model.decision
        ),
        reason=reason(blind, category, printed),
    )
