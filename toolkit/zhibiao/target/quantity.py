"""Quantities in a folded text: number, unit and the comparators on both sides, ranges joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhibiao.target.amount import Amount, find_amounts
from zhibiao.target.bounds import Bounds, between, bound
from zhibiao.target.comparator import LOWER, UPPER, after, before
from zhibiao.target.unit import NO_UNIT, Unit, per_each, with_scale

_RANGE = re.compile(r"(?:\(含\))?(?:-{1,2}|~|至|到|[<≤][a-z]?[<≤]|±)$")
_AND = re.compile(r"[和与、]$")
_LINK = re.compile(r"(?:[,，、;；]|且|并且|并|而|和|同时)?$")
_INCLUDED = re.compile(r"\((?P<no>不)?含(?:本数|[0-9][0-9.]*(?:%|‰|[\u4e00-\u9fff]{1,2})?)?\)")
_LAST_SIGN = re.compile(r"([≥≤><])=?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An interval with its unit at `start`..`end` (comparators included); `amount_start`, `amount_end`
    enclose number and unit alone. `said`: a comparator is printed. `column_unit`: the unit was not printed
    beside the number."""

    start: int
    end: int
    amount_start: int
    amount_end: int
    bounds: Bounds
    unit: Unit
    said: bool = False
    column_unit: bool = False
    spelled: bool = False

    def moved(self, by: int) -> Quantity:
        """The same quantity in a text that has `by` more characters before it."""
        return replace(
            self,
            start=self.start + by,
            end=self.end + by,
            amount_start=self.amount_start + by,
            amount_end=self.amount_end + by,
        )


def find_quantities(
    text: str, masks: Sequence[tuple[int, int]] = (), *, column: Unit = NO_UNIT, loose: bool = False
) -> tuple[Quantity, ...]:
    """The quantities in a folded text, left to right.

    `masks` are spans that hold no quantity (dates); `column` is the unit of bare numbers; `loose` takes bare
    numbers and unknown units too, as in a table cell, where prose must have a known unit.

    >>> [(q.bounds.lower, q.bounds.upper, q.unit.printed) for q in find_quantities("5-10人、不超过3万元")]
    [(5.0, 10.0, '人'), (None, 3.0, '万元')]
    """
    amounts = list(find_amounts(text, masks, loose=loose, column=column))
    if not amounts:
        return ()
    found: list[Quantity] = []
    floor = place = 0
    while place < len(amounts):
        first = amounts[place]
        if first.start < floor:  # 90以上(含90): the second 90 is no amount of its own
            place += 1
            continue
        second = amounts[place + 1] if place + 1 < len(amounts) else None
        if second and _joined(text, first, second):
            quantity = _range(text, first, second, floor, column)
            place += 1
        else:
            quantity = _single(text, first, floor, column)
        place += 1
        if not loose and not quantity.unit.base:
            continue
        floor = quantity.end
        merged = _merge(text, found[-1], quantity) if found else None
        if merged:
            found[-1] = merged
        else:
            found.append(quantity)
    return tuple(found)


def _joined(text: str, first: Amount, second: Amount) -> bool:
    gap = text[first.end : second.start]
    if not _comparable(first.unit, second.unit):
        return False
    if _RANGE.match(gap) or _is_interval(text, first, second):
        return True
    return bool(_AND.match(gap)) and text.startswith(("之间", "间"), second.end)


def _is_interval(text: str, first: Amount, second: Amount) -> bool:
    """(60,80] as in mathematics."""
    around = text[max(0, first.start - 1) : first.start] + text[second.end : second.end + 1]
    return text[first.end : second.start] == "," and around in ("()", "(]", "[)", "[]")


def _comparable(first: Unit, second: Unit) -> bool:
    bare = ("", "万", "亿", "千万", "百万", "千亿", "百亿", "万亿")
    return first.base == second.base or first.printed in bare or second.printed in bare


def _range(text: str, first: Amount, second: Amount, floor: int, column: Unit) -> Quantity:
    left, right = (
        before(text, first.start, floor),
        after(text, second.end, time=second.unit.dimension == "time"),
    )
    unit = second.unit if second.unit.base or not first.unit.base else first.unit
    low = _in_unit(first, unit)
    high = _in_unit(second, unit)
    gap = text[first.end : second.start]
    if gap.endswith("±"):
        low, high = low - high, low + high
    bounds = between(low, high, text[first.start : second.end], (*left.means, *right.means))
    if _is_interval(text, first, second):
        open_low, open_high = text[first.start - 1] == "(", text[second.end] == ")"
        bounds = replace(bounds, lower_inclusive=not open_low, upper_inclusive=not open_high)
    if "<" in gap:
        bounds = replace(bounds, lower_inclusive=gap[0] != "<", upper_inclusive=gap[-1] != "<")
    shown, own = _resolve(unit, column)
    return Quantity(
        start=left.place,
        end=right.place,
        amount_start=first.start,
        amount_end=second.end,
        bounds=bounds,
        unit=per_each(text, left.place, shown),
        said=True,
        column_unit=own,
        spelled=first.number.spelled,
    )


def _in_unit(amount: Amount, unit: Unit) -> float:
    """The amount in another unit of the same base (5万 beside 10万元); bare numbers share the unit."""
    if not amount.unit.printed or amount.unit == unit:
        return amount.value
    return amount.value * amount.unit.scale / unit.scale


def _single(text: str, amount: Amount, floor: int, column: Unit) -> Quantity:
    left = before(text, amount.start, floor)
    right = after(text, amount.end, time=amount.unit.dimension == "time")
    means, words = (*left.means, *right.means), (*left.said, *right.said)
    end = right.place
    if noted := _INCLUDED.match(text, end):
        end, means = noted.end(), (*means, *("!" for _ in noted["no"] or ""))
    elif not means and (sign := _LAST_SIGN.match(text, end)):  # 95%≥: the sign stands on the wrong side
        end, means = sign.end(), (sign[1],)
    number = amount.number
    bounds = bound(amount.value, means, words, more=number.more, below=number.upper)
    unit, own = _resolve(amount.unit, column)
    return Quantity(
        start=left.place,
        end=end,
        amount_start=amount.start,
        amount_end=amount.end,
        bounds=bounds,
        unit=per_each(text, left.place, unit),
        said=bool(means) or number.more,
        column_unit=own,
        spelled=number.spelled,
    )


def _resolve(unit: Unit, column: Unit) -> tuple[Unit, bool]:
    """The unit of the number, filled from the column; whether the column gave it."""
    if unit.base or unit.printed.startswith("/") or not column.printed:
        return unit, False
    if not unit.printed:
        return column, True
    if column.printed.startswith(unit.printed):  # 120万 beside 万元
        return column, True
    return with_scale(column, unit.printed), True


def _merge(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """`大于60小于80`, `≥60%且<80%`, `最多100最少20`: one interval out of two one-sided ones."""
    low, high = first.bounds, second.bounds
    if _is_between(high, low):
        low, high = high, low
    if low.comparator not in LOWER or high.comparator not in UPPER or low.conflict or high.conflict:
        return None
    if low.lower is None or high.upper is None or not _comparable(first.unit, second.unit):
        return None
    if not _LINK.match(text[first.end : second.start]):
        return None
    unit = second.unit if second.unit.printed else first.unit
    joined = between(low.lower, high.upper, text[first.start : second.end])
    bounds = replace(joined, lower_inclusive=low.lower_inclusive, upper_inclusive=high.upper_inclusive)
    return replace(first, end=second.end, amount_end=second.amount_end, bounds=bounds, unit=unit, said=True)


def _is_between(low: Bounds, high: Bounds) -> bool:
    """Whether a lower and an upper bound have something between them."""
    return low.lower is not None and high.upper is not None and low.lower < high.upper
