"""Places in a ranking: 全省前三, 第一名, 前5位."""

from __future__ import annotations

import re

from zhibiao.target.bounds import Bounds
from zhibiao.target.number import read_numeral
from zhibiao.target.quantity import Quantity
from zhibiao.target.unit import PERCENT, Unit

_RANK = re.compile(
    r"(?:排名|位列|位居|排|列|居|进入|保持|^|[国省市县区州系统行业])"
    r"(?P<how>前|第)(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?P<unit>名|位|%)?(?:以内|之内|内)?(?=$|[,，。;；、)])"
)


def find_rank(text: str) -> Quantity | None:
    """The first place in a ranking of a folded text, as an upper bound (前三) or exact (第一); else None.

    >>> find_rank("全省前三").bounds.upper, find_rank("第一名").bounds.lower, find_rank("前三年平均数")
    (3.0, 1.0, None)
    """
    match = _RANK.search(text)
    number = match["number"] if match else ""
    value = float(number) if number.isdecimal() else read_numeral(number) if number else None
    if (
        match is None or not value or (match["how"] == "第" and match["unit"] == "%")
    ):  # 第98% is a scanned ≥98%
        return None
    first = match["how"] == "前"
    bounds = Bounds(comparator="≤" if first else "", lower=None if first else value, upper=value)
    return Quantity(
        start=match.start("how"),
        end=match.end(),
        amount_start=match.start("how"),
        amount_end=match.end(),
        bounds=bounds,
        unit=PERCENT
        if match["unit"] == "%"
        else Unit(printed=match["unit"] or "", base="位", dimension="rank"),
        said=first,
    )
