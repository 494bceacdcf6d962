"""Adding up weight rows of ragged lists, in whole numbers: the same sums in any order."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int32]


def sum_rows(weights: npt.NDArray[Any], rows: Whole, indptr: Whole, *, large: bool = False) -> Whole:
    """For each i the sum of `weights[rows[indptr[i]:indptr[i + 1]]]`; `large` takes scipy's product.

    >>> sum_rows(np.array([[0], [1], [10]], dtype=np.int32), np.array([1, 2, 2]), np.array([0, 1, 1, 3])).tolist()
    [[1], [0], [20]]
    """
    count = len(indptr) - 1
    if large:
        from scipy.sparse import csr_matrix

        ones = np.ones(len(rows), dtype=np.int32)
        product: Whole = csr_matrix((ones, rows, indptr), shape=(count, len(weights))) @ weights
        return product
    summed = np.zeros((count, weights.shape[1]), dtype=np.int32)
    filled = np.flatnonzero(np.diff(indptr))  # reduceat gives an empty list its next row
    if len(filled):
        summed[filled] = np.add.reduceat(weights[rows], indptr[filled], axis=0, dtype=np.int32)
    return summed


def take_lists(rows: Whole, indptr: Whole, wanted: npt.NDArray[np.int64]) -> tuple[Whole, Whole]:
    """The lists of `wanted` alone, in that order: their entries and where each begins.

    >>> [part.tolist() for part in take_lists(np.array([5, 6, 7]), np.array([0, 1, 1, 3]), np.array([2, 0]))]
    [[6, 7, 5], [0, 2, 3]]
    """
    sizes = np.diff(indptr)[wanted]
    ends = np.cumsum(sizes)
    starts = np.repeat(indptr[wanted] - (ends - sizes), sizes)
    places = starts + np.arange(len(starts), dtype=starts.dtype)
    return rows[places], np.concatenate(([0], ends)).astype(np.int32)


def drop_zeros(rows: Whole, indptr: Whole) -> tuple[Whole, Whole]:
    """The lists without their zero entries (what no table knows).

    >>> [part.tolist() for part in drop_zeros(np.array([0, 3, 0]), np.array([0, 2, 3]))]
    [[3], [0, 1, 1]]
    """
    kept = rows != 0
    before = np.concatenate(([0], np.cumsum(kept))).astype(np.int32)
    return rows[kept], before[indptr]
