"""The canonical indicator of a row, within its category: the same name, or linear weights of that category.

A name equal to a canonical name or alias (after folding) settles it. Otherwise each category has weights of
its own over the n-grams of the name, one class an indicator and one for none of them. Below a threshold there
is no canonical indicator, which is an answer, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zhibiao.classify.features import Folded, Grams, Ints, fingerprints, hash_folded
from zhibiao.classify.sums import drop_zeros, sum_rows, take_lists

Floats = npt.NDArray[np.float32]
Longs = npt.NDArray[np.int64]
Array = npt.NDArray[np.float64]
Hashes = npt.NDArray[np.uint64]

SEED = 1  # of the hash of names
NONE = -1  # no canonical indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """The indicators of one category: `codes` are their places in all codes, NONE (last) for none of them.

    `rows` maps an n-gram of the whole table to a row of `weights` (row 0: zeros); weights are whole
    numbers of `step`.
    """

    codes: Longs
    rows: Ints
    weights: npt.NDArray[np.int8]
    step: np.float32
    bias: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class CanonicalModel:
    """All branches, the n-grams they know (`places`: bucket -> n-gram, 0 unknown), and names settled at once.

    `exact` are the sorted fingerprints of known names and `exact_codes` what each of them is. `temperature`
    makes the probabilities right; below `threshold` no indicator is given.
    """

    codes: tuple[str, ...]
    branches: Mapping[str, Branch]
    bits: int
    places: Ints
    exact: Hashes
    exact_codes: Longs
    temperature: float
    threshold: float


def category_of(code: str) -> str:
    """Category of an indicator code, "" of none.

    >>> category_of("O1.07"), category_of("")
    ('O1', '')
    """
    return code.split(".", maxsplit=1)[0]


def choose(
    model: CanonicalModel, names: Folded, categories: Sequence[str], *, large: bool = False
) -> tuple[Longs, Array]:
    """For each name within its category: place of the code in `model.codes` (NONE: none) and probability.

    The probability of NONE is 0.
    """
    branches = {category: number for number, category in enumerate(model.branches)}
    wanted = np.fromiter((branches.get(name, NONE) for name in categories), np.int64, len(categories))
    codes, chances = _same_names(model, names, wanted)
    known = known_grams(model, names)
    unsettled = codes == NONE
    for number, branch in enumerate(model.branches.values()):
        rows = np.flatnonzero(unsettled & (wanted == number))
        if len(rows):
            codes[rows], chances[rows] = _best(model, branch, known, rows, large=large)
    return codes, chances


def known_grams(model: CanonicalModel, names: Folded) -> Grams:
    """The n-grams of the names by their number in the whole table (0: unknown)."""
    grams = hash_folded(names, seed=SEED, bits=model.bits)
    return Grams(indices=model.places[grams.indices], indptr=grams.indptr)


def same_names(model: CanonicalModel, names: Folded) -> Longs:
    """The place of the indicator whose known name each name is, NONE where it is nobody's."""
    hashes = fingerprints(names)
    codes = np.full(len(hashes), NONE, dtype=np.int64)
    if len(model.exact):
        place = np.minimum(np.searchsorted(model.exact, hashes), len(model.exact) - 1)
        same = model.exact[place] == hashes
        codes[same] = model.exact_codes[place][same]
    return codes


def _same_names(model: CanonicalModel, names: Folded, wanted: Longs) -> tuple[Longs, Array]:
    """Codes of the names that are known names of an indicator of the wanted branch."""
    codes = same_names(model, names)
    branches = {category: number for number, category in enumerate(model.branches)}
    owner = np.array([branches[category_of(code)] for code in model.codes] or [NONE], dtype=np.int64)
    codes = np.where((codes != NONE) & (owner[codes] == wanted), codes, NONE)
    return codes, (codes != NONE).astype(np.float64)


def _best(
    model: CanonicalModel, branch: Branch, known: Grams, rows: Longs, *, large: bool
) -> tuple[Longs, Array]:
    chances = branch_chances(model.temperature, branch, known, rows, large=large)
    best = chances.argmax(axis=1)
    chance = chances[np.arange(len(rows)), best]
    codes = np.where(chance >= model.threshold, branch.codes[best], NONE)
    return codes, np.where(codes == NONE, 0.0, chance)


def branch_chances(
    temperature: float, branch: Branch, known: Grams, rows: Longs, *, large: bool = False
) -> Array:
    """Probabilities of the indicators of a branch (last column: none of them) for `rows` of a batch.

    `known` are the n-grams of the batch, by their number in the whole table.
    """
    counts = np.maximum(known.counts()[rows], 1)
    grams, indptr = take_lists(known.indices, known.indptr, rows)
    local, indptr = drop_zeros(branch.rows[grams], indptr)
    summed = sum_rows(branch.weights, local, indptr, large=large)
    raw = summed * (branch.step / np.sqrt(counts.astype(np.float32)))[:, None] + branch.bias
    powers = np.exp((raw - raw.max(axis=1, keepdims=True)).astype(np.float64) / temperature)
    chances: Array = powers / powers.sum(axis=1, keepdims=True)
    return chances
