"""说明写“{said}”，目标值是“{target}”，同一件事两个数，请核对后改成一致。

The explanation says {said}, the target is {target}: two numbers for one thing; make them one.

## 发现什么
说明里用“达到”“不少于”“控制在……以内”写出了同一件事的另一个目标数，单位相同，而目标值的数在说明里没有出现。

## 为什么
说明是指标的口径，口径里的数与目标值不同，年末按哪个考核说不清（财预〔2013〕53号“绩效指标明确性”要求清晰、可衡量，已核对原文）。

## 例
前：邀请客商考察 | ≥190人 | 邀请来考察的客商达到150人
后：邀请客商考察 | ≥190人 | 邀请来考察的客商达到190人

## 局限
抽样数、评分标准、往年数、每人每次的数、说明里另一件事的数不算。

## English
The explanation states another number for the row's own thing, in the same unit and with a word of comparison, and the target's number
stands nowhere in it. Sample sizes, scoring, past years, rates per head and numbers of other things are left alone.
"""

import re
from collections.abc import Iterator

from zhibiao.coverage import likeness, number_of, told_by
from zhibiao.records import ReviewedRow, Target
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell
from zhibiao.rules.formulas import equations
from zhibiao.target import find_targets

CODE = "NM09"
NAME = "explanation-names-another-number"
TITLE = "说明与目标值的数不同"
SEVERITY = "medium"
SOURCE = "财预〔2013〕53号“绩效指标明确性”（V）：指标应清晰、可衡量"
NEEDS = ("explanation",)

LIKE, TOLD = 0.6, 0.75
# The number is no target of this row where its sentence speaks of samples, scoring, the past, parts or single cases.
_OTHER = re.compile(
    r"抽取|抽查|抽样|样本|问卷|得分|扣|满分|分值|权重|计分|上年|去年|往年|同比|较|比\d|增长|20\d\d年(?:完成|实际)|每|人均|其中|半年|季度|截至|以上的|以内的|以下的"
)
_CUT = re.compile(r"[。；;，,(（)）]")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit for the first number of the explanation that contradicts the target."""
    text, asked = row.indicator.explanation, number_of(row.target)
    if asked is None or not row.target.unit or any(equations(text)):
        return
    found = [(name, target) for name, target in find_targets(text) if _same_unit(target, row.target)]
    if any(number_of(target) == asked for _, target in found) or f"{asked / row.target.scale:g}" in text:
        return
    for name, target in found:
        if (
            target.comparator
            and not _OTHER.search(_sentence(text, target))
            and _is_same_thing(name, text, target, row)
        ):
            values = {
                "said": text[slice(*target.span)].strip("，, ")[:30],
                "target": row.indicator.target[:20],
            }
            compared = (cell(row.indicator), cell(row.indicator, "explanation"))
            yield Hit(field="explanation", span=target.span, values=values, compared=compared)
            return


def _same_unit(one: Target, two: Target) -> bool:
    return one.unit_base == two.unit_base and number_of(one) is not None


def _sentence(text: str, target: Target) -> str:
    """The part of the explanation between two marks in which a number stands, with a little behind it."""
    begin = max((match.end() for match in _CUT.finditer(text, 0, target.span[0] + 1)), default=0)
    end = _CUT.search(text, target.span[1])
    return text[begin : end.start() if end else len(text)]


def _is_same_thing(name: str, text: str, target: Target, row: ReviewedRow) -> bool:
    """Whether the number is about what the row counts: a like name, or a sentence that holds the row's name."""
    return (
        likeness(name, row.indicator.name) >= LIKE
        or told_by(row.indicator.name, _sentence(text, target)) >= TOLD
    )
