"""From labelled rows to a model: corpora, cross-validation by document, training, what to label next.

`IndicatorClassifier` and `NgramVectorizer` are scikit-learn estimators for own rows and pipelines; they are loaded
when first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhibiao.learn.text_estimators import IndicatorClassifier, NgramVectorizer

__all__ = ["IndicatorClassifier", "NgramVectorizer"]


def __getattr__(name: str) -> Any:
    """The estimators, without scikit-learn for those who do not need it."""
    if name in __all__:
        from zhibiao.learn import text_estimators

        return getattr(text_estimators, name)
    raise AttributeError(f"module 'zhibiao.learn' has no attribute {name!r}")
