"""“{text}”写的是 {found} 年，不在本表的 {year} 年度内。

{text} names {found}, which is not the year {year} of this table.

## 发现什么
时效指标的目标值或名称中写有年份，没有一个是本表的年度。

## 为什么
绩效目标与预算年度对应（财预〔2015〕88号：绩效目标与资金相匹配，凭记忆，未核）。期限写在往年，说明是抄上年的表；
写在以后，则本年度无法评价。

## 例
前：2022年11月底完成（2023年度自评表）
后：2023年11月底前完成

## 局限
表的年度取自标题；没有年度的表不查。跨年项目写“2023年至2025年”的，含本年度，不报。

## English
A timeliness row whose target or name names only other years than the table's. A range that holds the year passes.
The table's year comes from its title; without one nothing is said.
"""

import re
from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Target
from zhibiao.rules.base import Context, Hit, Suspect, filed_as

CODE = "DT01"
NAME = "deadline-outside-year"
TITLE = "期限不在本表年度内"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（M）：绩效目标与预算年度、资金相匹配"

LONG = ("长期", "中期", "实施期")
"""A table of several years has deadlines after the first."""
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?=\s*(?:年|[-./]\d))")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit for the first text of the row that names only other years."""
    year = context.table.year
    if any(word in context.table.name + context.table.period for word in LONG):
        return
    if not year.isdigit() or "O3" not in (row.label.category, row.label.category_printed):
        return
    for field in ("target", "name"):
        text = getattr(row.indicator, field)
        found = list(_YEAR.finditer(text))
        years = [int(match[1]) for match in found]
        if not years or min(years) <= int(year) <= max(years):
            continue
        values = {"text": text[:24], "found": "、".join(map(str, sorted(set(years)))), "year": year}
        yield Hit(field=field, span=found[0].span(1), values=values)
        return


def _target_has_year(target: Target) -> bool:
    return _YEAR.search(target.raw) is not None


SUSPECTS = (
    Suspect(filed=filed_as("O3"), target=_target_has_year),
    Suspect(filed=filed_as("O3"), name=_YEAR.search),
)
