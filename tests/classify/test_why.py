"""Why a label: reasons that add up, examples with their source."""

from __future__ import annotations

import numpy as np
import pytest

import zhibiao
from zhibiao.classify.classifier import scores
from zhibiao.classify.store import load
from zhibiao.classify.texts import indicator_texts
from zhibiao.classify.why import window_reasons

TASKS = [("举办招商推介会2次以上", "O1"), ("压缩审批时限至3个工作日", "O3"), ("开展干部业务培训4期", "O1")]


@pytest.mark.parametrize(
    ("name", "target"),
    [("群众满意度", "≥90%"), ("培训人数", ""), ("", "≥5"), ("道路工程完工时间", "12月底前")],
)
def test_reasons_add_up(name, target):
    """All windows together are the difference of the scores, but for the bias, to the rounding of each."""
    model = load()
    first, second = model.classes[:2]
    text = indicator_texts([name], [target], [""])[0]
    (raw,) = scores(model.linear, [text])
    bias = model.linear.bias[0] - model.linear.bias[1]
    reasons = window_reasons(model, text, first, second)
    expected = (raw[0] - raw[1] - bias) / model.temperature
    assert sum(reason.nats for reason in reasons) == pytest.approx(expected, abs=0.01 * (len(reasons) + 1))


def test_the_telling_words_come_first():
    """满意 speaks for satisfaction more than anything else in the name does."""
    told = zhibiao.why("受益群众满意度", target="≥90%")
    assert told.label.category == "S1" and "满意" in told.reasons[0].text and told.reasons[0].nats > 0


def test_the_printed_label_is_a_reason():
    """A label that names the category or its runner-up is listed with what it weighs."""
    told = zhibiao.why("培训", printed=("产出指标", "数量指标"))
    printed = [reason for reason in told.reasons if reason.field == "printed"]
    assert [reason.text for reason in printed] == ["数量指标"]


def test_the_nearest_examples_have_a_source():
    """The same name comes first with cosine 1; every example says where it stands."""
    told = zhibiao.why("新增就业岗位")
    assert told.nearest[0].cosine >= told.nearest[-1].cosine
    assert all(example.source for example in told.nearest)
    assert np.all([0 < example.cosine <= 1 for example in told.nearest])


@pytest.mark.parametrize(("clause", "category"), TASKS)
def test_task_clauses_are_labelled_by_the_same_call(clause, category):
    """A clause of a work plan is labelled as the indicator it would become."""
    assert zhibiao.classify([clause])[0].category == category
