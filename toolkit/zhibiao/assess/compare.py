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
from zhibiao.classify.label import choose_all
from zhibiao.classify.store import CONFIG, WEIGHTS, load
from zhibiao.learn.corpus import (
    Row,
    category_codes,
    read_corpora,
    taxonomy_names,
    taxonomy_rows,
    written_rows,
)
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
    """One way: its figures by content, and how fast, how large, how quick to load it is.

    `figures` are of the rows of public documents, `own` of the own rows that people wrote: each file (a sector,
    a group of projects) labelled by a model that saw no row of its fold. `rows_per_second` on one core, the
    likeliest category alone; 0 where it was not timed. `megabytes` and `load_seconds` are None where there is
    nothing to load, or only as a pickle.
    """

    figures: Figures
    own: Figures
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
    timed = _timed(rows)
    ways, absent = [], []
    for name, learner in LEARNERS:
        say(name)
        try:
            real, own = (
                _judged(name, rows, classes, learner, asked, seed) for asked in (measured_rows, written_rows)
            )
        except ImportError:
            absent.append(name)
            continue
        way = Compared(figures=real, own=own)
        if name == OURS:
            ways.append(_time_ours(way, model, timed))
        else:
            ways.append(_time_peer(way, learner(rows, classes, seed), timed))
    say("canonical indicators")
    return Comparison(
        ways=tuple(ways),
        absent=tuple(absent),
        with_canonical=_with_canonical(rows, classes, load(model), timed, seed),
        timed=len(timed),
        distinct=len({(row.name, row.target, row.unit) for row in timed}),
    )


def _judged(
    name: str,
    rows: Sequence[Row],
    classes: tuple[str, ...],
    learner: peers.Learner,
    asked: Callable[[Sequence[Row]], list[Row]],
    seed: int,
) -> Figures:
    """Figures of a way on the rows that are `asked`, each labelled after learning without its document.

    The seeds among them are learnt from but not counted: their names stand in the taxonomy.
    """
    questions = asked(rows)
    shares = np.zeros((len(questions), len(classes)))
    for training, held_out in splits(rows, seed=seed, asked=asked):
        learnt = learner(training, classes, seed)
        shares[held_out] = learnt.score([questions[place] for place in held_out])
    counted = np.array([row.origin != "seed" for row in questions], dtype=bool)
    return figures(name, judge(questions, shares, classes).part(counted))


def _timed(rows: Sequence[Row]) -> list[Row]:
    """All rows in a drawn order, again and again with another digit in the name, until there are TIMED."""
    drawn = np.random.default_rng(0).permutation(len(rows))
    order = [rows[place] for place in drawn.tolist()]
    return [
        replace(order[at % len(order)], name=f"{order[at % len(order)].name}{at // len(order) or ''}")
        for at in range(TIMED)
    ]


def _time_ours(way: Compared, folder: Path, timed: list[Row]) -> Compared:
    load.cache_clear()
    start = time.perf_counter()
    model = load(folder)
    seconds = time.perf_counter() - start
    size = sum((folder / part).stat().st_size for part in (CONFIG, WEIGHTS))
    return replace(
        way,
        rows_per_second=_speed(lambda columns: _predict(model, *columns), _columns, timed),
        megabytes=size / 1e6,
        load_seconds=round(seconds, 4),
    )


def _time_peer(way: Compared, learnt: peers.Learnt, timed: list[Row]) -> Compared:
    few = timed[:6000] if way.figures.name == SLOW else timed  # no faster on more rows
    return replace(
        way,
        rows_per_second=_speed(learnt.label or learnt.score, learnt.prepare, few),
        megabytes=None if learnt.bytes is None else learnt.bytes / 1e6,
        load_seconds=learnt.load_seconds,
    )


def _columns(rows: Sequence[Row]) -> tuple[list[str], list[str], list[str]]:
    return [row.name for row in rows], [row.target for row in rows], [row.unit for row in rows]


def _predict(model: Model, names: list[str], targets: list[str], units: list[str]) -> list[int]:
    best: list[int] = predict(model, names, targets, units).argmax(axis=1).tolist()
    return best


def _both(model: Model, names: list[str], targets: list[str], units: list[str]) -> None:
    choose_all(model, names, [model.classes[best] for best in _predict(model, names, targets, units)])


def _speed(
    label: Callable[[Any], Any], prepare: Callable[[Sequence[Row]], Any], rows: Sequence[Row]
) -> float:
    """Rows per second, the best of some runs: from the strings to the likeliest label, after a first small run."""
    label(prepare(rows[:3000]))
    prepared = prepare(rows)
    best = float("inf")
    for _ in range(_REPEATS):
        start = time.perf_counter()
        label(prepared)
        best = min(best, time.perf_counter() - start)
    return len(rows) / best


def _with_canonical(
    rows: Sequence[Row], classes: tuple[str, ...], model: Model, timed: list[Row], seed: int
) -> tuple[float, float]:
    """fastText with one label for each canonical indicator (or none) of a category; ours category, then code."""

    def joint(training: Sequence[Row], names: Sequence[str], drawn: int) -> peers.Learnt:
        return peers.fasttext(training, names, drawn, label=lambda row: row.canonical or row.category)

    return _fasttext_speed(joint, rows, classes, timed, seed), _speed(
        lambda columns: _both(model, *columns), _columns, timed
    )


def _fasttext_speed(
    learner: peers.Learner, rows: Sequence[Row], classes: tuple[str, ...], timed: list[Row], seed: int
) -> float:
    """Rows per second of fastText's `predict`; 0 where it is not installed."""
    try:
        learnt = peers.silenced(learner)(rows, classes, seed)
    except ImportError:
        return 0.0
    return _speed(learnt.label or learnt.score, learnt.prepare, timed)


def time_classifiers(corpora: Path, folder: Path) -> Iterator[str]:
    """Lines that say how fast the model in `folder` loads and labels, and how fast fastText does in the same run."""
    rows = read_corpora(corpora) + taxonomy_rows(taxonomy_names())
    timed = _timed(rows)
    load.cache_clear()
    start = time.perf_counter()
    model = load(folder)
    yield f"{'load the model':<48} {time.perf_counter() - start:6.3f} s   (bar 0.15)"
    ours = _speed(lambda columns: _predict(model, *columns), _columns, timed)
    yield f"{'categories, rows per second':<48} {ours:10,.0f}"
    theirs = _fasttext_speed(peers.fasttext, rows, category_codes(), timed, 0)
    joint, both = _with_canonical(rows, category_codes(), model, timed, 0)
    yield f"{'categories and canonical indicators':<48} {both:10,.0f}"
    if not theirs:
        yield "fastText is not installed: no ratio"
        return
    yield f"{'fastText predict, categories':<48} {theirs:10,.0f}   (ours {ours / theirs:.1f} times, bar 5)"
    yield f"{'fastText predict, canonical indicators':<48} {joint:10,.0f}   (ours {both / joint:.1f} times, bar 2)"
