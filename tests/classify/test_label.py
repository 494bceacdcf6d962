"""Labels: what holds for every label, whatever the model says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml

from zhibiao.classify import classify, model_name
from zhibiao.classify.classifier import LARGE, predict
from zhibiao.classify.decide import Decision, needs_review, printed_category
from zhibiao.classify.store import load
from zhibiao.learn.corpus import read_corpora

PRINTED = yaml.safe_load((Path(__file__).parent / "printed_labels.yml").read_text(encoding="utf-8"))
ODD = ["", " ", "……", "1年", "★★★", "x" * 5000, "\0", "指标1:"]


@pytest.fixture(scope="module")
def rows(root):
    """The reviewed rows of public documents."""
    return [row for row in read_corpora(root / "corpora") if row.origin == "real"]


@pytest.fixture(scope="module")
def labels(rows):
    """Their labels, with every column given."""
    return classify(
        [row.name for row in rows],
        [row.target for row in rows],
        [row.unit for row in rows],
        printed=[(row.level1, row.level2) for row in rows],
    )


def _check(label, classes):
    shares = [share for _, share in label.candidates]
    assert label.category in classes
    assert 0 <= label.confidence <= 1 and 0 <= label.canonical_confidence <= label.confidence
    assert shares == sorted(shares, reverse=True) and sum(shares) <= 1 + 1e-9
    assert label.candidates[0] == (label.category, label.confidence)
    assert len({code for code, _ in label.candidates}) == len(label.candidates)
    assert not label.canonical or label.canonical.startswith(f"{label.category}.")
    assert bool(label.canonical) == (label.canonical_confidence > 0)
    assert label.category_printed in ("", *classes) and label.reason


def test_every_label_is_consistent(labels):
    """Confidence in 0..1, candidates distinct and sorted, canonical within the category, a reason given."""
    for label in labels:
        _check(label, load().classes)


def test_odd_names_get_consistent_labels():
    """Empty, endless and unreadable names are labelled without an error, and not with certainty when empty."""
    labels = classify(ODD)
    for label in labels:
        _check(label, load().classes)
    assert labels[0].needs_review


def test_batch_equals_single(rows, labels):
    """A row is labelled the same alone and in a batch."""
    for place in range(0, len(rows), 40):
        row = rows[place]
        alone = classify([row.name], [row.target], [row.unit], printed=[(row.level1, row.level2)])
        assert alone == [labels[place]]


def test_large_batches_give_the_same_probabilities(rows):
    """The way large batches are multiplied changes no probability."""
    names = [row.name for row in rows]
    many = predict(load(), names * (LARGE // len(names) + 1))
    assert (many[: len(names)] == predict(load(), names)).all()


def test_nothing_in_nothing_out():
    """No names, no labels."""
    assert classify([]) == []


@pytest.mark.parametrize("column", ["targets", "units", "printed"])
def test_lists_of_different_length_are_refused(column):
    """A column that does not fit the names is an error of the caller."""
    with pytest.raises(ValueError, match="2 names"):
        classify(["a", "b"], **{column: ["x"]})


@pytest.mark.parametrize("case", PRINTED, ids=lambda case: f"{case['level1']}/{case['level2']}")
def test_printed_category(case):
    """The document's own label is read with its points and hints; the second level decides."""
    assert printed_category(case["level1"], case["level2"]) == case["category"]


def test_the_printed_label_decides_only_where_content_is_unsure():
    """A plain name keeps its category under a wrong label; the printed category is reported beside it."""
    (label,) = classify(["受益群众满意度"], ["≥90%"], printed=[("产出指标", "数量指标")])
    assert (label.category, label.category_printed) == ("S1", "O1")


def test_a_printed_label_raises_its_category():
    """A row whose content tells little follows the label it stands under, and says so."""
    (blind,) = classify(["其他"])
    (heard,) = classify(["其他"], printed=[("产出指标", "质量指标")])
    share = dict(blind.candidates).get("O2", 0.0)
    assert dict(heard.candidates)["O2"] > share


def test_review_thresholds():
    """A label needs review below the least confidence or with its runner-up too near."""
    decision = Decision(min_confidence=0.7, min_margin=0.2)
    confidence, margin = np.array([0.69, 0.9, 0.7]), np.array([0.5, 0.1, 0.2])
    assert needs_review(confidence, margin, decision).tolist() == [True, True, False]


def test_the_model_names_itself():
    """The default model's name holds the beginning of its corpus hash."""
    assert model_name() == load().name
