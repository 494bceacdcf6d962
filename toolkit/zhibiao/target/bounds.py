"""From a number and the words around it to an interval.

以上, 以下, 以内 include the number, 超过, 不满 exclude it (民法典 第一千二百五十九条); the lexicon says
which meaning each word has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhibiao.records import Comparator, Target
from zhibiao.target.comparator import LOWER, UPPER


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """An interval; None is open. `conflict` holds what contradicts itself, "" where nothing does."""

    comparator: Comparator = ""
    lower: float | None = None
    upper: float | None = None
    lower_inclusive: bool = True
    upper_inclusive: bool = True
    approximate: bool = False
    conflict: str = ""


def bound_of(target: Target) -> float | None:
    """The number that a target gives: its lower bound, else its upper one."""
    return target.lower if target.lower is not None else target.upper


def bound(
    value: float,
    means: Sequence[str],
    words: Sequence[str] = (),
    *,
    more: bool = False,
    below: float | None = None,
) -> Bounds:
    """The interval of `value` under the meanings of the words around it, in printed order.

    `more`: 余 or 多 stood after the number; `below`: its exclusive end where it is 几十 or 十几.

    >>> bound(5, ["≥"]).lower, bound(5, ["<"]).upper_inclusive, bound(5, ["≥", "≤"], ["≥", "以下"]).conflict
    (5, False, 'bounds: ≥…以下')
    """
    about = "≈" in means or more or below is not None
    sides = [sign for sign in means if sign in LOWER or sign in UPPER]
    if "±" in means:
        return _around_zero(value, about, inclusive="<" not in sides)
    if LOWER.intersection(sides) and UPPER.intersection(sides):
        said = [word for word, sign in zip(words, means, strict=False) if sign in sides]
        return _exact(value, _sign(sides[0]), about, f"bounds: {said[0]}…{said[-1]}" if said else "bounds")
    if sides:
        return _one_sided(value, [*sides, *(sign for sign in means if sign == "!")], about)
    if "=" in means:
        return _exact(value, "=", about)
    return _unsaid(value, more, below, about="≈" in means)


def _unsaid(value: float, more: bool, below: float | None, *, about: bool) -> Bounds:
    """Without a comparator: exact, or what 几十, 余 and 约 leave open."""
    if below is not None:
        return Bounds(comparator="range", lower=value, upper=below, upper_inclusive=False, approximate=True)
    if more and about:  # 近70多家: just below and above at once
        return _exact(value, "", True, "approximate: 近…多")
    if more:
        return Bounds(comparator=">", lower=value, lower_inclusive=False, approximate=True)
    return _exact(value, "", about)


def _around_zero(value: float, about: bool, *, inclusive: bool) -> Bounds:
    size = abs(value)
    return Bounds(
        comparator="range",
        lower=-size,
        upper=size,
        lower_inclusive=inclusive,
        upper_inclusive=inclusive,
        approximate=about,
    )


def between(lower: float, upper: float, printed: str, means: Sequence[str] = ()) -> Bounds:
    """The interval from `lower` to `upper`, both included; a conflict where it is empty.

    >>> between(5, 10, "5-10").comparator, between(10, 5, "10-5").conflict
    ('range', 'order: 10-5')
    """
    return Bounds(
        comparator="range",
        lower=lower,
        upper=upper,
        approximate="≈" in means,
        conflict=f"order: {printed}" if lower > upper else "",
    )


def _one_sided(value: float, sides: Sequence[str], about: bool) -> Bounds:
    strict = bool({">", "<", "!"}.intersection(sides))
    if sides[0] in LOWER:
        return Bounds(
            comparator=">" if strict else "≥", lower=value, lower_inclusive=not strict, approximate=about
        )
    return Bounds(
        comparator="<" if strict else "≤", upper=value, upper_inclusive=not strict, approximate=about
    )


def _exact(value: float, comparator: Comparator, about: bool, conflict: str = "") -> Bounds:
    return Bounds(comparator=comparator, lower=value, upper=value, approximate=about, conflict=conflict)


def _sign(sign: str) -> Comparator:
    signs: dict[str, Comparator] = {"≥": "≥", ">": ">", "≤": "≤", "<": "<"}
    return signs[sign]
