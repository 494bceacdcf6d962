"""Two views of a row, its content and the label it was filed under, and which of them decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

Probabilities = npt.NDArray[np.floating]

BY_CONTENT = "名称与指标值"
BY_BOTH = "名称与指标值，与所填类别一致"
BY_LABEL = "名称与指标值把握不足，采用所填类别"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """How the views are joined and when a person should look.

    `trust` is the weight of evidence of the printed label in nats: how much it raises the category it
    names. A row needs review below `min_confidence`, or where the runner-up is nearer than `min_margin`.
    All three are chosen on predictions for documents that training had not seen.
    """

    trust: float = 0.0
    min_confidence: float = 0.5
    min_margin: float = 0.1


@cache
def printed_category(level1: str, level2: str) -> str:
    """Category of the document's own label, "" where it names none.

    The second level decides; the first does where it has only one category (满意度) or names one itself.

    >>> printed_category("产出指标(50分)", "质量指标"), printed_category("满意度指标", ""), printed_category("", "")
    ('O2', 'S1', '')
    """
    from zhibiao.taxonomy import find_label

    for text, level in ((level2, 2), (level2, 1), (level1, 2), (level1, 1)):
        label = find_label(text, level) if text else None
        category = {"S": "S1"}.get(label.category, label.category) if label else ""
        if len(category) > 1:
            return category
    return ""


def pool(blind: Probabilities, printed: Sequence[str], classes: Sequence[str], trust: float) -> Probabilities:
    """Probabilities after hearing the printed label: its category gains `trust` nats, then they are scaled.

    >>> pool(np.array([[0.6, 0.4]]), ["O2"], ("O1", "O2"), 1.0).round(3).tolist()
    [[0.356, 0.644]]
    """
    places = {category: place for place, category in enumerate(classes)}
    rows = [(row, places[code]) for row, code in enumerate(printed) if code in places]
    if not rows:
        return blind
    joined = blind.copy()
    row, column = np.array(rows).T
    joined[row, column] *= np.exp(trust)
    joined[row] /= joined[row].sum(axis=1, keepdims=True)  # rows without a label stay to the last bit
    return joined


def reason(blind: str, final: str, printed: str) -> str:
    """Which view decided, in words for a reader.

    >>> reason("O2", "O2", "O1"), reason("O2", "O1", "O1")
    ('名称与指标值', '名称与指标值把握不足，采用所填类别')
    """
    if printed and final == printed:
        return BY_BOTH if blind == final else BY_LABEL
    return BY_CONTENT


def needs_review(
    confidence: npt.NDArray[np.floating], margin: npt.NDArray[np.floating], decision: Decision
) -> npt.NDArray[np.bool_]:
    """Which labels are too unsure, or their runner-up too near, to be taken without a look."""
    unsure: npt.NDArray[np.bool_] = (confidence < decision.min_confidence) | (margin < decision.min_margin)
    return unsure
