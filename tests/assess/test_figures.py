"""Figures and calibration on made-up predictions whose answers are known."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from zhibiao.assess.card import remember
from zhibiao.assess.measure import (
    Misfiled,
    class_figures,
    coverage_curve,
    figures,
    judge,
    misfiled,
    worst_pairs,
)
from zhibiao.classify.decide import pool
from zhibiao.learn.calibrate import calibrate, calibration_error, choose_thresholds, cross_calibrated
from zhibiao.learn.corpus import Row

CLASSES = ("O1", "O2")


def _rows(truth, **facts):
    return [
        Row(name=f"n{i}", category=code, origin="real", document=f"d{i % 4}", **facts)
        for i, code in enumerate(truth)
    ]


def test_figures_of_known_predictions():
    """Three of four right, the wrong one defensible and the least sure: every figure follows."""
    rows = [
        *_rows(["O1", "O1", "O2"]),
        Row(name="x", category="O2", origin="real", document="d3", accept=("O1",)),
    ]
    judged = judge(rows, np.array([[0.9, 0.1], [0.8, 0.2], [0.3, 0.7], [0.6, 0.4]]), CLASSES)
    one = figures("made up", judged)
    assert (one.accuracy, one.accept, one.surest) == (0.75, 1.0, 1.0)
    assert [(c.category, c.precision, c.recall) for c in class_figures(judged)] == [
        ("O1", pytest.approx(0.6667), 1.0),
        ("O2", 1.0, 0.5),
    ]
    assert worst_pairs(judged) == ()
    assert coverage_curve(judged)[-1] == (1.0, 0.6, 0.75, 1.0)


def test_overconfident_scores_get_a_temperature_above_one():
    """Scores that are far too sure are cooled until their confidence is their accuracy."""
    rng = np.random.default_rng(1)
    truth = rng.integers(0, 2, 400)
    said = np.where(rng.random(400) < 0.75, truth, 1 - truth)
    scores = np.where(np.arange(2) == said[:, None], 12.0, 0.0)
    rows = _rows([CLASSES[place] for place in truth])
    assert calibrate(scores / 6, rows, CLASSES).temperature > 1
    shares = cross_calibrated(scores / 6, rows, CLASSES, [i % 5 for i in range(400)], joined=False)
    right = np.array(
        [CLASSES[place] == row.category for place, row in zip(shares.argmax(1), rows, strict=True)]
    )
    assert shares.max(1).mean() == pytest.approx(right.mean(), abs=0.02)


def test_calibration_error_of_known_bins():
    """Half right at 0.9 is an error of 0.4; half right at 0.5 is none."""
    right = np.arange(40) % 2 == 0
    assert calibration_error(np.full(40, 0.9), right) == pytest.approx(0.4)
    assert calibration_error(np.full(40, 0.5), right) == pytest.approx(0.0)


def test_trust_follows_how_often_printed_labels_are_right():
    """Labels that are mostly right are trusted; labels that are mostly wrong are not."""
    scores = np.zeros((40, 2))
    truth = ["O1"] * 36 + ["O2"] * 4
    good = calibrate(scores, _rows(truth, level2="数量指标"), CLASSES)
    bad = calibrate(scores, _rows(truth, level2="质量指标"), CLASSES)
    assert good.trust > 1.5
    assert bad.trust < 0.1


def test_pool_without_a_label_changes_nothing():
    """Rows whose document names no category keep their probabilities, and so do unknown codes."""
    blind = np.array([[0.6, 0.4], [0.6, 0.4]])
    assert pool(blind, ["", "Q9"], CLASSES, 3.0) == pytest.approx(blind)


def test_thresholds_take_as_many_rows_as_precision_allows():
    """The least confidence is as low as the wanted precision permits."""
    confidence = np.linspace(0.5, 1.0, 200)
    shares = np.stack([confidence, 1 - confidence], axis=1)
    decision = choose_thresholds(shares, confidence > 0.7, trust=0.0)
    assert 0.65 < decision.min_confidence <= 0.71


def test_impossible_precision_still_gives_thresholds():
    """Where the wanted precision cannot be reached, the most precise part is taken and the rest reviewed."""
    shares = np.tile([0.8, 0.2], (50, 1))
    assert choose_thresholds(shares, np.arange(50) % 2 == 0, trust=0.0).min_confidence <= 0.8


def test_misfiled_rows_are_counted():
    """A contradiction counts where it is sure; it is found where the printed label was not defensible."""
    rows = [
        *_rows(["O1", "O1", "O2"]),
        Row(name="x", category="O2", origin="real", document="d3", accept=("O1",)),
    ]
    judged = judge(rows, np.array([[0.9, 0.1], [0.55, 0.45], [0.9, 0.1], [0.1, 0.9]]), CLASSES)
    counted = misfiled(judged, ["O2", "O2", "", "O1"], 0.7)
    assert counted == Misfiled(labelled=3, wrong=2, alarms=2, found=1, fair=2)


def test_the_card_remembers_the_figures_of_earlier_corpora(tmp_path: Path) -> None:
    """A new corpus puts the last figures into history.tsv; the same corpus again adds nothing."""
    view = {"accuracy": 0.9, "accept": 0.95, "macro_f1": 0.8, "surest": 0.99}
    last = {
        "corpus": "a" * 64,
        "rows": {"own": 10},
        "views": [{"name": n, **view} for n in ("joined", "content")],
    }
    (tmp_path / "evaluation.json").write_text(json.dumps(last), encoding="utf-8")
    assert remember(tmp_path, "a" * 64) == []
    assert remember(tmp_path, "b" * 64) == [
        ("aaaaaaaa", "10", "0", "0.900", "0.950", "0.900", "0.800", "0.990")
    ]
    assert len((tmp_path / "history.tsv").read_text(encoding="utf-8").splitlines()) == 2
