"""Training: from the corpora and the taxonomy to a model folder, in one call, reproducibly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from zhibiao.classify.classifier import Model
from zhibiao.classify.decide import Decision
from zhibiao.classify.store import CONFIG, load, save
from zhibiao.learn.added import Change, compare_models
from zhibiao.learn.calibrate import Calibration, calibrate, choose_thresholds, printed_categories
from zhibiao.learn.canonical import calibrate_canonical, fit_canonical, held_out
from zhibiao.learn.corpus import Row, category_codes, corpus_hash, read_corpora, taxonomy_names, taxonomy_rows
from zhibiao.learn.examples import answers_text, examples_text
from zhibiao.learn.fit import Recipe, fit
from zhibiao.learn.folds import measured_rows, out_of_fold

SEED = 20240601
PLAIN = 0.25  # temperature where nothing can be measured: near what real rows give


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What was trained: rows by origin, the model, its calibration, and where it was written.

    `change` compares with the model that was there before, where rows were added; else None.
    """

    out: Path
    rows: dict[str, int]
    model: Model
    calibration: Calibration
    corpus: str
    change: Change | None = None


def train(
    corpora: Path,
    out: Path,
    seed: int = SEED,
    *,
    recipe: Recipe | None = None,
    taxonomy: bool = True,
    added: Sequence[Row] = (),
    say: Callable[[str], None] = lambda _: None,
) -> Trained:
    """Train on every labelled row below `corpora` and write the model to the folder `out`.

    Temperature, trust and review thresholds come from cross-validation by document over the real rows;
    without real rows they stay at plain defaults. The same rows, taxonomy and seed give the same bytes on
    the same machine; on another machine the last digits of a weight may differ, the hashed features do not.
    `taxonomy=False` leaves the canonical names out. `added` are rows of your own (`learn.added.read_added`);
    what they changed is told against the model that was in `out`, else the one that is shipped. `say` hears what
    is being done. Raises ZhibiaoError DT01 for an invalid row, DT03 where there are no rows.
    """
    recipe = recipe or Recipe()
    corpus_rows = read_corpora(corpora)
    old = load(out if (out / CONFIG).is_file() else None) if added else None  # before it is written over
    rows = [*corpus_rows, *added, *(taxonomy_rows(taxonomy_names()) if taxonomy else [])]
    classes = category_codes()
    say("温度、阈值 / temperature and thresholds")
    calibration, decision = calibrated(rows, classes, recipe, seed=seed)
    say("类别 / categories")
    linear = fit(rows, classes, recipe, seed=seed)
    say("标准指标 / canonical indicators")
    canonical = calibrate_canonical(fit_canonical(rows, seed=seed), held_out(rows, seed=seed))
    model = Model(
        name=out.name,
        linear=linear,
        temperature=calibration.temperature,
        decision=decision,
        canonical=canonical,
    )
    counts: dict[str, int] = dict(Counter(str(row.origin) for row in rows))
    corpus = corpus_hash(rows)
    save(
        out,
        model,
        examples=examples_text(rows),
        answers=answers_text(corpora),
        config={"seed": seed, "corpus": corpus, "rows": counts},
    )
    change = compare_models(old, model, added, measured_rows(rows)) if old else None
    return Trained(out=out, rows=counts, model=model, calibration=calibration, corpus=corpus, change=change)


def calibrated(
    rows: list[Row], classes: tuple[str, ...], recipe: Recipe, *, seed: int
) -> tuple[Calibration, Decision]:
    """Calibration and thresholds from out-of-fold predictions; defaults where nothing can be measured."""
    measured = measured_rows(rows)
    if len({row.document for row in measured}) < 2:
        return Calibration(temperature=PLAIN, trust=0.0), Decision()
    scores = out_of_fold(rows, classes, recipe, seed=seed).scores
    calibration = calibrate(scores, measured, classes)
    shares = calibration.apply(scores, printed_categories(measured), classes)
    best = shares.argmax(axis=1)
    right = np.array([classes[place] == row.category for place, row in zip(best, measured, strict=True)])
    return calibration, choose_thresholds(shares, right, calibration.trust)
