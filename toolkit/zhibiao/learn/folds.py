"""Cross-validation by document: rows of one document are never on both sides, nor are copies of their names."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from zhibiao.classify.classifier import Linear, scores
from zhibiao.classify.features import hash_texts
from zhibiao.learn.corpus import Row
from zhibiao.learn.fit import Recipe, fit, row_texts

FOLDS = 5
MEASURED = ("real", "seed")
COPY = 0.8  # names from this cosine on count as copies of each other
NEVER = 2.0  # a cosine that no two names reach

Places = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]


def measured_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows of real documents: those that figures are about."""
    return [row for row in rows if row.origin in MEASURED]


def document_folds(rows: Sequence[Row], *, seed: int, folds: int = FOLDS) -> dict[str, int]:
    """Fold of each document, documents in an order drawn by `seed`, each to the fold with fewest rows.

    >>> rows = [Row(name="a", category="O1", origin="real", document=d) for d in "ppqr"]
    >>> sorted(document_folds(rows, seed=0, folds=2).items())
    [('p', 1), ('q', 0), ('r', 0)]
    """
    size = Counter(row.document for row in rows)
    drawn = sorted(size, key=lambda document: hashlib.sha256(f"{seed}:{document}".encode()).digest())
    filled = [0] * folds
    result = {}
    for document in drawn:
        fold = filled.index(min(filled))
        result[document] = fold
        filled[fold] += size[document]
    return result


def nearest_names(names: Sequence[str], others: Sequence[str]) -> Doubles:
    """Cosine of the nearest of `others` for each of `names`, by their character n-grams (1 = the same).

    >>> nearest_names(["项目验收合格率"], ["验收合格率", "项目 验收合格率"]).round(2).tolist()
    [1.0]
    """
    if not len(others):
        return np.zeros(len(names))
    left, right = unit_vectors(names), unit_vectors(others)
    nearest: Doubles = (left @ right.T).max(axis=1).toarray().ravel().astype(np.float64)
    return nearest


def unit_vectors(names: Sequence[str]) -> Any:
    """Character n-grams of each name as a row of length 1: a sparse matrix, names by buckets."""
    from scipy.sparse import csr_matrix, diags

    grams = hash_texts(names, seed=1, bits=20)
    ones = np.ones(len(grams.indices), dtype=np.float32)
    matrix = csr_matrix((ones, grams.indices, grams.indptr), shape=(len(names), 1 << 20))
    matrix.sum_duplicates()
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return (diags(1.0 / np.maximum(norms, 1e-9)) @ matrix).tocsr()


def splits(
    rows: Sequence[Row],
    *,
    seed: int,
    folds: int = FOLDS,
    copy: float = COPY,
    asked: Callable[[Sequence[Row]], list[Row]] = measured_rows,
) -> Iterator[tuple[list[Row], Places]]:
    """For each fold: the training rows, and the places of the held-out rows among all that are `asked`.

    The other rows (for measured ones: own, taxonomy) train in every fold, but for those whose name comes as
    near as `copy` to a held-out row's: the taxonomy took some of its names from these very documents.
    """
    questions = asked(rows)
    fold_of = document_folds(questions, seed=seed, folds=folds)
    known = set(map(id, questions))
    others = [row for row in rows if id(row) not in known]
    for fold in range(folds):
        held_out = [place for place, row in enumerate(questions) if fold_of[row.document] == fold]
        copied = np.zeros(len(others))
        if copy < NEVER and held_out:
            names = [questions[place].name for place in held_out]
            copied = nearest_names([row.name for row in others], names)
        training = [row for row in questions if fold_of[row.document] != fold]
        training += [row for row, cosine in zip(others, copied, strict=True) if cosine < copy]
        yield training, np.array(held_out, dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfFold:
    """Linear scores of every measured row by a model that saw no row of its document.

    `bare` are the scores when only the names are given; `nearest` is the cosine of the nearest name that
    the model was trained on; `folds` the fold of each row.
    """

    scores: Doubles
    bare: Doubles
    nearest: Doubles
    folds: Places


def out_of_fold(
    rows: Sequence[Row], classes: Sequence[str], recipe: Recipe, *, seed: int, copy: float = COPY
) -> OutOfFold:
    """Cross-validated scores of the measured rows among `rows`; `copy` as in `splits`."""
    measured = measured_rows(rows)
    results = [np.zeros((len(measured), len(classes))) for _ in range(2)]
    nearest, folds = np.zeros(len(measured)), np.zeros(len(measured), dtype=np.int64)
    for fold, (training, held_out) in enumerate(splits(rows, seed=seed, copy=copy)):
        if not len(held_out):
            continue
        linear = fit(training, classes, recipe, seed=seed)
        asked = [measured[place] for place in held_out]
        for result, targets in zip(results, (True, False), strict=True):
            result[held_out] = row_scores(linear, asked, targets=targets)
        nearest[held_out] = nearest_names([row.name for row in asked], [row.name for row in training])
        folds[held_out] = fold
    return OutOfFold(scores=results[0], bare=results[1], nearest=nearest, folds=folds)


def row_scores(linear: Linear, rows: Sequence[Row], *, targets: bool = True) -> Doubles:
    """Linear scores of rows, the way inference computes them; without their targets if asked."""
    return scores(linear, row_texts(rows, targets=targets)).astype(np.float64)
