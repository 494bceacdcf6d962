"""“{name}”用“=”定在“{target}”，{why_zh}。

"{name}" is fixed with = at "{target}": {why_en}.

## 发现什么
- 来访、参与、受益的人数、人次，收入、产值、投资、销售额等由别人决定的数用“=”（接待观众 =30000人次）
- 响应、办理的时限和投诉、事故的件数用“=”（办结时限 =5个工作日，投诉 =3件），做得更好反而不符

## 为什么
比较符决定怎样计分：写“=”时多一个、少一个都不符。这类数没有人能正好做到，本意是不少于或不超过；绩效目标应指向
明确、合理可行（财预〔2015〕88号，已核对原文）。

## 例
前：免费开放接待观众人数 | =30000人次
后：免费开放接待观众人数 | ≥30000人次

## 局限
比率用“=”的由 CP02 报，没有比较符的由 CP01 报。100%、0、按计划采购、建设、发放、补助的数量和金额（=12期、
=250册、=8个村）用“=”是对的，不报。有的系统只给“=”一个选项，或把“=”当作计划数，属可商榷，按低级报。

## English
= before a number that others decide (visitors, people reached, income, investment), where ≥ is meant; before a time
limit or a count of complaints or accidents, where ≤ is meant. Rates with = belong to CP02, a missing comparator to CP01.
100%, 0 and what a plan or a rule fixes (printed, built, paid, granted) is left alone. Source: 财预〔2015〕88号, read in a
public text. Some filing systems offer nothing but =: arguable, hence low.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Target
from zhibiao.rules import cp02_comparator_against_direction
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.direction import direction_by_words
from zhibiao.rules.judge import bare_name, holds, is_growth
from zhibiao.rules.judge_target import interim_parts, percent_bounds, printed_comparator
from zhibiao.target import parse_target

CODE = "CP03"
NAME = "exact-point-target"
TITLE = "由他人决定的数用等号"
SEVERITY = "low"
SOURCE = "财预〔2015〕88号（V）：绩效目标指向明确、合理可行"

OTHERS_DECIDE = ("这个数由别人决定，没有人能正好做到，应用≥", "others decide it and nobody hits it, so use ≥")
EARLIER = ("更快、更少反而不符，应用≤", "less would miss it though it is better, so use ≤")
FEW = 10
"""A count below this may well be fixed by plan (引进企业 =3家)."""


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where = stands before a number that nobody hits exactly, in the target or in a part-year one."""
    indicator = row.indicator
    if row.label.category == "X" or (why := _why(row)) is None:
        return
    fixed = _is_fixed(row.target) and printed_comparator(row) == "="
    part = None if fixed else _fixed_part(row)
    if not (fixed or part) or any(cp02_comparator_against_direction.check_row(row, context)):
        return
    text, span = part or (indicator.target, (0, len(indicator.target)))
    values = {"name": indicator.name[:30], "target": text, "why_zh": why[0], "why_en": why[1]}
    yield Hit(field="interim" if part else "target", span=span, values=values)


def _is_fixed(target: Target) -> bool:
    """Whether a target is a number other than a share, which CP02 judges, and other than 0."""
    if target.tier != "measurable" or target.kind not in ("level", "duration") or percent_bounds(target):
        return False
    return bool(target.lower) and not target.conflict


def _fixed_part(row: ReviewedRow) -> tuple[str, tuple[int, int]] | None:
    """The first part-year target that is fixed with =, beside a target of the year that is not."""
    for text, span in interim_parts(row.indicator.interim):
        target = parse_target(text, unit=row.indicator.unit, name=row.indicator.name)
        if target.comparator == "=" and _is_fixed(target):
            return text, span
    return None


def _why(row: ReviewedRow) -> tuple[str, str] | None:
    """Which side of the number is just as good, None where the number may be exact."""
    name, target = bare_name(row.indicator.name), row.target
    if is_growth(name) or holds(name, "exact_names", "granted_names"):
        return None
    if direction_by_words(name) == "lower" and not holds(name, "handling"):
        return EARLIER if target.dimension in ("time", "count") else None
    if holds(name, "fixed_by_plan") or row.label.category == "C1":
        return None
    theirs = holds(name, "uncontrolled")
    return OTHERS_DECIDE if theirs and (target.lower or 0.0) * target.scale >= FEW else None


def _is_exact(target: Target) -> bool:
    return target.comparator == "=" and _is_fixed(target)


def _may_be_missed(name: str) -> bool:
    """Whether the number of such a name is nothing that a plan fixes."""
    plain = bare_name(name)
    if is_growth(name) or holds(plain, "exact_names", "granted_names"):
        return False
    return direction_by_words(plain) == "lower" or holds(plain, "uncontrolled")


SUSPECTS = (Suspect(target=_is_exact, name=_may_be_missed), Suspect(fields=("interim",)))
