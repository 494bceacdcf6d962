"""“{name}”的说明只是重复了{what}，没有写怎么算、数从哪来。

The explanation of {name} only repeats the {what_en}: it does not say how to compute it or from which record.

## 发现什么
指标解释（或指标值确定依据）与指标名称、目标值相同，或只比名称多“情况”二字，或只是一个数字。

## 为什么
指标说明应给出概念、范围和计算方法（财预〔2021〕101号，凭记忆，未核）。没有算法，同一个数各人算法不同，自评无法复核。

## 例
前：招商活动重点企业的占有率 | 说明：招商活动重点企业的占有情况
后：说明：参加本年招商活动的重点企业数/参加企业总数×100%，取自活动签到表

## 局限
没有说明栏、或说明栏留空的表不报（另见缺项）。

## English
The explanation or basis column holds nothing but the name, the target, the name plus 情况, or a bare number.
Empty cells are not reported here.
"""

import re
from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit
from zhibiao.text import normalise

CODE = "XP01"
NAME = "explanation-says-nothing"
TITLE = "说明没有写怎么算"
SEVERITY = "low"
SOURCE = "财预〔2021〕101号（M）：指标解释说明概念、范围和计算方法"
NEEDS = ("explanation",)

_ENDING = re.compile(r"(?:情况|数|率|的|数量|[。．.])+$")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the explanation adds nothing to the name or the target."""
    indicator = row.indicator
    text = normalise(indicator.explanation)
    if not text:
        return
    values = {"name": indicator.name[:24], "what": "", "what_en": ""}
    if text == normalise(indicator.target) or re.fullmatch(r"[\d.%]+", text):
        values |= {"what": "目标值", "what_en": "target"}
    elif _ENDING.sub("", text) == _ENDING.sub("", normalise(indicator.name)):
        values |= {"what": "指标名称", "what_en": "name"}
    else:
        return
    yield Hit(field="explanation", span=(0, len(indicator.explanation)), values=values)
