"""第{row}行“{name}”的实际完成值写成“{actual}”，带有“{sign}”；实际完成值应是一个确定的数，请填台账上的实际数。

Row {row} ({name}): the actual value is printed as {actual}, with {sign_en}. An actual value is one number: give the one on record.

## 发现什么
自评表的实际完成值带着“≥、≤、以上、不少于、不低于”等比较符。

## 为什么
目标可以是一个界限，结果只能是一个数。带比较符的完成值多半是从目标栏抄来的，说明没有真正统计。

## 例
前：群众满意度 | ≥90% | ≥90%
后：群众满意度 | ≥90% | 93.6%（有效问卷 250 份）

## 局限
“200余人”之类的约数不报；日期（12月30日前）、没有数字的、写等号的、一句话里带数字的都不报。

## English
The actual value carries ≥, ≤, 以上, 不少于 and the like: probably copied from the target. Approximate numbers (200余人), dates and
texts without a number are left alone.
"""

import re
from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.achieved import is_selfeval
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell
from zhibiao.target import parse_target
from zhibiao.text import normalise

CODE = "AC04"
NAME = "comparator-in-actual"
SEVERITY = "medium"
SOURCE = "自订（own）：实际完成值是一个确定的数"
NEEDS = ("actual",)

# A sign before the number or a word before or after it, and nothing else: 全年举办培训5次以上，… is a report, no value.
_SIGN = re.compile(
    r"(?P<before>[≥≤><]=?|不少于|不低于|不超过|不高于|至少|大于等于|小于等于|大于|小于|高于|低于|超过)?"
    r"[0-9][0-9,.]*[^0-9,，。;；]{0,6}?(?P<after>及以上|及以下|以上|以下|以内)?"
)


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the actual is a bound."""
    indicator = row.indicator
    plain = normalise(indicator.actual).replace("≧", "≥").replace("≦", "≤")
    found = _SIGN.fullmatch(plain)
    sign = found and (found["before"] or found["after"])
    if not sign or not is_selfeval(context) or row.target.kind == "date":
        return
    target = parse_target(indicator.actual, unit=indicator.unit)
    if target.kind not in ("level", "share", "change"):
        return
    values = {
        "row": str(indicator.row),
        "name": indicator.name[:24],
        "actual": indicator.actual,
        "sign": sign,
        "sign_en": sign,
    }
    compared = (cell(indicator), cell(indicator, "actual"))
    yield Hit(field="actual", span=(0, len(indicator.actual)), values=values, compared=compared)
