"""scikit-learn estimators: what the classifier is trained with, and what a data team builds pipelines from."""

from __future__ import annotations

import warnings
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data


class RareFirstLogistic(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Multinomial logistic regression that penalises the weights of rare features less than those of common ones.

    Each column is multiplied by 1 + ln((1 + rows) / (1 + rows that have it)) in training, and the factor is moved
    into the weights afterwards, so that prediction knows nothing of it (the usual tf-idf factor, Sparck Jones
    1972). saga visits the rows in an order drawn by `seed`, on one core: the same sums on every run. A fixed
    number of `epochs` did as well by cross-validation as waiting for the end, and is an early stop that
    regularises more than `strength` (scikit-learn's C) does.

    >>> model = RareFirstLogistic(epochs=200).fit([[0.0, 1.0], [1.0, 0.0]], ["a", "b"])
    >>> model.predict([[0.0, 2.0]]).tolist()
    ['a']
    """

    def __init__(self, *, strength: float = 5.0, epochs: int = 30, seed: int = 0) -> None:
        self.strength = strength
        self.epochs = epochs
        self.seed = seed

    def fit(
        self,
        X: Any,
        y: Any,
        sample_weight: Any = None,
        *,
        counts: npt.NDArray[np.int64] | None = None,
        total: float | None = None,
    ) -> Self:
        """Learn from a dense or sparse matrix; `counts` (rows that have each column) of `total` may be given."""
        X, y = validate_data(self, X, y, accept_sparse="csr", dtype=(np.float32, np.float64))
        weight = _check_sample_weight(sample_weight, X, dtype=X.dtype)
        if counts is None or total is None:
            counts, total = np.asarray((X != 0).T @ weight).ravel(), float(weight.sum())
        rarity = np.maximum(np.log((1 + total) / (1 + counts)) + 1, 1e-3).astype(X.dtype)
        model = LogisticRegression(
            solver="saga", C=self.strength, tol=1e-4, max_iter=self.epochs, random_state=self.seed
        )
        with warnings.catch_warnings():  # the search is meant to end with the number of epochs
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(_scaled(X, rarity), y, sample_weight=sample_weight)
        coefficients, bias = model.coef_, model.intercept_
        if len(model.classes_) == 2:  # scikit-learn keeps one row for two classes
            coefficients, bias = np.vstack((-coefficients, coefficients)) / 2, np.append(-bias, bias) / 2
        self.classes_ = model.classes_
        self.coef_ = coefficients * rarity
        self.intercept_ = bias
        self.n_iter_ = model.n_iter_
        return self

    def _scores(self, X: Any) -> npt.NDArray[np.float64]:
        check_is_fitted(self)
        X = validate_data(self, X, accept_sparse="csr", reset=False, dtype=(np.float32, np.float64))
        product: npt.NDArray[np.float64] = X @ self.coef_.T + self.intercept_
        return product

    def decision_function(self, X: Any) -> npt.NDArray[np.float64]:
        """Linear scores, one column a class (for two classes their difference, as scikit-learn does)."""
        scores = self._scores(X)
        return scores[:, 1] - scores[:, 0] if len(self.classes_) == 2 else scores

    def predict_proba(self, X: Any) -> npt.NDArray[np.float64]:
        """Probabilities of `classes_`, one row a sample."""
        scores = self._scores(X)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: npt.NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
        return shares

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """The likeliest class of each row."""
        best = self._scores(X).argmax(axis=1)
        likeliest: npt.NDArray[Any] = self.classes_[best]
        return likeliest

    def __sklearn_tags__(self) -> Any:
        """Sparse input is welcome."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags


def _scaled(X: Any, factor: npt.NDArray[Any]) -> Any:
    if hasattr(X, "tocsr"):
        from scipy.sparse import diags_array

        return (X @ diags_array(factor)).tocsr()
    return X * factor
