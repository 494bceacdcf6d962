"""Signs, units, bounds and values of a target, mended."""

from __future__ import annotations

import re

from zhibiao.records import Finding, ReviewedRow, Table
from zhibiao.rules.cp02_comparator_against_direction import wanted_direction
from zhibiao.rules.direction import Direction, direction_of, natural_direction
from zhibiao.rules.judge import is_rate, is_satisfaction
from zhibiao.rules.judge_target import percent_bounds
from zhibiao.suggest.evidence import number_text
from zhibiao.suggest.fix import Fix
from zhibiao.suggest.places import DATE_UNIT, OPEN

_SIMPLE = re.compile(
    r"(?P<sign>[=≥≤＝><＞＜≧≦]+|不[少低]于|不[高多]于|不超过|大于等于|小于等于|大于|小于|等于)?\s*"
    r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>\D{0,6})"
)

_LEFT_TO_THE_BODY = ("M7", "S1")
"""Staffing and satisfaction: what they were last year is no reason for a number by itself."""


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


def missing_sign(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
    """The sign of the direction that is better before a number that has none."""
    return _by_direction(row, table, "补比较符")


def turned_sign(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
    """The sign that fits the direction of the indicator."""
    return _by_direction(row, table, "改比较符") if finding.field == "target" else None


def exact_sign(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
    """A floor or a ceiling in the place of an exact number that nobody hits."""
    if finding.field != "target":
        return None
    sign = "≤" if natural_direction(row) == "lower" or row.target.dimension == "time" else "≥"
    changes = _signed(row, sign, table)
    return Fix(changes=changes, why=f"改比较符：正好等于没有意义，用“{sign}”") if changes else None


def bounded_rate(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
    """=100% for ≥100%; a rate above its bound has no number that anybody but the body knows."""
    if finding.severity == "low" or row.target.lower is None:
        return None
    if row.target.lower == 100 and row.target.comparator != ">":
        changes = _signed(row, "=", table)
        return Fix(changes=changes, why="这项比率最多100%，“以上”无从谈起，用“=”") if changes else None
    unit = "" if row.indicator.unit else "%"
    why = "这项比率最多100%，原目标值达不到，由单位改填"
    return Fix(changes={"target": f"≥{OPEN}{unit}"}, why=why, value_from="原数字不可能，新数字由填报单位填写")


def missing_unit(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
    """The unit that the name asks for."""
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
    return entry.units[0] if entry.countable and len(entry.units) == 1 and entry.units[0] != DATE_UNIT else ""


def past_value(row: ReviewedRow, finding: Finding, table: Table) -> Fix | None:
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
