"""How many rows of each group are in each tier of targets: what the bars of `tiers` show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhibiao.errors import ZhibiaoError
from zhibiao.plots.canvas import word
from zhibiao.plots.shares import are_years, counted, group_keys
from zhibiao.records import TIERS

if TYPE_CHECKING:
    import pandas as pd

TIER = "target_tier"
CHECKABLE = ("measurable", "binary", "graded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: how many rows of a group are in each tier, in the order of TIERS."""

    label: str
    counts: tuple[int, ...]

    @property
    def rows(self) -> int:
        """All rows of the group."""
        return sum(self.counts)

    @property
    def checkable(self) -> int:
        """Rows in a tier that can be checked."""
        return sum(self.counts[: len(CHECKABLE)])


def need_tiers(frame: pd.DataFrame) -> None:
    """Raises ZhibiaoError PL04 for a row whose tier is missing or unknown: it would be in no bar."""
    strange = frame[TIER][~frame[TIER].isin(TIERS)]
    if len(strange):
        raise ZhibiaoError("PL04", column=TIER, value=repr(strange.iloc[0]))


def bars_of(frame: pd.DataFrame, column: str, lang: str, most: int) -> list[Bar]:
    """The groups of one column, in the order they are drawn: see `tiers.measurability`.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"org": ["甲局", "甲局", "乙局"], "target_tier": ["vague", "binary", "binary"]})
    >>> [(bar.label, bar.checkable, bar.rows) for bar in bars_of(frame, "org", "zh", 40)]
    [('乙局', 1, 1), ('甲局', 1, 2)]
    """
    table = counted(frame, TIER, TIERS, [group_keys(frame[column], word("empty", lang))])
    bars = [
        Bar(label=str(label), counts=tuple(map(int, row)))
        for label, row in zip(table.index, table.to_numpy(), strict=True)
    ]
    order = _given_order(frame[column])
    if order:
        bars.sort(key=lambda bar: order.get(bar.label, len(order)))
    elif are_years([bar.label for bar in bars]):
        bars.sort(key=lambda bar: (not bar.label[:1].isdigit(), bar.label))
    else:
        bars.sort(key=lambda bar: (-bar.checkable / max(1, bar.rows), -bar.rows, bar.label))
    return _pooled(bars, most, lang)


def _given_order(column: pd.Series) -> dict[str, int]:
    """Text -> place of an ordered categorical; empty for another column."""
    categories = getattr(column.dtype, "categories", None)
    if categories is None or not column.dtype.ordered:
        return {}
    return {str(value): place for place, value in enumerate(categories)}


def _pooled(bars: list[Bar], most: int, lang: str) -> list[Bar]:
    """At most `most` bars, but every year: the smallest groups in one, at the end."""
    if len(bars) <= most or are_years([bar.label for bar in bars]):
        return bars
    kept = set(sorted(range(len(bars)), key=lambda at: (-bars[at].rows, at))[: max(1, most - 1)])
    rest = [bar for at, bar in enumerate(bars) if at not in kept]
    sums = tuple(sum(counts) for counts in zip(*(bar.counts for bar in rest), strict=True))
    pool = Bar(label=word("others", lang, n=len(rest)), counts=sums)
    return [*(bar for at, bar in enumerate(bars) if at in kept), pool]


def parts_of(
    frame: pd.DataFrame, first: str, second: str, lang: str, most: int
) -> list[tuple[str, list[Bar]]]:
    """(value of the first column, its bars over the second); every part has the same bars, some without rows."""
    empty = word("empty", lang)
    outer = [bar.label for bar in bars_of(frame, first, lang, most)]
    inner = [bar.label for bar in bars_of(frame, second, lang, most)]
    keys = group_keys(frame[first], empty), group_keys(frame[second], empty)
    keys = tuple(
        key.where(key.isin(known), known[-1]) for key, known in zip(keys, (outer, inner), strict=True)
    )
    table = counted(frame, TIER, TIERS, keys)
    none = (0,) * len(TIERS)
    found = {key: tuple(map(int, row)) for key, row in zip(table.index, table.to_numpy(), strict=True)}
    return [
        (one, [Bar(label=other, counts=found.get((one, other), none)) for other in inner]) for one in outer
    ]
