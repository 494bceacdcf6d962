"""The canonical indicators of the labelled rows whose names are most like a wording, whatever their category.

The classifier asks within the likely categories; a slogan is often filed elsewhere than the rows that count the
same thing. Rare windows of characters weigh more than common ones (tf-idf), so that 蚊蝇 finds 蚊蝇.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from zhibiao.classify.features import fold, hash_folded

_SEED, _BITS = 1, 20
NEAREST = 15
LEAST = 0.1
"""A cosine below it says nothing."""
_ROWS = 256  # asked at a time


def neighbour_codes(names: Sequence[str], *, without_same: bool = False) -> list[dict[str, float]]:
    """Canonical codes of the nearest rows of each name -> share of their likeness (cosine above LEAST).

    The shares of a name add up to its greatest cosine. `without_same` leaves rows of the very name out: for
    measuring on rows that the examples hold.
    """
    matrix, codes, known, weights = _index()
    found: list[dict[str, float]] = []
    for start in range(0, len(names), _ROWS):
        part = list(names[start : start + _ROWS])
        likeness = _vectors(part, weights) @ matrix
        for row, name in enumerate(part):
            begin, end = likeness.indptr[row], likeness.indptr[row + 1]
            places, cosines = likeness.indices[begin:end], likeness.data[begin:end]
            if without_same:
                other = np.array([known[place] != name for place in places.tolist()], dtype=bool)
                places, cosines = places[other], cosines[other]
            found.append(_shares(places, cosines, codes))
    return found


def _shares(places: Any, cosines: Any, codes: Sequence[str]) -> dict[str, float]:
    order = np.lexsort((places, -cosines))[:NEAREST]
    counted: Counter[str] = Counter()
    for place, cosine in zip(places[order].tolist(), cosines[order].tolist(), strict=True):
        if cosine > LEAST:
            counted[codes[place]] += (cosine - LEAST) ** 2
    total, top = counted.total(), float(cosines.max(initial=0.0))
    return {code: top * weight / total for code, weight in counted.most_common()}


@cache
def _index() -> tuple[Any, list[str], list[str], Any]:
    """Transposed tf-idf vectors of the coded examples, their codes and names, and the weight of each window."""
    from zhibiao.classify.store import find_model
    from zhibiao.classify.why import read_examples

    rows = {row["name"]: row["canonical"] for row in read_examples(find_model())[0] if row["canonical"]}
    grams = hash_folded(fold(list(rows)), seed=_SEED, bits=_BITS)
    counts = np.bincount(np.unique(_pairs(grams)) & ((1 << _BITS) - 1), minlength=1 << _BITS)
    weights = np.log((1 + len(rows)) / (1 + counts)).astype(np.float32)
    vectors = _vectors(list(rows), weights)
    return vectors.T.tocsr(), list(rows.values()), list(rows), weights


def _pairs(grams: Any) -> Any:
    """(row, window) of every window of a batch, as one number."""
    rows = np.repeat(np.arange(len(grams.indptr) - 1, dtype=np.int64), grams.counts())
    return (rows << _BITS) | grams.indices


def _vectors(names: list[str], weights: Any) -> Any:
    """The names as rows of length one: the windows of each, once, by their weight."""
    from scipy.sparse import csr_matrix

    pairs = np.unique(_pairs(hash_folded(fold(names), seed=_SEED, bits=_BITS)))
    rows, windows = pairs >> _BITS, pairs & ((1 << _BITS) - 1)
    values = weights[windows]
    lengths = np.sqrt(np.bincount(rows, values**2, minlength=len(names)))
    values = values / np.maximum(lengths[rows], 1e-9)
    return csr_matrix((values.astype(np.float32), (rows, windows)), shape=(len(names), 1 << _BITS))
