"""Figures from probabilities: accuracy, its uncertainty over documents, calibration, coverage, confusions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zhibiao.classify.decide import Probabilities
from zhibiao.learn.calibrate import calibration_error
from zhibiao.learn.corpus import Row
from zhibiao.plots.confidence import coverage_points, reliability_bins

SUREST = 0.7
_DRAWS = 1000
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How good one way of labelling is on one set of rows.

    `accept` counts other defensible categories as right; `low` and `high` are the 95% interval of
    `accuracy` over draws of whole documents; `top3` the share of rows whose reviewed category is among the
    three likeliest; `surest` is the accuracy on the 70% it is surest of, and
    `surest_accept` the same counting defensible ones; `calibration` the expected calibration error.
    """

    name: str
    rows: int
    accuracy: float
    low: float
    high: float
    accept: float
    macro_f1: float
    top3: float
    surest: float
    surest_accept: float
    calibration: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassFigures:
    """Precision, recall and their harmonic mean for one category; `rows` carry it, `given` were given it.

    `low` and `high` are the 95% interval of `f1` over draws of whole documents.
    """

    category: str
    rows: int
    given: int
    precision: float
    recall: float
    f1: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Predictions against the reviewed rows they are for."""

    rows: Sequence[Row]
    predicted: Sequence[str]
    confidence: npt.NDArray[np.float64]
    right: Truths
    fair: Truths
    top3: Truths

    def part(self, keep: Truths) -> Judged:
        """Only the rows that `keep` marks."""
        places = np.flatnonzero(keep)
        return Judged(
            rows=[self.rows[place] for place in places.tolist()],
            predicted=[self.predicted[place] for place in places.tolist()],
            confidence=self.confidence[places],
            right=self.right[places],
            fair=self.fair[places],
            top3=self.top3[places],
        )

    def surest_first(self) -> npt.NDArray[np.int64]:
        """Places of the rows, the surest first."""
        order: npt.NDArray[np.int64] = np.argsort(-self.confidence, kind="stable").astype(np.int64)
        return order


def judge(rows: Sequence[Row], shares: Probabilities, classes: Sequence[str]) -> Judged:
    """The likeliest category of each row against its reviewed one; `fair` counts defensible ones too."""
    predicted = [classes[place] for place in shares.argmax(axis=1)]
    best = np.argsort(-shares, axis=1, kind="stable")[:, :3]
    pairs = list(zip(rows, predicted, strict=True))
    return Judged(
        rows=rows,
        predicted=predicted,
        confidence=shares.max(axis=1),
        right=np.array([row.category == category for row, category in pairs], dtype=bool),
        fair=np.array([category in (row.category, *row.accept) for row, category in pairs], dtype=bool),
        top3=np.array(
            [
                row.category in {classes[place] for place in three}
                for row, three in zip(rows, best, strict=True)
            ],
            dtype=bool,
        ),
    )


def figures(name: str, judged: Judged) -> Figures:
    """All figures of one way of labelling."""
    surest = judged.surest_first()[: max(1, int(SUREST * len(judged.rows)))]
    low, high = interval(judged)
    return Figures(
        name=name,
        rows=len(judged.rows),
        accuracy=_round(judged.right.mean()),
        low=low,
        high=high,
        accept=_round(judged.fair.mean()),
        macro_f1=_round(np.mean([one.f1 for one in class_figures(judged)])),
        top3=_round(judged.top3.mean()),
        surest=_round(judged.right[surest].mean()),
        surest_accept=_round(judged.fair[surest].mean()),
        calibration=_round(calibration_error(judged.confidence, judged.right)),
    )


def _round(value: float | np.floating) -> float:
    return round(float(value), 4)


def interval(judged: Judged) -> tuple[float, float]:
    """95% interval of the accuracy when documents, not rows, are drawn again (seeded)."""
    count, right = _by_document(judged, np.ones(len(judged.rows))), _by_document(judged, judged.right)
    drawn = _draws(len(count))
    low, high = np.quantile(right[drawn].sum(axis=1) / count[drawn].sum(axis=1), [0.025, 0.975])
    return _round(low), _round(high)


def _by_document(judged: Judged, values: npt.NDArray[np.generic]) -> npt.NDArray[np.float64]:
    """Sum of `values` over the rows of each document, documents by name."""
    place = {name: at for at, name in enumerate(sorted({row.document for row in judged.rows}))}
    owner = np.array([place[row.document] for row in judged.rows])
    summed = np.bincount(owner, weights=values.astype(np.float64), minlength=len(place))
    return summed.astype(np.float64)


def _draws(documents: int) -> npt.NDArray[np.int64]:
    return np.random.default_rng(0).integers(0, documents, (_DRAWS, documents))


def _f1_interval(judged: Judged, category: str) -> tuple[float, float]:
    """As `interval`, of the F1 of one category; draws without the category are left out."""
    truth = np.array([row.category == category for row in judged.rows])
    given = np.array([one == category for one in judged.predicted])
    true, told, both = (_by_document(judged, values) for values in (truth, given, truth & given))
    drawn = _draws(len(true))
    total = (true + told)[drawn].sum(axis=1)
    scores = 2 * both[drawn].sum(axis=1)[total > 0] / total[total > 0]
    low, high = np.quantile(scores, [0.025, 0.975])
    return _round(low), _round(high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfiled:
    """Rows under a label that is not even defensible, and how well the final category tells them.

    Of `labelled` rows (with a printed category) `wrong` are misfiled. The program contradicts the label with
    enough confidence in `alarms` rows: `found` of them are misfiled, `fair` of them lie in a category that the
    reviewers gave or accept.
    """

    labelled: int
    wrong: int
    alarms: int
    found: int
    fair: int


def misfiled(judged: Judged, printed: Sequence[str], least: float) -> Misfiled:
    """Contradictions of the printed label with a confidence of at least `least`, against the reviewers."""
    labelled = [place for place, code in enumerate(printed) if code]
    wrong = {
        place
        for place in labelled
        if printed[place] not in (judged.rows[place].category, *judged.rows[place].accept)
    }
    alarms = {
        place
        for place in labelled
        if judged.predicted[place] != printed[place] and judged.confidence[place] >= least
    }
    return Misfiled(
        labelled=len(labelled),
        wrong=len(wrong),
        alarms=len(alarms),
        found=len(wrong & alarms),
        fair=sum(bool(judged.fair[place]) for place in alarms),
    )


def class_figures(judged: Judged, *, intervals: bool = False) -> tuple[ClassFigures, ...]:
    """Precision and recall of every category that the reviewed rows carry, in the order of its code."""
    truth = Counter(row.category for row in judged.rows)
    given = Counter(judged.predicted)
    both = Counter(row.category for row, right in zip(judged.rows, judged.right, strict=True) if right)
    result = []
    for category in sorted(truth):
        precision = both[category] / max(1, given[category])
        recall = both[category] / truth[category]
        low, high = _f1_interval(judged, category) if intervals else (0.0, 0.0)
        result.append(
            ClassFigures(
                category=category,
                rows=truth[category],
                given=given[category],
                precision=_round(precision),
                recall=_round(recall),
                f1=_round(2 * precision * recall / (precision + recall)) if both[category] else 0.0,
                low=low,
                high=high,
            )
        )
    return tuple(result)


def coverage_curve(judged: Judged) -> tuple[tuple[float, float, float, float], ...]:
    """(share of rows taken, least confidence, accuracy, accuracy counting defensible ones), surest first."""
    sure = judged.confidence.tolist()
    right, fair = coverage_points(sure, judged.right.tolist()), coverage_points(sure, judged.fair.tolist())
    return tuple(
        (share, _round(least), _round(exact), _round(near))
        for (share, least, exact), (_, _, near) in zip(right, fair, strict=True)
    )


def reliability(judged: Judged, bins: int = 10) -> tuple[tuple[int, float, float], ...]:
    """(rows, mean confidence, share right) of bins with equally many rows, the least sure first."""
    found = reliability_bins(judged.confidence.tolist(), judged.right.tolist(), bins)
    return tuple((rows, _round(sure), _round(right)) for rows, sure, right in found)


def worst_pairs(judged: Judged, most: int = 12) -> tuple[tuple[str, str, int, str], ...]:
    """(reviewed, given, rows, an example) of the confusions that are not even defensible, most frequent first."""
    wrong = [place for place in range(len(judged.rows)) if not judged.fair[place]]
    pairs = Counter((judged.rows[place].category, judged.predicted[place]) for place in wrong)
    example = {
        (judged.rows[place].category, judged.predicted[place]): judged.rows[place].name for place in wrong
    }
    ranked = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[:most]
    return tuple((*pair, count, example[pair]) for pair, count in ranked)
