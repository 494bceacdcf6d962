"""“{name}”目标值 {target} 比另{count}行同类指标（{low}—{high}）{how}十倍以上，可能写错了计量单位：{guess}。

The target {target} of "{name}" is more than ten times {how_en} that of {count} like rows ({low} to {high}): {guess_en}?

## 发现什么
几份文件放在一起比对，同一标准指标、同一类单位在别的文件里有八行以上，本行的值比其中最大的还大十倍以上，或比最小的还小
十倍以上，而换一个计量单位（万元与元，百分比漏写“%”或写成小数）正好落在它们中间。

## 为什么
目标应合理可行（财预〔2015〕88号，已核对原文）。差一万倍、一百倍而数字相近的，多半是单位写错。

## 例
前：服务对象满意度 | ≥0.95%（别的表90%—98%）
后：服务对象满意度 | ≥95%

## 局限
只是可能，按低级报，请对照原件。标准指标由分类模型判断，可能不是同一件事。规模本来就相差很大的数量，换单位后也不落在
中间的，不报。

## English
Eight and more rows of other documents measure the same canonical indicator in the same kind of unit, this target lies ten
times beyond all of them, and another unit (万元 for 元, a share written as a decimal) would put it among them: a probable
slip, low. Source: 财预〔2015〕88号, read in a public text.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Held, Hit, Outcome, Whole
from zhibiao.rules.compared import cell
from zhibiao.rules.sets import Placed, placed_tables
from zhibiao.target.bounds import bound_of

CODE = "SC04"
NAME = "outlier-against-set"
TITLE = "与同类目标值相差悬殊"
SEVERITY = "low"
SOURCE = "财预〔2015〕88号（V）：绩效目标应合理可行"

FEWEST, FAR = 8, 10.0
SURE = 0.5
"""The classifier must be so sure of the canonical indicator."""
FACTORS = {"ratio": (100.0,), "money": (1e4, 1e8), "count": (1e4,)}
"""By how much a unit may be mistaken: a decimal for a percentage, 元 for 万元 or 亿元, 人 for 万人."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """A row with its number in the basic unit."""

    placed: Placed
    row: ReviewedRow
    value: float


def check_set(wholes: Sequence[Whole]) -> Iterator[Outcome]:
    """A hit for each row far beyond those of all other documents."""
    like: dict[tuple[str, str], list[_Measured]] = defaultdict(list)
    for placed in placed_tables(wholes):
        for row in placed.context.rows:
            if measured := _measured(placed, row):
                like[row.label.canonical, row.target.dimension].append(measured)
    looked: set[int] = set()
    failed: set[int] = set()
    for group in like.values():
        if len(group) <= FEWEST:
            continue
        group.sort(key=lambda one: one.value)
        looked |= {one.placed.document for one in group}
        # Only what lies at an end can lie beyond all the others.
        for one in {id(end): end for end in (group[0], group[-1])}.values():
            if hit := _judge(one, group):
                failed.add(hit.document)
                yield hit
    yield from (Held(document=number) for number in sorted(looked - failed))


def _measured(placed: Placed, row: ReviewedRow) -> _Measured | None:
    target, label = row.target, row.label
    value = bound_of(target)
    if target.tier != "measurable" or target.kind not in ("level", "share") or not value or value < 0:
        return None
    if not label.canonical or label.canonical_confidence < SURE or target.dimension not in FACTORS:
        return None
    return _Measured(placed, row, value * target.scale)


def _judge(one: _Measured, group: list[_Measured]) -> Hit | None:
    """The hit for a row at the end of its group, None where it is not beyond, or no unit explains it."""
    others = [other for other in group if other.placed.document != one.placed.document]
    if len(others) < FEWEST:
        return None
    low, high = others[0].value, others[-1].value
    for factor in FACTORS[one.row.target.dimension]:
        if one.value > FAR * high and low <= one.value / factor <= high:
            return _hit(one, others, factor, up=True)
        if one.value < low / FAR and low <= one.value * factor <= high:
            return _hit(one, others, factor, up=False)
    return None


def _hit(one: _Measured, others: list[_Measured], factor: float, *, up: bool) -> Hit:
    indicator, target = one.row.indicator, one.row.target
    guess = one.value / factor if up else one.value * factor
    unit = target.unit_base or "%"
    values = {
        "name": indicator.name[:24],
        "target": indicator.target[:20],
        "count": str(len(others)),
        "low": f"{others[0].value:g}",
        "high": f"{others[-1].value:g}{unit}",
        "how": "大" if up else "小",
        "how_en": "above" if up else "below",
        "guess": f"若是{guess:g}{unit}就与别的表相当",
        "guess_en": f"was {guess:g}{unit} meant",
    }
    near = tuple(cell(other.row.indicator) for other in (others[0], others[-1]))
    return Hit(
        document=one.placed.document,
        table=one.placed.table,
        row=indicator.row,
        span=(0, len(indicator.target)),
        values=values,
        compared=(cell(indicator), *near),
    )
