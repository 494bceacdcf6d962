"""Fitting the linear weights: scikit-learn's multinomial logistic regression on the hashed matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from zhibiao.classify.corpus import Origin, Row
from zhibiao.classify.families import FeatureSettings, Floats, families
from zhibiao.classify.features import Ints

Doubles = npt.NDArray[np.float64]

_NEVER = -30.0  # bias of a category without a single training row


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What is trained how: chosen by cross-validation by document, see the model card.

    `strength` is scikit-learn's C. `accept` is the weight of a defensible second category, `bare` that of a
    copy without its target of each row that has one; `origins` weighs rows by where they come from.
    `keep` is how many buckets are stored: those that can move a score the most. `epochs` is
    how often the search goes over the rows.
    """

    features: FeatureSettings = field(default_factory=FeatureSettings)
    strength: float = 5.0
    accept: float = 0.4
    bare: float = 0.5
    keep: int = 50_000
    epochs: int = 30
    origins: dict[Origin, float] = field(
        default_factory=lambda: {"real": 2.0, "seed": 2.0, "own": 1.0, "taxonomy": 1.0}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Kept buckets (sorted), their weights per class, and the bias."""

    buckets: Ints
    weights: Floats
    bias: Floats

    def scores(self, matrix: Any) -> Doubles:
        """Linear scores of rows of a full-width matrix."""
        product: Doubles = matrix[:, self.buckets] @ self.weights.astype(np.float64) + self.bias
        return product


def hashed_matrix(rows: Sequence[Row], settings: FeatureSettings, *, targets: bool = True) -> Any:
    """The rows as one sparse float32 matrix of 2**bits columns; without their targets if asked."""
    from scipy.sparse import csr_matrix

    names = [row.name for row in rows]
    wanted = [row.target if targets else "" for row in rows]
    units = [row.unit if targets else "" for row in rows]
    shape = (len(rows), 1 << settings.bits)
    total = csr_matrix(shape, dtype=np.float32)
    for family in families(names, wanted, units, settings):
        values = np.repeat(family.scale, family.grams.counts())
        total = total + csr_matrix((values, family.grams.indices, family.grams.indptr), shape=shape)
    return total


def fit(rows: Sequence[Row], classes: Sequence[str], recipe: Recipe, *, seed: int) -> Fitted:
    """Weights learnt from `rows`; the same for the same rows, recipe and seed on the same machine."""
    from scipy.sparse import diags

    matrix, places, labels, weights = _examples(rows, recipe)
    own = matrix[: len(rows)]  # copies without target do not make an n-gram common
    used = np.bincount(own.indices, minlength=matrix.shape[1])
    buckets = np.flatnonzero(used).astype(np.int32)
    kept = matrix[:, buckets]
    # Rare n-grams tell more: scaling them up in training relaxes their penalty, and the scale then
    # moves into the weights, so that inference knows nothing of it.
    rarity = (np.log((1 + len(rows)) / (1 + used[buckets])) + 1).astype(np.float32)
    coefficients, bias, known = _logistic(
        (kept @ diags(rarity))[places].tocsr(), labels, weights, recipe, seed
    )
    full = np.zeros((len(buckets), len(classes)), dtype=np.float32)
    intercept = np.full(len(classes), _NEVER, dtype=np.float32)
    columns = [list(classes).index(label) for label in known]
    full[:, columns] = (coefficients * rarity).T
    intercept[columns] = bias
    spread = full.max(axis=1) - full.min(axis=1)
    chosen = np.sort(np.argsort(-spread, kind="stable")[: recipe.keep])
    return Fitted(buckets=buckets[chosen], weights=full[chosen], bias=intercept)


def _examples(rows: Sequence[Row], recipe: Recipe) -> tuple[Any, list[int], list[str], list[float]]:
    """The matrix, and the (row of it, label, weight) triples to learn from."""
    from scipy.sparse import vstack

    matrix = hashed_matrix(rows, recipe.features)
    triples = [triple for place, row in enumerate(rows) for triple in _labels(place, row, recipe, 1.0)]
    if recipe.bare:
        told = [row for row in rows if row.target or row.unit]
        matrix = vstack([matrix, hashed_matrix(told, recipe.features, targets=False)]).tocsr()
        for place, row in enumerate(told, start=len(rows)):
            triples += _labels(place, row, recipe, recipe.bare)
    places, labels, weights = zip(*triples, strict=True)
    return matrix, list(places), list(labels), list(weights)


def _labels(place: int, row: Row, recipe: Recipe, share: float) -> list[tuple[int, str, float]]:
    weight = recipe.origins[row.origin] * share
    triples = [(place, row.category, weight)]
    if recipe.accept:
        triples += [(place, other, weight * recipe.accept) for other in row.accept]
    return triples


def _logistic(
    matrix: Any, labels: list[str], weights: list[float], recipe: Recipe, seed: int
) -> tuple[Floats, Floats, list[str]]:
    model = logistic(strength=recipe.strength, epochs=recipe.epochs, seed=seed)
    fit_quietly(model, matrix, labels, weights)
    coefficients, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn keeps one row for two classes
        coefficients, bias = np.vstack((-coefficients, coefficients)) / 2, np.append(-bias, bias) / 2
    return coefficients.astype(np.float32), bias.astype(np.float32), [str(label) for label in model.classes_]


def logistic(*, strength: float, epochs: int, seed: int) -> Any:
    """An unfitted multinomial logistic regression.

    saga visits the rows in an order drawn by the seed, on one core: the same sums on every run. A fixed
    number of epochs did as well by cross-validation as waiting for lbfgs, in two thirds of the time.
    """
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(solver="saga", C=strength, tol=1e-4, max_iter=epochs, random_state=seed)


def fit_quietly(
    model: Any, matrix: Any, labels: Sequence[str], weights: Sequence[float] | None = None
) -> None:
    """Fit without the warning that the search was ended by the number of epochs: it is meant to be."""
    import warnings

    from sklearn.exceptions import ConvergenceWarning

    sample = None if weights is None else np.array(weights, dtype=np.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(matrix, np.array(labels), sample_weight=sample)
