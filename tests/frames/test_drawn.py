"""df.zhibiao.plot calls the functions of zhibiao.plots with what they need."""

from __future__ import annotations

import pandas as pd
import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.frames import drawn


@pytest.fixture
def asked(monkeypatch):
    """The calls of zhibiao.plots, none of which is made."""
    calls = []

    class Plots:
        def __getattr__(self, name):
            return lambda frame, *args, **options: calls.append((name, frame, args, options))

    monkeypatch.setattr(drawn, "_plots", Plots)
    return calls


def test_pictures_are_asked_of_plots(plain, asked):
    """Each method hands the labelled frame and its options on to the function of its name."""
    plain.zhibiao.plot.measurability(by="年度")
    plain.zhibiao.plot.category_mix("101号", lang="en")
    plain.zhibiao.plot.category_mix()
    told = [(name, args, options) for name, _, args, options in asked]
    assert told == [
        ("measurability", (), {"by": "年度"}),
        ("category_mix", (), {"profile": "mof_2021_101", "lang": "en"}),
        ("category_mix", (), {"profile": None}),
    ]
    for _, frame, _, _ in asked:
        assert {"年度", "category", "target_tier"} <= set(frame.columns) and (
            frame.index == plain.index
        ).all()


def test_comparable_targets_are_those_of_the_indicator_in_its_unit(asked):
    """The row itself and rows in another unit are left out; its own number is marked."""
    names, targets = (
        ["培训人次", "受训人次", "培训人次", "绿化面积"],
        ["≥90人次", "≥80人次", "≥60%", "≥5公顷"],
    )
    frame = pd.DataFrame({"name": names, "target": targets, "category": "甲"}, index=list("abcd"))
    frame.zhibiao.plot.comparable_targets("a", lang="en")
    name, rows, _, options = asked[0]
    assert (name, list(rows.index)) == ("comparable_targets", ["b"])
    assert options == {"mine": 90.0, "unit": "人次", "name": "培训人次", "lang": "en"}
    with pytest.raises(ZhibiaoError, match="TG07"):
        frame.zhibiao.plot.comparable_targets("e")


def test_pictures_are_figures(tagged):
    """With zhibiao.plots in place a picture is a matplotlib figure."""
    pytest.importorskip("zhibiao.plots")
    plot = tagged.zhibiao.plot
    row = tagged.index[tagged["unit_norm"] == "%"][0]
    for figure in (plot.measurability(by="年度"), plot.category_mix("101号"), plot.comparable_targets(row)):
        assert hasattr(figure, "savefig")
