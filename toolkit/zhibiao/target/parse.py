"""One target cell: text, unit column and comparator column to a Target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, NamedTuple

from zhibiao.records import Comparator, Target
from zhibiao.target.basis import (
    find_bases,
    find_fixed,
)
from zhibiao.target.comparator import read_comparator
from zhibiao.target.deadline import find_deadlines, serial_date
from zhibiao.target.fold import Folded, fold
from zhibiao.target.grade import is_graded
from zhibiao.target.hint import NO_HINT, Hint, read_hint
from zhibiao.target.numeric import Around, fixed_target, numeric_target
from zhibiao.target.quantity import Quantity, find_quantities
from zhibiao.target.rank import find_rank
from zhibiao.target.state import is_missing
from zhibiao.target.unit import NO_UNIT, is_unit, read_unit
from zhibiao.target.worded import worded_target

_YEARS = ("年", "年度")
# Words, a sign, a number, and words or % that mean the same whatever the number is: no date, no grade, no year,
# no name with a number of its own (80岁, 12345热线).
_VALUED = "月号季期周学星级等岁热平便政市工举电报急消接晚至到几数第丨一二三四五六七八九十百千万亿两零〇半"
_PLAIN = re.compile(
    rf"((?:(?![{_VALUED}年日前后近])[\u4e00-\u9fff]){{0,6}}[≥≤><=]{{0,2}})"
    r"(?!(?:19|20)[0-9]{2}年)([1-9][0-9]{0,6}(?:\.[0-9]{1,4}(?!前|之前|以前|日))?)"
    rf"((?:[%‰㎡]|个(?:月|工作日|学期)|(?![{_VALUED.replace('万', '').replace('亿', '')}])[\u4e00-\u9fff])*(?:/[\u4e00-\u9fff·]{{1,5}})?)"
)
_CALENDAR = range(1990, 2100)
# What scanning makes of ≥ and = in front of a percentage: suspected, never repaired.
_MISREAD = re.compile(r"([工到第二%28]=?) ?(?=[0-9]{2,3}(?:\.[0-9]+)?(?:%|个?百分比)$)")


def parse_target(text: str, *, unit: str = "", comparator: str = "", name: str = "") -> Target:
    """The target that a cell prints, with its unit column, its comparator column and its indicator's name.

    `unit` is the 度量单位 column, `comparator` the 指标性质 column (≥ = ≤, 正向, 反向, 定性), `name` the
    indicator's name, which may hold a unit in brackets or say that the value is a change. What the cell
    prints wins over the columns, the columns win over the name. Bounds are in the printed unit; multiplied
    by `scale` they are in `unit_base`. Percent stays in percent. The bounds of a change are its printed
    size: 下降5% has the bound 5. Of several quantities the first one with a comparator counts (`span` says
    which). A text that says nothing we know has kind none. Never raises for any text.

    >>> target = parse_target("不低于95%")
    >>> target.comparator, target.lower, target.upper, target.unit, target.tier
    ('≥', 95.0, None, '%', 'measurable')
    >>> parse_target("12月30日前").deadline, parse_target("健全").tier, parse_target("已完成").tier
    ('--12-30', 'vague', 'binary')
    >>> parse_target("3", unit="万元", comparator="≤").scale
    10000.0
    """
    hint = read_hint(name) if name else NO_HINT
    return _parse(text, unit, comparator, hint)


def parse_targets(
    texts: Sequence[str], units: Sequence[str], comparators: Sequence[str], names: Sequence[str]
) -> list[Target]:
    """As `parse_target` of each row of four columns of the same length; equal cells give one and the same object.

    >>> first, second = parse_targets(["≥5人", "≥5人"], ["", ""], ["", ""], ["培训人数", "参训人数"])
    >>> first is second, first.lower
    (True, 5.0)
    """
    hints: dict[str, Hint] = {}
    parsed: dict[tuple[str, str, str, Hint], Target] = {}
    found = []
    for text, unit, comparator, name in zip(texts, units, comparators, names, strict=True):
        hint = hints.get(name)
        if hint is None:
            hint = hints[name] = read_hint(name) if name else NO_HINT
        key = (text, unit, comparator, hint)
        target = parsed.get(key)
        if target is None:
            target = parsed[key] = _parse(text, unit, comparator, hint)
        found.append(target)
    return found


@lru_cache(maxsize=32768)
def _parse(text: str, unit: str, comparator: str, hint: Hint) -> Target:
    """The target of a cell; where only the number tells it from one parsed before, that number put in."""
    plain = _PLAIN.fullmatch(text)
    if plain and "年" not in unit and not hint.date:
        head, digits, tail = plain.groups()
        shape = _shape(head, tail, unit, comparator, hint)
        if shape:
            return _with_number(shape, text, digits)
    return _parse_whole(text, unit, comparator, hint)


@lru_cache(maxsize=32768)
def _shape(head: str, tail: str, unit: str, comparator: str, hint: Hint) -> Shape | None:
    """The target with 7 for its number; None where the number is more than a bound of it."""
    target = _parse_whole(f"{head}7{tail}", unit, comparator, hint)
    if {target.lower, target.upper} - {None} != {7.0} or target.deadline:
        return None
    same = {field.name: getattr(target, field.name) for field in fields(Target) if field.name not in _OWN}
    return Shape(same=same, lower=target.lower is not None, upper=target.upper is not None, span=target.span)


_OWN = ("lower", "upper", "raw", "span")


class Shape(NamedTuple):
    """What targets that differ in their number alone have in common: `same` holds the other fields,
    `lower` and `upper` say which bounds there are, `span` is that of a number of one digit."""

    same: dict[str, Any]
    lower: bool
    upper: bool
    span: tuple[int, int]


def _with_number(shape: Shape, text: str, digits: str) -> Target:
    """The target of that shape whose number is `digits`, in `text`."""
    value, (begin, end) = float(digits), shape.span
    return Target(
        **shape.same,
        lower=value if shape.lower else None,
        upper=value if shape.upper else None,
        raw=text,
        span=(begin, end + len(digits) - 1),
    )


def _parse_whole(text: str, unit: str, comparator: str, hint: Hint) -> Target:
    folded = fold(text)
    plain = folded.text
    if is_missing(plain) or is_unit(plain):
        return Target(raw=text)
    if is_graded(plain):
        return Target(raw=text, kind="grade", tier="graded", span=folded.span(0, len(plain)))
    around = _around(plain, unit, comparator, hint)
    return _measured(folded, around) or worded_target(folded, around.sign)


def _measured(folded: Folded, around: Around) -> Target | None:
    """The target as an amount in words, a place, a number or a date; None where it is none of these."""
    plain = folded.text
    if fixed := find_fixed(plain):
        return fixed_target(folded, fixed, around)
    if rank := find_rank(plain):
        return numeric_target(folded, rank, around)
    misread = _MISREAD.match(plain)
    if misread and (misread[1][0] not in "28" or misread[0] != misread[1]):
        (quantity,) = _quantities(plain[misread.end() :], around)
        moved = quantity.moved(misread.end())
        return replace(_from_number(folded, moved, around), conflict=f"sign: {misread[1]}")
    if quantities := _quantities(plain, around):
        return _from_number(folded, _choose(quantities), around)
    if around.deadlines:
        first = next((d for d in around.deadlines if not d.label), around.deadlines[0])
        sign: Comparator = "≤" if first.before else around.sign
        return _date(folded, (first.start, first.end), first.value, sign)
    return None


def _around(plain: str, unit: str, comparator: str, hint: Hint) -> Around:
    bases = find_bases(plain)
    dates = (d for d in find_deadlines(plain) if not any(b.start < d.end and d.start < b.end for b in bases))
    return Around(
        column=read_unit(unit) if unit else NO_UNIT,
        sign=(read_comparator(comparator) if comparator else "") or hint.comparator,
        bases=bases,
        deadlines=tuple(dates),
        hint=hint,
    )


def _quantities(plain: str, around: Around) -> tuple[Quantity, ...]:
    masks = [(basis.start, basis.end) for basis in around.bases]
    masks += [(deadline.start, deadline.end) for deadline in around.deadlines]
    column = around.column if around.column.printed else around.hint.unit
    return find_quantities(plain, masks, column=column, loose=True)


def _from_number(folded: Folded, quantity: Quantity, around: Around) -> Target:
    """A quantity; or a year beside 年, or a spreadsheet's day number under a name that asks for a date."""
    if quantity.unit.printed in _YEARS and not quantity.said and quantity.bounds.lower in _CALENDAR:
        return _date(folded, (quantity.start, quantity.end), f"{quantity.bounds.lower:.0f}", "")
    if around.hint.date and not quantity.said and not quantity.unit.printed:
        serial = serial_date(quantity.bounds.lower or 0)
        if serial:
            return _date(folded, (quantity.start, quantity.end), serial, "")
    return numeric_target(folded, quantity, around)


def _choose(quantities: Sequence[Quantity]) -> Quantity:
    """The first quantity with a comparator, else the first written in digits, else the first."""
    first = quantities[0]
    if len(quantities) > 1 and not first.said and first.unit.dimension == "time":
        second = quantities[1]
        if second.start == first.end and second.unit.dimension != "time":  # 一年一次
            return second
    said = next((quantity for quantity in quantities if quantity.said), None)
    return said or next((quantity for quantity in quantities if not quantity.spelled), first)


def _date(folded: Folded, span: tuple[int, int], value: str, sign: Comparator) -> Target:
    start, end = span
    start = start - 1 if start and folded.text[start - 1] in "≥≤><=" else start
    return Target(
        kind="date",
        tier="measurable",
        comparator=sign,
        dimension="date",
        deadline=value,
        raw=folded.raw,
        span=folded.span(start, end),
    )
