"""One target cell: text, unit column and comparator column to a Target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any, NamedTuple

from zhibiao.records import Comparator, Target, TargetKind
from zhibiao.target.basis import (
    Basis,
    Fixed,
    find_bases,
    find_fixed,
    is_change_before,
    names_change,
)
from zhibiao.target.bounds import Bounds, bound
from zhibiao.target.comparator import before, read_comparator
from zhibiao.target.deadline import Deadline, find_deadlines, serial_date
from zhibiao.target.fold import Folded, fold
from zhibiao.target.grade import is_graded
from zhibiao.target.hint import NO_HINT, Hint, read_hint
from zhibiao.target.quantity import Quantity, find_quantities
from zhibiao.target.rank import find_rank
from zhibiao.target.state import is_missing
from zhibiao.target.unit import NO_UNIT, PERCENT, Unit, is_unit, read_unit
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands around a quantity: its columns, the references and dates in its text, its name's hint."""

    column: Unit = NO_UNIT
    sign: Comparator = ""
    bases: tuple[Basis, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    hint: Hint = NO_HINT

    @property
    def deadline(self) -> str:
        """The first date that is not just a year label, else the first date, else ""."""
        real = (deadline for deadline in self.deadlines if not deadline.label)
        first = next(real, self.deadlines[0] if self.deadlines else None)
        return first.value if first else ""


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


def numeric_target(folded: Folded, quantity: Quantity, around: Around) -> Target:
    """The target that one quantity of a folded text is, with what stands around it."""
    bounds = _with_column(quantity, around.sign)
    unit = _money_scale(quantity.unit, around.hint)
    bases = around.bases
    change = unit.change or _is_change(folded.text, quantity, around, unit)
    dimension = unit.dimension or ("ratio" if around.hint.rate and not unit.printed else "")
    conflict = bounds.conflict or _unit_conflict(quantity, unit, around.column)
    start = min([quantity.start, *(b.start for b in bases if b.end == quantity.amount_start)])
    return Target(
        kind=_kind(dimension, change),
        tier="measurable",
        comparator=bounds.comparator,
        lower=bounds.lower,
        upper=bounds.upper,
        lower_inclusive=bounds.lower_inclusive,
        upper_inclusive=bounds.upper_inclusive,
        unit=unit.printed,
        unit_base=unit.base,
        scale=unit.scale,
        dimension=dimension,
        basis=_basis_of(quantity, around),
        deadline=around.deadline,
        approximate=bounds.approximate,
        raw=folded.raw,
        span=folded.span(start, quantity.end),
        conflict=conflict,
    )


def _with_column(quantity: Quantity, sign: Comparator) -> Bounds:
    """The bounds with the column's comparator, where the cell prints none; a conflict where they differ."""
    bounds = quantity.bounds
    if not sign or bounds.conflict or bounds.comparator == "range":
        return bounds
    exact = bounds.lower if bounds.lower is not None else bounds.upper
    if exact is None:
        return bounds
    if bounds.comparator in ("", "="):
        signs = ["±"] if sign == "range" else [sign]
        return replace(bound(exact, signs), approximate=bounds.approximate)
    if {sign, bounds.comparator} & {"≥", ">"} and {sign, bounds.comparator} & {"≤", "<"}:
        return replace(bounds, conflict=f"comparator: {sign}…{bounds.comparator}")
    return bounds


def _money_scale(unit: Unit, hint: Hint) -> Unit:
    """620万/月 under a name about money is 万元/月: the base is filled, the printed form stays."""
    if not hint.money or unit.dimension or not unit.printed.startswith(("万", "亿", "百万", "千万")):
        return unit
    return replace(unit, base=f"元{unit.base}", dimension="money")


def _unit_conflict(quantity: Quantity, unit: Unit, column: Unit) -> str:
    """What differs where both the cell and the column print a unit (28.8万元 beside %)."""
    if quantity.column_unit or not column.dimension or not unit.dimension:
        return ""
    return "" if unit.dimension == column.dimension else f"unit: {unit.printed}/{column.printed}"


def _basis_of(quantity: Quantity, around: Around) -> str:
    """What the number is measured against: a reference printed before it, else the name's."""
    for basis in around.bases:
        if basis.change or basis.end <= quantity.start + 1 < basis.end + 3:
            return basis.name
    return around.hint.basis


def _is_change(text: str, quantity: Quantity, around: Around, unit: Unit) -> bool:
    """Whether the number is a difference: a word of change or a reference stands right before it."""
    if is_change_before(text, quantity.start) or names_change(text[: quantity.start]):
        return True
    if any(basis.change or _is_distance(text, basis, quantity) for basis in around.bases):
        return True
    return around.hint.change and (unit.dimension in ("ratio", "") or not unit.printed)


def _is_distance(text: str, basis: Basis, quantity: Quantity) -> bool:
    """低于控制指标82起 is 82 below a limit that is not printed, and not below 82."""
    if basis.known or basis.end != quantity.amount_start:
        return False
    return bool({"<", ">"}.intersection(before(text, basis.start).means))


def _kind(dimension: str, change: bool) -> TargetKind:
    if change:
        return "change"
    if dimension == "time":
        return "duration"
    return "share" if dimension == "ratio" else "level"


def fixed_target(folded: Folded, fixed: Fixed, around: Around) -> Target:
    """The target that an amount in words is: 较上年只减不增."""
    bounds = bound(fixed.value, [fixed.comparator])
    return Target(
        kind="change",
        tier="measurable",
        comparator=bounds.comparator,
        lower=bounds.lower,
        upper=bounds.upper,
        lower_inclusive=bounds.lower_inclusive,
        upper_inclusive=bounds.upper_inclusive,
        unit=PERCENT.printed,
        unit_base=PERCENT.base,
        dimension=PERCENT.dimension,
        basis=around.bases[0].name if around.bases else "",
        deadline=around.deadline,
        raw=folded.raw,
        span=folded.span(fixed.start, fixed.end),
    )


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
