"""The scikit-learn estimators: scikit-learn's own checks, and what its checks cannot see of text."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import parametrize_with_checks

from zhibiao.learn import IndicatorClassifier, IndicatorTexts, NgramVectorizer
from zhibiao.learn.estimators import RareFirstLogistic

NAMES = [
    *("培训人数", "参训人数", "新建公厕数量", "维修道路里程", "发放补助人数", "购买设备数量"),
    *("验收合格率", "质量达标率", "设备完好率", "数据准确率", "培训合格率", "苗木成活率"),
    *("群众满意度", "家长满意度", "企业满意度", "患者满意度", "游客满意度", "教师满意度"),
]
LABELS = ["O1"] * 6 + ["O2"] * 6 + ["S1"] * 6
SAGA = "saga visits as many rows as there are: a weight of 2 is a row twice only to about 0.3%"


def _numeric_failures(_estimator):
    kinds = ("dense", "sparse")
    return {f"check_sample_weight_equivalence_on_{kind}_data": SAGA for kind in kinds}


@parametrize_with_checks([RareFirstLogistic(epochs=400)], expected_failed_checks=_numeric_failures)
def test_numeric_estimator(estimator, check):
    """The logistic regression behind the canonical indicators passes every check of scikit-learn."""
    check(estimator)


@parametrize_with_checks([NgramVectorizer(bits=12), IndicatorTexts(), IndicatorClassifier(bits=12)])
def test_text_estimators(estimator, check):
    """The estimators over texts pass the one check that scikit-learn has for texts; the tests below do the rest."""
    check(estimator)


@pytest.fixture(scope="module")
def fitted():
    """A classifier of three categories."""
    return IndicatorClassifier(bits=16).fit(NAMES, LABELS)


def test_parameters_are_stored_as_given():
    """get_params, set_params and clone see exactly what __init__ was given."""
    model = IndicatorClassifier(strength=2.0, keep=500)
    assert clone(model).get_params() == model.get_params()
    assert model.set_params(seed=4).get_params()["seed"] == 4


def test_not_fitted():
    """Predicting before fitting is scikit-learn's own error."""
    with pytest.raises(NotFittedError):
        IndicatorClassifier().predict(["a"])


def test_new_names_are_told_apart(fitted):
    """Names that were not in training fall into their categories, with probabilities that add up to 1."""
    assert fitted.predict(["学员满意度", "工程合格率", "受训人数"]).tolist() == ["S1", "O2", "O1"]
    assert fitted.predict_proba(["学员满意度"]).sum() == pytest.approx(1)


@pytest.mark.parametrize("kind", [list, np.array, pd.Series, tuple])
def test_every_kind_of_list_is_the_same(fitted, kind):
    """Lists, arrays, Series and tuples of names give the same probabilities."""
    asked = ["学员满意度", "工程合格率"]
    assert (fitted.predict_proba(kind(asked)) == fitted.predict_proba(asked)).all()


def test_frames_and_triples_are_the_same(fitted):
    """A frame with name and target says the same as triples."""
    frame = pd.DataFrame({"name": ["学员满意度"], "target": ["≥90%"]})
    assert (fitted.predict_proba(frame) == fitted.predict_proba([("学员满意度", "≥90%", "")])).all()


def test_two_classes():
    """With two classes the decision is one column and the probabilities agree with it."""
    model = IndicatorClassifier(bits=16).fit(NAMES[:12], LABELS[:12])
    margin = model.decision_function(["参加人数"])
    assert margin.shape == (1,)
    assert (margin > 0) == (model.predict_proba(["参加人数"])[:, 1] > 0.5)


def test_weights_count():
    """A row of weight 0 does not teach."""
    names, labels = [*NAMES, "满意"], [*LABELS, "O1"]
    weights = [1.0] * len(NAMES) + [0.0]
    model = IndicatorClassifier(bits=16).fit(names, labels, sample_weight=weights)
    assert model.predict(["满意"]).tolist() == ["S1"]


@pytest.mark.parametrize(
    ("rows", "labels"),
    [(["a"], ["x", "y"]), (["a", "b"], ["x", "x"]), ([1, 2], ["x", "y"]), ("ab", ["x", "y"])],
)
def test_what_does_not_fit_is_refused(rows, labels):
    """Lengths that differ, one class alone, numbers, one text for a list: a ValueError."""
    with pytest.raises(ValueError):
        IndicatorClassifier().fit(rows, labels)


def test_in_a_grid_search():
    """The vectoriser works in a pipeline, the classifier in a grid search."""
    pipeline = make_pipeline(NgramVectorizer(bits=14), TfidfTransformer(), LogisticRegression())
    search = GridSearchCV(pipeline, {"ngramvectorizer__bits": [12, 14]}, cv=3).fit(NAMES, LABELS)
    assert search.best_score_ > 0.6
    ours = GridSearchCV(IndicatorClassifier(bits=14), {"strength": [0.5, 1.0]}, cv=3).fit(NAMES, LABELS)
    assert ours.predict(["学员满意度"]).tolist() == ["S1"]
