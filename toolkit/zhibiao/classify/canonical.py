"""The canonical indicator of a row, within its category: the same name, or the nearest known name.

A name equal to a canonical name or alias (after folding) settles it. Otherwise the aliases of the category
are compared by the cosine of their hashed character n-grams, rare ones weighing more; below a threshold
there is no canonical indicator, which is an answer, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zhibiao.classify.features import fold, hash_texts

Array = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]

_SEED, _BITS, _CHUNK = 7, 20, 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How near a name has to come, and what a cosine is worth as a probability.

    The probability of a right nearest alias is 1 / (1 + exp(-(slope * cosine + offset))), fitted by leaving
    each alias out and looking it up among the others.
    """

    threshold: float = 0.6
    slope: float = 8.0
    offset: float = -4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasIndex:
    """Names and aliases of the canonical indicators, sorted by category, ready for looking up.

    `first` and `count` say where the aliases of a category stand. `keys` are (bucket, category) pairs in
    one number, sorted; the postings of key k are `post_alias` and `post_value` from `post_start[k]` on.
    """

    codes: tuple[str, ...]
    exact: dict[bytes, str]
    categories: dict[str, int]
    first: Longs
    count: Longs
    keys: Longs
    post_start: Longs
    post_alias: Longs
    post_value: Array
    buckets: Longs
    weights: Array
    unseen: float
    match: Match


def folded_keys(texts: Sequence[str]) -> list[bytes]:
    """Each text folded, as bytes: equal for texts that differ only in width, spaces, quotes and numbers."""
    codes, marks = fold(texts)
    return [codes[marks[i] + 1 : marks[i + 1]].tobytes() for i in range(len(texts))]


def build_index(pairs: Sequence[tuple[str, str]], match: Match) -> AliasIndex:
    """The index of (code, name) pairs; the first of two codes that share a folded name keeps it."""
    pairs = sorted(pairs, key=lambda pair: pair[0].split(".")[0])
    codes = tuple(code for code, _ in pairs)
    exact: dict[bytes, str] = {}
    for code, key in zip(codes, folded_keys([name for _, name in pairs]), strict=True):
        exact.setdefault(key, code)
    own = [code.split(".")[0] for code in codes]
    categories = {category: place for place, category in enumerate(dict.fromkeys(own))}
    belongs = np.array([categories[category] for category in own], dtype=np.int64)
    count = np.bincount(belongs, minlength=len(categories)).astype(np.int64)
    rows, grams = _distinct([name for _, name in pairs])
    buckets, places, seen = np.unique(grams, return_inverse=True, return_counts=True)
    weights = np.log((1 + len(pairs)) / (1 + seen)) + 1
    norms = np.sqrt(np.bincount(rows, weights=weights[places] ** 2, minlength=len(pairs)))
    order = np.argsort(keys := grams * 64 + belongs[rows], kind="stable")
    distinct, starts = np.unique(keys[order], return_index=True)
    return AliasIndex(
        codes=codes,
        exact=exact,
        categories=categories,
        first=np.cumsum(count) - count,
        count=count,
        keys=distinct,
        post_start=np.append(starts, len(order)).astype(np.int64),
        post_alias=rows[order],
        post_value=(weights[places] / norms[rows])[order],
        buckets=buckets,
        weights=weights,
        unseen=float(np.log(1 + len(pairs)) + 1),
        match=match,
    )


def _distinct(names: Sequence[str]) -> tuple[Longs, Longs]:
    """(row, bucket) of every n-gram, each once a row."""
    grams = hash_texts(names, seed=_SEED, bits=_BITS)
    rows = np.repeat(np.arange(len(names), dtype=np.int64), grams.counts())
    both = np.unique((rows << _BITS) | grams.indices)
    return both >> _BITS, both & ((1 << _BITS) - 1)


def choose(index: AliasIndex, names: Sequence[str], categories: Sequence[str]) -> list[tuple[str, float]]:
    """For each name within its category: canonical code and probability, ("", 0.0) where nothing is near.

    >>> index = build_index([("O1.01", "培训人数"), ("O2.01", "培训合格率")], Match())
    >>> choose(index, ["培训人数", "培训 合格率", "绿化面积"], ["O1", "O2", "O1"])
    [('O1.01', 1.0), ('O2.01', 1.0), ('', 0.0)]
    """
    found = [(index.exact.get(key, ""), 1.0) for key in folded_keys(names)]
    open_rows = [
        row
        for row, (code, _) in enumerate(found)
        if code.split(".")[0] != categories[row] and categories[row] in index.categories
    ]
    result = [pair if pair[0].split(".")[0] == categories[row] else ("", 0.0) for row, pair in enumerate(found)]
    for start in range(0, len(open_rows), _CHUNK):
        rows = open_rows[start : start + _CHUNK]
        alias, cosine = nearest(index, [names[row] for row in rows], [categories[row] for row in rows])
        for row, place, value in zip(rows, alias, cosine, strict=True):
            if value >= index.match.threshold:
                result[row] = (index.codes[place], probability(index.match, float(value)))
    return result


def nearest(
    index: AliasIndex, names: Sequence[str], categories: Sequence[str], skip: Sequence[int] = ()
) -> tuple[Longs, Array]:
    """Place and cosine of the nearest alias within each name's category; `skip` leaves one alias out a row."""
    belongs = np.array([index.categories[category] for category in categories], dtype=np.int64)
    rows, grams = _distinct(names)
    norms = np.sqrt(np.bincount(rows, weights=_weight(index, grams) ** 2, minlength=len(names)))
    found, place = _look_up(index.keys, grams * 64 + belongs[rows])
    rows, place, grams = rows[found], place[found], grams[found]
    length = index.post_start[place + 1] - index.post_start[place]
    entry = np.repeat(index.post_start[place] - (np.cumsum(length) - length), length) + np.arange(length.sum())
    row = np.repeat(rows, length)
    width = int(index.count.max())
    cell = row * width + index.post_alias[entry] - index.first[belongs[row]]
    value = index.post_value[entry] * np.repeat(_weight(index, grams), length)
    table = np.bincount(cell, weights=value, minlength=len(names) * width).reshape(len(names), width)
    if len(skip):
        table[np.arange(len(names)), np.asarray(skip) - index.first[belongs]] = -1.0
    best = table.argmax(axis=1)
    return best + index.first[belongs], table[np.arange(len(names)), best] / norms


def _weight(index: AliasIndex, grams: Longs) -> Array:
    known, place = _look_up(index.buckets, grams)
    return np.where(known, index.weights[place], index.unseen)


def _look_up(table: Longs, wanted: Longs) -> tuple[npt.NDArray[np.bool_], Longs]:
    place = np.minimum(np.searchsorted(table, wanted), len(table) - 1)
    return table[place] == wanted, place


def probability(match: Match, cosine: float) -> float:
    """Probability that a nearest alias at this cosine is the right canonical indicator.

    >>> round(probability(Match(slope=8.0, offset=-4.0), 0.75), 3)
    0.881
    """
    return float(1.0 / (1.0 + np.exp(-(match.slope * cosine + match.offset))))
