"""What rules about sets of documents share: tables with their bodies, rows as keys that can be looked up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Whole
from zhibiao.rules.judge import bare_name
from zhibiao.rules.judge_target import percent_bounds
from zhibiao.target.bounds import bound_of
from zhibiao.text import normalise

Key = tuple[str, str]
SMALL = 5
"""Numbers up to this are the same in many tables by chance."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A table of a set: its place, and who filled it for which year."""

    document: int
    table: int
    context: Context
    source: str

    @property
    def org(self) -> str:
        """The body, "" if the table does not say."""
        return normalise(self.context.table.org)

    @property
    def year(self) -> str:
        """The year, "" if the table does not say."""
        return self.context.table.year

    @property
    def project(self) -> str:
        """The project a table is for, "" for none."""
        return normalise(self.context.table.name.partition("·")[2])

    @property
    def shown(self) -> str:
        """The table as a message names it: body, year, table, file."""
        table = self.context.table
        year = f"{table.year}年" if table.year else ""
        return f"{table.org or Path(self.source).name[:30]}{year}“{table.name[:30]}”"


def placed_tables(wholes: Sequence[Whole]) -> Iterator[Placed]:
    """All tables of a set in order."""
    for number, whole in enumerate(wholes):
        for place, context in enumerate(whole.tables):
            yield Placed(number, place, context, whole.document.source)


def own_rows(context: Context) -> dict[Key, ReviewedRow]:
    """The rows a body chose itself, by name and target: no rows of a frame, none of management, none without target."""
    frame = context.profile.frame if context.profile else {}
    rows: dict[Key, ReviewedRow] = {}
    for row in context.rows:
        chosen = row.label.category[:1] not in ("X", "M") and normalise(row.indicator.name) not in frame
        if chosen and row.target.tier != "missing":
            rows.setdefault(key_of(row), row)
    return rows


def key_of(row: ReviewedRow) -> Key:
    """Name and target with its unit, folded: the same in two tables that print the same."""
    indicator = row.indicator
    target = normalise(indicator.target + indicator.unit).lstrip("=")
    return bare_name(indicator.name), target


def is_telling(row: ReviewedRow) -> bool:
    """Whether the target is a number that two bodies hardly share by chance: no share, no date, more than a few."""
    target = row.target
    if target.tier != "measurable" or target.kind != "level" or percent_bounds(target):
        return False
    value = bound_of(target)
    large = target.dimension == "money" or target.unit.startswith(("万", "亿", "千"))
    return bool(value) and (large or abs(value or 0.0) > SMALL)
