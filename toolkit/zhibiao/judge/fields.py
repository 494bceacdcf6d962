"""What is read of a row, and which rows get the same answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
# What a date or a period is made of, in any width of characters and with blanks in it.
_DATE = (
    '[年月季期前]|五[\\s”"]{0,9}末|[0-9０-９]{8}'
    "|[0-9０-９][\\s\u3000\xa0\u200b\ufeff|]*[-./:－．／：—―–−][\\s\u3000\xa0\u200b\ufeff|]*[0-9０-９]"
)
_ANYTHING = "(?s)."
DATED = {
    "name": "20[0-4][0-9]",
    "target": _DATE,
    "unit": _DATE,
    "explanation": _ANYTHING,
    "interim": _ANYTHING,
    "history": _ANYTHING,
}
"""Patterns by field: where none is found in a row, its findings do not depend on its year."""


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
    asked = [(at, re.compile(DATED[field])) for at, field in enumerate(fields) if field in DATED]

    def matters(key: tuple[str, ...]) -> bool:
        return any(pattern.search(key[at]) for at, pattern in asked)

    return [key if matters(key) else (*key[:year], "", *key[year + 1 :]) for key in keys]
