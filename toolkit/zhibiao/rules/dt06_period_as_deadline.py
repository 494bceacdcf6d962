"""“{name}”问何时完成，目标值“{target}”只是整个年度，没有写到月或日。

"{name}" asks by when, but the target "{target}" is the whole year: it names no month or day.

## 发现什么
名称问完成、竣工、支付、到位的时间，目标值是“2023年”“1-12月”“全年”“年内”一类整年时段。

## 为什么
绩效目标应具体细化（财预〔2015〕88号，已核对原文）。整年的时段等于只要求年底前做完，年中看不出快慢，也无从按节点监控。

## 例
前：项目资金支付时间 | 2022年全年
后：项目资金支付完成时间 | 2022年12月20日前；6月底前支付一半

## 局限
问起止或服务期限的（项目实施时间 2021年1月-12月、服务期1年）不报。“12月31日前”“年底前”写明了日子，不报。以
时长写的“≤1年”由 DT02 报，写别的年份的由 DT01 报。跨年度项目写“2025年”作为竣工年份的，表有年度时不报。

## English
A row that asks by when something is done (完成时间, 竣工, 支付时间) whose target is the whole year (2023年, 1-12月, 全年,
年内): it asks for no more than the end of the year and cannot be monitored on the way. Source: 财预〔2015〕88号, read in
the public text. Periods of work or service, 年底前 and dates are left alone; durations (≤1年) belong to DT02, other years
to DT01.
"""

import re
from collections.abc import Iterator
from functools import partial

from zhibiao.records import ReviewedRow, Target
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.judge import any_word, bare_name, holds
from zhibiao.text import normalise

CODE = "DT06"
NAME = "period-not-a-deadline"
TITLE = "期限只写整个年度"
SEVERITY = "low"
SOURCE = "财预〔2015〕88号（V）：绩效目标应具体细化"

_YEAR = r"(?:(?P<year>20[0-4][0-9])年?度?)"
_WHOLE = r"(?:全年|[当本]年度?内?|年度?内)"
_MONTHS = r"0?1月?(?:0?1[日号])?(?:-{1,2}|—+|–|~|至|到)(?:20[0-4][0-9]年)?12月(?:份|底|31[日号])?"
_PERIOD = re.compile(
    rf"[=≤<]?(?:{_YEAR}(?:{_WHOLE}|{_MONTHS}|内)?|{_WHOLE}|{_MONTHS})(?:完成|完工|支付|到位)?"
)
_TIME = re.compile(r"[年月]|20[0-4][0-9]|12|２０|１２")
_LASTING = re.compile(r"实施时间|服务|运行|起止|周期|使用期")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where a whole year stands for the date of completion."""
    indicator = row.indicator
    if row.label.category == "X" or not _is_finish(row.indicator.name):
        return
    match = _PERIOD.fullmatch(normalise(indicator.target + indicator.unit.strip("/-—无%")))
    year = context.table.year
    if match is None or (match["year"] and year.isdigit() and match["year"] != year):
        return
    values = {"name": indicator.name[:24], "target": indicator.target}
    yield Hit(span=(0, len(indicator.target)), values=values)


def _is_finish(name: str) -> bool:
    """Whether a name asks when something is finished."""
    plain = bare_name(name)
    return holds(plain, "finish_names") and not _LASTING.search(plain)


def _may_be_period(target: Target) -> bool:
    return _TIME.search(target.raw) is not None


SUSPECTS = (Suspect(target=_may_be_period, sign=partial(any_word, "finish_names"), name=_is_finish),)
