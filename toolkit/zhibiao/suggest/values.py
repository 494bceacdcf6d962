"""The value of a suggestion and its origin: what the law sets, past values, the document's own text, or an open place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from zhibiao.records import Target
from zhibiao.suggest.entry_answers import Candidate
from zhibiao.suggest.evidence import Evidence, Stated, nearest, number_text
from zhibiao.suggest.places import DATE_UNIT, OPEN, OPEN_DATE, OPEN_GRADE, OPEN_MEAN
from zhibiao.target.bounds import bound_of

_BEFORE, _BEHIND = 45, 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A number and where it comes from; where `number` is "", `origin` says who fills the open `place`."""

    number: str
    origin: str
    place: str = ""


def value_of(
    candidate: Candidate, name: str, target: Target, context: Evidence, stated: Sequence[Stated]
) -> Value:
    """The value of a candidate for the row of that name and target, in the order of the sources.

    What the thing itself allows only, what the text states, the row's own number where the candidate counts just
    that, past values; else an open place.
    """
    alternative = candidate.alternative
    if alternative.value:
        return Value(number=alternative.value, origin=alternative.value_from)
    if candidate.stated:
        return _stated(candidate.stated)
    if candidate.keeps_value and (bound := bound_of(target)) is not None:
        return Value(number=number_text(bound), origin=f"沿用本行原目标值“{_printed(target)}”")
    if candidate.keeps_name and (found := _from_history(context.history, alternative.unit)):
        return found
    names = [name, alternative.name] if candidate.keeps_name else [alternative.name]
    if one := nearest(names, alternative.unit, stated):
        return _stated(one)
    return _open(candidate, target)


def _stated(one: Stated) -> Value:
    return Value(number=number_text(bound_of(one.target) or 0.0), origin=quoted(one))


def _open(candidate: Candidate, target: Target) -> Value:
    """Who fills in what: a grade, a date, the mean that the row itself asks for, last year's number."""
    source = candidate.alternative.data_source
    if candidate.scale:
        origin = f"由填报单位对照评定标准填写应达到的等次，依据{source}"
        return Value(number="", origin=origin, place=OPEN_GRADE)
    if candidate.alternative.unit == DATE_UNIT:
        return Value(number="", origin=f"由填报单位按年度工作计划填写，取自{source}", place=OPEN_DATE)
    if candidate.keeps_name and "三年" in target.raw:
        return Value(number="", origin=f"由填报单位按前三年实际数的平均填写，取自{source}", place=OPEN_MEAN)
    origin = f"由填报单位按上年实际数填写（首次开展的按计划或合同），取自{source}"
    return Value(number="", origin=origin, place=OPEN)


def _printed(target: Target) -> str:
    """The target as printed, with the unit of its column."""
    return target.raw if not target.unit or target.unit in target.raw else f"{target.raw}{target.unit}"


def quoted(one: Stated) -> str:
    """The clause of a stated value with its section, shortened around the number.

    The number itself is always inside the quotation: that is how a reader follows it.
    """
    text = one.clause.text
    number = number_text(bound_of(one.target) or 0.0)
    plain = rf"(?<![\d.]){re.escape(number)}(?![\d.])"
    counted = re.search(rf"{plain}\s*[余多]?\s*{re.escape(one.target.unit[:1])}", text)
    found = counted or re.search(plain, text)
    at, end = found.span() if found else (0, 0)
    start, end = max(0, at - _BEFORE), min(len(text), end + _BEHIND)
    shown = f"{'……' if start else ''}{text[start:end]}{'……' if end < len(text) else ''}"
    written = "" if found else f"，即{number}{one.target.unit}"
    return f"{one.clause.section or '正文'}：“{shown}”{written}"


def _from_history(history: str, unit: str) -> Value | None:
    """The mean of the past values in that unit, with the years it is of."""
    from zhibiao.target.history import past_values

    past = [(year, number) for year, number, printed in past_values(history) if printed == unit]
    if not past:
        return None
    mean = sum(number for _, number in past) / len(past)
    if all(number.is_integer() for _, number in past) and unit != "%":
        mean = float(ceil(mean))  # whole things were counted: half a firm cannot be reached
    years = "、".join(f"{year}年{number_text(number)}{unit}" for year, number in past)
    missing = "；前三年中缺的年份由填报单位补齐后重算" if len(past) < 3 else ""
    return Value(number=number_text(mean), origin=f"本表所列往年值的平均（{years}）{missing}")
