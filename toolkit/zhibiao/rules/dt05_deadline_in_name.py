"""期限“{words}”写在指标名称里，目标值“{target}”没有写何时完成，应移到目标值栏。

The deadline "{words}" stands in the name and the target "{target}" has none: move it to the target.

## 发现什么
时效指标的名称里写着日期（截至2026年12月底、每月中旬发放、春节前）或时限（30日内签订），目标值却只是“是”“及时”
或一个百分比。

## 为什么
指标名称应简洁明了，不带数值，数值写在指标值里（财预〔2021〕101号，凭记忆，未核）。期限写在名称里，实际完成日期
没有地方填，换一年就要改名称。

## 例
前：截至2026年12月底,项目开展率(%) | ≥100%
后：项目开展率 | 2026年12月底前达到100%

## 局限
“……前”“……底完成”由 TG03 报，这里不重复。“24小时内扑灭率 ≥98%”一类，时限是比率定义的一部分，不报；只有目标值是
“是”“及时”“按时”这类状态时，名称里的时限才报。“全年”“当年”等时段不报。

## English
A timeliness row whose name holds the date (截至2026年12月底, 每月中旬发放) or the time limit (30日内签订) while the target
is only a state or a percentage. Source: 财预〔2021〕101号, from memory, not confirmed. What TG03 reports is not repeated;
a limit that defines a rate (24小时内扑灭率) is left alone, and so are 全年 and 当年.
"""

import re
from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Target
from zhibiao.rules.base import Context, Hit, Suspect, filed_as
from zhibiao.rules.judge import is_rate
from zhibiao.rules.others import said
from zhibiao.target.deadline import Deadline, find_deadlines
from zhibiao.target.fold import fold

CODE = "DT05"
NAME = "deadline-in-name"
TITLE = "期限写在名称里"
SEVERITY = "low"
SOURCE = "财预〔2021〕101号（M）：指标名称简洁明了，不带指标值"

_PERIOD = re.compile(r"全年|[当本]年|年度?[内中初]|[0-9]{1,2}:[0-9]{2}|.*季度?$|上半年|下半年")
_AS_OF = re.compile(r"(?:截至|截止到?|于|在)$")
_ACT = re.compile(
    r"[^,，。;；]{0,8}?(?:发放|拨付|支付|到位|上线|发布|印发|开工|投产|投入使用|验收|交付|启用|报送|提交|公开|缴纳)"
)
_LIMIT = re.compile(r"[0-9]+(?:个?工作日|个?小时|个月|日|天|周|分钟)(?:之|以)?内")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit for a date or a time limit in the name of a timeliness row whose target has none."""
    target = row.target
    if "O3" not in (row.label.category, row.label.category_printed) or not _has_no_date(target):
        return
    if said(row, context, ("TG03",)):
        return
    span = _date(row.indicator.name) or _limit(row)
    if span:
        name = row.indicator.name
        values = {"words": name[slice(*span)], "target": row.indicator.target[:24]}
        yield Hit(field="name", span=span, values=values)


def _date(name: str) -> tuple[int, int] | None:
    """The place of a date in the name by which, or at which, something is done."""
    folded = fold(name)
    for found in find_deadlines(folded.text):
        bare_year = found.label and found.value[:1] != "-"
        if not bare_year and _binds(folded.text, found):
            return folded.span(found.start, found.end)
    return None


def _binds(text: str, found: Deadline) -> bool:
    """Whether a date is one to be kept, and not the name of a period or a part of another word."""
    if _PERIOD.match(text[found.start : found.end]):
        return False
    as_of = _AS_OF.search(text[: found.start]) or found.before
    return bool(as_of or _ACT.match(text, found.end))


def _limit(row: ReviewedRow) -> tuple[int, int] | None:
    """The place of a time limit in the name, where the target is a mere state."""
    if row.target.tier not in ("vague", "binary") or is_rate(row.indicator.name):
        return None
    folded = fold(row.indicator.name)
    match = _LIMIT.search(folded.text)
    return folded.span(*match.span()) if match else None


def _has_no_date(target: Target) -> bool:
    return not (target.tier == "missing" or target.deadline or target.kind in ("date", "duration"))


def _has_date(name: str) -> bool:
    return bool(_LIMIT.search(fold(name).text) or _date(name))


SUSPECTS = (Suspect(filed=filed_as("O3"), target=_has_no_date, name=_has_date),)
