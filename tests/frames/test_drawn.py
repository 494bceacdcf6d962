"""df.zhibiao.plot calls the functions of zhibiao.plots with the frame."""

from __future__ import annotations

import pytest

from zhibiao.frames import drawn


def test_pictures_are_asked_of_plots(plain, monkeypatch):
    """Each method hands the frame and its options on to the function of its name."""
    asked = []

    class Plots:
        def __getattr__(self, name):
            return lambda *args, **options: asked.append((name, args[0] is plain, args[1:], options))

    monkeypatch.setattr(drawn, "_plots", Plots)
    plot = plain.zhibiao.plot
    plot.measurability(by="年度")
    plot.category_mix("101号", lang="en")
    plot.comparable_targets(1003)
    assert asked == [
        ("measurability", True, (), {"by": "年度"}),
        ("category_mix", True, (), {"profile": "101号", "lang": "en"}),
        ("comparable_targets", True, (1003,), {}),
    ]


def test_pictures_are_figures(tagged):
    """With zhibiao.plots in place a picture is a matplotlib figure."""
    pytest.importorskip("zhibiao.plots")
    assert hasattr(tagged.zhibiao.plot.measurability(by="年度"), "savefig")
