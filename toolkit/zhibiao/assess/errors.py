"""The rows that were labelled wrongly, each with its cause: to read, not to count."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zhibiao.assess.measure import Judged
from zhibiao.learn.calibrate import printed_categories

CAUSES: dict[str, str] = {
    "defensible": "the reviewers accept the given category as a second one",
    "no indicator": "a placeholder or heading (X), taken for an indicator",
    "label": "the content alone was right, the printed label outweighed it",
    "new": "no name in training is similar (cosine below 0.5)",
    "boundary": "similar names are known; the two categories meet there",
}
"""Causes in the order they are tried, with their meaning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """A row whose category differs from the reviewed one."""

    cause: str
    document: str
    level2: str
    name: str
    target: str
    reviewed: str
    accept: str
    given: str
    confidence: float
    printed: str


def list_errors(
    joined: Judged, blind: Judged, nearest: npt.NDArray[np.float64], similar: float
) -> tuple[Error, ...]:
    """The wrong rows of `joined` by cause, the surest first; `nearest` is the cosine of the nearest known name."""
    printed = printed_categories(joined.rows)
    found = []
    for place in np.flatnonzero(~joined.right).tolist():
        row = joined.rows[place]
        cause = _cause(joined, blind, place, nearest[place] < similar)
        found.append(
            Error(
                cause=cause,
                document=row.document,
                level2=row.level2,
                name=row.name,
                target=row.target + row.unit,
                reviewed=row.category,
                accept=",".join(row.accept),
                given=joined.predicted[place],
                confidence=round(float(joined.confidence[place]), 3),
                printed=printed[place],
            )
        )
    order = list(CAUSES)
    return tuple(sorted(found, key=lambda error: (order.index(error.cause), -error.confidence)))


def _cause(joined: Judged, blind: Judged, place: int, new: bool) -> str:
    if joined.fair[place]:
        return "defensible"
    if joined.rows[place].category == "X":
        return "no indicator"
    if blind.right[place]:
        return "label"
    return "new" if new else "boundary"
