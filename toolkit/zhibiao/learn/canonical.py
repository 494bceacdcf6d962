"""Weights for canonical indicators within each category, and what their probabilities are worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from zhibiao.classify.canonical import (
    NONE,
    SEED,
    Array,
    Branch,
    CanonicalModel,
    Longs,
    branch_chances,
    category_of,
)
from zhibiao.classify.features import Grams, Ints, fingerprints, fold, hash_folded
from zhibiao.learn.corpus import GENERATED, Row, written_rows

BITS = 20
PRECISION = 0.8  # of the indicators that are given without an equal name, how many shall be right
FOLDS = 5
_STRENGTH, _EPOCHS, _KEEP = 20.0, 30, 8000
_ENOUGH = 50
_THRESHOLDS = np.arange(0.2, 0.96, 0.01)


def teaching_rows(rows: Sequence[Row]) -> list[Row]:
    """Rows that say which canonical indicator they are, or that they are none (own rows without a code)."""
    return [row for row in rows if row.canonical or row.origin == "own"]


def fit_canonical(rows: Sequence[Row], *, seed: int) -> CanonicalModel:
    """A branch for each category that has codes, learnt from the names in `rows`; uncalibrated."""
    rows = teaching_rows(rows)
    codes = tuple(sorted({row.canonical for row in rows if row.canonical}))
    place = {code: number for number, code in enumerate(codes)}
    by_category: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_category[category_of(row.canonical) or row.category].append(row)
    coded = {category_of(code) for code in codes}
    fitted = {category: _fit_branch(by_category[category], place, seed=seed) for category in sorted(coded)}
    known = np.unique(
        np.concatenate([branch.buckets for branch in fitted.values()] or [np.zeros(0, np.int32)])
    )
    places = np.zeros(1 << BITS, dtype=np.int32)
    places[known] = np.arange(1, len(known) + 1, dtype=np.int32)
    exact, exact_codes = exact_names(rows, place)
    return CanonicalModel(
        codes=codes,
        branches={name: _branch(branch, places, len(known)) for name, branch in fitted.items()},
        bits=BITS,
        places=places,
        exact=exact,
        exact_codes=exact_codes,
        temperature=1.0,
        threshold=0.5,
    )


def exact_names(rows: Sequence[Row], place: Mapping[str, int]) -> tuple[npt.NDArray[np.uint64], Longs]:
    """Fingerprints (sorted) and codes of names that settle the matter: the taxonomy's before those of rows
    that people wrote; the first of two codes that share a name keeps it."""
    told = [row for row in rows if row.canonical and row.document != GENERATED]
    told.sort(key=lambda row: row.origin != "taxonomy")
    hashes, first = np.unique(fingerprints(fold([row.name for row in told])), return_index=True)
    return hashes, np.array([place[told[at].canonical] for at in first.tolist()], dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fitted:
    codes: Longs
    buckets: Ints
    weights: npt.NDArray[np.int8]
    step: np.float32
    bias: npt.NDArray[np.float32]


def _fit_branch(rows: Sequence[Row], place: Mapping[str, int], *, seed: int) -> _Fitted:
    from scipy.sparse import csr_matrix

    from zhibiao.learn.estimators import RareFirstLogistic

    grams = hash_folded(fold([row.name for row in rows]), seed=SEED, bits=BITS)
    labels = np.array([place[row.canonical] if row.canonical else len(place) for row in rows])
    values = np.repeat(1 / np.sqrt(grams.counts().astype(np.float32)), grams.counts())
    matrix = csr_matrix((values, grams.indices, grams.indptr), shape=(len(rows), 1 << BITS))
    matrix.sum_duplicates()
    buckets = np.unique(matrix.indices)
    classes = np.unique(labels)
    weights, bias = np.zeros((len(buckets), len(classes)), np.float32), np.zeros(len(classes), np.float32)
    if len(classes) > 1:
        model = RareFirstLogistic(strength=_STRENGTH, epochs=_EPOCHS, seed=seed)
        model.fit(matrix[:, buckets], labels)
        weights, bias = model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)
    spread = weights.max(axis=1) - weights.min(axis=1)
    kept = np.sort(np.argsort(-spread, kind="stable")[:_KEEP])
    step = np.float32(np.abs(weights[kept]).max(initial=1e-6) / np.iinfo(np.int8).max)
    return _Fitted(
        codes=np.where(classes == len(place), NONE, classes),
        buckets=buckets[kept],
        weights=np.round(weights[kept] / step).astype(np.int8),
        step=step,
        bias=bias,
    )


def _branch(fitted: _Fitted, places: Ints, known: int) -> Branch:
    rows = np.zeros(known + 1, dtype=np.int32)
    rows[places[fitted.buckets]] = np.arange(1, len(fitted.buckets) + 1, dtype=np.int32)
    nothing = np.zeros((1, len(fitted.codes)), np.int8)
    return Branch(
        codes=fitted.codes,
        rows=rows,
        weights=np.concatenate((nothing, fitted.weights)),
        step=fitted.step,
        bias=fitted.bias,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOut:
    """Own rows looked up by a model without their file: the strongest indicator's margin and whether it is right.

    `chances` holds the probabilities at temperature 1 of each row's branch as logarithms, padded with -inf;
    `right` the column of the right one, -1 where the model does not know it; `none` the column of "none".
    """

    chances: Array
    right: Longs
    none: Longs

    def best(self, temperature: float) -> tuple[Array, npt.NDArray[np.bool_]]:
        """Probability of the likeliest indicator (0 where "none" is likelier) and whether it is right."""
        powers = np.exp(self.chances / temperature)
        shares = powers / powers.sum(axis=1, keepdims=True)
        best = shares.argmax(axis=1)
        chance = shares[np.arange(len(best)), best]
        given = best != self.none
        return np.where(given, chance, 0.0), given & (best == self.right)

    def loss(self, temperature: float) -> float:
        """Negative log-likelihood of the right answers that the model knows."""
        powers = np.exp(self.chances / temperature)
        shares = powers / powers.sum(axis=1, keepdims=True)
        known = np.flatnonzero(self.right >= 0)
        return float(-np.log(np.maximum(shares[known, self.right[known]], 1e-9)).mean())


def held_out(rows: Sequence[Row], *, seed: int) -> HeldOut | None:
    """Every written own row by a model that had no row of its file; rows whose very name is known are left out.

    A row without a canonical indicator is right where the model says none. None where too few rows are coded.
    """
    asked = written_rows(rows)
    files = sorted({row.document for row in asked})
    parts: list[tuple[Array, int, int]] = []
    for fold_number in range(FOLDS):
        inside = {file for place, file in enumerate(files) if place % FOLDS == fold_number}
        rest = [row for row in rows if not (row.origin == "own" and row.document in inside)]
        if any(row.canonical for row in rest):
            model = fit_canonical(rest, seed=seed)
            parts += _looked_up(model, [row for row in asked if row.document in inside])
    if len(parts) < _ENOUGH:
        return None
    width = max(len(chances) for chances, _, _ in parts)
    padded = np.full((len(parts), width), -np.inf)
    for line, (chances, _, _) in enumerate(parts):
        padded[line, : len(chances)] = np.log(np.maximum(chances, 1e-12))
    return HeldOut(
        chances=padded,
        right=np.array([right for _, right, _ in parts]),
        none=np.array([none for _, _, none in parts]),
    )


def _looked_up(model: CanonicalModel, rows: Sequence[Row]) -> list[tuple[Array, int, int]]:
    names = fold([row.name for row in rows])
    known = np.isin(fingerprints(names), model.exact)
    grams = hash_folded(names, seed=SEED, bits=model.bits)
    grams = Grams(indices=model.places[grams.indices], indptr=grams.indptr)
    result = []
    for category, branch in model.branches.items():
        here = [at for at, row in enumerate(rows) if row.category == category and not known[at]]
        if not here:
            continue
        chances = branch_chances(1.0, branch, grams, np.array(here))
        column = {
            model.codes[code] if code != NONE else "": at for at, code in enumerate(branch.codes.tolist())
        }
        result += [
            (line, column.get(rows[at].canonical, -1), column.get("", -2))
            for at, line in zip(here, chances, strict=True)
        ]
    return result


def calibrate_canonical(model: CanonicalModel, held: HeldOut | None) -> CanonicalModel:
    """`model` with the temperature and threshold that fit the held-out rows; as it is where there are none."""
    if held is None:
        return model
    temperatures = np.geomspace(0.3, 3.0, 40)
    temperature = float(temperatures[np.argmin([held.loss(value) for value in temperatures])])
    chances, right = held.best(temperature)
    steps = [step for step in _THRESHOLDS if (chances >= step).any()]
    good = [step for step in steps if right[chances >= step].mean() >= PRECISION]
    threshold = good[0] if good else steps[-1]
    return replace(model, temperature=round(temperature, 4), threshold=round(float(threshold), 2))
