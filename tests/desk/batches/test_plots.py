"""The plots of a batch: facts, sentences, pictures."""

import json
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from zhibiao.desk.batches.documents import BatchDocument
from zhibiao.desk.batches.draw import draw
from zhibiao.desk.batches.overview import batch_overview
from zhibiao.errors import ZhibiaoError

City = Callable[[int], tuple[BatchDocument, ...]]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_drawn_from_json(documents: tuple[BatchDocument, ...], lang: str) -> None:
    """Facts that went through JSON give the same picture, twice the same bytes, with letters as outlines."""
    plots = batch_overview(documents, "b", lang).plots()
    assert {plot.kind for plot in plots} >= {"bodies", "mix"}
    for plot in plots:
        svg = draw(plot.kind, json.loads(json.dumps(plot.facts)), lang)
        assert svg == draw(plot.kind, plot.facts, lang)
        assert ElementTree.fromstring(svg).tag.endswith("svg")  # noqa: S314 - our own picture
        assert b"<text" not in svg
        assert b"<script" not in svg


def test_many_bodies(make_city: City) -> None:
    """A plot of more bodies than it can hold adds the smallest up."""
    plots = {plot.name: plot for plot in batch_overview(make_city(60), "b", "zh").plots()}
    assert len(plots["bodies"].facts["bodies"]) == 60
    assert plots["bodies"].alt.count("局") == 6
    assert draw("bodies", plots["bodies"].facts, "zh")


def test_hostile_names() -> None:
    """Markup, formulas and line ends in a name are letters of the picture."""
    name = "<script>alert(1)</script>$\\frac{a}{b}$--&\n甲"
    facts = {"bodies": [[name, 1, 0, 0, 2, 0]], "title": name}
    svg = draw("bodies", facts, "zh")
    assert b"<script" not in svg
    ElementTree.fromstring(svg)  # noqa: S314 - our own picture


def test_alternative_text(documents: tuple[BatchDocument, ...]) -> None:
    """The text beside a plot names its main figures."""
    plots = {plot.name: plot for plot in batch_overview(documents, "b", "zh").plots()}
    assert "4 个单位" in plots["bodies"].alt
    assert "%" in plots["mix"].alt


def test_unknown_kind() -> None:
    """A kind that is none of the three is an error with a code."""
    with pytest.raises(ZhibiaoError, match="WB30"):
        draw("pie", {}, "zh")
