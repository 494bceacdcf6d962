"""From labelled rows to a model: corpora, cross-validation by document, training, what to label next.

`IndicatorClassifier`, `NgramVectorizer` and `IndicatorTexts` are scikit-learn estimators for own rows and pipelines;
`row_docs` and `write_docbins` give the labelled rows that `read_corpora` reads to spaCy. All are loaded when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhibiao.learn.corpus import Row, read_corpora
    from zhibiao.learn.docbin import DocBins, row_docs, write_docbins
    from zhibiao.learn.text_estimators import IndicatorClassifier, IndicatorTexts, NgramVectorizer

__all__ = [
    "DocBins",
    "IndicatorClassifier",
    "IndicatorTexts",
    "NgramVectorizer",
    "Row",
    "read_corpora",
    "row_docs",
    "write_docbins",
]
_HOMES = {
    "corpus": ("Row", "read_corpora"),
    "docbin": ("DocBins", "row_docs", "write_docbins"),
    "text_estimators": ("IndicatorClassifier", "IndicatorTexts", "NgramVectorizer"),
}


def __getattr__(name: str) -> Any:
    """The public names, without scikit-learn and spaCy for those who do not need them."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"zhibiao.learn.{home}"), name)
    raise AttributeError(f"module 'zhibiao.learn' has no attribute {name!r}")
