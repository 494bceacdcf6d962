"""实际完成值写成“{actual}”：{problem}，请填实际{what}。

The actual value reads “{actual}”: {problem_en}. State the {what_en} that was reached.

## 发现什么
实际完成值一栏带比较符或“以上”“以内”（≥90%、95%以上），是打算而不是结果（力争、计划、不低于），或者目标有数、
完成值却只写“已完成”“达成预期指标”。

## 为什么
实际完成值是已经发生的一个数，带比较符说明是从目标抄来的，没有统计；只写“已完成”无法核对完成了多少（财预〔2015〕88号：
绩效目标应具体细化，能量化的要量化，已核对原文；完成值与它对应）。

## 例
前：目标 ≥80%，实际完成值 ≥80%
后：86.4%（回收问卷 125 份，满意 108 份）

## 局限
“200余人”这类约数，目标是日期或 100%、完成值写“按时完成”“已完成”的，只作提示。完成值与目标一字不差的文字由 AC01 说。

## English
An actual value with a comparator (≥90%, 95%以上), a wish or plan, or just “done” for a target that is a number. What was reached
is one number. Rough numbers (200余人) and “done” for a date or for 100% are notes.
"""

import re
from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Severity
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell
from zhibiao.rules.judge import find_word, words
from zhibiao.target import parse_target
from zhibiao.text import normalise

CODE = "AC04"
NAME = "comparator-in-actual"
TITLE = "实际值写成比较符"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应具体细化；自订（own）：实际完成值是一个数"
NEEDS = ("actual",)

# A bound around the one number of a cell; 人以上 in the middle of a sentence is not meant.
_BOUND = re.compile(r"^[≥≤><≧≦]=?\d[^。；;，,]*$|^[^。；;，,]*\d[^。；;，,]{0,6}(?:以上|以下|以内|及以上)$")
_ROUGH = re.compile(r"^[^。；;，,]{0,6}\d+[余多]|^约\d")

Problem = tuple[str, str, Severity | None]


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the actual value is no result."""
    problem = _problem(row)
    if problem is None:
        return
    indicator = row.indicator
    date = row.target.kind == "date"
    yield Hit(
        field="actual",
        span=(0, len(indicator.actual)),
        severity=problem[2],
        values={
            "actual": indicator.actual[:24],
            "problem": problem[0],
            "problem_en": problem[1],
            "what": "完成日期" if date else "完成的数",
            "what_en": "date" if date else "number",
        },
        compared=(cell(indicator, "target"), cell(indicator, "actual")),
    )


def _problem(row: ReviewedRow) -> Problem | None:
    text = normalise(row.indicator.actual)
    if _BOUND.match(text):
        copied = text.lstrip("=") == normalise(row.indicator.target).lstrip("=")
        zh, en = ("带比较符，像是照抄目标", "a bound, copied from the target")
        return (zh, en, None) if copied else ("是一个范围，不是一个结果", "a bound, not a result", None)
    if row.target.tier != "measurable":
        return None
    if find_word(text, "wishes"):
        return "是打算，不是结果", "a plan, not a result", None
    if _ROUGH.match(text):
        return "是约数", "a rough number", "low"
    if _only_done(text) and normalise(row.indicator.target).lstrip("=") != text:
        if row.target.kind == "date":
            return "没有写哪一天完成", "it does not say on which day", "low"
        return (
            f"目标是“{row.indicator.target[:16]}”，完成值却没有数",
            "the target is a number, this is none",
            None,
        )
    return None


def _only_done(text: str) -> bool:
    return text.strip("。.") in words("done_words") and parse_target(text).lower is None
