"""The corrected row: what a finding says is wrong with sign, unit, bound, date, name or label, mended and nothing else.

Each fix is a function from a row and its finding to the fields that change, with the reason; one that cannot tell
what was meant gives nothing. A number is never made up: it stands in the row already, or its history states it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from zhibiao.records import Finding, Indicator, ReviewedRow, Suggestion, Table
from zhibiao.rules.cp02_comparator_against_direction import wanted_direction
from zhibiao.rules.direction import Direction, direction_of, natural_direction
from zhibiao.rules.judge import is_rate, is_satisfaction
from zhibiao.rules.judge_target import percent_bounds
from zhibiao.suggest.evidence import bound_of, number_text
from zhibiao.suggest.places import OPEN, OPEN_DATE

_SIMPLE = re.compile(
    r"(?P<sign>[=≥≤＝><＞＜≧≦]+|不[少低]于|不[高多]于|不超过|大于等于|小于等于|大于|小于|等于)?\s*"
    r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>\D{0,6})"
)
_YEAR = re.compile(r"20[0-4]\d")
_YEAR_OR_MONTH = re.compile(r"\d\s*[年月]")
_NUMBERED = re.compile(r"^\s*指标\s*\d+\s*[:：.、]?\s*")
_GARBLED = re.compile(r"^[、，,月日年底前号]|[，,、]{2}|、[\d月]|[至到于自]$|截至[，,]|[（(]\s*$")
_LEFT = re.compile(r"(?:达到?|为|在|[:：，,、≥≤=]|不[少低高多]于|不超过|至少|约)+$|[（(]\s*[）)]")


_LEFT_TO_THE_BODY = ("M7", "S1")
"""Staffing and satisfaction: what they were last year is no reason for a number by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """Fields of the row with their new texts, why, and where a new number comes from ("": it stood there before)."""

    changes: dict[str, str]
    why: str
    value_from: str = ""


Fixer = Callable[[ReviewedRow, Finding, Table], Fix | None]


def correct(row: ReviewedRow, findings: Iterable[Finding], table: Table) -> Suggestion | None:
    """The row with every finding mended that can be mended without a new thought, None where none can."""
    found, changes, mended = [], dict[str, str](), row
    for finding in findings:
        fixer = FIXERS.get(finding.code)
        fix = fixer(mended, finding, table) if fixer else None
        if fix:
            found.append(fix)
            changes |= fix.changes
            mended = _mended(mended, fix.changes)
    return _suggestion(mended, changes, found, row.indicator) if found else None


def _mended(row: ReviewedRow, changes: dict[str, str]) -> ReviewedRow:
    """The row with these fields, and its target read anew: the next fix builds on it."""
    from zhibiao.target import parse_target

    indicator = replace(row.indicator, **changes)  # type: ignore[arg-type]  # fields of Indicator
    target = parse_target(
        indicator.target, unit=indicator.unit, comparator=indicator.comparator_printed, name=indicator.name
    )
    return replace(row, indicator=indicator, target=target)


def _suggestion(row: ReviewedRow, changes: dict[str, str], found: list[Fix], before: Indicator) -> Suggestion:
    origins = list(dict.fromkeys(fix.value_from for fix in found if fix.value_from))
    indicator, target, label = row.indicator, row.target, row.label
    bound = target.lower if target.lower is not None else target.upper
    return Suggestion(
        name=indicator.name,
        comparator=target.comparator,
        value="" if OPEN in indicator.target or bound is None else number_text(bound),
        unit=target.unit or indicator.unit,
        formula=indicator.explanation,
        data_source=indicator.basis_text,
        value_from="；".join(origins) or f"沿用原目标值“{before.target}”的数",
        why="；".join(fix.why for fix in found),
        kind="correction",
        category=label.category,
        canonical=label.canonical,
        changes=tuple(changes.items()),
        wording=_wording(indicator, changes),
    )


def _wording(indicator: Indicator, changes: dict[str, str]) -> str:
    sign = indicator.comparator_printed
    target = (
        indicator.target if not sign or indicator.target.startswith(sign) else f"{sign}{indicator.target}"
    )
    unit = "" if indicator.target.endswith(indicator.unit) else indicator.unit
    moved = f"（改列{changes['level2']}）" if "level2" in changes else ""
    return f"{indicator.name} {target}{unit}{moved}"


def _signed(row: ReviewedRow, sign: str, table: Table) -> dict[str, str] | None:
    """The target with that sign, which also stands in the column of signs where the table has one."""
    match = _SIMPLE.fullmatch(row.indicator.target.strip())
    if not match:
        return None
    changes = {"target": f"{sign}{match['number']}{match['unit']}"}
    if row.indicator.comparator_printed or "comparator" in table.columns:
        changes["comparator_printed"] = sign
    return changes


def _direction(row: ReviewedRow) -> Direction:
    """Which way is better; work that is counted shall be done, whatever sad thing its name speaks of (伤残家庭扶助)."""
    if row.label.category == "O1" and row.target.dimension == "count":
        return "higher"
    return wanted_direction(row)


def _by_direction(row: ReviewedRow, table: Table, why: str) -> Fix | None:
    """The sign of the direction that is better; at the end of a scale nothing lies beyond the number."""
    direction = _direction(row)
    if direction == "none" or _means_nothing(row):
        return None
    sign, better = ("≥", "越高越好") if direction == "higher" else ("≤", "越低越好")
    bounds = percent_bounds(row.target)
    share = bounds[0] if bounds else None
    if (direction == "higher" and share == 100) or (direction == "lower" and row.target.lower == 0):
        sign, better = "=", "没有更高" if direction == "higher" else "没有更低"
    if row.target.comparator == sign:
        return None
    changes = _signed(row, sign, table)
    return (
        Fix(changes=changes, why=f"{why}：这项指标{better}{'的值' if sign == '=' else ''}，用“{sign}”")
        if changes
        else None
    )


def _means_nothing(row: ReviewedRow) -> bool:
    """Whether the number stands for 不适用 (a completion rate of 0): a sign or a unit would make it worse."""
    return any(other.code == "TG02" for other in row.findings)


def _missing_sign(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
    return _by_direction(row, table, "补比较符")


def _turned_sign(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
    return _by_direction(row, table, "改比较符") if finding.field == "target" else None


def _exact_sign(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
    sign = "≤" if natural_direction(row) == "lower" or row.target.dimension == "time" else "≥"
    changes = _signed(row, sign, table)
    return Fix(changes=changes, why=f"改比较符：正好等于没有意义，用“{sign}”") if changes else None


def _bounded_rate(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
    """=100% for ≥100%; a rate above its bound has no number that anybody but the body knows."""
    if finding.severity == "low" or row.target.lower is None:
        return None
    if row.target.lower == 100 and row.target.comparator != ">":
        changes = _signed(row, "=", table)
        return Fix(changes=changes, why="这项比率最多100%，“以上”无从谈起，用“=”") if changes else None
    unit = "" if row.indicator.unit else "%"
    why = "这项比率最多100%，原目标值达不到，由单位改填"
    return Fix(changes={"target": f"≥{OPEN}{unit}"}, why=why, value_from="原数字不可能，新数字由填报单位填写")


def _missing_unit(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
    unit = _unit_of(row)
    if not unit or _means_nothing(row):
        return None
    column = "unit" in table.columns
    changes = {"unit": unit} if column else {"target": f"{row.indicator.target}{unit}"}
    return Fix(changes=changes, why=f"补计量单位“{unit}”")


def _unit_of(row: ReviewedRow) -> str:
    """The unit that the name asks for: % of a rate, else that of its canonical indicator where that is sure."""
    from zhibiao.taxonomy.entries import find_entry

    name = row.indicator.name
    if is_rate(name) or is_satisfaction(name):
        return "%"
    if not row.label.canonical or row.label.canonical_confidence < 0.5:
        return ""
    entry = find_entry(row.label.canonical)
    return entry.units[0] if entry.countable and len(entry.units) == 1 and entry.units[0] != "年月日" else ""


def _year(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
    """The year of the table in the place of the only other one that is named."""
    text = getattr(row.indicator, finding.field)
    years = set(_YEAR.findall(text))
    if len(years) != 1:
        return None
    (old,) = years
    why = f"期限所在年份改为本表年度（{old}→{table.year}），请核对是否笔误"
    return Fix(
        changes={finding.field: text.replace(old, table.year)}, why=why, value_from=f"本表年度{table.year}"
    )


def _date(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
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


def _open_date(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
    why = "写明截止日期，才能核对是否按时"
    return Fix(
        changes={"target": f"{OPEN_DATE}前"},
        why=why,
        value_from="由填报单位按年度工作计划填写",
    )


def _out_of_name(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
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


def _past_value(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
    """What was reached last year in the place of a target that asks for less."""
    from zhibiao.target.history import past_values

    past = [
        (year, number) for year, number, unit in past_values(row.indicator.history) if unit == row.target.unit
    ]
    match = _SIMPLE.fullmatch(row.indicator.target.strip())
    if not past or not match or row.label.category in _LEFT_TO_THE_BODY:
        return None
    year, number = past[-1]
    shown = number_text(number)
    sign = match["sign"] or ("≤" if direction_of(row) == "lower" else "≥")
    if row.target.unit == "%" and number == 100 and direction_of(row) == "higher":
        sign = "="  # nothing lies beyond it
    why = f"目标比历年都宽，先按{year}年实际数"
    return Fix(
        changes={"target": f"{sign}{shown}{match['unit']}"},
        why=why,
        value_from=f"本表所列{year}年值{shown}{row.target.unit}",
    )


def _label(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
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


FIXERS: dict[str, Fixer] = {
    "CP01": _missing_sign,
    "CP02": _turned_sign,
    "CP03": _exact_sign,
    "TG01": _bounded_rate,
    "UN01": _missing_unit,
    "DT01": _year,
    "DT03": _date,
    "DT04": _open_date,
    "DT05": _out_of_name,
    "TG03": _out_of_name,
    "HS01": _past_value,
    "CT01": _label,
    "CT05": _label,
}
"""What mends a finding, by its rule."""
