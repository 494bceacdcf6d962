"""From a quantity and what stands around it to a Target: columns, references, changes, amounts in words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zhibiao.records import Comparator, Target, TargetKind
from zhibiao.target.basis import Basis, Fixed, is_change_before, names_change
from zhibiao.target.bounds import Bounds, bound
from zhibiao.target.comparator import before
from zhibiao.target.deadline import Deadline
from zhibiao.target.fold import Folded
from zhibiao.target.hint import NO_HINT, Hint
from zhibiao.target.quantity import Quantity
from zhibiao.target.unit import NO_UNIT, PERCENT, Unit


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
