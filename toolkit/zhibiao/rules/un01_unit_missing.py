"""目标值“{target}”没有单位{hint_zh}。

The target "{target}" has no unit{hint_en}.

## 发现什么
目标值是数字，目标值、度量单位栏和名称里都没有单位。名称是比率、满意度而没有写“%”的一并提示。

## 为什么
绩效指标值要清晰、可衡量（财预〔2013〕53号“绩效指标明确性”，已核对原文）。“1”可以是1次、1家，也可以是1%；
比率写成“0”“95”，系统汇总时会当成个数。

## 例
前：结转结余率 | 0
后：结转结余率 | =0%

## 局限
名称已说明单位的（培训人数、走访次数、维修面积（平方米））和系数、指数不报。没有单位栏的文字抽取件，单位可能是在抽取中
丢失的。

## English
Fires where the target is a number and neither the target, the unit column nor the name gives a unit; a rate without its
% sign is included. Source: 财预〔2013〕53号, read in a public text. Names that tell the unit (人数, 次数, a bracket) and pure numbers (系数) are
left alone. Extraction may have lost a unit that was printed.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Target
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.judge import is_count, is_share, words

CODE = "UN01"
NAME = "unit-missing"
TITLE = "没有计量单位"
SEVERITY = "low"
SOURCE = "财预〔2013〕53号（V）：绩效指标明确性，应有清晰、可衡量的指标值"

NO_UNIT = " -—/无"


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the target is a number of nothing."""
    target, name = row.target, row.indicator.name
    if not _is_bare(target):
        return
    if row.label.category == "X" or is_count(name) or row.indicator.unit.strip(NO_UNIT):
        return
    digits = any(char.isdecimal() for char in row.indicator.target)
    if not digits or set(":：") & set(row.indicator.target) or name.endswith(words("dimensionless")):
        return
    percent = is_share(name)
    values = {
        "target": row.indicator.target,
        "hint_zh": "，名称是比率，应写明“%”" if percent else "",
        "hint_en": ": the name is a rate, write %" if percent else "",
    }
    yield Hit(span=(0, len(row.indicator.target)), values=values)


def _is_bare(target: Target) -> bool:
    """Whether a target is an amount without a unit."""
    return target.tier == "measurable" and target.kind not in ("date", "duration") and not target.unit


SUSPECTS = (Suspect(target=_is_bare),)
