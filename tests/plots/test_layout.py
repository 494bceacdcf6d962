"""Texts lie within the picture and beside each other, and what is told apart differs in grey as well."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from zhibiao.plots.matrix import MARKS
from zhibiao.plots.mix import STYLES as DIMENSIONS
from zhibiao.plots.tiers import STYLES as TIERS

SLACK = 1.5  # pixels: the box of a text is a little wider than its ink


def boxes(figure: Any, renderer: Any) -> list[tuple[str, Any]]:
    """(text, its box in pixels) of every text that is seen."""
    hidden = {id(label) for axes in figure.axes for label in unseen_labels(axes)}
    return [
        (text.get_text(), text.get_window_extent(renderer))
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and id(text) not in hidden
    ]


def unseen_labels(axes: Any) -> list[Text]:
    """Labels of ticks that lie outside the axes or are switched off: matplotlib does not draw them."""
    found = []
    for axis in (axes.xaxis, axes.yaxis):
        low, high = sorted(axis.get_view_interval())
        for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
            outside = not low - 1e-9 <= tick.get_loc() <= high + 1e-9
            hidden = outside or not axis.get_visible() or not axes.axison
            found += [
                label
                for label, on in (
                    (tick.label1, tick.label1.get_visible()),
                    (tick.label2, tick.label2.get_visible()),
                )
                if hidden or not on
            ]
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("many", [False, True], ids=["few", "many"])
def test_no_text_is_cut_or_covered(
    make: Callable[..., Any], drawn: Callable[[Any], Any], kind: str, many: bool, lang: str
) -> None:
    """Each text lies within the picture, and no two texts on each other."""
    figure = make(kind, many, lang)
    renderer = drawn(figure)
    width, height = figure.bbox.width, figure.bbox.height
    found = boxes(figure, renderer)
    assert len(found) > 5
    cut = [
        text
        for text, box in found
        if box.x0 < -SLACK or box.y0 < -SLACK or box.x1 > width + SLACK or box.y1 > height + SLACK
    ]
    assert cut == []
    assert [(one, two) for (one, a), (two, b) in combinations(found, 2) if overlap(a, b)] == []


def overlap(one: Any, two: Any) -> bool:
    """Whether two boxes cover each other by more than the slack in both directions."""
    across = min(one.x1, two.x1) - max(one.x0, two.x0)
    up = min(one.y1, two.y1) - max(one.y0, two.y0)
    return across > SLACK and up > SLACK


def grey(colour: str) -> float:
    """How light a colour is, from 0 to 1, as a copying machine sees it."""
    red, green, blue = to_rgb(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize("styles", [TIERS, DIMENSIONS], ids=["tiers", "dimensions"])
def test_parts_differ_in_grey(styles: dict[str, tuple[str, str]]) -> None:
    """Any two parts of a bar differ by their hatch or clearly by how light they are."""
    for (colour, hatch), (other, second) in combinations(styles.values(), 2):
        assert hatch != second or abs(grey(colour) - grey(other)) > 0.15


def test_marks_differ_in_shape() -> None:
    """Each verdict of the matrix has a marker of its own."""
    assert len({marker for marker, _ in MARKS.values()}) == len(MARKS)
