"""Which canonical indicators a wording may stand for, over all its likely categories.

`classify` gives the best indicator of the best category. A slogan belongs to no category for sure, and what
could be measured in its place does not depend on the category alone: here each likely category is asked.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zhibiao.classify.canonical import NONE, branch_chances, known_grams, same_names
from zhibiao.classify.classifier import Model
from zhibiao.classify.features import fold
from zhibiao.records import Label

LEAST = 0.01
"""A share below one in a hundred is not reported."""


def find_meanings(model: Model, names: Sequence[str], labels: Sequence[Label]) -> list[dict[str, float]]:
    """For each name the canonical indicators it may mean, with their probabilities, likeliest first.

    The probability of a code is that of its category (`labels`, candidates) times its share within it; what is
    missing to 1 is none of them. A known name of an indicator is taken at its word, whatever its category.
    """
    canonical, folded = model.canonical, fold(names)
    known, exact = known_grams(canonical, folded), same_names(canonical, folded)
    found: list[dict[str, float]] = [
        {canonical.codes[code]: 1.0} if code != NONE else {} for code in exact.tolist()
    ]
    for category, branch in canonical.branches.items():
        asked = {
            row: share
            for row, label in enumerate(labels)
            for code, share in label.candidates
            if code == category and exact[row] == NONE
        }
        if not asked:
            continue
        rows = np.fromiter(asked, np.int64, len(asked))
        chances = branch_chances(canonical.temperature, branch, known, rows)
        chances *= np.fromiter(asked.values(), np.float64, len(asked))[:, None]
        for line, row in enumerate(rows.tolist()):
            for column in np.flatnonzero(chances[line] >= LEAST).tolist():
                if branch.codes[column] != NONE:
                    found[row][canonical.codes[branch.codes[column]]] = float(chances[line, column])
    return [dict(sorted(one.items(), key=lambda item: (-item[1], item[0]))) for one in found]
