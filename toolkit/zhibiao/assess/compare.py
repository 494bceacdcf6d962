"""The alternatives in one table: the same rows, the same splits by document, accuracy and speed in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from zhibiao.assess import peers
from zhibiao.assess.measure import Figures, figures, judge
from zhibiao.classify.classifier import Model, predict
from zhibiao.classify.decide import Probabilities
from zhibiao.classify.label import choose_all
from zhibiao.classify.store import CONFIG, WEIGHTS, load
from zhibiao.learn.corpus import Row, category_codes, read_corpora, taxonomy_names, taxonomy_rows
from zhibiao.learn.folds import measured_rows, splits

TIMED = 60_000  # rows that each way labels for its speed
_REPEATS = 3
OURS, SLOW = "zhibiao", "spaCy textcat"

LEARNERS: tuple[tuple[str, peers.Learner], ...] = (
    ("majority", peers.majority),
    ("keyword rules", peers.keyword_rules),
    ("tf-idf + logistic regression", peers.tfidf_logistic),
    ("tf-idf + linear SVM", peers.linear_svm),
    ("fastText", peers.silenced(peers.fasttext)),
    (SLOW, peers.spacy_textcat),
    (OURS, peers.ours),
)
"""The ways that are compared, by name, in the order of the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One way: its figures by content on the real rows, and how fast, how large, how quick to load it is.

    `rows_per_second` on one core, the likeliest category alone; 0 where it was not timed. `megabytes` and
    `load_seconds` are None where there is nothing to load, or only as a pickle.
    """

    figures: Figures
    rows_per_second: float = 0.0
    megabytes: float | None = None
    load_seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All ways, those left out for want of a package, and the speed with canonical indicators added.

    `with_canonical` are rows per second of (fastText over all indicators at once, ours); 0 where fastText is
    not installed. `timed` rows were labelled for the speeds, `distinct` of them different.
    """

    ways: tuple[Compared, ...]
    absent: tuple[str, ...]
    with_canonical: tuple[float, float]
    timed: int
    distinct: int

    def speed(self, name: str) -> float:
        """Rows per second of a way, 0 where it was left out."""
        return next((way.rows_per_second for way in self.ways if way.figures.name == name), 0.0)


def compare(
    rows: Sequence[Row], classes: tuple[str, ...], model: Path, *, seed: int, say: Callable[[str], None]
) -> Comparison:
    """Every way of `LEARNERS` on the folds of `learn.folds.splits`; `model` is the folder that is timed for ours.

    `say` hears which way is being measured: the whole takes several minutes.
    """
    measured = measured_rows(rows)
    real = np.array([row.origin == "real" for row in measured], dtype=bool)
    timed = _timed(rows)
    ways, absent = [], []
    for name, learner in LEARNERS:
        say(name)
        try:
            shares = cross_scored(rows, classes, learner, seed=seed)
        except ImportError:
            absent.append(name)
            continue
        judged = figures(name, judge(measured, shares, classes).part(real))
        if name == OURS:
            ways.append(_time_ours(judged, model, timed))
        else:
            ways.append(_time_peer(judged, learner(rows, classes, seed), timed))
    say("canonical indicators")
    return Comparison(
        ways=tuple(ways),
        absent=tuple(absent),
        with_canonical=_with_canonical(rows, classes, load(model), timed, seed),
        timed=len(timed),
        distinct=len({(row.name, row.target, row.unit) for row in timed}),
    )


def cross_scored(
    rows: Sequence[Row], classes: Sequence[str], learner: peers.Learner, *, seed: int
) -> Probabilities:
    """Probabilities of every measured row by a way that saw no row of its document."""
    measured = measured_rows(rows)
    shares = np.zeros((len(measured), len(classes)))
    for training, held_out in splits(rows, seed=seed):
        shares[held_out] = learner(training, classes, seed).score([measured[place] for place in held_out])
    return shares


def _timed(rows: Sequence[Row]) -> list[Row]:
    """All rows in a drawn order, again and again with another digit in the name, until there are TIMED."""
    drawn = np.random.default_rng(0).permutation(len(rows))
    order = [rows[place] for place in drawn.tolist()]
    return [
        replace(order[at % len(order)], name=f"{order[at % len(order)].name}{at // len(order) or ''}")
        for at in range(TIMED)
    ]


def _time_ours(judged: Figures, folder: Path, timed: list[Row]) -> Compared:
    load.cache_clear()
    start = time.perf_counter()
    model = load(folder)
    seconds = time.perf_counter() - start
    size = sum((folder / part).stat().st_size for part in (CONFIG, WEIGHTS))
    return Compared(
        figures=judged,
        rows_per_second=_speed(lambda part: _predict(model, part), timed),
        megabytes=size / 1e6,
        load_seconds=round(seconds, 4),
    )


def _time_peer(judged: Figures, learnt: peers.Learnt, timed: list[Row]) -> Compared:
    few = timed[:6000] if judged.name == SLOW else timed  # no faster on more rows
    return Compared(
        figures=judged,
        rows_per_second=_speed(getattr(learnt.score, "fast", learnt.score), few),
        megabytes=None if learnt.bytes is None else learnt.bytes / 1e6,
        load_seconds=learnt.load_seconds,
    )


def _predict(model: Model, rows: Sequence[Row]) -> Any:
    names, targets, units = _columns(rows)
    return predict(model, names, targets, units).argmax(axis=1)


def _columns(rows: Sequence[Row]) -> Iterator[list[str]]:
    return ([getattr(row, field) for row in rows] for field in ("name", "target", "unit"))


def _speed(label: Callable[[Sequence[Row]], Any], rows: Sequence[Row]) -> float:
    """Rows per second, the best of some runs; the columns are taken from the rows within the time."""
    label(rows[:3000])
    best = float("inf")
    for _ in range(_REPEATS):
        start = time.perf_counter()
        label(rows)
        best = min(best, time.perf_counter() - start)
    return len(rows) / best


def _with_canonical(
    rows: Sequence[Row], classes: tuple[str, ...], model: Model, timed: list[Row], seed: int
) -> tuple[float, float]:
    """fastText with one label for each canonical indicator (or none) of a category; ours category, then code."""
    try:
        learnt = peers.silenced(
            lambda training, names, drawn: peers.fasttext(
                training, names, drawn, label=lambda row: row.canonical or row.category
            )
        )(rows, classes, seed)
        theirs = _speed(learnt.score.fast, timed)  # type: ignore[attr-defined]
    except ImportError:
        theirs = 0.0
    return theirs, _speed(lambda part: _both(model, part), timed)


def _both(model: Model, rows: Sequence[Row]) -> None:
    names, targets, units = _columns(rows)
    best = predict(model, names, targets, units).argmax(axis=1)
    choose_all(model, names, [model.classes[place] for place in best.tolist()])


def time_classifiers(corpora: Path, folder: Path) -> Iterator[str]:
    """Lines that say how fast the model in `folder` loads and labels, and how fast fastText does in the same run."""
    rows = read_corpora(corpora) + taxonomy_rows(taxonomy_names())
    timed = _timed(rows)
    load.cache_clear()
    start = time.perf_counter()
    model = load(folder)
    yield f"{'load the model':<48} {time.perf_counter() - start:6.3f} s   (bar 0.15)"
    ours, both = (
        _speed(lambda part: _predict(model, part), timed),
        _speed(lambda part: _both(model, part), timed),
    )
    yield f"{'categories, rows per second':<48} {ours:10,.0f}"
    yield f"{'categories and canonical indicators':<48} {both:10,.0f}"
    try:
        learnt = peers.silenced(peers.fasttext)(rows, category_codes(), 0)
    except ImportError:
        yield "fastText is not installed: no ratio"
        return
    theirs = _speed(learnt.score.fast, timed)  # type: ignore[attr-defined]
    yield f"{'fastText predict, categories':<48} {theirs:10,.0f}   (ours {ours / theirs:.1f} times, bar 5)"
    joint, _ = _with_canonical(rows, category_codes(), model, timed, 0)
    yield f"{'fastText predict, canonical indicators':<48} {joint:10,.0f}   (ours {both / joint:.1f} times, bar 2)"
