"""The SVG of a plot of a batch, from its facts alone: for a worker process, which has no documents."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from zhibiao.desk.batches.plots import Facts
from zhibiao.errors import ZhibiaoError
from zhibiao.records import TIERS

MOST_BODIES = 40
"""Bars in a plot; beyond, the smallest bodies are added up."""


def draw(kind: str, facts: Facts, lang: str) -> bytes:
    """The SVG of a plot, the same bytes for the same facts; letters are outlines, so that no font is asked for.

    Raises ZhibiaoError WB30 for an unknown kind, CF04 without matplotlib.

    >>> svg = draw("comparable", {"values": [90, 95, 95, 98], "unit": "%", "name": "满意度"}, "zh")
    >>> svg.startswith(b"<?xml"), svg == draw("comparable", {"values": [90, 95, 95, 98], "unit": "%", "name": "满意度"}, "zh")
    (True, True)
    """
    from matplotlib import rc_context

    makers: dict[str, Callable[[Facts, str], Any]] = {
        "bodies": _draw_bodies,
        "mix": _draw_mix,
        "comparable": _draw_comparable,
    }
    if kind not in makers:
        raise ZhibiaoError("WB30", name="kind", value=kind, known=", ".join(makers))
    picture = makers[kind](facts, lang)
    out = BytesIO()
    with rc_context({"svg.hashsalt": "zhibiao", "svg.fonttype": "path"}):
        picture.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


def _draw_bodies(facts: Facts, lang: str) -> Any:
    import pandas as pd

    from zhibiao.plots import measurability

    rows = [
        (name, tier)
        for name, *counts in facts["bodies"]
        for tier, count in zip(TIERS, counts, strict=True)
        for _ in range(count)
    ]
    frame = pd.DataFrame(rows, columns=["org", "target_tier"])
    # The plot has the order of the table beside it, which is that of the index and not of the tiers.
    if len(facts["bodies"]) <= MOST_BODIES:
        names = [name for name, *_ in facts["bodies"]]
        frame["org"] = pd.Categorical(frame["org"], categories=names, ordered=True)
    return measurability(frame, by="org", most=MOST_BODIES, lang=lang, title=facts["title"])


def _draw_mix(facts: Facts, lang: str) -> Any:
    import pandas as pd

    from zhibiao.plots import category_mix

    codes = [code for code, count in facts["counts"].items() for _ in range(count)]
    return category_mix(pd.DataFrame({"category": codes}), profile=facts["profile"] or None, lang=lang)


def _draw_comparable(facts: Facts, lang: str) -> Any:
    from zhibiao.plots import comparable_targets

    return comparable_targets(facts["values"], unit=facts["unit"], name=facts["name"], lang=lang)
