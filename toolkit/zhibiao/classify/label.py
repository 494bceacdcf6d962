"""From probabilities to labels: both views joined, the canonical indicator, and whether to look again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zhibiao.classify.canonical import NONE, choose
from zhibiao.classify.classifier import LARGE, Model, predict
from zhibiao.classify.decide import Probabilities, needs_review, pool, printed_category, reason
from zhibiao.classify.features import fold
from zhibiao.classify.texts import chunks
from zhibiao.records import Label

CANDIDATES = 5
LEAST = 0.005  # a runner-up below half a percent tells a reader nothing


OneLabel = tuple[list[int], list[float], int, str, int, float, bool]
"""One row of Labelled, its fields in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Labels of a batch as columns, one entry an indicator.

    `order` are the places of the likeliest categories in `model.classes` (best first, CANDIDATES of them) and
    `shares` their probabilities after both views were heard; `blind` is the likeliest by content alone;
    `printed` the category of the document's own label ("" where there is none); `canonical` the place of the
    code in `model.canonical.codes` (NONE: none) and `match` its probability within the category.
    """

    order: npt.NDArray[np.int64]
    shares: Probabilities
    blind: npt.NDArray[np.int64]
    printed: Sequence[str]
    canonical: npt.NDArray[np.int64]
    match: npt.NDArray[np.float64]
    review: npt.NDArray[np.bool_]

    def rows(self) -> list[OneLabel]:
        """The columns row by row, as plain numbers."""
        columns = (self.order, self.shares, self.blind, self.printed, self.canonical, self.match, self.review)
        return list(
            zip(*(one if isinstance(one, list) else np.asarray(one).tolist() for one in columns), strict=True)
        )


def label_columns(
    model: Model,
    names: Sequence[str],
    *,
    targets: Sequence[str] | None = None,
    units: Sequence[str] | None = None,
    printed: Sequence[tuple[str, str]] | None = None,
) -> Labelled:
    """Labels of indicators by `model`, as columns; see `zhibiao.classify.classify` for the arguments.

    Raises ValueError where the lists differ in length.
    """
    for column in (targets, units, printed):
        if column is not None and len(column) != len(names):
            raise ValueError(f"{len(names)} names, but a list of {len(column)}")
    codes = [""] * len(names) if printed is None else [printed_category(*pair) for pair in printed]
    blind = predict(model, names, targets, units)
    final = pool(blind, codes, model.classes, model.decision.trust)
    order = np.argsort(-final, axis=1, kind="stable")[:, :CANDIDATES]
    shares = np.take_along_axis(final, order, axis=1)
    best = [model.classes[place] for place in order[:, 0].tolist()]
    canonical, match = choose_all(model, names, best)
    gap = shares[:, 0] - shares[:, 1] if shares.shape[1] > 1 else np.ones(len(shares))
    return Labelled(
        order=order,
        shares=shares,
        blind=blind.argmax(axis=1),
        printed=codes,
        canonical=canonical,
        match=match,
        review=needs_review(shares[:, 0], gap, model.decision),
    )


def choose_all(
    model: Model, names: Sequence[str], categories: Sequence[str]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """The canonical indicator of each name within its category; see `canonical.choose`."""
    codes, match = np.full(len(names), NONE, dtype=np.int64), np.zeros(len(names))
    large = len(names) >= LARGE
    for part in chunks(len(names)):
        codes[part], match[part] = choose(model.canonical, fold(names[part]), categories[part], large=large)
    return codes, match


def label_rows(
    model: Model,
    names: Sequence[str],
    *,
    targets: Sequence[str] | None = None,
    units: Sequence[str] | None = None,
    printed: Sequence[tuple[str, str]] | None = None,
) -> list[Label]:
    """As `label_columns`, one record an indicator."""
    columns = label_columns(model, names, targets=targets, units=units, printed=printed)
    return [make_label(model, one) for one in columns.rows()]


def make_label(model: Model, one: OneLabel) -> Label:
    """The record of one of `Labelled.rows`."""
    order, shares, blind, printed, code, match, review = one
    pairs = [(model.classes[order[0]], shares[0])]
    pairs += [
        (model.classes[place], share)
        for place, share in zip(order[1:], shares[1:], strict=True)
        if share >= LEAST
    ]
    category, confidence = pairs[0]
    return Label(
        category=category,
        confidence=confidence,
        candidates=tuple(pairs),
        category_printed=printed,
        canonical="" if code == NONE else model.canonical.codes[code],
        canonical_confidence=confidence * match,
        needs_review=review,
        reason=reason(model.classes[blind], category, printed),
    )
