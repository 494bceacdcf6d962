"""Feature families that inference does without: what each would add, measured beside the n-grams it has."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from zhibiao.classify.features import fold
from zhibiao.learn.corpus import Row
from zhibiao.learn.fit import Recipe, count_matrix, row_texts, weighted
from zhibiao.learn.folds import measured_rows, splits

_BITS = 20
_SHARE = 0.3  # length of an added family against that of the n-grams

Tokens = Callable[[Sequence[Row]], Iterable[list[str]]]


def _parsed(rows: Sequence[Row]) -> Iterable[list[str]]:
    """Tier, kind, dimension and comparator of the parsed target."""
    from zhibiao.target import parse_target

    for row in rows:
        target = parse_target(row.target, unit=row.unit)
        told = (target.tier, target.kind, target.dimension, target.comparator)
        yield [f"{place}={value}" for place, value in enumerate(told)]


def _words(rows: Sequence[Row]) -> Iterable[list[str]]:
    from zhibiao.classify.words import cut

    return cut([row.name for row in rows])


def _four(rows: Sequence[Row]) -> Iterable[list[str]]:
    """Windows of four characters."""
    batch = fold(row_texts(rows))
    for start, end in zip(batch.marks[:-1].tolist(), batch.marks[1:].tolist(), strict=True):
        text = "".join(map(chr, batch.codes[start : end + 1].tolist()))
        yield [text[at : at + 4] for at in range(len(text) - 3)]


FAMILIES: dict[str, Tokens] = {
    "with parsed target": _parsed,
    "with words by jieba": _words,
    "with four characters": _four,
}
"""Families by their line in the model card."""


def _token_matrix(several: Iterable[list[str]]) -> Any:
    from scipy.sparse import csr_matrix

    rows = [[zlib.crc32(token.encode()) & ((1 << _BITS) - 1) for token in tokens] for tokens in several]
    ends = np.cumsum([0, *map(len, rows)])
    places = np.array([one for row in rows for one in row], dtype=np.int32)
    matrix = csr_matrix((np.ones(len(places), np.float32), places, ends), shape=(len(rows), 1 << _BITS))
    matrix.sum_duplicates()
    return matrix


def family_scores(
    rows: Sequence[Row], classes: Sequence[str], recipe: Recipe, family: Tokens, *, seed: int
) -> npt.NDArray[np.float64]:
    """Margins of the measured rows by n-grams and `family`, on the folds of `splits`, one column a class."""
    from scipy.sparse import hstack
    from sklearn.svm import LinearSVC

    measured = measured_rows(rows)
    grams, tokens = count_matrix(row_texts(rows), recipe.bits), _token_matrix(family(rows))
    place = {id(row): at for at, row in enumerate(rows)}
    result = np.full((len(measured), len(classes)), -8.0)
    for training, held_out in splits(rows, seed=seed):
        inside = np.array([place[id(row)] for row in training])
        outside = np.array([place[id(measured[at])] for at in held_out])
        parts = [
            weighted(matrix, _idf(matrix[inside])) * share
            for matrix, share in ((grams, 1.0), (tokens, _SHARE))
        ]
        matrix = hstack(parts).tocsr()
        weights = [recipe.origins[row.origin] for row in training]
        model = LinearSVC(C=recipe.strength, random_state=seed, max_iter=300)
        model.fit(matrix[inside], [row.category for row in training], sample_weight=weights)
        columns = np.array([list(classes).index(category) for category in model.classes_])
        result[np.ix_(held_out, columns)] = model.decision_function(matrix[outside])
    return result


def _idf(matrix: Any) -> npt.NDArray[np.float32]:
    seen = np.bincount(matrix.indices, minlength=matrix.shape[1])
    factor: npt.NDArray[np.float32] = (np.log((1 + matrix.shape[0]) / (1 + seen)) + 1).astype(np.float32)
    return factor
