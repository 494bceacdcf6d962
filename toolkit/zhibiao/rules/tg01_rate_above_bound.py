"""“{name}”的目标值“{target}”{why_zh}。

The target "{target}" of "{name}" {why_en}.

## 发现什么
满意度、合格率、覆盖率、及时率等最多100%的比率，下限大于100%，或写成“≥100%”。资金、收入、投资的完成率可以
超过100%，只作提示（低）。

## 为什么
目标要合理可行（财预〔2015〕88号，已核对原文）。“≥100%”的另一半永远达不到，等于“=100%”；多半是把完成
任务数换算成了比率，与数量指标重复。

## 例
前：项目验收合格率 | ≥100%
后：项目验收合格率 | =100%

## 局限
增长率、变动率、保值增值率、产能利用率等可以超过100%，不报；控制率、差错率等越低越好的由 CP02 报；295%这样像是认错比较符的由 TG09 报。
完成率的分母是任务数、允许超额的，也会按中级报；建议改用数量本身。

## English
Fires where a share, rate or satisfaction that cannot exceed 100 has a floor above 100 or is written ≥100%: it should be
=100%. Completion rates of money (收入, 投资) may exceed 100 and are low. Growth rates and the like are left alone; rates
that should be low are left to CP02. Source: 财预〔2015〕88号, read in a public text.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Target
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.direction import natural_direction
from zhibiao.rules.judge import bare_name, holds, is_growth, is_share, share_sign, words
from zhibiao.rules.judge_target import percent_bounds, printed_comparator
from zhibiao.rules.tg09_doubtful_sign import doubtful_sign

CODE = "TG01"
NAME = "rate-above-bound"
TITLE = "比率超过百分之百"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标合理可行"

ABOVE = ("超过了100%，而这项比率最多100%", "lies above 100%, which this rate cannot exceed")
AT_LEAST = (
    "说的是100%以上，而这项比率最多100%，应写“=100%”",
    "allows more than 100%, which is impossible: write =100%",
)
MAY_EXCEED = (
    "只是重复任务数：完成率虽可超额，宜直接写金额的目标",
    "repeats the task: the rate may be exceeded, but a target for the amount would say more",
)

MORE = (
    "高于任务数：完成率虽可超额，宜直接写金额的目标",
    "lies above the task: the rate may be exceeded, but a target for the amount would say more",
)


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where a bounded rate has a floor of 100% or more."""
    name = row.indicator.name
    bounds = percent_bounds(row.target)
    lower = bounds[0] if bounds else None
    if lower is None or lower < 100 or not _bounded(row) or doubtful_sign(row):
        return
    if lower == 100 and printed_comparator(row) not in ("≥", ">"):
        return
    money = _may_exceed(name)
    above = lower > 100 or row.target.comparator == ">"
    why_zh, why_en = (MORE if above else MAY_EXCEED) if money else ABOVE if above else AT_LEAST
    values = {"name": name[:30], "target": row.indicator.target, "why_zh": why_zh, "why_en": why_en}
    span = (0, len(row.indicator.target))
    yield Hit(span=span, values=values, severity="low" if money else "medium")


def _bounded(row: ReviewedRow) -> bool:
    """Whether more than 100% is impossible, or at least no aim."""
    name = row.indicator.name
    if row.target.kind == "change" or is_growth(name):
        return False
    if holds(bare_name(name), "unbounded_rates"):
        return False
    return is_share(name) and natural_direction(row) != "lower"


def _may_exceed(name: str) -> bool:
    """Whether the name is a completion rate of money."""
    plain = bare_name(name)
    if plain.endswith(words("may_exceed")):
        return True
    return plain.endswith(("完成率", "实现率")) and holds(plain, "money_names")


def _asks_for_all(target: Target) -> bool:
    bounds = percent_bounds(target)
    lower = bounds[0] if bounds else None
    if lower is None or lower < 100:
        return False
    return lower > 100 or target.comparator in ("≥", ">")


SUSPECTS = (Suspect(target=_asks_for_all, sign=share_sign, name=is_share),)
