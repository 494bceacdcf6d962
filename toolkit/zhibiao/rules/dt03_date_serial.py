"""目标值“{target}”{what_zh}，应写成{date_zh}。

The target "{target}" {what_en}: write {date_en}.

## 发现什么
时效指标，或问时间、期限的指标，目标值是：
- 44561、44,926 一类五位数：表格软件把日期存成的序号（2018 年至 2035 年），报具体是哪一天：中
- 12.3 一类小数：多半是“12月3日”：中
- 2023.1 一类：可能是 1 月，也可能是 10 月（2023.10 末尾的 0 被表格软件去掉）：低

## 为什么
绩效指标应有清晰、可衡量的指标值（财预〔2013〕53号“绩效指标明确性”，已核对原文）。44561 谁也看不出是 2021 年
12 月 31 日，评价时无从对照；多在复制、转换表格时产生。

## 例
前：项目完成时间 | 44561
后：项目完成时间 | 2021年12月31日前

## 局限
按通行的序号推算（1900 年起算）；旧版 Mac 表格的序号差 4 年，请对照原件。有别的单位（元、小时、米）的不报。小数只在
名称明确问日期（完成时间、竣工、拨付时间）时报；若确为时长，请补单位。

## English
A spreadsheet's day number (44561, 44,926; 2018 to 2035) or a decimal (12.3 for 3 December, medium; 2023.1, which may be
October, low) stands where a date was meant. The message says which date. Source: 财预〔2013〕53号, read in a public text.
Numbers with another unit are left alone; decimals are reported only where the name asks for a date. Serials of old Mac
spreadsheets are off by four years.
"""

import re
from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Severity, Target
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.judge import bare_name, holds, words
from zhibiao.target.deadline import serial_date
from zhibiao.text import normalise

CODE = "DT03"
NAME = "spreadsheet-date-serial"
TITLE = "日期变成表格序号"
SEVERITY = "medium"
SOURCE = "财预〔2013〕53号（V）：绩效指标明确性，应有清晰、可衡量的指标值"

_SERIAL = re.compile(r"[=≤<]?([0-9]{2},?[0-9]{3})(?:\.0+)?前?")
_MONTH_DAY = re.compile(r"[=≤<]?(1[0-2]|0?[1-9])\.(3[01]|[12][0-9]|0?[1-9])")
_YEAR_MONTH = re.compile(r"[=≤<]?(20[1-4][0-9])\.1")
_NO_DATE = re.compile("[%％\u4e00-\u524c\u524e-\u9fff]")  # a share, a unit, any word but 前
UNITS = ("", "/", "-", "—", "无", "日", "天", "年", "月", "日期", "年月日", "时间", "%")
YEARS = ("2018", "2035")

Fault = tuple[Severity, str, str, str, str]


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where a number stands for a date."""
    indicator, fault = row.indicator, _fault(row)
    if fault is None:
        return
    severity, what_zh, what_en, date_zh, date_en = fault
    values = {"target": indicator.target, "what_zh": what_zh, "what_en": what_en}
    values |= {"date_zh": date_zh, "date_en": date_en}
    yield Hit(span=(0, len(indicator.target)), values=values, severity=severity)


def date_of(row: ReviewedRow) -> str:
    """The date that the number stands for (2024年12月1日, 12月30日), "" where it is none or more than one."""
    fault = _fault(row)
    return fault[3] if fault and fault[0] != "low" else ""


def _fault(row: ReviewedRow) -> Fault | None:
    """What is wrong with a number that stands for a date."""
    indicator = row.indicator
    if normalise(indicator.unit) not in UNITS or row.label.category == "X":
        return None
    name, text = bare_name(indicator.name), normalise(indicator.target)
    timely = "O3" in (row.label.category, row.label.category_printed)
    fault = _serial(text) if timely or name.endswith(words("time_names")) else None
    if fault is None and timely and _asks_for_date(name):
        return _decimal(text)
    return fault


def _asks_for_date(name: str) -> bool:
    """Whether a name asks for a date and cannot ask for a length of time."""
    if holds(name, "no_date_names"):
        return False
    return holds(name, "date_names")


def _serial(text: str) -> Fault | None:
    """A day number of 2018 to 2035."""
    match = _SERIAL.fullmatch(text)
    iso = serial_date(float(match[1].replace(",", ""))) if match else ""
    if not iso or not YEARS[0] <= iso[:4] <= YEARS[1]:
        return None
    year, month, day = map(int, iso.split("-"))
    what = "是表格软件的日期序号，不是日期", "is a spreadsheet's day number, not a date"
    return "medium", *what, f"{year}年{month}月{day}日", iso


def _decimal(text: str) -> Fault | None:
    """A month and a day, or a year and a month that lost its zero, written as a decimal."""
    if match := _MONTH_DAY.fullmatch(text):
        month, day = int(match[1]), int(match[2])
        what = "是小数，看起来是几月几日", "is a decimal that looks like a month and a day"
        return "medium", *what, f"{month}月{day}日", f"{month:02d}-{day:02d}"
    if match := _YEAR_MONTH.fullmatch(text):
        year = match[1]
        what = "是小数，末尾的0可能已丢失", "is a decimal that may have lost a final zero"
        return "low", *what, f"{year}年1月或{year}年10月", f"{year}-01 or {year}-10"
    return None


def _may_be_date(target: Target) -> bool:
    if _NO_DATE.search(target.raw):
        return False
    text = normalise(target.raw)
    return bool(_serial(text) or _decimal(text))


SUSPECTS = (Suspect(target=_may_be_date),)
