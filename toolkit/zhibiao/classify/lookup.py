"""What a vote for a canonical indicator is worth: rows are looked up in an index without their own file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zhibiao.classify.canonical import Array, Match, build_index, folded_keys, probability, vote
from zhibiao.classify.corpus import Row

PRECISION = 0.8  # of the canonical indicators that are given without an equal name, how many shall be right
_ENOUGH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """Votes on labelled rows: share and nearness of the winner, whether it was right, and the row's file."""

    share: Array
    near: Array
    right: npt.NDArray[np.bool_]


def known_names(taxonomy: dict[str, list[str]], rows: Sequence[Row]) -> dict[str, list[str]]:
    """Names by canonical code: those of the taxonomy, then own rows whose name no other code has."""
    names = {code: list(several) for code, several in taxonomy.items()}
    labelled = [row for row in rows if row.canonical in names]
    taken: dict[bytes, str] = {}
    for code, several in taxonomy.items():
        taken.update(dict.fromkeys(folded_keys(several), code))
    for row, key in zip(labelled, folded_keys([row.name for row in labelled]), strict=True):
        if key not in taken:
            taken[key] = row.canonical
            names[row.canonical].append(row.name)
    return names


def held_out_votes(taxonomy: dict[str, list[str]], rows: Sequence[Row]) -> Votes:
    """Votes on the own rows, each file looked up among the taxonomy and the other files.

    A row without a canonical indicator counts as wrong whatever wins: none was the right answer. Rows
    whose very name is known elsewhere are left out, they need no vote.
    """
    asked = [row for row in rows if row.origin == "own"]
    parts = []
    for file in sorted({row.document for row in asked}):
        names = known_names(taxonomy, [row for row in asked if row.document != file])
        index = build_index([(code, name) for code, several in names.items() for name in several])
        inside = [row for row in asked if row.document == file and row.category in index.categories]
        keys = folded_keys([row.name for row in inside])
        inside = [row for row, key in zip(inside, keys, strict=True) if key not in index.exact]
        if not inside:
            continue
        winner, share, near = vote(index, [row.name for row in inside], [row.category for row in inside])
        right = [
            index.codes[place] == row.canonical for place, row in zip(winner.tolist(), inside, strict=True)
        ]
        parts.append((share, near, np.array(right, dtype=bool)))
    if not parts:
        return Votes(share=np.zeros(0), near=np.zeros(0), right=np.zeros(0, dtype=bool))
    return Votes(
        share=np.concatenate([share for share, _, _ in parts]),
        near=np.concatenate([near for _, near, _ in parts]),
        right=np.concatenate([right for _, _, right in parts]),
    )


def fit_match(votes: Votes) -> Match:
    """Probability and threshold of votes, by logistic regression; defaults where too few rows are labelled."""
    if min(votes.right.sum(), (~votes.right).sum()) < _ENOUGH:
        return Match()
    from sklearn.linear_model import LogisticRegression

    sample = np.log(np.maximum(np.stack([votes.share, votes.near], axis=1), 1e-9))
    model = LogisticRegression(C=1e3).fit(sample, votes.right)
    share, near = (round(float(value), 3) for value in model.coef_[0])
    match = Match(share=share, near=near, offset=round(float(model.intercept_[0]), 3))
    chances = probability(match, votes.share, votes.near)
    steps = [step for step in np.arange(0.3, 0.95, 0.01) if (chances >= step).any()]
    good = [step for step in steps if votes.right[chances >= step].mean() >= PRECISION]
    return Match(
        threshold=round(float(good[0] if good else steps[-1]), 2), share=share, near=near, offset=match.offset
    )
