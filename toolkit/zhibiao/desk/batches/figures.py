"""The figures of a document as lists show them: what its page says above the tables, in a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from zhibiao.desk.decided.current import ignoring
from zhibiao.measurability import Measurability
from zhibiao.records import SEVERITIES, Review
from zhibiao.report.ledger_view import index_text
from zhibiao.report.wording import number

if TYPE_CHECKING:  # the worker counts with this file, and has no use for the database behind it
    from zhibiao.desk.decided.standing import Standing

Version = tuple[float, int]
"""When the document was read, and the number of the last decision on it, 0 for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Findings by severity without those that were ignored, the index before and now, and how far the decisions are.

    `index_now` is "" where nothing moved it. `settled` of `places` are None where nobody counted them. `handed_in`: what
    was decided since is not in these figures.
    """

    findings: Mapping[str, int]
    index: str
    index_now: str = ""
    settled: int | None = None
    places: int | None = None
    handed_in: bool = False


def figures_of(stand: Standing, progress: tuple[int, int]) -> Figures:
    """The figures of a document after all decisions: those of its page; `progress` as `stops.count_settled` counts it."""
    return Figures(
        findings=count_severities(not_ignored(stand)),
        index=index_text(stand.before),
        index_now=moved_index(stand.before, stand.after),
        settled=progress[0],
        places=progress[1],
    )


def figures_read(facts: Mapping[str, Any], *, decided: bool) -> Figures:
    """The figures of a document as it was handed in, from the facts that were kept when it was read.

    Where nothing is `decided` they are those of now.

    >>> facts = {"findings": {"high": 1}, "index": 61.25, "places": 9}
    >>> figures_read(facts, decided=False).places, figures_read(facts, decided=True).places
    (9, None)
    """
    index, places = facts["index"], None if decided else facts.get("places")
    return Figures(
        findings=facts["findings"],
        index="—" if index is None else number(index),
        settled=None if places is None else 0,
        places=places,
        handed_in=decided,
    )


def kept_facts(facts: Mapping[str, Any], version: Version, figures: Figures) -> dict[str, Any]:
    """The facts of a document with its figures of a version among them.

    >>> figures = Figures(findings={"high": 1}, index="61", settled=1, places=2)
    >>> facts = kept_facts({"rows": 3}, (1.5, 7), figures)
    >>> figures_kept(facts, (1.5, 7)) == figures, figures_kept(facts, (1.5, 8))
    (True, None)
    """
    return {**facts, "figures": {"version": list(version), **asdict(figures)}}


def figures_kept(facts: Mapping[str, Any], version: Version) -> Figures | None:
    """The figures that were kept among the facts of a document, None where they are not of that version."""
    kept = dict(facts.get("figures", {}))
    return Figures(**kept) if kept.pop("version", None) == list(version) else None


def not_ignored(stand: Standing) -> Review:
    """The document as handed in, with the categories as corrected, without the findings that were ignored."""
    return ignoring(stand.handed_in, stand.decided.values())


def count_severities(review: Review) -> dict[str, int]:
    """The findings of a review by severity, zeros included."""
    found = [finding.severity for finding in review.all_findings()]
    return {severity: found.count(severity) for severity in SEVERITIES}


def count_places(review: Review) -> int:
    """How many places have findings: rows, and tables as a whole."""
    rows = sum(bool(row.findings) for table in review.tables for row in table.rows)
    return rows + sum(bool(table.findings) for table in review.tables)


def moved_index(before: Measurability, now: Measurability) -> str:
    """The index now, "" where it is that of before."""
    return "" if index_text(now) == index_text(before) else index_text(now)
