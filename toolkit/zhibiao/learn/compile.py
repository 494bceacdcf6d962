"""From weights per bucket to the weights that inference reads: sums of each window, the useful ones kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zhibiao.classify.classifier import SEED, Floats, Linear
from zhibiao.classify.features import Ints, bucket_and_tag, fold, windows

SQUARE_STEP = np.float32(1 / 64)
_ALWAYS = np.float32(np.inf)  # single characters are kept whatever they weigh: everything falls back to them


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketWeights:
    """What training found: for each of `buckets` (sorted) the weights of the classes and the idf.

    `unseen` is the idf of an n-gram that no training row has.
    """

    classes: tuple[str, ...]
    bits: int
    buckets: Ints
    weights: Floats
    idf: Floats
    unseen: float
    bias: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class _Windows:
    """Distinct windows of one length: bucket, tag, summed weights, summed squares, and what keeping them gains."""

    buckets: Ints
    tags: npt.NDArray[np.uint8]
    weights: Floats
    squares: Floats
    gain: Floats


def compile_weights(found: BucketWeights, texts: Sequence[str], *, keep: int) -> Linear:
    """The stored form of `found` for the windows of the training `texts`: whole numbers, `keep` rows at most.

    A window of characters is kept for what it adds to its beginning: one that adds little falls back. Where
    two windows share a bucket the shorter one, then the one that sorts first, keeps it.
    """
    levels = list(_levels(found, texts))
    buckets = np.concatenate([level.buckets for level in levels])
    _, first = np.unique(buckets, return_index=True)
    gain = np.concatenate([level.gain for level in levels])[first]
    chosen = first[np.sort(np.argsort(-gain, kind="stable")[:keep])]
    weights = np.concatenate([level.weights for level in levels])[chosen]
    squares = np.concatenate([level.squares for level in levels])[chosen]
    nothing = np.float32(3 * found.unseen**2)
    step = np.float32(np.abs(weights).max(initial=1e-6) / np.iinfo(np.int16).max)
    table = np.zeros((len(chosen) + 1, len(found.classes) + 1), dtype=np.int32)
    table[1:, :-1] = np.round(weights / step)
    table[:, -1] = np.round(np.concatenate(([nothing], squares)) / SQUARE_STEP)
    places = np.zeros(1 << found.bits, dtype=np.int32)
    places[buckets[chosen]] = np.arange(1, len(chosen) + 1, dtype=np.int32)
    tags = np.concatenate([level.tags for level in levels])[chosen]
    return Linear(
        classes=found.classes,
        bits=found.bits,
        places=places,
        tags=np.concatenate((np.zeros(1, np.uint8), tags)),
        weights=table,
        step=step,
        square_step=SQUARE_STEP,
        bias=found.bias,
    )


def _levels(found: BucketWeights, texts: Sequence[str]) -> Iterator[_Windows]:
    """Distinct windows of one, two and three characters; what a longer one would add is not there for a shorter."""
    where = np.zeros(1 << found.bits, dtype=np.int32)
    where[found.buckets] = np.arange(1, len(found.buckets) + 1, dtype=np.int32)
    weights = np.concatenate((np.zeros((1, len(found.classes)), np.float32), found.weights))
    squares = np.concatenate(([found.unseen], found.idf)).astype(np.float32) ** 2
    spread = weights.max(axis=1) - weights.min(axis=1)
    columns = windows(fold(texts), SEED)
    hashed = [bucket_and_tag(mixed, found.bits)[0] for mixed in columns]
    for order in range(3):
        mixed, first = np.unique(columns[order], return_index=True)
        parts = [where[column[first]] for column in hashed[: order + 1]]
        buckets, tags = bucket_and_tag(mixed, found.bits)
        yield _Windows(
            buckets=buckets,
            tags=tags,
            weights=np.sum([weights[part] for part in parts], axis=0),
            squares=np.sum([squares[part] for part in parts], axis=0)
            + np.float32((2 - order) * found.unseen**2),
            gain=spread[parts[-1]] if order else np.full(len(mixed), _ALWAYS),
        )
