"""The plots of a batch: facts that a worker process can be given, the sentence that says the same, and the SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from zhibiao.desk.batch_links import plot_link
from zhibiao.desk.bodies import Body
from zhibiao.desk.comparable_targets import Group
from zhibiao.desk.comparable_views import group_title, range_text
from zhibiao.desk.wording import say
from zhibiao.errors import ZhibiaoError
from zhibiao.records import TIERS
from zhibiao.report.interface import category_name
from zhibiao.suggest.comparable import ENOUGH

Facts = dict[str, Any]
"""JSON-able: texts, numbers, lists and dicts of them."""
MOST_BODIES = 40
MOST_GROUPS = 8
FEWEST_VALUES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A plot to be drawn: `draw(kind, facts, lang)` makes it, `src` is where the page asks for it, as `name`.

    `alt` says what it shows with its main figures.
    """

    name: str
    kind: str
    facts: Facts
    src: str
    alt: str


def bodies_plot(bodies: Sequence[Body], batch: str, lang: str) -> Plot | None:
    """Tiers of the targets by body, None where there is no row."""
    counted = [body for body in bodies if body.found.rows]
    if not counted:
        return None
    facts = {
        "bodies": [[body.name, *body.tiers] for body in counted],
        "title": say(lang, "batch_plot_bodies"),
    }
    alt = say(
        lang,
        "batch_plot_bodies_alt",
        n=len(counted),
        shares=_listed([f"{body.name} {_share(body)}" for body in _ends(counted)], lang),
    )
    return Plot(name="bodies", kind="bodies", facts=facts, src=plot_link(batch, "bodies", lang), alt=alt)


def mix_plot(counts: dict[str, int], profiles: set[str], batch: str, lang: str) -> Plot | None:
    """Rows by category; beside the frame where all tables follow the same one. None where there is no row."""
    whole = sum(counts.values())
    if not whole:
        return None
    facts = {
        "counts": {code: count for code, count in counts.items() if count},
        "profile": next(iter(profiles)) if len(profiles) == 1 else "",
    }
    most = sorted(counts.items(), key=lambda pair: -pair[1])[:3]
    said = [
        f"{category_name(code, lang)} {count} ({100 * count / whole:.0f}%)" for code, count in most if count
    ]
    alt = say(lang, "batch_plot_mix_alt", n=whole, shares=_listed(said, lang))
    return Plot(name="mix", kind="mix", facts=facts, src=plot_link(batch, "mix", lang), alt=alt)


def group_plot(group: Group, number: int, batch: str, lang: str) -> Plot | None:
    """The values of a group, None where the table beside it shows as much (few rows, or two values), and for later groups."""
    few = len(group.rows) < ENOUGH or len({one.value for one in group.rows}) < FEWEST_VALUES
    if few or number > MOST_GROUPS:
        return None
    name = f"comparable-{number}"
    title = group_title(group, lang)
    values = [group.shown(one.value) for one in group.rows]
    facts = {"values": values, "unit": group.printed, "name": title}
    alt = say(lang, "batch_plot_comparable_alt", name=title, text=range_text(group, lang))
    return Plot(name=name, kind="comparable", facts=facts, src=plot_link(batch, name, lang), alt=alt)


def _share(body: Body) -> str:
    return f"{100 * sum(body.tiers[:3]) / body.found.rows:.0f}%"


def _ends(bodies: Sequence[Body]) -> Sequence[Body]:
    """The best three and the last three, for those who hear a plot of many."""
    return bodies if len(bodies) <= 6 else (*bodies[:3], *bodies[-3:])


def _listed(texts: Sequence[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(texts)


def draw(kind: str, facts: Facts, lang: str) -> bytes:
    """The SVG of a plot, the same bytes for the same facts; letters are outlines, so that no font is asked for.

    Raises ZhibiaoError WB30 for an unknown kind, CF04 without matplotlib.

    >>> svg = draw("comparable", {"values": [90, 95, 95, 98], "unit": "%", "name": "满意度"}, "zh")
    >>> svg.startswith(b"<?xml"), svg == draw("comparable", {"values": [90, 95, 95, 98], "unit": "%", "name": "满意度"}, "zh")
    (True, True)
    """
    from io import BytesIO

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
