"""Temperature, trust in the printed label, and review thresholds: all from out-of-fold predictions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zhibiao.classify.classifier import tempered
from zhibiao.classify.decide import Decision, Probabilities, pool, printed_category
from zhibiao.learn.corpus import Row

PRECISION = 0.97  # what the labels that nobody looks at shall reach, on documents never seen
_LEAST_COVERAGE = 0.3
_BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Temperature of the softmax, and trust (in nats) in the category of the printed label."""

    temperature: float
    trust: float

    def apply(self, scores: Probabilities, printed: Sequence[str], classes: Sequence[str]) -> Probabilities:
        """Calibrated probabilities from linear scores and printed categories ("" where there is none)."""
        return pool(tempered(scores, self.temperature), printed, classes, self.trust)


def printed_categories(rows: Sequence[Row]) -> list[str]:
    """Category of the printed label of each row, "" where it names none."""
    return [printed_category(row.level1, row.level2) for row in rows]


def calibrate(scores: Probabilities, rows: Sequence[Row], classes: Sequence[str]) -> Calibration:
    """Temperature and trust under which the right categories are likeliest (negative log-likelihood).

    `scores` are linear, one row for each of `rows`, from models that had not seen the row's document.
    """
    truth = _truth(rows, classes)
    printed = printed_categories(rows)
    temperature = _lowest(lambda value: _loss(tempered(scores, value), truth), 0.02, 2.0)
    blind = tempered(scores, temperature)
    trust = _lowest(lambda value: _loss(pool(blind, printed, classes, value - 1), truth), 1.0, 9.0) - 1
    return Calibration(temperature=round(temperature, 4), trust=round(trust, 4))


def cross_calibrated(
    scores: Probabilities, rows: Sequence[Row], classes: Sequence[str], folds: Sequence[int], *, joined: bool
) -> Probabilities:
    """Probabilities of each fold, calibrated on the other folds: what calibration is worth on new documents.

    `joined` hears the printed label too; else by content alone.
    """
    fold_of = np.array(folds)
    result = np.zeros(scores.shape)
    for fold in sorted(set(folds)):
        inside, outside = np.flatnonzero(fold_of == fold), np.flatnonzero(fold_of != fold)
        fitted = calibrate(scores[outside], [rows[place] for place in outside.tolist()], classes)
        printed = (
            printed_categories([rows[place] for place in inside.tolist()]) if joined else [""] * len(inside)
        )
        result[inside] = fitted.apply(scores[inside], printed, classes)
    return result


def _truth(rows: Sequence[Row], classes: Sequence[str]) -> npt.NDArray[np.int64]:
    places = {category: place for place, category in enumerate(classes)}
    return np.array([places[row.category] for row in rows], dtype=np.int64)


def _loss(shares: Probabilities, truth: npt.NDArray[np.int64]) -> float:
    return float(-np.log(np.maximum(shares[np.arange(len(truth)), truth], 1e-9)).mean())


def _lowest(loss: Callable[[float], float], low: float, high: float) -> float:
    """Where `loss` is lowest between `low` and `high`: three grids, each finer (in logarithms)."""
    best = low
    for _ in range(3):
        grid = np.geomspace(low, high, 25)
        place = int(np.argmin([loss(float(value)) for value in grid]))
        best, low, high = float(grid[place]), float(grid[max(place - 1, 0)]), float(grid[min(place + 1, 24)])
    return best


def choose_thresholds(shares: Probabilities, right: npt.NDArray[np.bool_], trust: float) -> Decision:
    """The thresholds that send the fewest rows to review while those taken are right in `PRECISION` of cases.

    Where no pair of thresholds reaches that, the most precise one that still takes 30% of the rows.
    """
    ordered = np.sort(shares, axis=1)
    confidence, margin = ordered[:, -1], ordered[:, -1] - ordered[:, -2]
    options = []
    for least in np.arange(0.3, 0.995, 0.01):
        for gap in (0.0, 0.1, 0.2, 0.3):
            taken = (confidence >= least) & (margin >= gap)
            if taken.mean() >= _LEAST_COVERAGE:
                options.append((right[taken].mean(), taken.mean(), round(float(least), 2), gap))
    good = [option for option in options if option[0] >= PRECISION]
    if good:
        _, _, least, gap = max(good, key=lambda option: (option[1], -option[2], -option[3]))
    else:
        _, _, least, gap = max(options)
    return Decision(trust=trust, min_confidence=least, min_margin=gap)


def calibration_error(confidence: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]) -> float:
    """Expected calibration error over ten bins with equally many rows.

    >>> calibration_error(np.array([0.5, 0.5]), np.array([True, False]))
    0.0
    """
    order = np.argsort(confidence, kind="stable")
    bins = [part for part in np.array_split(order, min(_BINS, max(1, len(order) // 2))) if len(part)]
    gaps = [len(part) * abs(confidence[part].mean() - right[part].mean()) for part in bins]
    return float(sum(gaps) / len(order))
