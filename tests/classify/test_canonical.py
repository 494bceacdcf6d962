"""Canonical indicators: the same name settles it, the weights of its category decide, and none is an answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from zhibiao.classify.canonical import NONE, choose
from zhibiao.classify.features import fold
from zhibiao.classify.label import choose_all
from zhibiao.classify.store import load
from zhibiao.learn.canonical import calibrate_canonical, fit_canonical, held_out
from zhibiao.learn.corpus import Row, taxonomy_names

PAIRS = [
    ("O1.90", "培训人数"),
    ("O1.90", "参训人数"),
    ("O1.91", "绿化面积"),
    ("O2.90", "验收合格率"),
    ("O2.91", "培训人数达标率"),
]
NEITHER = ["会议场次", "宣传篇数", "检查次数"]


def _rows():
    told = [Row(name=name, category=code[:2], origin="taxonomy", canonical=code) for code, name in PAIRS]
    return [*told, *(Row(name=name, category="O1", origin="own", document="own") for name in NEITHER)]


@pytest.fixture(scope="module")
def small():
    """A model of five names and three rows that are none of them; whatever is likeliest is given."""
    return replace(fit_canonical(_rows(), seed=1), threshold=0.01)


def _found(model, names, categories):
    codes, chances = choose(model, fold(names), categories)
    return [
        ("" if code == NONE else model.codes[code], chance)
        for code, chance in zip(codes, chances, strict=True)
    ]


@pytest.mark.parametrize(
    ("name", "category", "code"),
    [
        ("培训人数", "O1", "O1.90"),
        ("培训 人数 ", "O1", "O1.90"),
        ("开展参训人数", "O1", "O1.90"),
        ("新增绿化面积", "O1", "O1.91"),
        ("专项检查次数", "O1", ""),
        ("培训人数", "O2", "O2.91"),
        ("培训人数", "S1", ""),
    ],
)
def test_choice_stays_in_the_category(small, name, category, code):
    """The choice is the same or the likeliest name within the category, or none."""
    ((found, chance),) = _found(small, [name], [category])
    assert found == code and bool(chance) is bool(code)


def test_a_known_name_is_certain(small):
    """A name equal to a known one has probability 1; one that only resembles it has less."""
    same, near = _found(small, ["培训人数", "开展参训人数"], ["O1", "O1"])
    assert same[1] == 1.0 > near[1]


def test_batch_equals_single(small):
    """What a row gets does not depend on its neighbours, nor on the way of multiplying."""
    names, categories = ["参训人数合计", "绿化总面积", "工程验收合格率"], ["O1", "O1", "O2"]
    many = _found(small, names, categories)
    assert many == [_found(small, [name], [one])[0] for name, one in zip(names, categories, strict=True)]
    codes, chances = choose(small, fold(names), categories, large=True)
    assert [small.codes[code] for code in codes] == [code for code, _ in many]
    assert chances.tolist() == [chance for _, chance in many]


def test_no_names_at_all():
    """A model without codes finds nothing and does not fail."""
    assert _found(fit_canonical([], seed=1), ["培训人数"], ["O1"]) == [("", 0.0)]
    assert choose_all(load(), [], [])[0].tolist() == []


def test_taxonomy_names_win_over_own_rows():
    """An own row under a name that another code has does not take the name away."""
    own = Row(name="培训人数", category="O1", origin="own", canonical="O1.91", document="own")
    model = fit_canonical([own, *_rows()], seed=1)
    assert _found(model, ["培训人数"], ["O1"])[0] == ("O1.90", 1.0)


def test_too_few_labelled_rows_keep_the_defaults(small):
    """Without enough labelled rows temperature and threshold stay as they are."""
    assert held_out(_rows(), seed=1) is None
    assert calibrate_canonical(small, None) is small


def test_every_name_of_the_taxonomy_finds_its_entry():
    """In the default model each canonical name, in its category, is its own entry."""
    model = load()
    names = {code: several[0] for code, several in taxonomy_names().items() if code in model.canonical.codes}
    found, chances = choose_all(model, list(names.values()), [code.split(".")[0] for code in names])
    assert [model.canonical.codes[code] for code in found] == list(names)
    assert np.all(chances == 1.0)
