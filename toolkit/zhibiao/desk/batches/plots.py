"""The plots of a batch: facts that a worker process can be given, and the sentence that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zhibiao.desk.batches.bodies import Body
from zhibiao.desk.batches.comparable import Group
from zhibiao.desk.batches.comparable_views import range_text
from zhibiao.desk.batches.links import plot_link
from zhibiao.desk.wording import say
from zhibiao.report.interface import category_name
from zhibiao.suggest.comparable import ENOUGH

Facts = dict[str, Any]
"""JSON-able: texts, numbers, lists and dicts of them."""
MOST_GROUPS = 8
"""Groups of comparable targets with a plot: each is drawn on its own."""
FEWEST_VALUES = 3
"""Two different values are seen in the table as well."""
ENDS = 3
"""Bodies at each end of a long ranking that the sentence names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A plot to be drawn: `draw.draw(kind, facts, lang)` makes it, `src` is where the page asks for it, as `name`.

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
    first, last = counted[:ENDS], counted[-ENDS:]
    if len(counted) > 2 * ENDS:
        alt = say(
            lang,
            "batch_plot_bodies_ends",
            n=len(counted),
            first=_shares(first, lang),
            last=_shares(last, lang),
        )
    else:
        alt = say(lang, "batch_plot_bodies_alt", n=len(counted), shares=_shares(counted, lang))
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
    title = group.like.title(lang)
    values = [group.shown(one.value) for one in group.rows]
    facts = {"values": values, "unit": group.printed, "name": title}
    alt = say(lang, "batch_plot_comparable_alt", name=title, text=range_text(group, lang))
    return Plot(name=name, kind="comparable", facts=facts, src=plot_link(batch, name, lang), alt=alt)


def _shares(bodies: Sequence[Body], lang: str) -> str:
    """Bodies with the share of their rows that are measurable, yes or no, or graded."""
    return _listed(
        [f"{body.name} {100 * sum(body.tiers[:3]) / body.found.rows:.0f}%" for body in bodies], lang
    )


def _listed(texts: Sequence[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(texts)
