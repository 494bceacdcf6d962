"""The figures above the tables of a document: as it was handed in, and as it stands now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhibiao.desk.decided.standing import Standing
from zhibiao.desk.decided.stops import Stop, count_settled
from zhibiao.ledger import count_states
from zhibiao.records import SEVERITIES, ObligationState, Severity
from zhibiao.report.ledger_view import PartView, State, index_parts, index_text, ledger_states
from zhibiao.suggest.places import has_open_place


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The figures above the tables, as handed in and as it stands now.

    `moved_by` is the change of the index, `to_fill` counts the rows with a number that only the body can give. `open`
    are the findings that nothing was decided about, by severity; `moved` the ledger's counts (state, before,
    now).
    """

    index_before: str
    index_now: str
    moved_by: float
    to_fill: int
    parts: tuple[PartView, ...]
    settled: int
    places: int
    open: tuple[tuple[Severity, int], ...]
    moved: tuple[tuple[ObligationState, int, int], ...]
    ledger: tuple[State, ...]


def head_view(stand: Standing, stops: Sequence[Stop], lang: str) -> Head:
    """The figures of a document; `stops` are all of them, whatever the filter."""
    open_now = [finding for stop in stops for finding in stop.open]
    settled, places = count_settled(stops)
    before, now = count_states(stand.handed_in.ledger), count_states(stand.now.ledger)
    return Head(
        index_before=index_text(stand.before),
        index_now=index_text(stand.after),
        moved_by=(stand.after.index or 0) - (stand.before.index or 0),
        to_fill=sum(has_open_place(row.indicator.target) for table in stand.now.tables for row in table.rows),
        parts=index_parts(stand.after, lang),
        settled=settled,
        places=places,
        open=tuple((one, sum(finding.severity == one for finding in open_now)) for one in SEVERITIES),
        moved=tuple((state, before[state], now[state]) for state in before),
        ledger=ledger_states(stand.now.ledger, lang),
    )
