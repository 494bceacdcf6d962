"""The value of a suggestion and its origin: what the law sets, past values, the document's own text, or an open place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from zhibiao.records import Target
from zhibiao.suggest.candidates import Candidate
from zhibiao.suggest.evidence import Evidence, Stated, bound_of, nearest, number_text

_BEFORE, _BEHIND = 45, 15


def value_of(
    candidate: Candidate, name: str, target: Target, context: Evidence, stated: Sequence[Stated]
) -> tuple[str, str]:
    """(number, where it comes from); ("", who fills it from which record) where nothing states one.

    The row's own number stays where the candidate counts what it counts.
    """
    alternative = candidate.alternative
    unit = alternative.unit
    if alternative.value:
        return alternative.value, alternative.value_from
    if candidate.stated:
        return number_text(bound_of(candidate.stated.target) or 0.0), quoted(candidate.stated)
    if candidate.keeps_value and (bound := bound_of(target)) is not None:
        return number_text(bound), f"沿用本行原目标值“{_printed(target)}”"
    if candidate.keeps_name and (found := _from_history(context.history, unit)):
        return found
    names = [name, alternative.name] if candidate.keeps_name else [alternative.name]
    one = nearest(names, unit, stated)
    if one and (bound := bound_of(one.target)) is not None:
        return number_text(bound), quoted(one)
    if candidate.scale:
        return "", f"由填报单位按上年评定结果填写等次，评定依据{alternative.data_source}"
    return "", f"由填报单位按上年实际数填写，取自{alternative.data_source}"


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


def _from_history(history: str, unit: str) -> tuple[str, str] | None:
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
    return number_text(mean), f"本表所列往年值的平均（{years}）{missing}"
