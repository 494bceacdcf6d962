"""第{row}行“{name}”半年目标 {interim}，但资金栏半年计划 {half}，占全年 {year} 的 {rate}{inferred}，两者对不上，请改一致。

Row {row} {name} wants {interim} by mid-year, but the money planned for the half-year is {half} of {year}, {rate}{inferred_en}.

## 发现什么
预算执行率、支出进度一类指标的半年目标，与资金栏“半年计划执行数 ÷ 全年预算数”算出的比例不一致。

## 为什么
半年目标应由分月用款计划推出。同一张表两处对不上，年中监控就没有标准。

## 例
前：半年计划 800+369，全年 2788.83（41.9%），预算执行率半年目标 =50%
后：半年目标 ≥41.9%，或把半年计划调整为 1394.42

## 局限
相差不到 1 个百分点不报；“≥”的半年目标低于计划不报。栏位丢失时，只有两个数恰好加成全年总额、其余两个数
又标有“半年”才推算，并在提示中写明（按合计推出）。

## English
The half-year target of a rate of execution does not follow from the half-year's planned money over the year's. Where the
columns were lost, the assignment is inferred only if exactly one pair of the loose numbers makes the printed total and
the form names half-year amounts; the message says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from zhibiao.records import Compared, ReviewedRow
from zhibiao.rules.base import Context, Held, Hit, Open, Whole
from zhibiao.rules.compared import cell, of_amount
from zhibiao.rules.money import Sum, all_sums, rounding, shown, words
from zhibiao.target import parse_target
from zhibiao.target.bounds import bound_of
from zhibiao.text import normalise

CODE = "MN11"
NAME = "interim-rate-against-plan"
TITLE = "半年目标与资金计划不符"
SEVERITY = "high"
SOURCE = "自订（own）：半年目标应由用款计划推出；序时进度的做法见四川、山西的监控标准（S）"

NAMES = ("预算执行率", "支出进度", "支付进度", "支出执行率", "资金执行率", "预算支出率")
NOT_NAMES = ("符合率", "采购", "非税", "收入")
TOLERANCE = 1.0
LOOSE = 4
"""Numbers of a flattened block: half-year and year of basic and project expenditure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    half: float
    year: float
    unit: str
    sums: tuple[Sum, ...]
    inferred: bool = False


def check_document(whole: Whole) -> Iterator[Hit | Held | Open]:
    """For every row with a half-year rate of execution, the rate its money block plans."""
    sums = all_sums(whole)
    for number, context in enumerate(whole.tables):
        rows = [row for row in context.rows if row.indicator.interim and _is_execution(row)]
        own = [one for one in sums if one.table == number and one.is_money]
        if not rows or not own:
            continue
        plan = _plan(own) or _inferred(own, context)
        if plan:
            for row in rows:
                yield from _compare(row, plan, number)
        elif _names_half(own, context):
            yield Open(
                reason="资金栏有半年计划数，但栏位丢失，无法确定哪些是半年的数",
                reason_en="the money block has half-year amounts, but its columns were lost",
            )


def _is_execution(row: ReviewedRow) -> bool:
    name = normalise(row.indicator.name)
    return any(word in name for word in NAMES) and not any(word in name for word in NOT_NAMES)


def _plan(own: Sequence[Sum]) -> _Plan | None:
    """The plan of a block whose columns are known: total, or basic and project expenditure."""
    for labels in (("total",), ("basic", "project")):
        half = [one for one in own if one.column == "half" and one.label in labels]
        year = [one for one in own if one.column in ("adjusted", "opening", "budget") and one.label in labels]
        if len(half) == len(year) == len(labels) and all(one.value for one in year):
            return _make(half, year)
    return None


def _make(half: Sequence[Sum], year: Sequence[Sum], *, inferred: bool = False) -> _Plan:
    added = [sum(one.value for one in sums) for sums in (half, year)]
    return _Plan(
        half=added[0], year=added[1], unit=year[0].amount.unit, sums=(*half, *year), inferred=inferred
    )


def _inferred(own: Sequence[Sum], context: Context) -> _Plan | None:
    """The plan of a flattened block: one pair of its loose numbers makes the total, the rest is the half-year's."""
    totals = [one for one in own if one.label == "total"]
    loose = [one for one in own if one.label != "total"]
    if len(totals) != 1 or len(loose) != LOOSE or not context.table.lossy or not _names_half(own, context):
        return None
    tolerance = rounding((*loose, totals[0]))
    pairs = [
        pair
        for pair in combinations(loose, 2)
        if abs(sum(one.value for one in pair) - totals[0].value) <= tolerance
    ]
    if len(pairs) != 1:
        return None
    rest = [one for one in loose if one not in pairs[0]]
    return _make(rest, pairs[0], inferred=True)


def _names_half(own: Sequence[Sum], context: Context) -> bool:
    """Whether a label, a header or a text between the amounts names half-year amounts."""
    if any(one.column == "half" for one in own):
        return True
    lines = [one.amount.line for one in own]
    between = [one.text for one in context.document.prose if min(lines) <= one.line <= max(lines)]
    texts = [normalise(text) for text in (*between, *(one.amount.label for one in own))]
    return any(word in text for word in words("columns")["half"] for text in texts)


def _compare(row: ReviewedRow, plan: _Plan, table: int) -> Iterator[Hit | Held]:
    interim = row.indicator.interim.removeprefix("半年:")
    target = parse_target(interim, unit=row.indicator.unit, name=row.indicator.name)
    wanted = bound_of(target)
    if target.unit != "%" or wanted is None:
        return
    rate = plan.half / plan.year * 100
    compared: tuple[Compared, ...] = (cell(row.indicator, "interim"),)
    compared += tuple(of_amount(one.amount) for one in plan.sums)
    difference = wanted - rate
    lower_floor = target.comparator in ("≥", ">") and difference < 0
    if abs(difference) <= TOLERANCE or lower_floor or target.comparator in ("≤", "<"):
        yield Held(compared=compared)
        return
    values = {
        "row": str(row.indicator.row),
        "name": row.indicator.name[:24],
        "interim": interim,
        "half": shown(plan.half, plan.unit),
        "year": shown(plan.year, plan.unit),
        "rate": f"{rate:.1f}%",
        "inferred": "（栏位丢失，按合计推出）" if plan.inferred else "",
        "inferred_en": " (columns lost, inferred from the total)" if plan.inferred else "",
    }
    span = (0, len(row.indicator.interim))
    yield Hit(
        table=table, row=row.indicator.row, field="interim", span=span, values=values, compared=compared
    )
