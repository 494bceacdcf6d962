"""Fitting the linear weights: scikit-learn's linear support vector machine on hashed, tf-idf weighted n-grams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from zhibiao.classify.classifier import SEED, Linear
from zhibiao.classify.features import hash_texts
from zhibiao.classify.texts import indicator_texts
from zhibiao.learn.compile import BucketWeights, compile_weights
from zhibiao.learn.corpus import GENERATED, Origin, Row

_NEVER = -8.0  # bias of a category without a single training row: no margin of the others is that low


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What is trained how: chosen on own rows of sectors left out, see docs/classification.md.

    `strength` is scikit-learn's C. `accept` is the weight of a defensible second category, `bare` that of a
    copy without its target of each row that has one; `origins` weighs rows by where they come from and
    `generated` those own rows that a grammar wrote. `keep` is how many windows are stored: those that can
    move a score the most. `targets` False leaves the targets out, to measure what they are worth.
    """

    bits: int = 22
    strength: float = 1.0
    accept: float = 0.4
    bare: float = 0.25
    generated: float = 0.2
    keep: int = 80_000
    targets: bool = True
    origins: dict[Origin, float] = field(
        default_factory=lambda: {"real": 2.0, "seed": 2.0, "own": 1.0, "taxonomy": 1.0, "added": 2.0}
    )


def row_texts(rows: Sequence[Row], *, targets: bool = True) -> list[str]:
    """The texts of rows, as `classify.texts.indicator_texts` makes them; without their targets if asked."""
    names = [row.name for row in rows]
    if not targets:
        return indicator_texts(names, None, None)
    return indicator_texts(names, [row.target for row in rows], [row.unit for row in rows])


def count_matrix(texts: Sequence[str], bits: int) -> Any:
    """How often each text has the n-grams of each bucket: a sparse float32 matrix of 2**bits columns."""
    from scipy.sparse import csr_matrix

    grams = hash_texts(texts, seed=SEED, bits=bits)
    ones = np.ones(len(grams.indices), dtype=np.float32)
    matrix = csr_matrix((ones, grams.indices, grams.indptr), shape=(len(texts), 1 << bits))
    matrix.sum_duplicates()
    return matrix


def fit(
    rows: Sequence[Row],
    classes: Sequence[str],
    recipe: Recipe,
    *,
    seed: int,
    weights: Sequence[float] | None = None,
) -> Linear:
    """Weights learnt from `rows`; the same for the same rows, recipe and seed on the same machine.

    `weights` are factors on the rows beside those of the recipe.
    """
    from sklearn.svm import LinearSVC

    texts = row_texts(rows, targets=recipe.targets)
    told = [place for place, row in enumerate(rows) if recipe.targets and (row.target or row.unit)]
    bare = row_texts([rows[place] for place in told], targets=False) if recipe.bare else []
    counts = count_matrix([*texts, *bare], recipe.bits)
    seen = np.bincount(counts[: len(rows)].indices, minlength=counts.shape[1])
    buckets = np.flatnonzero(seen).astype(np.int32)
    idf = (np.log((1 + len(rows)) / (1 + seen)) + 1).astype(np.float32)
    matrix = weighted(counts, idf)[:, buckets]
    places, labels, worth = _examples(rows, told if bare else [], recipe, weights)
    model = LinearSVC(C=recipe.strength, random_state=seed, max_iter=300)
    _fit_quietly(model, matrix[places], labels, np.array(worth, dtype=np.float64))
    full = np.zeros((len(buckets), len(classes)), dtype=np.float32)
    bias = np.full(len(classes), _NEVER, dtype=np.float32)
    columns = [list(classes).index(label) for label in model.classes_]
    coefficients, intercept = _one_row_a_class(model)
    full[:, columns] = coefficients.T * idf[buckets, None]
    bias[columns] = intercept
    found = BucketWeights(
        classes=tuple(classes),
        bits=recipe.bits,
        buckets=buckets,
        weights=full,
        idf=idf[buckets],
        unseen=float(np.log(1 + len(rows)) + 1),
        bias=bias,
    )
    return compile_weights(found, [*texts, *bare], keep=recipe.keep)


def weighted(counts: Any, idf: npt.NDArray[np.float32]) -> Any:
    """Counts times idf, each row divided by the root of the sum of count times squared idf.

    That sum runs over the places of the text, so inference can add it up window by window.
    """
    from scipy.sparse import diags_array

    lengths = np.sqrt(np.maximum(counts @ (idf.astype(np.float64) ** 2), 1e-9))
    return (diags_array(1 / lengths) @ counts @ diags_array(idf)).tocsr()


def _one_row_a_class(model: Any) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Coefficients and intercepts; scikit-learn keeps one row for two classes."""
    if len(model.classes_) == 2:
        return np.vstack((-model.coef_, model.coef_)), np.append(-model.intercept_, model.intercept_)
    return model.coef_, model.intercept_


def _examples(
    rows: Sequence[Row], told: Sequence[int], recipe: Recipe, factors: Sequence[float] | None
) -> tuple[list[int], list[str], list[float]]:
    """(row of the matrix, label, weight) triples to learn from; `told` are the rows that have a bare copy."""
    worth = [1.0] * len(rows) if factors is None else list(factors)
    triples = [
        triple for place, row in enumerate(rows) for triple in _labels(place, row, recipe, worth[place])
    ]
    for copy, place in enumerate(told, start=len(rows)):
        triples += _labels(copy, rows[place], recipe, recipe.bare * worth[place])
    places, labels, weights = zip(*triples, strict=True)
    return list(places), list(labels), list(weights)


def _labels(place: int, row: Row, recipe: Recipe, share: float) -> list[tuple[int, str, float]]:
    weight = recipe.origins[row.origin] * share
    if row.document == GENERATED:
        weight *= recipe.generated
    triples = [(place, row.category, weight)]
    if recipe.accept:
        triples += [(place, other, weight * recipe.accept) for other in row.accept]
    return triples


def _fit_quietly(model: Any, matrix: Any, labels: Sequence[str], weights: npt.NDArray[np.float64]) -> None:
    """Fit without the warning that the search was ended by the number of rounds: by then nothing moves."""
    import warnings

    from sklearn.exceptions import ConvergenceWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(matrix, np.array(labels), sample_weight=weights)
