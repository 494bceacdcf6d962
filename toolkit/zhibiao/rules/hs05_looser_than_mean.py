"""“{name}”目标值 {target} 比往年平均（{mean}）宽松{gap}，往年：{history}。

The target {target} of "{name}" is {gap} looser than the mean of past years ({mean}); past: {history}.

## 发现什么
表中印有两年以上往年值，本年目标虽不比每一年都宽，但明显比平均数宽（相差一成以上）：
- 也比最近一年宽：中
- 不比最近一年宽（往年在下降），但比平均数宽两成以上：低

## 为什么
历史值（上年、三年平均）是取值依据之一，目标应在可行范围内从严从高（财预〔2021〕101号，凭记忆，未核）。

## 例
前：培训人次 | ≥160人次 | 2022年150人次，2023年300人次
后：≥300人次（不低于上年），或写明下调的理由

## 局限
比每一年都宽的由 HS01 报；控制率上限100%的由 HS04 报。只比较同一单位的数值。往年有特殊年份（大项目集中的一年）的，
写明理由即可。

## English
The target is looser than the mean of two and more printed past years by a tenth or more, though not looser than each of
them (that is HS01): medium where it is looser than the latest year too, low where only the mean is missed by a fifth.
Source: 财预〔2021〕101号, from memory, not confirmed.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell
from zhibiao.rules.direction import direction_of, past_by_year, past_numbers
from zhibiao.rules.hs04_cannot_fail_by_history import capped_by_nature

CODE = "HS05"
NAME = "looser-than-mean"
TITLE = "目标值低于往年平均"
SEVERITY = "medium"
SOURCE = "财预〔2021〕101号（M）：取值参考计划、行业标准、历史值，在可行范围内从严从高"
NEEDS = ("history",)

FEWEST_YEARS = 2
CLEAR, WIDE = 0.1, 0.2
"""Shares of the mean by which the target must be looser: our own limits."""


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the target lies on the loose side of the mean, by a clear margin."""
    past = past_numbers(row)
    direction = direction_of(row)
    bound = row.target.upper if direction == "lower" else row.target.lower
    if len(past) < FEWEST_YEARS or bound is None or direction == "none" or capped_by_nature(row):
        return
    mean = sum(past) / len(past)
    sign = 1 if direction == "lower" else -1
    gap = sign * (bound - mean) / mean if mean > 0 else 0.0
    if all(sign * (bound - value) > 0 for value in past):  # HS01 speaks
        return
    worse = sign * (bound - max(past_by_year(row))[1]) > 0
    if gap >= (CLEAR if worse else WIDE):
        yield _hit(row, mean, gap, worse=worse)


def _hit(row: ReviewedRow, mean: float, gap: float, *, worse: bool) -> Hit:
    indicator = row.indicator
    values = {
        "name": indicator.name[:24],
        "target": indicator.target,
        "mean": f"{mean:.4g}{row.target.unit}",
        "gap": f"{gap:.0%}",
        "history": indicator.history.replace(";", "，"),
    }
    return Hit(
        span=(0, len(indicator.target)),
        values=values,
        severity=None if worse else "low",
        compared=(cell(indicator), cell(indicator, "history")),
    )
