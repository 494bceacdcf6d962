"""Inference: linear weights over the character windows of a text, softmax with a temperature. Needs numpy only.

Features are the n-grams of one to three characters, weighted by how rare they are (tf-idf) and divided by the
length of the whole row of features. They are stored ready added: the row of a window of three characters holds
the weights of its one, its two and its three characters together, so each place of a text costs one row instead
of three. A window that training did not see falls back to its first two characters, then to its first.

scipy multiplies large batches faster, but costs 0.3 s to import: a review of one document never needs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zhibiao.classify.canonical import CanonicalModel
from zhibiao.classify.decide import Decision
from zhibiao.classify.features import Folded, Ints, bucket_and_tag, fold, windows
from zhibiao.classify.sums import sum_rows
from zhibiao.classify.texts import chunks, indicator_texts

LARGE = 2048  # rows from which scipy's product beats gathering, its import included
SEED = 9  # of the hash of the classifier's windows

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """Linear weights of the classes, and where the weights of a window stand.

    `places` maps each of 2**bits buckets to a row, 0 for buckets never seen; `tags` tells whether the window in
    that bucket is the one asked for. `weights` has the weights of the classes in whole numbers of `step`, then,
    in the last column, the square of the window's length in whole numbers of `square_step`: sums of whole
    numbers do not depend on the order or the machine. Row 0 is that of a window nobody knows.
    """

    classes: tuple[str, ...]
    bits: int
    places: Ints
    tags: npt.NDArray[np.uint8]
    weights: Ints
    step: np.float32
    square_step: np.float32
    bias: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A trained model in memory. `name` tells models apart in reports."""

    name: str
    linear: Linear
    temperature: float
    decision: Decision
    canonical: CanonicalModel

    @property
    def classes(self) -> tuple[str, ...]:
        """The categories, in the order of the probabilities."""
        return self.linear.classes


def predict(
    model: Model,
    names: Sequence[str],
    targets: Sequence[str] | None = None,
    units: Sequence[str] | None = None,
) -> Floats:
    """Probabilities of the classes by content alone, one row a name; rows add up to 1.

    `targets` and `units` are lists as long as `names`, or None where there are none.
    """
    texts = indicator_texts(names, targets, units)
    return tempered(scores(model.linear, texts), model.temperature)


def scores(linear: Linear, texts: Sequence[str]) -> Floats:
    """Linear scores of `texts` (see `indicator_texts`), one column a class."""
    total = np.empty((len(texts), len(linear.classes)), dtype=np.float32)
    large = len(texts) >= LARGE
    for part in chunks(len(texts)):
        folded = fold(texts[part])
        indptr = folded.marks.astype(np.int32)
        summed = sum_rows(linear.weights, window_rows(linear, folded), indptr, large=large)
        length = np.sqrt(summed[:, -1].astype(np.float32) * linear.square_step)
        np.multiply(summed[:, :-1], (linear.step / length)[:, None], out=total[part])
        total[part] += linear.bias
    return total


def window_rows(linear: Linear, text: Folded) -> Ints:
    """The weight row of the longest known window at each place of the texts, 0 where none is known."""
    one, two, three = windows(text, SEED)
    rows = _known(linear, three)
    for shorter in (two, one):
        missing = np.flatnonzero(rows == 0)
        rows[missing] = _known(linear, shorter[missing])
    return rows


def _known(linear: Linear, mixed: npt.NDArray[np.uint32]) -> Ints:
    buckets, tags = bucket_and_tag(mixed, linear.bits)
    rows: Ints = linear.places.take(buckets, mode="clip")  # nothing to clip, but numpy is quicker with it
    rows *= linear.tags.take(rows, mode="clip") == tags
    return rows


def tempered(raw: npt.NDArray[np.floating], temperature: float) -> Floats:
    """Softmax of scores divided by `temperature`: above 1 it is less sure, below 1 surer.

    >>> tempered(np.array([[0.0, 0.0]]), 2.0).tolist()
    [[0.5, 0.5]]
    """
    scaled = (raw * (1.0 / temperature)).astype(np.float32)
    scaled -= scaled.max(axis=1, keepdims=True)
    powers = np.exp(scaled, out=scaled)
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares
