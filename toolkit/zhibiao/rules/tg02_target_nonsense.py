"""“{name}”的目标值“{target}”没有意义：{why_zh}。

The target "{target}" of "{name}" makes no sense: {why_en}.

## 发现什么
- 完成率、覆盖率、满意度等越高越好的比率，目标值是0（事前绩效评估完成率 0）
- 区间颠倒或自相矛盾（90%-80%，≥5%以下，比较符栏是≤而目标值写不低于）

## 为什么
目标为0的完成率，不做也算完成；多半是本年没有这项工作，应删去或写“不涉及”。上下限颠倒的目标无法判断。
目标要合理可行（财预〔2015〕88号，已核对原文）。

## 例
前：事前绩效评估完成率 | 0
后：本年无新增项目、不涉及的，删去该指标；涉及的写“=100%”

## 局限
“0”若是历年照抄的空格，从文字上看不出来。差错率、结转结余率、投诉等为0是正常的，不报；增长率为0不报。

## English
A completion, coverage or satisfaction rate with the target 0, or an interval that is empty or contradicts its own
comparator. Source: 财预〔2015〕88号, read in a public text. Zero is in order for error rates, carry-over and complaints,
and for growth.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Target
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.direction import natural_direction
from zhibiao.rules.judge import bare_name, is_growth, words

CODE = "TG02"
NAME = "target-nonsense"
TITLE = "目标值没有意义"
SEVERITY = "high"
SOURCE = "财预〔2015〕88号（V）：绩效目标合理可行"

ZERO = ("目标是0，不做也算完成", "zero is met by doing nothing")
REVERSED = ("上限比下限还小", "its upper end lies below its lower end")
OPPOSED = ("比较符互相矛盾", "its comparators contradict each other")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the target asks for nothing or for the impossible."""
    fault = _contradiction(row.target) or _zero(row)
    if fault is None:
        return
    values = {"name": row.indicator.name[:30], "target": row.indicator.target[:30]}
    values |= {"why_zh": fault[0], "why_en": fault[1]}
    yield Hit(span=(0, len(row.indicator.target)), values=values)


def _contradiction(target: Target) -> tuple[str, str] | None:
    """An empty interval, or two comparators that point apart."""
    both = target.lower is not None and target.upper is not None
    if target.conflict.startswith("order") or (both and (target.lower or 0) > (target.upper or 0)):
        return REVERSED
    return OPPOSED if target.conflict.startswith(("bounds", "comparator")) else None


def _zero(row: ReviewedRow) -> tuple[str, str] | None:
    """A rate that should be high with the target 0."""
    if not _is_zero(row.target) or not _should_be_high(row.indicator.name):
        return None
    return None if natural_direction(row) == "lower" else ZERO


def _is_zero(target: Target) -> bool:
    bound = target.upper if target.upper is not None else target.lower
    return bound == 0 and target.tier == "measurable" and target.kind != "change"


def _should_be_high(name: str) -> bool:
    return bare_name(name).endswith(words("zero_is_nonsense")) and not is_growth(name)


SUSPECTS = (Suspect(target=_contradiction), Suspect(target=_is_zero, name=_should_be_high))
