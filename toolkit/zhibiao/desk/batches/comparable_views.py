"""Comparable targets as they are shown: the ends of long groups, every group with a link to all its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from zhibiao.desk.batches.comparable import RULE, Group, Measured
from zhibiao.desk.batches.links import Linked, document_link, rows_link
from zhibiao.desk.batches.wanted import wanted_like
from zhibiao.desk.wording import say
from zhibiao.report.wording import number
from zhibiao.rules.structure import shown

MOST = 20
"""Groups that are shown with their rows; the others by name."""
END = 5
"""Rows shown at each end of a group; those far from the others are always shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetView:
    """A row of a group: `far` is "low", "high" or "", `far_text` says it in words; `checked` a finding of rule SC04."""

    body: str
    name: Linked
    target: str
    far: str
    far_text: str
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A group in a line: what is measured, the range in words, and the link to all its rows."""

    title: str
    text: str
    every: Linked


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """A group with its rows, from the lowest to the highest.

    `left_out` of them stand between the `first` and the `last` that are shown.
    """

    line: GroupLine
    first: tuple[TargetView, ...]
    last: tuple[TargetView, ...]
    left_out: int


def differing(groups: Sequence[Group]) -> list[Group]:
    """The groups whose bodies do not all ask for the same, in their order."""
    return [group for group in groups if group.rows[0].value != group.rows[-1].value]


def alike(groups: Sequence[Group]) -> list[Group]:
    """The groups in which every row asks for the same number."""
    return [group for group in groups if group.rows[0].value == group.rows[-1].value]


def group_view(group: Group, batch: str, lang: str) -> GroupView:
    """The view of a group; a long one shows both ends and what is far from the others."""
    rows = [_target(one, lang) for one in group.rows]
    low = max(END, sum(1 for one in group.rows if one.far < 0))
    high = max(END, sum(1 for one in group.rows if one.far > 0))
    # One or two rows less are no gain for who reads a table with a gap.
    whole = len(rows) <= low + high + 2
    return GroupView(
        line=group_line(group, batch, lang),
        first=tuple(rows if whole else rows[:low]),
        last=() if whole else tuple(rows[-high:]),
        left_out=0 if whole else len(rows) - low - high,
    )


def group_line(group: Group, batch: str, lang: str) -> GroupLine:
    """A group in a line."""
    return GroupLine(
        title=group.like.title(lang),
        text=range_text(group, lang),
        every=group_link(group, batch, lang),
    )


def group_link(group: Group, batch: str, lang: str) -> Linked:
    """The number of rows of a group, with the link to all of them in order of value."""
    return Linked(
        text=str(len(group.rows)),
        href=rows_link(batch, **wanted_like(group.like).query()),
        label=say(lang, "batch_comparable_rows", name=group.like.title(lang), n=len(group.rows)),
    )


def range_text(group: Group, lang: str) -> str:
    """Bodies, rows, lowest, median and highest of a group in one sentence."""
    values = [group.shown(one.value) for one in group.rows]
    low, middle, high = (
        f"{number(value)}{group.printed}" for value in (values[0], round(median(values), 4), values[-1])
    )
    if low == high:
        return say(lang, "batch_same_value", bodies=group.bodies, n=len(values), value=low)
    far = sum(1 for one in group.rows if one.far)
    key = "batch_range_far" if far else "batch_range"
    return say(lang, key, bodies=group.bodies, n=len(values), low=low, median=middle, high=high, far=far)


def _target(one: Measured, lang: str) -> TargetView:
    row = one.row
    far = {-1: "low", 0: "", 1: "high"}[one.far]
    place = f"{row.table.number}.{row.row}"
    return TargetView(
        body=row.table.body,
        name=Linked(text=one.reviewed.indicator.name, href=document_link(row.table.document.key, at=place)),
        target=shown(one.reviewed.indicator),
        far=far,
        far_text=say(lang, f"batch_far_{far}") if far else "",
        checked=any(finding.code == RULE for finding in row.findings),
    )
