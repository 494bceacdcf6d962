"""Parts of the year that a label or a text names: 上半年, (1)月至(6)月, 第三季度."""

from __future__ import annotations

import re

from zhibiao.text import normalise

Months = tuple[int, int]
"""The first and the last month of a part of the year."""

# (1)月至(6)月, 1-6月, 2024年1月至5月; the year may stand before both months.
_RANGE = re.compile(
    r"(?:(?P<year>20\d\d)年)?\(?(?P<first>\d{1,2})\)?(?:月份?)?(?:至|到|-|—|~|－)+(?:(?P<other>20\d\d)年)?"
    r"\(?(?P<last>\d{1,2})\)?月"
)
_HALF = re.compile(r"(?<!含)(?:[上下]半年|前半年|后半年)")
_QUARTER = re.compile(r"(?:第)?(?P<number>[一二三四1-4])季度")
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4}
DECEMBER = 12


def months_of(label: str) -> Months | None:
    """The part of the year that a label names; None where it names none or the whole year.

    >>> months_of("(1)月至(6)月"), months_of("下半年"), months_of("第三季度"), months_of("1-12月")
    ((1, 6), (7, 12), (7, 9), None)
    """
    found = months_in(label)
    return found[0][0] if found and found[0][0] != (1, DECEMBER) else None


def months_in(text: str) -> list[tuple[Months, int, int]]:
    """All parts of the year in a text, each with its place in the normalised text, in order.

    >>> months_in("拜访企业家数(2024年1月至5月)")
    [((1, 5), 7, 17)]
    >>> [months for months, _, _ in months_in("下半年（1—12月，含上半年）")]
    [(7, 12), (1, 12)]
    """
    plain = normalise(text)
    found = [(months, *match.span()) for match in _RANGE.finditer(plain) if (months := _range(match))]
    found += [
        ((1, 6) if match[0][0] in "上前" else (7, DECEMBER), *match.span()) for match in _HALF.finditer(plain)
    ]
    for match in _QUARTER.finditer(plain):
        last = 3 * (_NUMBERS.get(match["number"]) or int(match["number"]))
        found.append(((last - 2, last), *match.span()))
    return sorted(found, key=lambda item: item[1])


def _range(match: re.Match[str]) -> Months | None:
    first, last = int(match["first"]), int(match["last"])
    if match["other"] and match["year"] and match["other"] != match["year"]:
        return None
    return (first, last) if 1 <= first <= last <= DECEMBER else None
