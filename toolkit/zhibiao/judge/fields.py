"""What is read of a row, and which rows get the same answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial

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

YEAR = "year"
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
    if suggestions or YEAR not in fields:
        return list(keys)
    year = fields.index(YEAR)
    asked = {field: lru_cache(maxsize=65536)(partial(dates, field)) for field in fields}

    def matters(key: tuple[str, ...]) -> bool:
        return any(asked[field](text) for field, text in zip(fields, key, strict=True))

    return [key if matters(key) else (*key[:year], "", *key[year + 1 :]) for key in keys]


def dates(field: str, text: str) -> bool:
    """Whether findings may depend on the year of a row because of what it has in this field.

    >>> dates("target", "12月底前"), dates("name", "培训人数"), dates("name", "2023年培训人数")
    (True, False, True)
    """
    from zhibiao.target.deadline import may_hold_date

    if field in ("target", "unit"):
        return may_hold_date(text)
    if field == "name":
        return _YEAR.search(text) is not None
    return field in ("explanation", "interim", "history") and bool(text)
