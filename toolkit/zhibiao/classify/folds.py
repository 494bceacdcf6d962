"""Cross-validation by document: rows of one document are never on both sides."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from zhibiao.classify.corpus import Row
from zhibiao.classify.fit import Doubles, Recipe, fit, hashed_matrix

FOLDS = 5
MEASURED = ("real", "seed")


def document_folds(rows: Sequence[Row], *, seed: int, folds: int = FOLDS) -> dict[str, int]:
    """Fold of each document, documents in an order drawn by `seed`, each to the fold with fewest rows.

    >>> rows = [Row(name="a", category="O1", origin="real", document=d) for d in "ppqr"]
    >>> sorted(document_folds(rows, seed=0, folds=2).items())
    [('p', 0), ('q', 1), ('r', 1)]
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


def splits(
    rows: Sequence[Row], *, seed: int, folds: int = FOLDS
) -> Iterator[tuple[list[Row], npt.NDArray[np.int64]]]:
    """For each fold: the training rows, and the places of the held-out measured rows among all measured.

    Rows that are not measured (own, taxonomy) train in every fold.
    """
    measured = [row for row in rows if row.origin in MEASURED]
    fold_of = document_folds(measured, seed=seed, folds=folds)
    for fold in range(folds):
        training = [row for row in rows if row.origin not in MEASURED or fold_of[row.document] != fold]
        held_out = [place for place, row in enumerate(measured) if fold_of[row.document] == fold]
        yield training, np.array(held_out, dtype=np.int64)


def out_of_fold(
    rows: Sequence[Row], classes: Sequence[str], recipe: Recipe, *, seed: int, targets: bool = True
) -> Doubles:
    """Linear scores of every measured row by a model that saw no row of its document.

    `targets=False` measures as if only the names had been given.
    """
    measured = [row for row in rows if row.origin in MEASURED]
    matrix = hashed_matrix(measured, recipe.features, targets=targets)
    result = np.zeros((len(measured), len(classes)))
    for training, held_out in splits(rows, seed=seed):
        if len(held_out):
            result[held_out] = fit(training, classes, recipe, seed=seed).scores(matrix[held_out])
    return result
