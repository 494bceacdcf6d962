"""指标名称里写着{what_zh}“{words}”，应移到目标值栏或删去。

The name carries {what_en} ("{words}"): move it to the target, or delete it.

## 发现什么
- 名称带着目标值：覆盖率100%、≥5场、培智教学软件2套、2022年11月底完成
- 表格模板的提示没有删：（≥**平方米）、（≤**万元）
- 模板的序号没有删：指标1：

## 为什么
指标名称应简洁明了，不带数值，数值写在指标值里（财预〔2021〕101号，凭记忆，未核）。名称带数值，
换一年就要换名称，历年不能比较，也不能汇总。

## 例
前：清扫保洁覆盖率100% | 100%
后：清扫保洁覆盖率 | =100%

## 局限
作为门槛的数（10亿元以上重大项目）、年龄（0-36月龄）、年份和编号（12345热线、2024年度、第3届）不报。
只看名称末尾的数量，夹在中间的（5000吨稻谷储备到位率）不报，与目标值相同的除外。

## English
A value in the name (覆盖率100%, ≥5场, 软件2套, a deadline that the target lacks), a template hint left in (≥**), or the
template's own numbering (指标1:). Source: 财预〔2021〕101号, from memory, not confirmed. Thresholds (10亿元以上), ages,
years and coded names are left alone, and so is a number in the middle of a name unless it equals the target.
"""

import re
from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Target
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.target.deadline import find_deadlines
from zhibiao.target.fold import fold
from zhibiao.target.quantity import Quantity, find_quantities

CODE = "TG03"
NAME = "value-in-name"
TITLE = "目标值写在名称里"
SEVERITY = "low"
SOURCE = "财预〔2021〕101号（M）：指标名称简洁明了，不带指标值"

VALUE = ("目标值", "its target value")
HINT = ("模板提示", "a template's hint")
NUMBERING = ("模板序号", "a template's numbering")
_HINT = re.compile(r"[（(][≥≤><=＝≧≦\s]*(?:[*＊×_…]+|[xX]{2,})[^）)]*[）)]|[≥≤><=≧≦]\s*[*＊]+[^\s（(]*")
_NUMBERING = re.compile(r"^指标\s*\d+\s*[:：.、]")
_RATE = re.compile(r"(?:率|比例|占比|满意度)(?:达到?|为|在|[:：])?\s*(\d+(?:\.\d+)?\s*[%％])")
_SIGNED = re.compile(
    r"(?:[≥≤><≧≦＞＜]|不少于|不低于|不超过|不高于|至少)\s*\d[\d.,]*\s*(?:[%％‰]|[\u4e00-\u9fff]{0,2})"
)
# What a value, a date, a hint or a number of a template begins with.
_SIGN_OF_VALUE = re.compile(
    r"[\d*＊×_…①-⓿㈀-㏿²³]|[xX]{2}|[年月季旬].{0,7}(?:前|止|内|完成|到位|建成|竣工|结束)|之?以?前"
)
_DIGIT = re.compile(r"\d")
_SIZES = ("count", "length", "area", "mass", "volume", "money")
_ORDINAL = ("期", "届", "类", "批", "段", "标段", "轮", "节", "档", "部", "号", "次", "处", "站", "点", "库")
_LIMITS = ("以上", "以下", "以内", "及以上", "及以下", "以外", "级")
_DONE = re.compile(r"底?(?:前|之前|以前)?(?:完成|到位|建成|竣工|结束)")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit for the first value, hint or numbering in the name."""
    name = row.indicator.name
    if row.label.category == "X":
        return
    for what, span in _places(name, row.target):
        values = {"what_zh": what[0], "what_en": what[1], "words": name[slice(*span)]}
        yield Hit(field="name", span=span, values=values)
        return


def _places(name: str, target: Target) -> Iterator[tuple[tuple[str, str], tuple[int, int]]]:
    """What the name carries, the gravest first, with its place."""
    if match := _RATE.search(name):
        yield VALUE, match.span(1)
    if match := _HINT.search(name):
        yield HINT, match.span()
    if match := _SIGNED.search(name):
        yield VALUE, match.span()
    if span := _quantity(name, target) or _deadline(name, target):
        yield VALUE, span
    if match := _NUMBERING.search(name):
        yield NUMBERING, match.span()


def _quantity(name: str, target: Target) -> tuple[int, int] | None:
    """The place of a quantity that ends the name, or that is the target itself."""
    folded = fold(name)
    if not _DIGIT.search(folded.text):
        return None
    dates = [(deadline.start, deadline.end) for deadline in find_deadlines(folded.text)]
    for found in find_quantities(folded.text, dates):
        if found.spelled or found.unit.dimension not in _SIZES:
            continue
        if folded.text.startswith(_LIMITS, found.amount_end) or found.said:
            continue
        ends = found.end == len(folded.text) and found.unit.printed not in _ORDINAL
        if ends or _is_target(found, target):
            return folded.span(found.start, found.end)
    return None


def _is_target(found: Quantity, target: Target) -> bool:
    """Whether a quantity in the name is the value that the target prints."""
    value = found.bounds.lower if found.bounds.lower is not None else found.bounds.upper
    return value in (target.lower, target.upper) and value is not None and found.unit.printed == target.unit


def _deadline(name: str, target: Target) -> tuple[int, int] | None:
    """The place of a deadline in the name, where the target has none."""
    folded = fold(name)
    for found in find_deadlines(folded.text):
        done = found.before or _DONE.match(folded.text, found.end)
        if done and not found.label and found.value and not target.deadline:
            return folded.span(found.start, found.end)
    return None


def _carries(name: str, target: Target) -> bool:
    return any(_places(name, target))


SUSPECTS = (Suspect(sign=lambda: _SIGN_OF_VALUE, pair=_carries),)
