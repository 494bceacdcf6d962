"""Dates, names and labels, mended."""

from __future__ import annotations

import re

from zhibiao.records import Finding, ReviewedRow, Table
from zhibiao.suggest.fix import Fix
from zhibiao.suggest.places import OPEN_DATE
from zhibiao.target.bounds import bound_of

_YEAR = re.compile(r"20[0-4]\d")
_YEAR_OR_MONTH = re.compile(r"\d\s*[年月]")
_MONTH = re.compile(r"(?<!\d)(?:1[0-2]|[1-9])月")
_NUMBERED = re.compile(r"^\s*指标\s*\d+\s*[:：.、]?\s*")
_GARBLED = re.compile(r"^[、，,月日年底前号]|[，,、]{2}|、[\d月]|[至到于自]$|截至[，,]|[（(]\s*$")
_LEFT = re.compile(r"(?:达到?|为|在|[:：，,、≥≤=]|不[少低高多]于|不超过|至少|约)+$|[（(]\s*[）)]")


def other_year(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
    """The year of the table in the place of the only other one that is named.

    An open date where past years name other months: then more than the year may be a slip.
    """
    text = getattr(row.indicator, finding.field)
    years = set(_YEAR.findall(text))
    if len(years) != 1:
        return None
    (old,) = years
    past, planned = (set(_MONTH.findall(one)) for one in (row.indicator.history, text))
    if finding.field == "target" and past and planned and not past & planned:
        return Fix(
            changes={"target": f"{OPEN_DATE}前"},
            why=f"期限所在年份不是本表年度，月份也与往年（{'、'.join(sorted(past))}）不同，请核对",
            value_from="由填报单位按年度工作计划填写",
        )
    why = f"期限所在年份改为本表年度（{old}→{table.year}），请核对是否笔误"
    return Fix(
        changes={finding.field: text.replace(old, table.year)}, why=why, value_from=f"本表年度{table.year}"
    )


def date_serial(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
    """The date that a day number of a spreadsheet stands for."""
    from zhibiao.rules.dt03_date_serial import date_of

    date = date_of(row)
    if not date:
        return None
    indicator = row.indicator
    sign = next((sign for sign in ("≤", "<") if indicator.target.startswith(sign)), "")
    changes = {"target": f"{date}{'前' if sign or indicator.target.endswith('前') else ''}"}
    if indicator.unit:
        changes["unit"] = ""
    return Fix(
        changes=changes,
        why="表格软件的日期序号换算成日期",
        value_from=f"由“{indicator.target}”换算，未改日期",
    )


def open_date(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
    """An open place for the date that a word like 及时 stands for."""
    why = "写明截止日期，才能核对是否按时"
    return Fix(
        changes={"target": f"{OPEN_DATE}前"},
        why=why,
        value_from="由填报单位按年度工作计划填写",
    )


def value_in_name(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
    """The name without its value; the value becomes the target where there is none.

    A number that is neither the target nor to become one says how big the thing is (新建水泥路1条), and stays.
    """
    name, (start, end) = row.indicator.name, finding.span
    words = name[start:end]
    bare = _tidy(_LEFT.sub("", name[:start].rstrip()) + name[end:])
    if row.label.category == "O3" and row.target.tier != "measurable" and _YEAR_OR_MONTH.search(words):
        return _date_as_target(bare, words, row)
    if len(bare) < 4 or not words or _GARBLED.search(bare) or "每" in words:
        return None
    if not any(map(str.isdecimal, words)) or _NUMBERED.match(words):
        return Fix(changes={"name": bare}, why="名称不带序号和模板提示")
    if row.target.tier in ("vague", "missing"):
        why = "目标值移出名称，写进目标值栏"
        target = words.strip("（()） ")
        return Fix(changes={"name": bare, "target": target}, why=why, value_from=f"原名称“{name[:40]}”")
    if _same_value(words, row):
        return Fix(changes={"name": bare}, why="目标值已在目标值栏，名称不再重复")
    return None


def _tidy(name: str) -> str:
    """A name from which something was taken, without numbering, stars and signs at its ends."""
    return _LEFT.sub("", _NUMBERED.sub("", name.strip(" *＊★，,、;；:：。")).strip(" ，,、;；:：。"))


def _same_value(words: str, row: ReviewedRow) -> bool:
    from zhibiao.target import parse_target

    said = parse_target(words, name=row.indicator.name)
    number = bound_of(said)
    return number is not None and number == bound_of(row.target) and said.unit in ("", row.target.unit)


def _date_as_target(bare: str, words: str, row: ReviewedRow) -> Fix:
    """A date that stands in the name of a timeliness row whose target names none."""
    thing = bare.removesuffix("完成").strip("前")
    changes = {"name": f"{thing}完成时间", "target": f"{words.removesuffix('前')}前"}
    if row.indicator.unit:
        changes["unit"] = ""
    if row.indicator.comparator_printed:
        changes["comparator_printed"] = ""
    return Fix(changes=changes, why="日期移出名称，写进目标值栏", value_from="日期取自原名称")


def other_label(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
    """The label of the table's own frame for the category that the content belongs to."""
    from zhibiao.taxonomy.crosswalk import preferred

    if not table.profile or (finding.code == "CT05" and row.label.category_printed == row.label.category):
        return None
    place = preferred(table.profile).get(row.label.category)
    if place is None or not place.level2 or place.level2 == row.indicator.level2:
        return None
    changes = {"level1": place.level1, "level2": place.level2}
    if place.level1 == row.indicator.level1:
        changes.pop("level1")
    return Fix(changes=changes, why=f"改列“{place.level2}”：内容属于{row.label.category}")
