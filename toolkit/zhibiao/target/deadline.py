"""Dates and deadlines in a folded text: when something shall be done, or the period a target is for."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_YEAR = r"(?:19|20)[0-9]{2}"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_TO = r"(?:-{1,2}|~|至|到)"
_PART = r"(?:底|末|初|上旬|中旬|下旬)"
_HALF = r"(?:上半年|下半年|[第前]?[一二三四1-4]季度|年底|年末|年终|年中|年度?内|全年|(?:当年|本年度?)(?![0-9十一二三四五六七八九]+月))"
_NOT_AFTER_NUMBER = r"(?<![0-9.一二三四五六七八九十两几半每])"
_DAY_ENDS = r"(?:[日号]|(?=前|之前|以前|$|[-~至到,，;；。)]))"
_MONTH_DAY = rf"(?P<m>{_MONTH})月份?(?:(?P<d>{_DAY}){_DAY_ENDS}|(?P<part>{_PART}))?"
_FROM_YEAR = rf"(?P<y0>{_YEAR})年?{_TO}(?={_YEAR}[年学])"
_FROM_MONTH = rf"(?:(?P<y1>{_YEAR})年)?{_MONTH}(?:月份?)?(?:{_DAY}[日号]?)?{_TO}(?=(?:{_YEAR}年)?{_MONTH}月)"
_WRITTEN = (
    rf"{_NOT_AFTER_NUMBER}(?:{_FROM_YEAR}|{_FROM_MONTH})?"
    rf"(?:(?P<y>{_YEAR})(?:学?年度?)(?:{_MONTH_DAY}|(?P<half>{_HALF})[底末]?|(?P<end>[底末初中内]))?"
    rf"|{_MONTH_DAY.replace('P<m>', 'P<m2>').replace('P<d>', 'P<d2>').replace('P<part>', 'P<part2>')}"
    rf"|(?P<half2>{_HALF})[底末]?)"
)
_PRINTED = (
    rf"(?<![0-9.])(?P<yn>{_YEAR})(?:(?P<sep>[-./])(?P<mn>1[0-2]|0?[1-9])(?:(?P=sep)(?P<dn>{_DAY}))?"
    r"|(?P<mc>0[1-9]|1[0-2])(?P<dc>0[1-9]|[12][0-9]|3[01]))(?![0-9.万亿元%])"
    rf"|(?<![0-9.])(?P<mp>{_MONTH})\.(?P<dp>{_DAY})日?(?=前|之前|以前)"
)
_PLANS = {"三": "2020", "四": "2025", "五": "2030"}  # last years of the five-year plans
_PLAN = r"[“\"]?十(?P<plan>[三四五])五[”\"]?(?:规划)?(?:期末|末期?|期间|时期|期内)"
_FESTIVALS = {"元旦": (1, 1), "五一": (5, 1), "国庆": (10, 1)}
_FESTIVAL = r"(?P<festival>元旦|五一|国庆|春节|清明|端午|中秋|重阳)节?(?=之前|以前|前)"
_CYCLE = rf"[每次当下](?:年|季度?|月|周|旬)(?:(?P<dr>{_DAY})[日号]|{_PART}(?!工作))|(?:季度末|月底|学期末|学期内)|[0-2]?[0-9]:[0-5][0-9]"
_DATE = re.compile(
    f"(?:{_CYCLE}|{_PLAN}|{_FESTIVAL}|{_PRINTED}|{_WRITTEN})(?P<before>之前|以前|前|止|以内|之内|内)?"
)
_HINT = re.compile(r"[年月季期前]|五”?\"?末|[0-9][-./:][0-9]|[0-9]{8}")
_LAST_MONTH = {"上半年": 6, "年中": 6, "中": 6, "初": 1, "第一季度": 3, "第二季度": 6, "第三季度": 9}
_LAST_MONTH |= {f"{prefix}{q}季度": 3 * n for prefix in ("", "第", "前") for n, q in enumerate("一二三四", 1)}
_LAST_MONTH |= {f"{prefix}{n}季度": 3 * n for prefix in ("", "第", "前") for n in range(1, 5)}
_MONTHS = {name: n for n, name in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_DAYS = {"初": 10, "上旬": 10, "中旬": 20}
_EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets
SERIALS = range(36526, 54789)  # 2000 to 2049


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A date at `start`..`end`. `value` is ISO 8601: 2021-12-30, 2021-12, 2021; with the year left open
    --12-30, --12, ---05 (each month); "" for a time that is none of these (每月底).

    `before` is True for 前, 底前, 止; `label` for a bare year, which often only names the budget year.
    """

    start: int
    end: int
    value: str
    before: bool = False
    label: bool = False


@lru_cache(maxsize=4096)
def find_deadlines(text: str) -> tuple[Deadline, ...]:
    """The dates and periods in a folded text, left to right; a period gives its end.

    >>> [d.value for d in find_deadlines("2021年1月-12月,11月底前,2021/7/5,年底前,每月5日前")]
    ['2021-12', '--11-30', '2021-07-05', '--12-31', '---05']
    """
    if not _HINT.search(text):
        return ()
    return tuple(_deadline(match) for match in _DATE.finditer(text))


def serial_date(value: float) -> str:
    """The ISO date of a spreadsheet's day number, "" where it is none of 2000 to 2049.

    >>> serial_date(44561), serial_date(95)
    ('2021-12-31', '')
    """
    if value != int(value) or int(value) not in SERIALS:
        return ""
    return (_EPOCH + timedelta(days=int(value))).isoformat()


def _deadline(match: re.Match[str]) -> Deadline:
    value = _value(match)
    before = bool(match["before"])
    label = value.isdecimal() and not before and not match["half"] and not match["end"]
    return Deadline(start=match.start(), end=match.end(), value=value, before=before, label=label)


def _value(match: re.Match[str]) -> str:
    groups = match.groupdict()
    year = match["y"] or match["yn"] or match["y1"] or ""
    if match["plan"]:
        return f"{_PLANS[match['plan']]}-12-31"
    if match["festival"]:
        return _iso("", *_FESTIVALS[match["festival"]]) if match["festival"] in _FESTIVALS else ""
    half = match["half"] or match["half2"] or match["end"]
    month = _first(groups, "m", "m2", "mn", "mc", "mp")
    if half and half != "内":
        return _iso(year, _LAST_MONTH.get(half, 12), 31)
    if half:
        return _iso(year, 12, 31)
    if month:
        day = _first(groups, "d", "d2", "dn", "dc", "dp")
        part = match["part"] or match["part2"]
        number = int(month) if month.isdecimal() else _MONTHS[month]
        return _iso(year, number, int(day) if day else _DAYS.get(part or "", 31 if part else 0))
    if match["dr"]:
        return f"---{int(match['dr']):02d}"
    return year


def _first(groups: dict[str, str | None], *names: str) -> str:
    return next((value for name in names if (value := groups[name])), "")


def _iso(year: str, month: int, day: int) -> str:
    """ISO form; a day past the month's end is its last day; without a year, February has no last day."""
    head = f"{year}-{month:02d}" if year else f"--{month:02d}"
    if not day or (not year and month == 2 and day > 28):
        return head
    last = monthrange(int(year) if year else 2023, month)[1]
    return f"{head}-{min(day, last):02d}"
