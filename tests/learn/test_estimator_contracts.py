"""What scikit-learn expects of estimators and does not check for texts: our own contract tests."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd
import pytest
import sklearn
from sklearn.base import clone, is_classifier
from sklearn.calibration import CalibratedClassifierCV
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import TfidfTransformer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline

from zhibiao.errors import ZhibiaoError
from zhibiao.learn import IndicatorClassifier, IndicatorTexts, NgramVectorizer

NAMES = [
    *("培训人数", "参训人数", "新建公厕数量", "维修道路里程", "发放补助人数", "购买设备数量"),
    *("验收合格率", "质量达标率", "设备完好率", "数据准确率", "培训合格率", "苗木成活率"),
]
LABELS = ["O1"] * 6 + ["O2"] * 6
FRAME = pd.DataFrame({"name": NAMES, "target": ["≥90"] * 6 + ["≥95%"] * 6, "unit": ["个"] * 6 + [""] * 6})
ASKED = ["受训人数", "工程合格率"]
ALL = (IndicatorTexts, NgramVectorizer, IndicatorClassifier)


def classifier(**settings) -> IndicatorClassifier:
    """A small one."""
    return IndicatorClassifier(bits=14, **settings)


@pytest.mark.parametrize("kind", ALL)
def test_a_clone_has_the_same_settings_and_nothing_learnt(kind):
    """clone, get_params and set_params see what __init__ was given, as it was given."""
    settings = kind().get_params()
    for key, value in settings.items():
        model = kind(**{key: value})
        assert getattr(model, key) is value
        assert clone(model).get_params() == model.get_params() == settings
    if kind is IndicatorClassifier:
        with pytest.raises(NotFittedError):
            clone(classifier().fit(NAMES, LABELS)).decision_function(ASKED)


@pytest.mark.parametrize("kind", ALL)
def test_a_setting_that_does_not_exist(kind):
    """set_params refuses it."""
    with pytest.raises(ValueError, match="nothing"):
        kind().set_params(nothing=1)


def test_fitting_changes_no_setting_and_no_input():
    """What was handed over is as it was."""
    model, frame, labels = classifier(), FRAME.copy(), list(LABELS)
    before = model.get_params()
    assert model.fit(frame, labels) is model
    assert model.get_params() == before
    assert frame.equals(FRAME)
    assert labels == LABELS


def test_fitting_again_forgets_the_first_time():
    """The second fit is as good as one with a new estimator."""
    again = classifier().fit(["甲", "乙"], ["a", "b"]).fit(NAMES, LABELS)
    new = classifier().fit(NAMES, LABELS)
    assert again.classes_.tolist() == new.classes_.tolist() == ["O1", "O2"]
    assert (again.predict_proba(ASKED) == new.predict_proba(ASKED)).all()


@pytest.mark.parametrize(
    "rows",
    [
        FRAME.to_numpy().tolist(),
        FRAME.to_numpy(),
        FRAME.to_numpy(dtype=str),
        [tuple(row) for row in FRAME.to_numpy()],
        FRAME.set_axis(range(50, 62)),
        FRAME.astype("string"),
        FRAME.astype("category"),
        FRAME[["unit", "target", "name"]].assign(other=1),
        FRAME.rename(columns={"name": "三级指标", "target": "指标值", "unit": "计量单位"}),
    ],
    ids=["lists", "objects", "letters", "tuples", "index", "string", "category", "order", "headers"],
)
def test_rows_of_every_kind_are_the_same(rows):
    """Lists, arrays and frames of rows, whatever their index, types, order and headers, teach the same."""
    expected = classifier().fit(FRAME, LABELS).predict_proba(FRAME)
    assert (classifier().fit(rows, LABELS).predict_proba(rows) == expected).all()


@pytest.mark.parametrize(
    "labels",
    [
        np.array(LABELS),
        np.array(LABELS, dtype=object),
        pd.Series(LABELS),
        pd.Series(LABELS, dtype="category"),
        tuple(LABELS),
    ],
    ids=["letters", "objects", "series", "category", "tuple"],
)
def test_labels_of_every_kind_are_the_same(labels):
    """Lists, arrays and Series of labels teach the same."""
    assert (classifier().fit(NAMES, labels).predict(ASKED) == ["O1", "O2"]).all()


@pytest.mark.parametrize(("first", "second"), [(10, 9), (True, False), ("b", "a")])
def test_labels_come_back_as_they_were(first, second):
    """Numbers and truth values stay what they are; classes are sorted."""
    model = classifier().fit(NAMES, [first] * 6 + [second] * 6)
    assert model.classes_.tolist() == sorted([first, second])
    assert model.predict(ASKED).tolist() == [first, second]


@pytest.mark.parametrize(
    ("labels", "weights"),
    [
        (None, None),
        ([1.0] * 6 + [float("nan")] * 6, None),
        (["a"] * 11 + [None], None),
        ([0.5] * 6 + [1.5] * 6, None),
        (LABELS, [1.0]),
        (LABELS, [float("nan")] * 12),
        (LABELS, [-1.0] + [1.0] * 11),
        (LABELS, [1.0] * 6 + [0.0] * 6),
    ],
)
def test_labels_and_weights_that_are_none(labels, weights):
    """Missing labels, measurements, weights that are too few, no numbers or below 0, one class left: ValueError."""
    with pytest.raises(ValueError):
        classifier().fit(NAMES, labels, sample_weight=weights)


@pytest.mark.parametrize(
    "settings", [{"bits": 0}, {"bits": 40}, {"bits": 2.5}, {"temperature": 0}, {"strength": -1.0}]
)
def test_settings_out_of_range_are_refused_when_fitting(settings):
    """__init__ takes everything, fit says what is wrong."""
    model = IndicatorClassifier(**settings)
    with pytest.raises(ValueError):
        model.fit(NAMES, LABELS)
    if "bits" in settings:
        with pytest.raises(ValueError):
            NgramVectorizer(**settings).fit(NAMES)


def test_a_frame_without_names_is_refused():
    """With the code that `tag` has for it."""
    with pytest.raises(ZhibiaoError, match="TG01"):
        classifier().fit(FRAME[["target"]], LABELS)
    with pytest.raises(ZhibiaoError, match="TG02"):
        IndicatorTexts(columns={"name": "考核内容"}).fit(FRAME)


def test_what_is_missing_in_a_frame_is_empty():
    """None and NaN are no text; 90.0 is 90."""
    frame = pd.DataFrame({"考核内容": ["甲", "乙"], "target": [90.0, np.nan], "unit": [None, "人"]})
    model = IndicatorTexts(columns={"name": "考核内容"})
    assert (
        model.fit_transform(frame).tolist()
        == IndicatorTexts().transform([("甲", "90"), ("乙", "", "人")]).tolist()
    )


def test_a_weight_of_nothing_is_a_row_that_is_not_there():
    """Rows of weight 0 change nothing, and their class is still known; equal weights change nothing either."""
    more = classifier().fit([*NAMES, "群众满意度"], [*LABELS, "S1"], sample_weight=[1.0] * 12 + [0.0])
    assert more.classes_.tolist() == ["O1", "O2", "S1"]
    plain = classifier().fit(NAMES, LABELS)
    assert more.predict(ASKED).tolist() == plain.predict(ASKED).tolist()
    assert more.predict(["群众满意度"]).tolist() != ["S1"]
    same = classifier().fit(NAMES, LABELS, sample_weight=np.ones(12))
    assert (same.decision_function(ASKED) == plain.decision_function(ASKED)).all()


def test_no_rows_give_no_answers():
    """An empty list is answered by an empty array of the right shape."""
    model = classifier().fit(NAMES, LABELS)
    assert model.predict([]).shape == (0,)
    assert model.predict_proba([]).shape == (0, 2)
    assert NgramVectorizer(bits=10).transform([]).shape == (0, 1024)
    assert IndicatorTexts().transform([]).shape == (0,)


def test_one_row_is_answered_as_among_many():
    """The answer does not depend on the other rows of the batch."""
    model = classifier().fit(FRAME, LABELS)
    together = model.decision_function(FRAME)
    apart = [model.decision_function(FRAME.iloc[[place]])[0] for place in range(len(FRAME))]
    assert together.tolist() == apart


def test_a_fitted_estimator_is_pickled():
    """It says the same in another process."""
    model = classifier().fit(NAMES, LABELS)
    back = pickle.loads(pickle.dumps(model))  # noqa: S301 - our own bytes
    assert (back.predict_proba(ASKED) == model.predict_proba(ASKED)).all()


def test_it_is_known_as_a_classifier_of_texts():
    """scikit-learn stratifies folds, and knows which transformers need no fitting."""
    assert is_classifier(classifier())
    for kind in ALL:
        tags = kind().__sklearn_tags__()
        assert tags.input_tags.string
        assert tags.requires_fit == (kind is IndicatorClassifier)
    assert NgramVectorizer(bits=10).transform(["甲"]).nnz


def test_a_pipeline_from_a_frame():
    """Frame to texts, texts to n-grams, n-grams to categories, in a grid search over all of them."""
    steps = [
        ("texts", IndicatorTexts()),
        ("grams", NgramVectorizer()),
        ("weights", TfidfTransformer()),
        ("model", LogisticRegression()),
    ]
    grid = {"grams__bits": [10, 14], "texts__columns": [None, {"name": "name"}], "model__C": [1.0, 10.0]}
    search = GridSearchCV(Pipeline(steps), grid, cv=3, error_score="raise").fit(FRAME, LABELS)
    assert len(search.cv_results_["params"]) == 8
    assert search.predict(FRAME.iloc[[0, 11]]).tolist() == ["O1", "O2"]


def test_other_vectorisers_read_the_same_texts():
    """IndicatorTexts feeds scikit-learn's own vectorisers."""
    vectoriser = TfidfVectorizer(analyzer="char", ngram_range=(1, 3))
    model = make_pipeline(IndicatorTexts(), vectoriser, LogisticRegression(C=10)).fit(FRAME, LABELS)
    assert model.predict(FRAME).tolist() == LABELS


@pytest.mark.parametrize("kind", [IndicatorTexts, NgramVectorizer])
def test_frames_as_output_are_not_offered(kind):
    """No set_output, no names of features; where pandas is asked of everything, the output stays what it is."""
    assert not hasattr(kind(), "set_output")
    assert not hasattr(kind(), "get_feature_names_out")
    plain = type(kind().fit_transform(ASKED))
    with sklearn.config_context(transform_output="pandas"):
        assert type(kind().fit_transform(ASKED)) is plain
        pipe = make_pipeline(IndicatorTexts(), NgramVectorizer(bits=10), LogisticRegression(C=100))
        assert pipe.fit(FRAME, LABELS).predict(FRAME.iloc[[0]]).tolist() == ["O1"]


def test_weights_are_routed_through_a_grid_search():
    """With metadata routing the weights reach fit; without it they are passed to fit as ever."""
    weights = np.ones(12)
    with sklearn.config_context(enable_metadata_routing=True):
        asked = classifier().set_fit_request(sample_weight=True).set_score_request(sample_weight=True)
        routed = GridSearchCV(asked, {"strength": [1.0]}, cv=3).fit(FRAME, LABELS, sample_weight=weights)
    passed = GridSearchCV(classifier(), {"strength": [1.0]}, cv=3).fit(FRAME, LABELS, sample_weight=weights)
    assert routed.best_score_ == passed.best_score_


def test_calibration_and_cross_validation():
    """The meta-estimators of scikit-learn take it as they take their own."""
    calibrated = CalibratedClassifierCV(classifier(), cv=3).fit(FRAME, LABELS)
    assert calibrated.predict_proba(FRAME).sum(axis=1) == pytest.approx(1)
    shares = cross_val_predict(classifier(), FRAME, LABELS, cv=3, method="predict_proba")
    assert shares.shape == (12, 2)
    assert classifier().fit(FRAME, LABELS).score(FRAME, LABELS) == 1.0
