"""Inference: linear weights over hashed features, softmax with a temperature. Needs numpy only.

scipy multiplies large batches faster, but costs 0.3 s to import: a review of one document never needs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zhibiao.classify.canonical import AliasIndex, Match
from zhibiao.classify.decide import Decision
from zhibiao.classify.families import Family, FeatureSettings, Floats, families
from zhibiao.classify.features import Ints

CHUNK = 8192
LARGE = 2048  # rows from which scipy's product beats gathering, its import included


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A trained model in memory.

    `weights` has a row for each kept bucket after a first row of zeros; `places` maps every bucket to its
    row, 0 for buckets never seen. Weights are whole numbers of `step`: sums of whole numbers do not depend
    on the order or the machine. `name` tells models apart in reports.
    """

    name: str
    classes: tuple[str, ...]
    settings: FeatureSettings
    places: Ints
    weights: Ints
    step: np.float32
    bias: Floats
    temperature: float
    decision: Decision
    aliases: AliasIndex
    match: Match


def predict(
    model: Model,
    names: Sequence[str],
    targets: Sequence[str] | None = None,
    units: Sequence[str] | None = None,
) -> npt.NDArray[np.float64]:
    """Probabilities of the classes by content alone, one row a name; rows add up to 1.

    `targets` and `units` are lists as long as `names`, or None where there are none.
    """
    nothing = [""] * len(names)
    columns = (names, nothing if targets is None else targets, nothing if units is None else units)
    if not len(names):
        return np.zeros((0, len(model.classes)))
    large = len(names) >= LARGE
    parts = []
    for start in range(0, len(names), CHUNK):
        name, target, unit = (column[start : start + CHUNK] for column in columns)
        parts.append(softmax(scores(model, families(name, target, unit, model.settings), large=large), model))
    return np.concatenate(parts)


def scores(model: Model, batch: Sequence[Family], *, large: bool = False) -> Floats:
    """Linear scores of a batch before the softmax."""
    total = np.tile(model.bias, (len(batch[0].scale), 1))
    for family in batch:
        total += _sums(model, family, large=large) * (family.scale * model.step)[:, None]
    return total


def _sums(model: Model, family: Family, *, large: bool) -> Ints:
    rows = model.places[family.grams.indices]
    starts = family.grams.indptr
    if not large:
        summed: Ints = np.add.reduceat(model.weights[rows], starts[:-1], axis=0)
        return summed
    from scipy.sparse import csr_matrix

    ones = np.ones(len(rows), dtype=np.int32)
    matrix = csr_matrix((ones, rows, starts), shape=(len(starts) - 1, len(model.weights)))
    product: Ints = matrix @ model.weights
    return product


def softmax(raw: Floats, model: Model) -> npt.NDArray[np.float64]:
    """Probabilities from scores at the temperature of the model."""
    return tempered(raw.astype(np.float64), model.temperature)


def tempered(raw: npt.NDArray[np.float64], temperature: float) -> npt.NDArray[np.float64]:
    """Softmax of scores divided by `temperature`: above 1 it is less sure, below 1 surer.

    >>> tempered(np.array([[0.0, 0.0]]), 2.0).tolist()
    [[0.5, 0.5]]
    """
    scaled = raw / temperature
    scaled -= scaled.max(axis=1, keepdims=True)
    powers = np.exp(scaled)
    shares: npt.NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return shares
