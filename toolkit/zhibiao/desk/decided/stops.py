"""The places of a document that want a decision, in order: what the reader goes through, and what a filter leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from zhibiao.desk.decided.current import OPEN_PLACE
from zhibiao.desk.decided.decisions import Decision, is_settled, left
from zhibiao.desk.store.record import Place
from zhibiao.records import SEVERITIES, Finding, Label, Review, ReviewedRow, ReviewedTable, by_severity
from zhibiao.report.marks import gravest
from zhibiao.report.pages import table_title
from zhibiao.revise.changes import LABELS
from zhibiao.suggest.places import has_open_place

if TYPE_CHECKING:
    from starlette.datastructures import ImmutableMultiDict


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A row, or a whole table (`row` None), with the findings on it as they were found.

    `open` are those that nothing was decided about yet; `settled`: there is nothing left to do here. Where a wording was
    taken, `left_over` are the findings that it has itself: it settles the place if none of them is grave. A place
    without findings is `optional`: it is settled from the beginning, and counts in no progress.
    """

    place: Place
    title: str
    reviewed: ReviewedTable
    row: ReviewedRow | None
    findings: tuple[Finding, ...]
    open: tuple[Finding, ...]
    left_over: tuple[Finding, ...]
    settled: bool
    decision: Decision | None

    @property
    def at(self) -> str:
        """How addresses and forms write the place."""
        return write_place(self.place)

    @property
    def optional(self) -> bool:
        """Whether nothing was found here: there is only a suggestion to take or to leave."""
        return not self.findings

    @property
    def mark(self) -> str:
        """What settled it: taken, returned or ignored; "" where nothing has yet, or only a suggestion was left alone."""
        if not self.settled or self.decision is None:
            return ""
        if self.decision.suggestion is not None:
            return "taken"
        return "returned" if self.decision.confirmed else "ignored" if self.decision.ignored else ""

    @property
    def severity(self) -> str:
        """The gravest severity of its findings, "" where there is none."""
        return gravest(self.findings)

    @property
    def label(self) -> Label | None:
        """The label of the row."""
        return self.row.label if self.row else None


def write_place(place: Place) -> str:
    """A place as addresses write it.

    >>> write_place((1, 12)), read_place("1.12"), read_place("x")
    ('1.12', (1, 12), None)
    """
    return f"{place[0]}.{place[1]}"


def read_place(text: str) -> Place | None:
    """The place that an address names, None where it names none."""
    parts = text.split(".")
    if len(parts) != 2 or not all(part.isascii() and part.isdecimal() and len(part) < 7 for part in parts):
        return None
    return int(parts[0]), int(parts[1])


def find_stops(
    review: Review, decided: Mapping[Place, Decision], lang: str, now: Review | None = None
) -> list[Stop]:
    """All places with findings, suggestions or a decision: the rows of each table in order, then the table as a whole.

    `now` is the review with the wordings that were taken, without what was ignored; None where none was taken.
    """
    stops = []
    for number, reviewed in enumerate(review.tables, start=1):
        title = table_title(reviewed, number, lang)
        stops += [
            *(
                _stop((number, row.indicator.row), row.indicator.name, reviewed, row, decided, now)
                for row in reviewed.rows
            ),
            _stop((number, 0), title, reviewed, None, decided, now),
        ]
    return [stop for stop in stops if stop.findings or (stop.row and stop.row.suggestions) or stop.decision]


def stop_at(
    review: Review, place: Place, decided: Mapping[Place, Decision], lang: str, now: Review | None = None
) -> Stop | None:
    """The stop at a place, also where there is nothing to decide; None where the document has no such place."""
    if not 1 <= place[0] <= len(review.tables):
        return None
    reviewed = review.tables[place[0] - 1]
    if place[1] == 0:
        title = table_title(reviewed, place[0], lang)
        return _stop(place, title, reviewed, None, decided, now)
    row = next((row for row in reviewed.rows if row.indicator.row == place[1]), None)
    return _stop(place, row.indicator.name, reviewed, row, decided, now) if row else None


def _stop(
    place: Place,
    title: str,
    reviewed: ReviewedTable,
    row: ReviewedRow | None,
    decided: Mapping[Place, Decision],
    now: Review | None,
) -> Stop:
    ordered = by_severity(row.findings if row else reviewed.findings)
    decision = decided.get(place)
    left_over = by_severity(_left_over(now, place, row, decision))
    settled = is_settled(ordered, decision) and all(one.severity == "low" for one in left_over)
    return Stop(
        place=place,
        title=title,
        reviewed=reviewed,
        row=row,
        findings=ordered,
        open=() if settled else left_over or tuple(left(ordered, decision)),
        left_over=left_over,
        settled=settled,
        decision=decision,
    )


def _left_over(
    now: Review | None, place: Place, row: ReviewedRow | None, decision: Decision | None
) -> Iterator[Finding]:
    """What the wording that was taken has against it.

    A number that is still to be filled in is no finding, nor is the label that the wording itself moves the row from.
    """
    if now is None or row is None or decision is None or decision.suggestion is None:
        return
    changes = row.suggestions[decision.suggestion - 1].changes if decision.suggestion else ()
    moved = any(field in LABELS for field, _ in changes)
    after = next((row for row in now.tables[place[0] - 1].rows if row.indicator.row == place[1]), None)
    for finding in after.findings if after else ():
        to_fill = finding.code == OPEN_PLACE and after and has_open_place(after.indicator.target)
        if not (to_fill or (moved and finding.code.startswith("CT"))):
            yield finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which stops to go through: those with a finding of the severities and the rule, in the category, not settled."""

    severities: tuple[str, ...] = ()
    rule: str = ""
    category: str = ""
    only_open: bool = False

    def lets(self, stop: Stop) -> bool:
        """Whether a stop is gone through."""
        hits = [
            finding
            for finding in stop.findings
            if (not self.severities or finding.severity in self.severities)
            and (not self.rule or finding.code == self.rule)
        ]
        wants_finding = bool(self.severities or self.rule)
        category = stop.label.category if stop.label else ""
        return (
            (bool(hits) or not wants_finding)
            and (not self.category or self.category == category)
            and not (self.only_open and stop.settled)
        )

    @classmethod
    def read(cls, values: ImmutableMultiDict[str, Any], prefix: str = "") -> Filter:
        """The filter that an address or a form (there with a `prefix`) asks for."""

        def text(name: str, most: int) -> str:
            return str(values.get(prefix + name, ""))[:most]

        return cls(
            severities=tuple(one for one in SEVERITIES if one in values.getlist(f"{prefix}severity")),
            rule=text("rule", 10),
            category=text("category", 4),
            only_open=bool(text("open", 1)),
        )

    def query(self) -> str:
        """The filter as part of an address, "" for none."""
        pairs = [("severity", one) for one in self.severities]
        pairs += [(key, text) for key, text in (("rule", self.rule), ("category", self.category)) if text]
        return urlencode([*pairs, *([("open", "1")] if self.only_open else [])])


def count_settled(stops: Iterable[Stop]) -> tuple[int, int]:
    """How many places with findings are settled, of how many."""
    wanted = [stop for stop in stops if not stop.optional]
    return sum(stop.settled for stop in wanted), len(wanted)


def next_stop(stops: Sequence[Stop], place: Place | None) -> Stop | None:
    """The stop after a place that is not settled yet, from the beginning again where none follows; None for none."""
    at = _count_until(stops, place) if place else 0
    turned = [*stops[at:], *stops[:at]]
    return next((stop for stop in turned if not stop.settled and stop.place != place), None)


def _count_until(stops: Sequence[Stop], place: Place) -> int:
    """How many stops come up to and with a place, which need not be one of them."""
    return sum(_order(stop.place) <= _order(place) for stop in stops)


def _order(place: Place) -> tuple[int, bool, int]:
    """Rows of a table before the table as a whole."""
    return place[0], place[1] == 0, place[1]


def neighbours(stops: Sequence[Stop], place: Place) -> tuple[Stop | None, Stop | None]:
    """The stops before and after a place, None at the ends."""
    before = [stop for stop in stops if _order(stop.place) < _order(place)]
    after = [stop for stop in stops if _order(stop.place) > _order(place)]
    return (before[-1] if before else None), (after[0] if after else None)
