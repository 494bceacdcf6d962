"""The canonical indicator of a row, within its category: the same name, or a vote of the nearest names.

A name equal to a canonical name or alias (after folding) settles it. Otherwise every known name of the
category votes for its indicator with the square of its cosine (hashed character n-grams, rare ones weighing
more). How large the winner's share is and how near it comes give the probability that it is right; below a
threshold there is no canonical indicator, which is an answer, too.
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
_CATEGORIES, _NAMES = 6, 20  # bits for a category and for a name in a posting


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a vote is worth: probability 1 / (1 + exp(-(share * ln s + near * ln n + offset))).

    s is the winner's share of the votes, n how near its names come (the root of its votes). Below
    `threshold` no canonical indicator is given. Fitted on rows whose file was left out of the index.
    """

    threshold: float = 0.5
    share: float = 1.5
    near: float = 2.0
    offset: float = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasIndex:
    """Known names of the canonical indicators, sorted by category, ready for looking up.

    `codes` are the indicators and `belongs` says which of them each name stands for; `categories` maps a
    category to its number, `first_name` and `first_code` say where it begins. `keys` are (bucket, category)
    pairs in one number, sorted; the postings of key k are `names` and `values` from `starts[k]` on.
    """

    codes: tuple[str, ...]
    belongs: Longs
    exact: dict[bytes, str]
    categories: dict[str, int]
    first_name: Longs
    first_code: Longs
    keys: Longs
    starts: Longs
    names: Longs
    values: Array
    buckets: Longs
    weights: Array
    unseen: float


def folded_keys(texts: Sequence[str]) -> list[bytes]:
    """Each text folded, as bytes: equal for texts that differ only in width, spaces, quotes and numbers."""
    codes, marks = fold(texts)
    return [codes[marks[i] + 1 : marks[i + 1]].tobytes() for i in range(len(texts))]


def build_index(pairs: Sequence[tuple[str, str]]) -> AliasIndex:
    """The index of (code, name) pairs; the first of two codes that share a folded name keeps it."""
    exact: dict[bytes, str] = {}
    for (code, _), key in zip(pairs, folded_keys([name for _, name in pairs]), strict=True):
        exact.setdefault(key, code)
    pairs = sorted(pairs, key=lambda pair: pair[0])
    codes = tuple(dict.fromkeys(code for code, _ in pairs))
    place = {code: number for number, code in enumerate(codes)}
    categories = {name: number for number, name in enumerate(dict.fromkeys(map(category_of, codes)))}
    belongs = np.array([place[code] for code, _ in pairs], dtype=np.int64)
    owner = np.array([categories[category_of(code)] for code in codes], dtype=np.int64)
    keys, names = _postings([name for _, name in pairs], owner[belongs] if pairs else belongs)
    distinct, starts = _runs(keys)
    buckets, first = _runs(keys >> _CATEGORIES)
    seen = np.diff(np.append(first, len(keys)))
    weights = np.log((1 + len(pairs)) / (1 + seen)) + 1
    value = np.repeat(weights, seen)
    norms = np.sqrt(np.bincount(names, weights=value**2, minlength=len(pairs)))
    return AliasIndex(
        codes=codes,
        belongs=belongs,
        exact=exact,
        categories=categories,
        first_name=np.searchsorted(owner[belongs] if pairs else belongs, np.arange(len(categories) + 1)),
        first_code=np.searchsorted(owner, np.arange(len(categories) + 1)),
        keys=distinct,
        starts=np.append(starts, len(keys)),
        names=names,
        values=value / norms[names],
        buckets=buckets,
        weights=weights,
        unseen=float(np.log(1 + len(pairs)) + 1),
    )


def category_of(code: str) -> str:
    """Category of an indicator code, "" of none.

    >>> category_of("O1.07"), category_of("")
    ('O1', '')
    """
    return code.split(".", maxsplit=1)[0]


def _postings(names: Sequence[str], owner: Longs) -> tuple[Longs, Longs]:
    """(bucket and category, name) of every n-gram, sorted, each once a name."""
    grams = hash_texts(names, seed=_SEED, bits=_BITS)
    rows = np.repeat(np.arange(len(names), dtype=np.int64), grams.counts())
    keys = (grams.indices.astype(np.int64) << _CATEGORIES) | owner[rows]
    both = np.sort((keys << _NAMES) | rows)
    both = both[np.append(True, both[1:] != both[:-1])] if len(both) else both
    return both >> _NAMES, both & ((1 << _NAMES) - 1)


def _runs(values: Longs) -> tuple[Longs, Longs]:
    """Distinct values of a sorted array and where each begins."""
    starts = np.flatnonzero(np.append(True, values[1:] != values[:-1])) if len(values) else values
    return values[starts], starts


def choose(
    index: AliasIndex, match: Match, names: Sequence[str], categories: Sequence[str]
) -> list[tuple[str, float]]:
    """For each name within its category: canonical code and probability, ("", 0.0) where nothing is near.

    >>> index = build_index([("O1.01", "培训人数"), ("O2.01", "培训合格率")])
    >>> choose(index, Match(), ["培训人数", "培训 合格率", "绿化面积"], ["O1", "O2", "O1"])
    [('O1.01', 1.0), ('O2.01', 1.0), ('', 0.0)]
    """
    same = [index.exact.get(key, "") for key in folded_keys(names)]
    result = [
        (code, 1.0) if category_of(code) == category and code else ("", 0.0)
        for code, category in zip(same, categories, strict=True)
    ]
    asked = [row for row, (code, _) in enumerate(result) if not code and categories[row] in index.categories]
    for start in range(0, len(asked), _CHUNK):
        rows = asked[start : start + _CHUNK]
        places, share, near = vote(index, [names[row] for row in rows], [categories[row] for row in rows])
        chances = probability(match, share, near)
        for row, place, chance in zip(rows, places.tolist(), chances.tolist(), strict=True):
            if chance >= match.threshold:
                result[row] = (index.codes[place], chance)
    return result


def vote(index: AliasIndex, names: Sequence[str], categories: Sequence[str]) -> tuple[Longs, Array, Array]:
    """For each name the winner among the codes of its category, its share of the votes, and its nearness.

    All categories have to be in the index.
    """
    owner = np.array([index.categories[category] for category in categories], dtype=np.int64)
    row, name, cosine = _cosines(index, names, owner)
    width = int(np.diff(index.first_code).max())
    cell = row * width + index.belongs[name] - index.first_code[owner[row]]
    votes = np.bincount(cell, weights=cosine**2, minlength=len(names) * width).reshape(len(names), width)
    best = votes.argmax(axis=1)
    won = votes[np.arange(len(names)), best]
    share = won / np.maximum(votes.sum(axis=1), 1e-12)
    return best + index.first_code[owner], share, np.sqrt(won)


def _cosines(index: AliasIndex, names: Sequence[str], owner: Longs) -> tuple[Longs, Longs, Array]:
    """(row, known name, cosine) of all pairs within a category that share an n-gram."""
    keys, rows = _postings(names, owner)
    weights = _weight(index, keys >> _CATEGORIES)
    norms = np.sqrt(np.bincount(rows, weights=weights**2, minlength=len(names)))
    found, place = _look_up(index.keys, keys)
    rows, place, weights = rows[found], place[found], weights[found]
    length = index.starts[place + 1] - index.starts[place]
    entry = np.repeat(index.starts[place] - (np.cumsum(length) - length), length) + np.arange(length.sum())
    row = np.repeat(rows, length)
    width = int(np.diff(index.first_name).max())
    cell = row * width + index.names[entry] - index.first_name[owner[row]]
    table = np.bincount(
        cell, weights=index.values[entry] * np.repeat(weights, length), minlength=len(names) * width
    )
    filled = np.flatnonzero(table)
    row, local = filled // width, filled % width
    return row, local + index.first_name[owner[row]], table[filled] / norms[row]


def _weight(index: AliasIndex, buckets: Longs) -> Array:
    known, place = _look_up(index.buckets, buckets)
    return np.where(known, index.weights[place], index.unseen)


def _look_up(table: Longs, wanted: Longs) -> tuple[npt.NDArray[np.bool_], Longs]:
    place = np.minimum(np.searchsorted(table, wanted), len(table) - 1)
    return table[place] == wanted, place


def probability(match: Match, share: Array, near: Array) -> Array:
    """Probability that the winner of a vote is the right canonical indicator.

    >>> probability(Match(share=1.0, near=1.0, offset=0.0), np.array([1.0]), np.array([1.0])).tolist()
    [0.5]
    """
    strength = match.share * np.log(np.maximum(share, 1e-9)) + match.near * np.log(np.maximum(near, 1e-9))
    chances: Array = 1.0 / (1.0 + np.exp(-(strength + match.offset)))
    return chances
