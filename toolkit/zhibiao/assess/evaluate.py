"""How good the classifier is on documents it never saw: measured, not promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from zhibiao.assess.errors import Error, list_errors
from zhibiao.assess.features import FAMILIES, family_scores
from zhibiao.assess.measure import (
    ClassFigures,
    Figures,
    Judged,
    Misfiled,
    Truths,
    class_figures,
    coverage_curve,
    figures,
    judge,
    misfiled,
    reliability,
    worst_pairs,
)
from zhibiao.assess.peers import TEMPERATURE, printed_alone
from zhibiao.classify.classifier import tempered
from zhibiao.classify.decide import Probabilities
from zhibiao.classify.store import read_config
from zhibiao.errors import ZhibiaoError
from zhibiao.learn.calibrate import cross_calibrated, printed_categories
from zhibiao.learn.canonical import held_out
from zhibiao.learn.corpus import (
    GENERATED,
    Row,
    category_codes,
    corpus_hash,
    read_corpora,
    taxonomy_names,
    taxonomy_rows,
)
from zhibiao.learn.fit import Recipe
from zhibiao.learn.folds import COPY, NEVER, OutOfFold, measured_rows, out_of_fold

HARSH = 0.5  # leaves out whatever is only similar to a held-out name, independent coincidences too


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Everything the model card reports; every row was scored by a model that saw no row of its document.

    `views` are ways of labelling the reviewed rows of public documents, `seeds` the same of the five source
    documents, `near` by how near a name the training rows held, `ablations` with one thing changed,
    `canonical` are (least probability, share of rows, precision) of the indicators given on own rows; `errors`
    are all rows that the joined view got wrong, each with its cause.
    """

    seed: int
    corpus: str
    rows: dict[str, int]
    documents: int
    views: tuple[Figures, ...]
    seeds: tuple[Figures, ...]
    near: tuple[Figures, ...]
    ablations: tuple[Figures, ...]
    classes: tuple[ClassFigures, ...]
    coverage: tuple[tuple[float, float, float, float], ...]
    reliability: tuple[tuple[int, float, float], ...]
    confusions: tuple[tuple[str, str, int, str], ...]
    errors: tuple[Error, ...]
    canonical: tuple[tuple[float, float, float], ...]
    misfiled: Misfiled


def evaluate(
    corpora: Path,
    model: Path,
    *,
    recipe: Recipe | None = None,
    alternatives: bool = True,
    say: Callable[[str], None] = lambda _: None,
) -> Evaluation:
    """Cross-validate by document and write figures, pictures and the model card README.md into `model`.

    `alternatives` compares with other classifiers, which takes some minutes; else the last comparison stays
    in the card. The folds are drawn by the seed in the model's config. `say` hears what is being measured.
    Raises ZhibiaoError MD01 where there is no model, MD02 where it is unreadable or was trained on other rows
    (the card would lie), DT01 for an invalid row.
    """
    from zhibiao.assess.card import write_card
    from zhibiao.assess.compare import compare

    config = read_config(model)
    rows = read_corpora(corpora) + taxonomy_rows(taxonomy_names())
    if corpus_hash(rows) != config["corpus"]:
        raise ZhibiaoError("MD02", path=str(model), detail="trained on other rows")
    evaluation = measure(rows, config, recipe or Recipe(), say=say)
    compared = compare(rows, category_codes(), model, seed=config["seed"], say=say) if alternatives else None
    write_card(model, evaluation, config, compared)
    return evaluation


def measure(
    rows: Sequence[Row],
    config: dict[str, Any],
    recipe: Recipe,
    *,
    say: Callable[[str], None] = lambda _: None,
) -> Evaluation:
    """All figures for `rows` under the seed and review threshold of a model's `config`; see Evaluation."""
    seed, least = config["seed"], config["decision"]["min_confidence"]
    classes = category_codes()
    measured = measured_rows(rows)
    real = np.array([row.origin == "real" for row in measured], dtype=bool)
    say("zhibiao, by document")
    main = out_of_fold(rows, classes, recipe, seed=seed)
    ways = _ways(rows, main, classes, recipe, seed)
    judged = {name: judge(measured, shares, classes) for name, shares in ways.items()}
    # The printed label is judged on the rows where it names a category; everything else on all.
    asked = {name: shares.any(axis=1) for name, shares in ways.items()}
    joined, blind = judged["joined"].part(real), judged["content"].part(real)
    say("what each part adds")
    return Evaluation(
        seed=seed,
        corpus=config["corpus"],
        rows=dict(Counter(row.origin for row in rows)),
        documents=len({row.document for row in measured}),
        views=tuple(figures(name, one.part(real & asked[name])) for name, one in judged.items()),
        seeds=tuple(
            figures(name, judged[name].part(~real & asked[name]))
            for name in ("joined", "content", "printed label")
        ),
        near=_by_nearness(judged["content"], main, real),
        ablations=_ablations(rows, classes, recipe, seed, real),
        classes=class_figures(blind, intervals=True),
        coverage=coverage_curve(joined),
        reliability=reliability(joined),
        confusions=worst_pairs(blind),
        errors=list_errors(joined, blind, main.nearest[real], HARSH),
        canonical=_canonical(rows, config, seed=seed),
        misfiled=misfiled(joined, printed_categories(joined.rows), least),
    )


def _ways(
    rows: Sequence[Row], main: OutOfFold, classes: tuple[str, ...], recipe: Recipe, seed: int
) -> dict[str, Probabilities]:
    """Each way of labelling the measured rows, by name."""
    measured = measured_rows(rows)
    folds = main.folds.tolist()
    kept = out_of_fold(rows, classes, recipe, seed=seed, copy=NEVER)
    harsh = out_of_fold(rows, classes, recipe, seed=seed, copy=HARSH)
    return {
        "joined": cross_calibrated(main.scores, measured, classes, folds, joined=True),
        "content": cross_calibrated(main.scores, measured, classes, folds, joined=False),
        "name only": cross_calibrated(main.bare, measured, classes, folds, joined=False),
        "content, copies kept": cross_calibrated(kept.scores, measured, classes, folds, joined=False),
        "content, similar names left out": cross_calibrated(
            harsh.scores, measured, classes, folds, joined=False
        ),
        "printed label": printed_alone(measured, classes),
    }


def _by_nearness(judged: Judged, main: OutOfFold, real: Truths) -> tuple[Figures, ...]:
    """The real rows by the cosine of the nearest name in training: the same, a near copy, or neither."""
    bands = (
        ("same name", 0.999, NEVER),
        ("near name", COPY, 0.999),
        ("similar name", HARSH, COPY),
        ("new name", -1.0, HARSH),
    )
    parts = [
        (name, judged.part(real & (main.nearest >= low) & (main.nearest < high))) for name, low, high in bands
    ]
    return tuple(figures(name, part) for name, part in parts if len(part.rows))


def _ablations(
    rows: Sequence[Row], classes: tuple[str, ...], recipe: Recipe, seed: int, real: Truths
) -> tuple[Figures, ...]:
    """The real rows by content, with one family of features or one source of rows changed."""
    changes: dict[str, tuple[Sequence[Row], Recipe]] = {
        "as it is": (rows, recipe),
        "without target": (rows, replace(recipe, targets=False)),
        "without copies that lack the target": (rows, replace(recipe, bare=0.0)),
        "without defensible labels": (rows, replace(recipe, accept=0.0)),
        "without taxonomy": ([row for row in rows if row.origin != "taxonomy"], recipe),
        "without generated rows": ([row for row in rows if row.document != GENERATED], recipe),
        "without own rows": ([row for row in rows if row.origin != "own"], recipe),
        "without other real documents": (
            rows,
            replace(recipe, origins=recipe.origins | {"real": 1e-6, "seed": 1e-6}),
        ),
    }
    measured = measured_rows(rows)
    result = []
    for name, (part, changed) in changes.items():
        scores = out_of_fold(part, classes, changed, seed=seed).scores
        result.append(figures(name, judge(measured, tempered(scores, TEMPERATURE), classes).part(real)))
    for name, family in FAMILIES.items():
        scores = family_scores(rows, classes, recipe, family, seed=seed)
        result.append(figures(name, judge(measured, tempered(scores, TEMPERATURE), classes).part(real)))
    return tuple(result)


def _canonical(
    rows: Sequence[Row], config: dict[str, Any], *, seed: int
) -> tuple[tuple[float, float, float], ...]:
    held, canonical = held_out(rows, seed=seed), config["canonical"]
    if held is None:
        return ()
    chances, right = held.best(canonical["temperature"])
    points = []
    for least in sorted({0.01, 0.3, 0.5, canonical["threshold"], 0.7, 0.8, 0.9}):
        taken = chances >= least
        if taken.any():
            points.append((least, round(float(taken.mean()), 4), round(float(right[taken].mean()), 4)))
    return tuple(points)
