"""What is read of a row, and which rows get the same answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

FIELDS = (
    "name",
    "target",
    "unit",
    "comparator_printed",
    "level1",
    "level2",
    "explanation",
    "interim",
    "history",
    "year",
)
"""What is read of a row, by its name in schema.py; only `name` has to be there."""

_YEAR = re.compile(r"20[0-4]\d")


def shorten(
    keys: Sequence[tuple[str, ...]], fields: Sequence[str], *, suggestions: bool = True
) -> list[tuple[str, ...]]:
    """For each key of `judge` one that gets the same answer, and is the same for more rows: without the year where
    nothing depends on it.

    A history repeats most rows year after year. The year counts where a target, its unit or a text beside it may hold a
    date, where a name holds a year, and in suggestions, which may name it.

    >>> shorten([("培训人数", "≥5人", "2021"), ("培训时间", "6月底前", "2021")], ["name", "target", "year"], suggestions=False)
    [('培训人数', '≥5人', ''), ('培训时间', '6月底前', '2021')]
    """
    from zhibiao.target.deadline import may_hold_date

    if suggestions or "year" not in fields:
        return list(keys)
    place = {field: at for at, field in enumerate(fields)}
    year, name = place["year"], place["name"]
    dated = [place[field] for field in ("target", "unit") if field in place]
    beside = [place[field] for field in ("explanation", "interim", "history") if field in place]
    may = lru_cache(maxsize=65536)(may_hold_date)

    def matters(key: tuple[str, ...]) -> bool:
        if any(key[at] for at in beside) or any(may(key[at]) for at in dated):
            return True
        return _YEAR.search(key[name]) is not None

    return [key if matters(key) else (*key[:year], "", *key[year + 1 :]) for key in keys]
