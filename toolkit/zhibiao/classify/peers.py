"""What the classifier is measured against: the commonest category, the printed label, and a usual peer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from zhibiao.classify.calibrate import printed_categories
from zhibiao.classify.corpus import Row
from zhibiao.classify.decide import Probabilities
from zhibiao.classify.fit import fit_quietly, logistic
from zhibiao.classify.folds import NEVER, measured_rows, splits


def majority(rows: Sequence[Row], classes: Sequence[str], *, seed: int) -> Probabilities:
    """Shares of the categories in the other folds' documents, the same for every row of a fold."""
    shares = np.zeros((len(measured_rows(rows)), len(classes)))
    for training, held_out in splits(rows, seed=seed, copy=NEVER):
        counts = Counter(row.category for row in measured_rows(training))
        shares[held_out] = [counts[category] / max(1, counts.total()) for category in classes]
    return shares


def printed_alone(rows: Sequence[Row], classes: Sequence[str]) -> Probabilities:
    """The category of the printed label with certainty; all zero where the label names none."""
    shares = np.zeros((len(rows), len(classes)))
    for row, category in enumerate(printed_categories(rows)):
        if category in classes:
            shares[row, classes.index(category)] = 1.0
    return shares


def plain_ngrams(
    rows: Sequence[Row], classes: Sequence[str], *, seed: int, labels: bool = False
) -> Probabilities:
    """scikit-learn's tf-idf of character 1-3-grams with logistic regression, on the same folds and rows.

    The text is name and target; `labels` puts the printed second-level label before them.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    def text(row: Row) -> str:
        return f"{row.level2 if labels else ''}|{row.name}|{row.target}{row.unit}"

    measured = measured_rows(rows)
    shares = np.zeros((len(measured), len(classes)))
    for training, held_out in splits(rows, seed=seed):
        vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, dtype=np.float32)
        matrix = vectorizer.fit_transform([text(row) for row in training])
        model = logistic(strength=30.0, epochs=30, seed=seed)
        fit_quietly(model, matrix, [row.category for row in training])
        columns = [classes.index(category) for category in model.classes_]
        held = vectorizer.transform([text(measured[place]) for place in held_out])
        shares[np.ix_(held_out, np.array(columns))] = model.predict_proba(held)
    return shares
