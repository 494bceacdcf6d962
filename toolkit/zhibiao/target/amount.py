"""Numbers with their units in a folded text, before their comparators are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhibiao.target.comparator import after, before
from zhibiao.target.number import Number, find_numbers
from zhibiao.target.state import find_states
from zhibiao.target.unit import NO_UNIT, Unit, read_unit, unit_at
from zhibiao.target.wording import find_vague

_RANGE_AHEAD = re.compile(r"(?:-{1,2}|~|至|到)[0-9]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{1,4}")
_NEGATIVE = re.compile(r"(?:^|[≥≤><=±(,，:;；])-$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number with its unit, before its comparators are read."""

    number: Number
    start: int
    end: int
    value: float
    unit: Unit


def find_amounts(
    text: str, masks: Sequence[tuple[int, int]], *, loose: bool, column: Unit
) -> Iterator[Amount]:
    """The amounts in a folded text, left to right; `masks`, `loose` and `column` as in `find_quantities`.

    >>> [(amount.value, amount.unit.printed) for amount in find_amounts("5-10人", (), loose=True, column=NO_UNIT)]
    [(5.0, ''), (10.0, '人')]
    """
    previous_end = -1
    for number in find_numbers(text):
        if any(start < number.end and number.start < end for start, end in masks):
            continue
        if number.start < previous_end:  # the 10万 of 次/10万公顷 belongs to the unit before it
            continue
        amount = _amount(text, number, loose, column)
        if amount:
            previous_end = amount.end
            yield amount


def _amount(text: str, number: Number, loose: bool, column: Unit) -> Amount | None:
    """The number with the unit after it, None where it counts nothing."""
    left = text[number.start - 1] if number.start else ""
    if left.isascii() and left.isalpha():
        return None
    found = (read_unit(number.unit), number.end) if number.unit else unit_at(text, number.end, number.scale)
    found = found or _in_brackets(text, number.end)
    unit, end = found or (NO_UNIT, number.end)
    if number.part and not found:
        unit = Unit(printed="", base="%", scale=100.0, dimension="ratio")
    if not unit.printed and not number.part and not _bare_is_number(text, number, loose, column):
        return None
    if loose and not unit.printed and not number.part:
        unit, end = _printed_as_column(text, end, column) or _unknown(text, number, end) or (unit, end)
    value, end = _with_half(text, number.value, unit, end)
    start = number.start
    if _NEGATIVE.search(text, max(0, start - 2), start):
        value, start = -value, start - 1
    return Amount(number=number, start=start, end=end, value=value, unit=unit)


def _in_brackets(text: str, start: int) -> tuple[Unit, int] | None:
    """A unit in brackets behind the number: 5(个)."""
    found = unit_at(text, start + 1) if text.startswith("(", start) else None
    return (found[0], found[1] + 1) if found and text.startswith(")", found[1]) else None


def _bare_is_number(text: str, number: Number, loose: bool, column: Unit) -> bool:
    """Whether a number without a known unit counts something."""
    if not loose:  # prose: only as the beginning of a range (5-10人)
        return bool(_RANGE_AHEAD.match(text, number.end))
    right = text[number.end : number.end + 1]
    if right.isascii() and right.isalpha():
        return False
    if column.printed and text.startswith(column.printed, number.end):
        return True
    said = bool(before(text, number.start).means)
    if number.spelled:
        whole = number.end == len(text) or number.value == 0  # 零投诉
        whole = whole or after(text, number.end).place == len(text)  # 九十五以上
        return said or (number.start == 0 and whole)
    alone = not _CHINESE.match(text, number.end) or bool(after(text, number.end).words)
    starts = number.start == 0 or not _CHINESE.match(text, number.start - 1)
    return said or starts or alone


def _printed_as_column(text: str, end: int, column: Unit) -> tuple[Unit, int] | None:
    """The unit of the column, where the cell prints it again behind the number."""
    if column.printed and text.startswith(column.printed, end):
        return column, end + len(column.printed)
    return None


def _unknown(text: str, number: Number, end: int) -> tuple[Unit, int] | None:
    """A short word we do not know between the number and the end of the cell (≥77标书): a unit as printed."""
    match = _CHINESE.match(text, end)
    if not match or number.spelled or after(text, end).words:
        return None
    word = match[0]
    for length in range(1, len(word) + 1):
        tail = after(text, end + length)
        if tail.place == len(text) and (tail.words or length == len(word)):
            word = word[:length]
            return (
                None
                if find_states(word) or find_vague(word)
                else (Unit(printed=word, base=word), end + length)
            )
    return None


def _with_half(text: str, value: float, unit: Unit, end: int) -> tuple[float, int]:
    """两年半 is two and a half years."""
    if unit.dimension == "time" and text.startswith("半", end):
        return value + 0.5, end + 1
    return value, end
