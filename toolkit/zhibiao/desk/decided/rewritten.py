"""Rows as they would be read from the revised document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zhibiao.records import Indicator, Table
from zhibiao.revise.changes import Change, Planned
from zhibiao.text import join_broken

_SIGNS = "=≥≤＝>＞＜<≧≦"
_HALF = "半年:"
"""What the reader puts before the text of a cell for half of the year."""


def revised(table: Table, planned: Sequence[Planned | None], *, everything: bool) -> Table:
    """The table with its rows as they would read; `everything`: also what has no cell of its own is written."""
    rows: list[Indicator] = []
    last = max((one.row for one in table.indicators), default=0)
    for indicator, one in zip(table.indicators, planned, strict=True):
        rows.append(_indicator(indicator, one.cells if one else (), everything=everything))
        for changes in one.inserted if one else ():
            if everything or all(change.written for change in changes):
                last += 1
                rows.append(replace(_added(indicator, changes), row=last))
    return replace(table, indicators=tuple(rows))


def _indicator(indicator: Indicator, changes: Sequence[Change], *, everything: bool) -> Indicator:
    texts = {change.field: change.new for change in changes if everything or change.written}
    return _read(indicator, texts)


def _added(indicator: Indicator, changes: Sequence[Change]) -> Indicator:
    """A row that was put in: the labels are those of the row above it, everything else its own."""
    empty = Indicator(
        name="",
        level1=indicator.level1,
        level2=indicator.level2,
        table=indicator.table,
        line=indicator.line,
        page=indicator.page,
    )
    return _read(empty, {change.field: change.new for change in changes})


def _read(indicator: Indicator, texts: dict[str, str]) -> Indicator:
    """The indicator with other texts, as reading its cells would give it: the sign of its own column before the target."""
    if not texts:
        return indicator
    tidied = {field: join_broken(text) for field, text in texts.items()}
    revised = replace(indicator, **tidied)  # type: ignore[arg-type]  # fields of Indicator
    sign, target = revised.comparator_printed, revised.target.strip()
    if "target" not in texts and "comparator_printed" in texts:
        target = target.lstrip(_SIGNS).strip()
    if sign and sign[0] in _SIGNS and target and target[0] not in _SIGNS:
        target = sign + target
    interim = f"{_HALF}{revised.interim}" if texts.get("interim") else revised.interim
    return replace(revised, target=target, interim=interim)
