"""“{name}”{where_zh}用“{sign}”，与指标的方向不符：{why_zh}。

The comparator {sign} of "{name}"{where_en} runs against its direction: {why_en}.

## 发现什么
- 越低越好的指标用了“≥”（差错率 ≥2%，逾期发放率 ≥100%）
- 越高越好的指标用了“≤”（合格率 ≤95%，数量 ≤4个）
- 控制率用“=”（在职人员控制率 =100%）
- 越高越好的比率用“=”定在100%以下（半年预算执行率 =50%），超额完成反而不符

## 为什么
比较符决定怎样计分。在职人员控制率=在职人员数/编制数（财预〔2013〕53号，已核对原文），有空编时低于100%，
写“=100%”就成了未完成。目标要指向明确（财预〔2015〕88号，已核对原文）。

## 例
前：在职人员控制率 | =100%
后：在职人员控制率 | ≤100%

## 局限
方向先看名称里的词，看不出来时取标准指标的方向，再没有的，成本类金额按越低越好，数量类个数按越多越好。
确有上限的数量（如会议次数 ≤4次、控制在编人数）若名称里没有控制的意思，会误报。目标值写成变化量的
（同比下降≥5%）、名称里有“降低”“减少”“补助”“处理”一类词的不判断。

## English
≥ on something that should be low, ≤ on something that should be high, = on a control rate, = below 100% on a rate that may
be exceeded. Direction comes from words of the name, else from the canonical indicator, else cost in money counts as low and output in
numbers as high. Source: 财预〔2013〕53号 (formula read in a public text). Limit: a count that truly has a ceiling is
reported where its name does not say so. Targets written as a change, and names with 降低, 补助 or 处理, are not judged.
"""

from collections.abc import Callable, Iterator
from functools import partial

from zhibiao.records import ReviewedRow, Severity, Target
from zhibiao.rules.base import Context, Filed, Hit, Suspect
from zhibiao.rules.compared import cell
from zhibiao.rules.direction import (
    Direction,
    direction_by_words,
    direction_words,
    falls_on,
    natural_direction,
)
from zhibiao.rules.judge import bare_name, holds, is_growth
from zhibiao.rules.judge_target import interim_parts, percent_bounds
from zhibiao.target import parse_target
from zhibiao.target.unit import read_unit
from zhibiao.taxonomy.entries import find_entry
from zhibiao.text import normalise

CODE = "CP02"
NAME = "comparator-against-direction"
TITLE = "比较符与指标方向相反"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标指向明确；比较符与指标的方向一致：自订（own）"

WHY = {
    "floor": ("这项指标越低越好，应有上限", "lower is better here, it needs a ceiling"),
    "ceiling": ("这项指标越高越好，应有下限", "higher is better here, it needs a floor"),
    "trend": (
        "往年逐年下降，目标比往年都低，应用≤",
        "it falls from year to year and is to fall on, so it should be ≤",
    ),
    "exact low": ("控制类指标低于该值也是好的，应用≤", "less is good too, so it should be ≤"),
    "exact high": ("做得更多反而不符，应用≥", "doing better would miss it, so it should be ≥"),
}
UNCLEAR = ("降低", "减少")
"""Names that hold these leave open whether the value is the thing or its decrease."""

HALF = 50
SHARES = ("占比", "比重", "比例")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the comparator of the target, or of its part-year values, points the wrong way; one for the row."""
    if falls_on(row):
        yield _hit(row, "trend", row.target, (0, len(row.indicator.target)))
        return
    direction = wanted_direction(row)
    if direction == "none":
        return
    fault = _fault(row, row.target, direction)
    parts = [
        (target, span, part_fault)
        for target, span in _parts(row)
        if (part_fault := _fault(row, target, direction))
    ]
    if fault:
        yield _hit(row, fault, row.target, (0, len(row.indicator.target)), parts=len(parts))
    elif parts:
        target, span, part_fault = parts[0]
        yield _hit(row, part_fault, target, span, field="interim")


def _parts(row: ReviewedRow) -> Iterator[tuple[Target, tuple[int, int]]]:
    """The part-year targets of a row, parsed, with their places."""
    for part, span in interim_parts(row.indicator.interim):
        yield parse_target(part, unit=row.indicator.unit, name=row.indicator.name), span


def _hit(
    row: ReviewedRow,
    fault: str,
    target: Target,
    span: tuple[int, int],
    *,
    field: str = "target",
    parts: int = 0,
) -> Hit:
    why_zh, why_en = WHY[fault]
    indicator = row.indicator
    money = fault == "exact low" and target.dimension == "money"
    severity: Severity = "low" if money else "medium"
    where = ("", "")
    if field == "interim":
        label = indicator.interim[: span[0]].rpartition(";")[2].rstrip(":")
        where = f"的{label}目标值", " in its part-year target"
    elif parts:
        where = "的全年和分期目标值都", " (year and part of the year)"
    values = {"name": indicator.name[:30], "sign": target.comparator, "why_zh": why_zh, "why_en": why_en}
    values |= {"where_zh": where[0], "where_en": where[1]}
    places = [cell(indicator)] + [cell(indicator, "interim")] * (field == "interim" or parts > 0)
    return Hit(field=field, span=span, values=values, severity=severity, compared=tuple(places))


def wanted_direction(row: ReviewedRow) -> Direction:
    """Which way is better: words of the name, canonical indicator, then the category."""
    name, target, label = bare_name(row.indicator.name), row.target, row.label
    if _leaves_open(name):
        return "none"
    if label.canonical and find_entry(label.canonical).direction == "target":
        return "none"
    direction = direction_by_words(name)
    if direction == "lower" and holds(name, "handling"):
        return "none"
    if direction_by_words(normalise(target.raw)) not in ("none", direction):  # 准确性: 误差不超过10%
        return "none"
    if direction == "none" and label.canonical:
        return _canonical_direction(row)
    if direction == "none" and label.category == "C1" and target.dimension == "money":
        return "lower"
    if direction == "none" and label.category == "O1" and target.dimension == "count":
        return "higher"
    return direction


def _canonical_direction(row: ReviewedRow) -> Direction:
    """The direction of the canonical indicator, "none" where it may not speak of the same thing as the row.

    That shows in a unit of another kind; and a share may be capped on purpose (支出占全年比重 ≤15%).
    """
    entry, target = find_entry(row.label.canonical), row.target
    if bare_name(row.indicator.name).endswith(SHARES):
        return "none"
    dimensions = {read_unit(unit).dimension for unit in entry.units} - {""}
    if target.dimension and dimensions and target.dimension not in dimensions:
        return "none"
    return natural_direction(row)


def _fault(row: ReviewedRow, target: Target, direction: Direction) -> str:
    """Which key of `WHY` applies, "" if none does."""
    if target.kind == "date" or (target.kind == "change" and not is_growth(row.indicator.name)):
        return ""
    if target.kind == "duration" and direction == "higher":  # 及时性 <24小时: the time is not the rate
        return ""
    if direction == "lower" and target.comparator in ("≥", ">"):
        return "floor"
    if direction == "higher" and target.comparator in ("≤", "<"):
        # A share of less than half under ≤ is a share of something bad, whatever its name looks like (返修率 ≤2%).
        low = target.dimension == "ratio" and target.upper is not None and target.upper < HALF
        return "" if low and direction_by_words(bare_name(row.indicator.name)) != "higher" else "ceiling"
    if target.comparator != "=" or target.lower is None:
        return ""
    bounds = percent_bounds(target)
    if direction == "lower" and target.lower > 0 and (bounds or target.dimension == "money"):
        return "exact low"
    share = bounds[0] if bounds else None
    return "exact high" if direction == "higher" and share and 0 < share < 100 else ""


def _leaves_open(name: str) -> bool:
    """Whether no direction can be told by a name (without its template)."""
    return any(word in name for word in UNCLEAR) or holds(name, "exact_names", "granted_names")


def _points_up(target: Target) -> bool:
    """Whether the target would be wrong for what is better low."""
    if target.comparator in ("≥", ">"):
        return True
    return target.comparator == "=" and (target.lower or 0) > 0 and target.dimension in ("ratio", "money")


def _points_down(target: Target) -> bool:
    """Whether the target would be wrong for what is better high."""
    if target.comparator in ("≤", "<"):
        return True
    bounds = percent_bounds(target) if target.comparator == "=" else None
    return bool(bounds and bounds[0] and 0 < bounds[0] < 100)


def _said(direction: Direction) -> Callable[[str], bool]:
    """Tests of names that say this direction."""

    def says(name: str) -> bool:
        plain = bare_name(name)
        return direction_by_words(plain) == direction and not _leaves_open(plain)

    return says


def _filed_low(filed: Filed) -> bool:
    return filed.category == "C1" or _canonical(filed) == "lower"


def _filed_high(filed: Filed) -> bool:
    return filed.category == "O1" or _canonical(filed) == "higher"


def _canonical(filed: Filed) -> str:
    return find_entry(filed.canonical).direction if filed.canonical else ""


SUSPECTS = (
    Suspect(target=_points_up, sign=partial(direction_words, "lower"), name=_said("lower")),
    Suspect(
        target=_points_down, sign=partial(direction_words, "higher_first", "higher"), name=_said("higher")
    ),
    Suspect(target=_points_up, name=_said("none"), filed=_filed_low),
    Suspect(target=_points_down, name=_said("none"), filed=_filed_high),
    Suspect(fields=("interim", "history")),
)
