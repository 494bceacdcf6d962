"""目标值“{target}”前面的“{sign}”像是扫描认错的比较符，请对照原件。

The "{sign}" before the number in "{target}" looks like a comparator misread in scanning: check the original.

## 发现什么
- 百分比前面是“工”“到”“第”“二”“%”或隔开的“2”“8”：工90%、二100%、2 95%，多半是≥或=
- 满意度、合格率等最多100%的比率写成三位以上的数，去掉第一位正好是常见的目标：295%、2100%

## 为什么
扫描件的文字识别常把≥认成2、8、工、到、第，把=认成二（见于公开的目标表）。照错字读，目标就变了；
程序只提示，不替填报单位改。

## 例
前：服务对象满意度 | 二100%
后：服务对象满意度 | =100%（对照原件确认）

## 局限
直接录入的表里也可能真有295%的增长率，增长率、倍数类的名称不报。只看百分比。

## English
A character before a percentage that scanning makes of ≥ or =, or a bounded rate such as 295% that reads as ≥95%. Suspected
only, never repaired. Source: own observation on public tables that were scanned.
"""

import re
from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Target
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.judge import holds, is_growth, is_share

CODE = "TG09"
NAME = "doubtful-sign"
TITLE = "比较符疑似认错"
SEVERITY = "medium"
SOURCE = "自拟：公开目标表扫描件中常见的识别错误"

_GLUED = re.compile(r"([28])(?:100|[6-9][0-9](?:\.[0-9]+)?)(?:%|百分比)")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the sign before a percentage was probably misread."""
    target, sign = row.indicator.target, doubtful_sign(row)
    if not sign:
        return
    start = target.find(sign)
    span = (start, start + len(sign)) if start >= 0 else (0, len(target))
    yield Hit(span=span, values={"target": target[:24], "sign": sign})


def doubtful_sign(row: ReviewedRow) -> str:
    """The character that was probably a comparator before scanning, "" where none is in doubt."""
    if row.target.conflict.startswith("sign: "):
        return row.target.conflict.removeprefix("sign: ")
    glued = _GLUED.fullmatch(row.indicator.target)
    return glued[1] if glued and _bounded(row.indicator.name) else ""


def _bounded(name: str) -> bool:
    """Whether the name is a rate that cannot exceed 100%."""
    if is_growth(name) or holds(name, "unbounded_rates"):
        return False
    return is_share(name)


def _may_be_misread(target: Target) -> bool:
    return target.conflict.startswith("sign: ") or bool(_GLUED.fullmatch(target.raw))


SUSPECTS = (Suspect(target=_may_be_misread),)
