"""scikit-learn estimators over texts: hashed n-grams for pipelines, and the whole classifier for own categories."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from zhibiao.classify.classifier import scores, tempered
from zhibiao.learn.corpus import Row
from zhibiao.learn.fit import Recipe, count_matrix, fit, row_texts


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
        """Check the texts; there is nothing to learn."""
        read_texts(X)
        return self

    def transform(self, X: Any) -> Any:
        """The matrix of `X`, a list, array or Series of texts."""
        return count_matrix(read_texts(X), self.bits)

    def __sklearn_tags__(self) -> Any:
        """Texts in, nothing fitted."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string, tags.input_tags.two_d_array = True, False
        tags.requires_fit = False
        return tags


class IndicatorClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """The classifier of this project for own rows and own categories.

    X is a list of names, a list of (name, target, unit), or a frame with the columns name and, if there are any,
    target and unit. `strength` is the C of the support vector machine, `bare` the weight of a copy of each row
    without its target, `keep` how many windows are stored, `temperature` that of the probabilities, `seed` that
    of the search. Fitted: `classes_`, `linear_`.

    >>> model = IndicatorClassifier(bits=16).fit(["培训人数", "参训人数", "满意度", "群众满意度"], ["O1", "O1", "S1", "S1"])
    >>> model.predict(["家长满意度", "受训人数"]).tolist()
    ['S1', 'O1']
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
        """Learn from labelled indicators; raises ValueError where X and y differ in length or y has one class."""
        rows = read_indicators(X)
        labels = np.asarray(y)
        if len(labels) != len(rows):
            raise ValueError(f"{len(rows)} indicators, but {len(labels)} labels")
        self.classes_ = np.unique(labels)
        if len(self.classes_) < 2:
            raise ValueError("labels of at least two classes are needed")
        names = [str(label) for label in self.classes_.tolist()]
        labelled = [
            Row(name=name, target=target, unit=unit, category=str(label), origin="own")
            for (name, target, unit), label in zip(rows, labels.tolist(), strict=True)
        ]
        recipe = Recipe(strength=self.strength, bare=self.bare, keep=self.keep, bits=self.bits)
        self.linear_ = fit(labelled, names, recipe, seed=self.seed, weights=sample_weight)
        return self

    def decision_function(self, X: Any) -> npt.NDArray[np.float32]:
        """Margins, one column a class (for two classes their difference halved, as scikit-learn does)."""
        check_is_fitted(self)
        rows = [Row(name=n, target=t, unit=u, category="", origin="own") for n, t, u in read_indicators(X)]
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
        tags = super().__sklearn_tags__()
        tags.input_tags.string, tags.input_tags.two_d_array = True, False
        return tags


def read_texts(X: Any) -> list[str]:
    """The texts of a list, array or Series; raises ValueError for anything else, one text alone included."""
    if isinstance(X, str) or not hasattr(X, "__len__"):
        raise ValueError("a list of texts is needed")
    texts = list(X)
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("every entry has to be a text")
    return texts


def read_indicators(X: Any) -> list[tuple[str, str, str]]:
    """(name, target, unit) of every entry; raises ValueError for entries that are neither texts nor such triples.

    >>> read_indicators(["满意度", ("培训人数", "≥90")])
    [('满意度', '', ''), ('培训人数', '≥90', '')]
    """
    if hasattr(X, "columns"):
        columns = [
            X[field].astype(str).tolist() if field in X.columns else [""] * len(X) for field in _FIELDS
        ]
        return list(zip(*columns, strict=True))
    if isinstance(X, str) or not hasattr(X, "__len__"):
        raise ValueError("a list of names, a list of (name, target, unit) or a frame is needed")
    return [_triple(entry) for entry in X]


_FIELDS = ("name", "target", "unit")


def _triple(entry: Any) -> tuple[str, str, str]:
    parts = tuple(entry) if isinstance(entry, (tuple, list)) else (entry,)
    if not 1 <= len(parts) <= 3 or not all(isinstance(part, str) for part in parts):
        raise ValueError("every entry has to be a name or (name, target, unit)")
    name, target, unit = (*parts, "", "")[:3]
    return name, target, unit
