"""The page of a batch, put together from one pass over its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhibiao.desk.batches.bodies import Body, BodyView, body_views, find_bodies, progress_of
from zhibiao.desk.batches.comparable import Group, find_groups
from zhibiao.desk.batches.comparable_views import (
    MOST,
    GroupLine,
    GroupView,
    alike,
    differing,
    group_line,
    group_view,
)
from zhibiao.desk.batches.documents import BatchDocument, BatchRow, batch_rows, batch_tables
from zhibiao.desk.batches.findings import RuleView, frequent_rules
from zhibiao.desk.batches.links import Linked, counted_link
from zhibiao.desk.batches.missing import MissingView, find_gaps, missing_views
from zhibiao.desk.batches.mix import CategoryView, count_categories, mix_views
from zhibiao.desk.batches.plots import Plot, bodies_plot, group_plot, mix_plot
from zhibiao.desk.wording import say
from zhibiao.records import SEVERITIES, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What stands on top of the page. `progress` is (settled, places to decide) of all documents."""

    documents: int
    bodies: int
    rows: Linked
    severities: tuple[tuple[Severity, Linked], ...]
    progress: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A batch as its page shows it.

    `groups` are those with different targets, the first of them with their rows and plots (None: not worth one); `more_groups` the others,
    `same_groups` those in which all ask for the same. `missing` are the tables that lack a required category.
    """

    totals: Totals
    bodies: tuple[BodyView, ...]
    rules: tuple[RuleView, ...]
    categories: tuple[CategoryView, ...]
    missing: tuple[MissingView, ...]
    groups: tuple[tuple[GroupView, Plot | None], ...]
    more_groups: tuple[GroupLine, ...]
    same_groups: tuple[GroupLine, ...]
    bodies_plot: Plot | None
    mix_plot: Plot | None

    def plots(self) -> tuple[Plot, ...]:
        """All plots of the page."""
        every = (self.bodies_plot, self.mix_plot, *(plot for _, plot in self.groups))
        return tuple(plot for plot in every if plot)


def batch_overview(documents: Sequence[BatchDocument], batch: str, lang: str) -> Overview:
    """The overview of a batch; `batch` is its opaque id for links, `lang` zh or en.

    The plots are only described: `draw.draw` draws them, from their facts, wherever there is time for it.
    """
    tables = batch_tables(documents)
    rows = tuple(batch_rows(tables))
    bodies = find_bodies(tables)
    gaps = find_gaps(tables)
    groups = find_groups(rows)
    profiles = {table.reviewed.table.profile for table in tables if table.reviewed.rows}
    shown, more = _groups(differing(groups), batch, lang)
    return Overview(
        totals=_totals(documents, bodies, rows, batch, lang),
        bodies=body_views(bodies, batch, lang),
        rules=frequent_rules(rows, len(documents), batch, lang),
        categories=mix_views(rows, gaps, batch, lang),
        missing=missing_views(gaps, lang),
        groups=shown,
        more_groups=more,
        same_groups=tuple(group_line(group, batch, lang) for group in alike(groups)),
        bodies_plot=bodies_plot(bodies, batch, lang),
        mix_plot=mix_plot(count_categories(rows), profiles, batch, lang),
    )


def _groups(
    groups: Sequence[Group], batch: str, lang: str
) -> tuple[tuple[tuple[GroupView, Plot | None], ...], tuple[GroupLine, ...]]:
    shown = tuple(
        (group_view(group, batch, lang), group_plot(group, number, batch, lang))
        for number, group in enumerate(groups[:MOST], start=1)
    )
    return shown, tuple(group_line(group, batch, lang) for group in groups[MOST:])


def _totals(
    documents: Sequence[BatchDocument],
    bodies: Sequence[Body],
    rows: Sequence[BatchRow],
    batch: str,
    lang: str,
) -> Totals:
    keys = [document.key for document in documents]
    counts = dict.fromkeys(SEVERITIES, 0)
    for row in rows:
        for finding in row.findings:
            counts[finding.severity] += 1
    whole = sum(1 for row in rows if row.reviewed)
    return Totals(
        documents=len(documents),
        bodies=len(bodies),
        rows=counted_link(batch, keys, whole, say(lang, "batch_all_rows", n=whole)),
        severities=tuple(
            (severity, _severity(severity, count, keys, batch, lang)) for severity, count in counts.items()
        ),
        progress=progress_of(documents),
    )


def _severity(severity: Severity, count: int, keys: Sequence[str], batch: str, lang: str) -> Linked:
    label = say(lang, "batch_all_findings", severity=say(lang, f"severity_{severity}"), n=count)
    return counted_link(batch, keys, count, label, severity=severity)
