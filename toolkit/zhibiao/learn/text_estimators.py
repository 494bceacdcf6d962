"""scikit-learn estimators over texts: rows to texts, texts to hashed n-grams, and the whole classifier.

The transformers give neither names of features nor `set_output`, as scikit-learn's HashingVectorizer: 2**20 columns
of a sparse matrix are no frame. A pipeline that holds them gives the same under `transform_output="pandas"`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from zhibiao.classify.classifier import scores, tempered
from zhibiao.classify.texts import indicator_texts
from zhibiao.learn.corpus import Row
from zhibiao.learn.estimator_input import (
    Triple,
    check_bits,
    read_indicators,
    read_labels,
    read_texts,
    read_weights,
)
from zhibiao.learn.fit import Recipe, count_matrix, fit, row_texts


class IndicatorTexts(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Rows to one text each, `name|target unit`, as the classifier of this project reads them.

    X is a frame, a list of names or of (name, target, unit); see `IndicatorClassifier`. `columns` names columns of
    a frame beforehand, {"name": "考核内容"}. Gives an array of texts for NgramVectorizer or any other vectoriser of
    texts. Learns nothing, so it may transform before it is fitted.

    >>> IndicatorTexts().fit_transform([("培训人数", "≥90", "人")]).tolist()
    ['培训人数|≥90人']
    """

    def __init__(self, *, columns: Mapping[str, str] | None = None) -> None:
        self.columns = columns

    def fit(self, X: Any, y: Any = None) -> Self:
        """Check the rows; there is nothing to learn."""
        read_indicators(X, self.columns)
        return self

    def transform(self, X: Any) -> npt.NDArray[np.object_]:
        """The texts of `X`; raises as `IndicatorClassifier.fit` does for what is no row."""
        columns = [list(column) for column in zip(*read_indicators(X, self.columns), strict=True)]
        names, targets, units = columns or ([], [], [])
        return np.array(indicator_texts(names, targets, units), dtype=object)

    def __sklearn_tags__(self) -> Any:
        """Texts in, nothing fitted."""
        return _text_tags(super().__sklearn_tags__(), fitted=False)


class NgramVectorizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Texts to counts of hashed character n-grams (1-3), a sparse float32 matrix of 2**bits columns.

    Folds width, white space and numbers first (`330个` and `90 个` are one text). Learns nothing, so it may
    transform before it is fitted.

    >>> NgramVectorizer(bits=10).fit_transform(["培训人数", "满意度"]).shape
    (2, 1024)
    """

    def __init__(self, *, bits: int = 20) -> None:
        self.bits = bits

    def fit(self, X: Any, y: Any = None) -> Self:
        """Check the texts; there is nothing to learn. Raises ValueError for what is no text, or for `bits`."""
        check_bits(self.bits)
        read_texts(X)
        return self

    def transform(self, X: Any) -> Any:
        """The matrix of `X`, a list, array or Series of texts; raises ValueError as `fit`."""
        check_bits(self.bits)
        return count_matrix(read_texts(X), self.bits)

    def __sklearn_tags__(self) -> Any:
        """Texts in, nothing fitted."""
        return _text_tags(super().__sklearn_tags__(), fitted=False)


class IndicatorClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """The classifier of this project for own rows and own categories.

    X is a list, array or Series of names, a list or array of (name, target, unit), or a frame with the columns
    name, target and unit; the header words of goal tables (三级指标, 指标值) serve as well. `strength` is the C of the
    support vector machine, `bare` the weight of a copy of each row without its target, `keep` how many windows are
    stored, `bits` of the hash, `temperature` that of the probabilities, `seed` that of the search. Fitted:
    `classes_`, `linear_`. The scores of the GridSearchCV below come from few rows and say nothing about others.

    >>> import pandas as pd
    >>> from sklearn.model_selection import GridSearchCV
    >>> from zhibiao.classify.store import find_model
    >>> rows = pd.read_csv(find_model() / "examples.tsv", sep="\\t", quoting=3, keep_default_na=False, nrows=60)
    >>> rows = rows[rows["category"].isin(["O1", "O2", "S1"])]  # labelled rows of the corpora
    >>> search = GridSearchCV(IndicatorClassifier(bits=16), {"strength": [0.1, 1.0], "bare": [0.0, 0.25]}, cv=3)
    >>> search = search.fit(rows[["name", "target", "unit"]], rows["category"])
    >>> search.predict([("群众满意度", "≥90%", "")]).tolist()
    ['S1']
    """

    def __init__(
        self,
        *,
        strength: float = 1.0,
        bare: float = 0.25,
        keep: int = 80_000,
        bits: int = 22,
        temperature: float = 0.25,
        seed: int = 0,
    ) -> None:
        self.strength = strength
        self.bare = bare
        self.keep = keep
        self.bits = bits
        self.temperature = temperature
        self.seed = seed

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Learn from labelled indicators; `sample_weight` are factors on the rows, 0 leaves a row out.

        Raises ValueError where X, y and weights differ in length, where a label is missing or y has one class, and
        for parameters out of range; ZhibiaoError TG01 for a frame without a column of names.
        """
        check_bits(self.bits)
        if not self.temperature > 0:
            raise ValueError(f"temperature has to be above 0, not {self.temperature!r}")
        rows = read_indicators(X)
        labels = read_labels(y, len(rows))
        weights = read_weights(sample_weight, len(rows))
        kept = np.arange(len(rows)) if weights is None else np.flatnonzero(weights)
        self.classes_ = np.unique(labels)
        if len(np.unique(labels[kept])) < 2:
            raise ValueError("labels of at least two classes are needed")
        names = [str(label) for label in self.classes_.tolist()]
        told = labels.tolist()
        labelled = [_row(rows[place], str(told[place])) for place in kept.tolist()]
        recipe = Recipe(strength=self.strength, bare=self.bare, keep=self.keep, bits=self.bits)
        factors = None if weights is None else weights[kept].tolist()
        self.linear_ = fit(labelled, names, recipe, seed=self.seed, weights=factors)
        return self

    def decision_function(self, X: Any) -> npt.NDArray[np.float32]:
        """Margins, one column a class (for two classes their difference halved, as scikit-learn does).

        Raises NotFittedError before `fit`, ValueError for entries that are no rows.
        """
        check_is_fitted(self)
        rows = [_row(row, "") for row in read_indicators(X)]
        margins: npt.NDArray[np.float32] = scores(self.linear_, row_texts(rows))
        return (margins[:, 1] - margins[:, 0]) / np.float32(2) if len(self.classes_) == 2 else margins

    def predict_proba(self, X: Any) -> npt.NDArray[np.float32]:
        """Probabilities of `classes_`; calibrate with scikit-learn's CalibratedClassifierCV where they matter."""
        margins = self.decision_function(X)
        if margins.ndim == 1:
            margins = np.stack((-margins, margins), axis=1)
        return tempered(margins, self.temperature)

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """The likeliest class of each indicator."""
        best = self.predict_proba(X).argmax(axis=1)
        likeliest: npt.NDArray[Any] = self.classes_[best]
        return likeliest

    def __sklearn_tags__(self) -> Any:
        """Texts in."""
        return _text_tags(super().__sklearn_tags__(), fitted=True)


def _text_tags(tags: Any, *, fitted: bool) -> Any:
    tags.input_tags.string, tags.input_tags.two_d_array = True, False
    tags.requires_fit = fitted
    return tags


def _row(row: Triple, category: str) -> Row:
    name, target, unit = row
    return Row(name=name, target=target, unit=unit, category=category, origin="own")
