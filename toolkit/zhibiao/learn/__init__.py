"""From labelled rows to a model: corpora, cross-validation by document, training, what to label next.

`IndicatorClassifier`, `NgramVectorizer` and `IndicatorTexts` are scikit-learn estimators for own rows and pipelines;
`row_docs` and `write_docbins` give labelled rows to spaCy. All are loaded when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhibiao.learn.docbin import DocBins, row_docs, write_docbins
    from zhibiao.learn.text_estimators import IndicatorClassifier, IndicatorTexts, NgramVectorizer

__all__ = [
    "DocBins",
    "IndicatorClassifier",
    "IndicatorTexts",
    "NgramVectorizer",
    "row_docs",
    "write_docbins",
]
_OF_SPACY = ("DocBins", "row_docs", "write_docbins")


def __getattr__(name: str) -> Any:
    """The public names, without scikit-learn and spaCy for those who do not need them."""
    if name in __all__:
        home = "docbin" if name in _OF_SPACY else "text_estimators"
        return getattr(import_module(f"zhibiao.learn.{home}"), name)
    raise AttributeError(f"module 'zhibiao.learn' has no attribute {name!r}")
