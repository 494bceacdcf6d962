"""目标值“{target}”只说和{base}比，没有写出那个数{gap_zh}。

The target "{target}" names a base of comparison ({base}) but prints no number{gap_en}.

## 发现什么
目标值是“≥前三年平均数”“不低于上年”“较上年增长”一类，只有比较基准，没有数值。表中印有往年值的，
说明缺哪几年。

## 为什么
绩效指标值要清晰、可衡量（财预〔2013〕53号“绩效指标明确性”，已核对原文）。基准数不印在表里，评价时
各算各的；“较上年增长”增长一个也算。

## 例
前：企业签约落户 | ≥前三年平均数
后：企业签约落户 | ≥__家（前三年各年实际数分别写入历史值栏，取其平均）

## 局限
基准在同一套材料里必有的（批复预算、年度计划、合同）不报。基准各年的数都印在本行的，按低级提示写出结果。
年份从表的年度推算；没有年度的表，以历史值中最近一年为上年。

## English
Fires where the target is a threshold such as ≥前三年平均数 or 较上年增长 without a number. The message says which of
the base years are not printed in the row. Low where all are printed, so that the number can be worked out. Source:
财预〔2013〕53号, read in a public text. Bases that are always at hand (approved budget, plan, contract) are left alone.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.judge_target import base_of
from zhibiao.target.history import past_values

CODE = "VG05"
NAME = "threshold-without-number"
TITLE = "与往年比没有写数"
SEVERITY = "high"
SOURCE = "财预〔2013〕53号（V）：绩效指标明确性，应有清晰、可衡量的指标值"

YEARS = {"前三年平均": 3, "较上年": 1, "上年": 1, "同比": 1}


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where a vague target names a base of comparison."""
    base = base_of(row.target)
    if base is None:
        return
    basis, span = base
    printed = {year for year, _, _ in past_values(row.indicator.history)}
    needed = _base_years(basis, context.table.year or _next(printed))
    missing = [year for year in needed if year not in printed]
    gap_zh, gap_en = _gap(missing, bool(printed))
    values = {"target": row.target.raw[:30], "base": basis, "gap_zh": gap_zh, "gap_en": gap_en}
    derivable = bool(needed) and not missing
    yield Hit(span=span, values=values, severity="low" if derivable else "high")


def _next(printed: set[str]) -> str:
    """The year after the latest printed one, "" if none is printed."""
    latest = max((year for year in printed if year.isdecimal()), default="")
    return str(int(latest) + 1) if latest else ""


def _base_years(basis: str, year: str) -> list[str]:
    """The years whose values the basis is made of, [] where that cannot be known."""
    if not year[:4].isdecimal():
        return []
    return [str(int(year[:4]) - back) for back in range(YEARS.get(basis, 0), 0, -1)]


def _gap(missing: list[str], some: bool) -> tuple[str, str]:
    """What the row says about its base years, where it prints any past value."""
    if not some:
        return "", ""
    if not missing:
        return "；往年数已印在表里，应算出来写上", "; the past values are printed: work it out and write it"
    return f"；表中没有{'、'.join(missing)}年的数", f"; the row lacks the values of {', '.join(missing)}"


SUSPECTS = (Suspect(target=base_of),)
