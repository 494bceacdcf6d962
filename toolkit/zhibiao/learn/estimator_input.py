"""What scikit-learn hands over - lists, arrays, Series, frames - as texts, indicators, labels and weights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Triple = tuple[str, str, str]
_FIELDS = ("name", "target", "unit")
MOST_BITS = 26


def read_texts(given: Any) -> list[str]:
    """The texts of a list, array or Series; raises ValueError for anything else, one text alone included.

    >>> read_texts(np.array(["培训人数"]))
    ['培训人数']
    """
    if isinstance(given, str) or not hasattr(given, "__len__") or hasattr(given, "columns"):
        raise ValueError("a list of texts is needed")
    texts = list(given)
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("every entry has to be a text")
    return [str(text) for text in texts]


def read_indicators(given: Any, columns: Mapping[str, str] | None = None) -> list[Triple]:
    """(name, target, unit) of every entry of a list, array, Series or frame.

    Columns of a frame are found as `zhibiao.tag` does, `columns` settles some beforehand ({"name": "考核内容"});
    what is missing in them is "". Raises ValueError for entries that are neither texts nor such triples,
    ZhibiaoError TG01 or TG02 for a frame without a column of names or without a named one.

    >>> read_indicators(["满意度", ("培训人数", "≥90")])
    [('满意度', '', ''), ('培训人数', '≥90', '')]
    >>> import pandas as pd
    >>> read_indicators(pd.DataFrame({"三级指标": ["培训人数"], "指标值": [90.0]}))
    [('培训人数', '90', '')]
    """
    if hasattr(given, "columns"):
        return _from_frame(given, columns)
    if isinstance(given, str) or not hasattr(given, "__len__"):
        raise ValueError("a list of names, a list of (name, target, unit) or a frame is needed")
    return [_triple(entry) for entry in given]


def _from_frame(frame: Any, columns: Mapping[str, str] | None) -> list[Triple]:
    from zhibiao.tag import find_columns, texts

    places = find_columns(list(frame.columns), columns)
    found = [texts(frame[places[field]]) if field in places else [""] * len(frame) for field in _FIELDS]
    return list(zip(*found, strict=True))


def _triple(entry: Any) -> Triple:
    parts = tuple(entry) if isinstance(entry, (tuple, list, np.ndarray)) else (entry,)
    if not 1 <= len(parts) <= 3 or not all(isinstance(part, str) for part in parts):
        raise ValueError("every entry has to be a name or (name, target, unit)")
    name, target, unit = (*map(str, parts), "", "")[:3]
    return name, target, unit


def read_labels(given: Any, count: int) -> npt.NDArray[Any]:
    """The labels as an array; raises ValueError where they are none, not `count`, missing, or numbers to measure.

    >>> read_labels(["O1", "S1"], 2).tolist()
    ['O1', 'S1']
    """
    from sklearn.utils.multiclass import check_classification_targets
    from sklearn.utils.validation import column_or_1d

    if given is None:
        raise ValueError("labels are needed: requires y to be passed, but the target y is None")
    labels: npt.NDArray[Any] = column_or_1d(given)
    if len(labels) != count:
        raise ValueError(f"{count} indicators, but {len(labels)} labels")
    if any(label is None or label != label for label in labels.tolist()):  # noqa: PLR0124 - only NaN differs from itself
        raise ValueError("a label is missing")
    check_classification_targets(labels)
    return labels


def read_weights(given: Any, count: int) -> npt.NDArray[np.float64] | None:
    """The weights of the rows, None where none are given; raises ValueError where they are not `count` numbers from 0.

    >>> read_weights([1, 0.5], 2).tolist()
    [1.0, 0.5]
    """
    if given is None:
        return None
    weights = np.asarray(given, dtype=np.float64)
    if weights.shape != (count,) or not np.isfinite(weights).all() or (weights < 0).any():
        raise ValueError(f"sample_weight has to hold {count} finite numbers, none below 0")
    return weights


def check_bits(bits: Any) -> None:
    """Raises ValueError unless `bits` is a whole number from 1 to MOST_BITS."""
    if isinstance(bits, bool) or not isinstance(bits, (int, np.integer)) or not 1 <= bits <= MOST_BITS:
        raise ValueError(f"bits has to be a whole number from 1 to {MOST_BITS}, not {bits!r}")
