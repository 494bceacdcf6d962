"""The rows with a known answer that are most like a wording, whatever their category.

The classifier asks within the likely categories; a slogan is often filed elsewhere than the rows that count the
same thing. Rare windows of characters weigh more than common ones (tf-idf), so that 蚊蝇 finds 蚊蝇. Known are the
labelled rows of the model with their canonical indicator, the vague wordings whose answers people wrote, and those
that the taxonomy lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from zhibiao.classify.features import fold, hash_folded
from zhibiao.taxonomy.entries import all_entries

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_SEED, _BITS = 1, 20
_NAMES = 40  # bits for the number of a name
NEAREST = 15
LEAST = 0.1
"""A cosine below it says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A known row: its wording, what it means (one code) or what answers it (several, best first).

    `weight` is its part of the greatest cosine that the asked name has with any row.
    """

    wording: str
    codes: tuple[str, ...]
    weight: float


def find_neighbours(names: Sequence[str], *, without_same: bool = False) -> Iterator[tuple[Neighbour, ...]]:
    """For each name the nearest known rows, nearest first; their weights add up to the greatest cosine.

    `without_same` leaves rows of the very name out: for measuring on rows that the model learnt from.
    """
    index = _index()
    windows, marks = _windows(names)
    for at, name in enumerate(names):
        cosines = index.cosines(windows[marks[at] : marks[at + 1]])
        near_enough = np.flatnonzero(cosines > LEAST)
        order = near_enough[np.argsort(-cosines[near_enough], kind="stable")][: NEAREST * 2]
        near = list(zip(order.tolist(), cosines[order].tolist(), strict=True))
        near = [
            (row, cosine) for row, cosine in near if not (without_same and index.known[row].wording == name)
        ]
        yield _weighted([(index.known[row], cosine) for row, cosine in near[:NEAREST]])


def _weighted(near: Sequence[tuple[Known, float]]) -> tuple[Neighbour, ...]:
    total = sum((cosine - LEAST) ** 2 for _, cosine in near)
    top = max((cosine for _, cosine in near), default=0.0)
    return tuple(
        Neighbour(wording=known.wording, codes=known.codes, weight=top * (cosine - LEAST) ** 2 / total)
        for known, cosine in near
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A row of the index, as in Neighbour."""

    wording: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """An inverted index: the rows that have window w are `owners[starts[w] : starts[w + 1]]`.

    `weights` are those of the windows, `lengths` those of the rows' vectors.
    """

    known: tuple[Known, ...]
    starts: Ints
    owners: Ints
    weights: Floats
    lengths: Floats

    def cosines(self, windows: Ints) -> Floats:
        """The cosine of a text with these windows and each row."""
        lists = [self.owners[self.starts[window] : self.starts[window + 1]] for window in windows.tolist()]
        squares = self.weights[windows] ** 2
        counts = np.array([len(one) for one in lists], dtype=np.int64)
        found = np.concatenate(lists) if lists else np.zeros(0, np.int64)
        sums = np.bincount(found, np.repeat(squares, counts), minlength=len(self.known))
        length = np.sqrt(squares.sum())
        cosines: Floats = sums / np.maximum(self.lengths * length, 1e-9)
        return cosines


@cache
def _index() -> _Index:
    """The index of everything known; raises ZhibiaoError MD01 or MD02 where there is no readable model."""
    known = (*_labelled(), *_written(), *_vague_forms())
    windows, owners = _split(_pairs([one.wording for one in known], first="window"), _NAMES)
    counts = np.bincount(windows, minlength=1 << _BITS)
    weights = np.log((1 + len(known)) / (1 + counts))
    return _Index(
        known=known,
        starts=np.concatenate(([0], np.cumsum(counts))),
        owners=owners,
        weights=weights,
        lengths=np.sqrt(np.bincount(owners, weights[windows] ** 2, minlength=len(known))),
    )


def _labelled() -> Iterator[Known]:
    """The rows that the model learnt from and that have a canonical indicator, each name once."""
    from zhibiao.classify.store import find_model
    from zhibiao.classify.why import read_examples

    rows = {row["name"]: row["canonical"] for row in read_examples(find_model())[0] if row["canonical"]}
    return (Known(wording=name, codes=(code,)) for name, code in rows.items())


def _written() -> Iterator[Known]:
    """The vague wordings with the answers that people wrote."""
    from zhibiao.suggest.answers import GRADE, read_answers

    answers = ((one.name, tuple(code for code in one.accept if code != GRADE)) for one in read_answers())
    return (Known(wording=name, codes=codes) for name, codes in answers if codes)


def _vague_forms() -> Iterator[Known]:
    """The vague wordings that the taxonomy lists at an indicator."""
    return (Known(wording=form, codes=(entry.code,)) for entry in all_entries() for form in entry.vague_forms)


def _windows(names: Sequence[str]) -> tuple[Ints, Ints]:
    """The different windows of each name, one name after another, and where each begins."""
    rows, windows = _split(_pairs(names, first="name"), _BITS)
    return windows, np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=len(names)))))


def _pairs(names: Sequence[str], *, first: Literal["name", "window"]) -> Ints:
    """Each different window of each name with it as one number, sorted by the `first` of the two."""
    grams = hash_folded(fold(list(names)), seed=_SEED, bits=_BITS)
    rows = np.repeat(np.arange(len(names), dtype=np.int64), grams.counts())
    windows = grams.indices.astype(np.int64)
    pairs = np.sort((rows << _BITS) | windows if first == "name" else (windows << _NAMES) | rows)
    return pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))] if len(pairs) else pairs


def _split(pairs: Ints, bits: int) -> tuple[Ints, Ints]:
    """Both halves of each pair; the second has `bits` bits."""
    return pairs >> bits, pairs & ((1 << bits) - 1)
