"""Training: from the corpora and the taxonomy to a model folder, in one call, reproducibly."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from zhibiao.classify.calibrate import Calibration, calibrate, choose_thresholds, printed_categories
from zhibiao.classify.canonical import Match
from zhibiao.classify.corpus import (
    Row,
    category_codes,
    corpus_hash,
    read_corpora,
    taxonomy_names,
    taxonomy_rows,
)
from zhibiao.classify.decide import Decision
from zhibiao.classify.fit import Recipe, fit
from zhibiao.classify.folds import measured_rows, out_of_fold
from zhibiao.classify.lookup import fit_match, held_out_votes, known_names
from zhibiao.classify.store import save

SEED = 20240601


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What was trained: rows by origin, kept buckets, calibration, and where it was written."""

    out: Path
    rows: dict[str, int]
    buckets: int
    calibration: Calibration
    decision: Decision
    match: Match
    corpus: str

    def __str__(self) -> str:
        """One line for the command line."""
        origins = "，".join(f"{origin} {count}" for origin, count in sorted(self.rows.items()))
        return (
            f"训练完成 / trained: {self.out}（{origins}；{self.buckets} 个特征 / buckets；"
            f"温度 / temperature {self.calibration.temperature:.2f}；语料 / corpus {self.corpus[:8]}）"
        )


def train(
    corpora: Path, out: Path, seed: int = SEED, *, recipe: Recipe | None = None, taxonomy: bool = True
) -> Trained:
    """Train on every labelled row below `corpora` and write the model to the folder `out`.

    Temperature, trust and review thresholds come from cross-validation by document over the real rows;
    without real rows they stay at plain defaults. The same rows, taxonomy and seed give the same bytes on
    the same machine; on another machine the last digits of a weight may differ, the hashed features do not.
    `taxonomy=False` leaves the canonical names out. Raises ZhibiaoError DT01 for an invalid row.
    """
    recipe = recipe or Recipe()
    names = taxonomy_names() if taxonomy else {}
    rows = read_corpora(corpora) + (taxonomy_rows(names) if taxonomy else [])
    classes = category_codes()
    calibration, decision = calibrated(rows, classes, recipe, seed=seed)
    match = fit_match(held_out_votes(names, rows))
    fitted = fit(rows, classes, recipe, seed=seed)
    trained = Trained(
        out=out,
        rows=dict(Counter(row.origin for row in rows)),
        buckets=len(fitted.buckets),
        calibration=calibration,
        decision=decision,
        match=match,
        corpus=corpus_hash(rows),
    )
    config = {
        "seed": seed,
        "classes": list(classes),
        "features": asdict(recipe.features),
        "temperature": calibration.temperature,
        "decision": asdict(decision),
        "match": asdict(match),
        "corpus": trained.corpus,
        "rows": trained.rows,
    }
    save(
        out,
        buckets=fitted.buckets,
        weights=fitted.weights,
        bias=fitted.bias,
        aliases=known_names(names, rows),
        config=config,
    )
    return trained


def calibrated(
    rows: list[Row], classes: tuple[str, ...], recipe: Recipe, *, seed: int
) -> tuple[Calibration, Decision]:
    """Calibration and thresholds from out-of-fold predictions; defaults where nothing can be measured."""
    measured = measured_rows(rows)
    if len({row.document for row in measured}) < 2:
        return Calibration(temperature=1.0, trust=0.0), Decision()
    scores = out_of_fold(rows, classes, recipe, seed=seed).scores
    calibration = calibrate(scores, measured, classes)
    shares = calibration.apply(scores, printed_categories(measured), classes)
    best = shares.argmax(axis=1)
    right = np.array([classes[place] == row.category for place, row in zip(best, measured, strict=True)])
    return calibration, choose_thresholds(shares, right, calibration.trust)
