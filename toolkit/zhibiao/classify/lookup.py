"""How far a nearest alias can be trusted: each alias is left out and looked up among the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from zhibiao.classify.canonical import Array, Match, build_index, nearest

PRECISION = 0.8  # of the canonical indicators given by a near name, how many shall be right
_CHUNK = 512


def left_out(pairs: Sequence[tuple[str, str]]) -> tuple[Array, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Cosine of each name's nearest other name within its category, and whether that has the same code.

    Only codes with two names or more are asked: the right answer has to be there.
    """
    index = build_index(pairs, Match())
    names = [name for _, name in sorted(pairs, key=lambda pair: pair[0].split(".")[0])]
    several = Counter(index.codes)
    asked = [place for place, code in enumerate(index.codes) if several[code] > 1]
    cosines, right = [], []
    for start in range(0, len(asked), _CHUNK):
        places = asked[start : start + _CHUNK]
        categories = [index.codes[place].split(".")[0] for place in places]
        found, cosine = nearest(index, [names[place] for place in places], categories, skip=places)
        cosines.append(cosine)
        right += [index.codes[other] == index.codes[place] for other, place in zip(found, places, strict=True)]
    return np.concatenate(cosines) if cosines else np.zeros(0), np.array(right, dtype=bool)


def fit_match(pairs: Sequence[tuple[str, str]]) -> Match:
    """Threshold and probability of the nearest alias, from looking up each alias among the others.

    Defaults where there are too few names to learn from.
    """
    cosine, right = left_out(pairs) if pairs else (np.zeros(0), np.zeros(0, dtype=bool))
    if right.sum() < 20 or right.all():
        return Match()
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1e6).fit(cosine[:, None], right)
    threshold = next(
        (step for step in np.arange(0.3, 0.95, 0.01) if right[cosine >= step].mean() >= PRECISION), 0.95
    )
    return Match(
        threshold=round(float(threshold), 2),
        slope=round(float(model.coef_[0, 0]), 3),
        offset=round(float(model.intercept_[0]), 3),
    )
