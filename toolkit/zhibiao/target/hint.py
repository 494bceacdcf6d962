"""What an indicator's name says about its target: a printed unit, a comparator, a change, a rate, a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from zhibiao.records import Comparator
from zhibiao.target.basis import change_names, find_bases, names_change
from zhibiao.target.comparator import before, may_end_before, read_comparator
from zhibiao.target.fold import fold
from zhibiao.target.unit import NO_UNIT, Unit, read_unit

_BRACKET = re.compile(r"\((?:单位:)?([≥≤><=]*)[*x×_…0\s]*([^()0-9]{1,8})\)")
_RATE = re.compile(r"(?:率|比例|占比|比重|满意度)(?:\(.*\))?$")
_MONEY = re.compile(r"成本|费|资金|金额|投资|经费|收入|支出|产值|税|工资|补助|预算")
_DATE = re.compile(r"时间|时限|日期|期限|时效|及时")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hint:
    """What the name adds to a target; all empty for most names. Equal hints are one object: see `_hint`."""

    unit: Unit = NO_UNIT
    comparator: Comparator = ""
    change: bool = False
    basis: str = ""
    rate: bool = False
    money: bool = False
    date: bool = False


NO_HINT = Hint()


@cache
def _sign() -> re.Pattern[str]:
    """A quick look: what the names hold that say anything, but for a comparator at their end."""
    words = (_RATE.pattern.partition("(?:\\(")[0], _MONEY.pattern, _DATE.pattern, change_names().pattern)
    return re.compile("|".join((r"\(", *words)))


@lru_cache(maxsize=65536)
def read_hint(name: str) -> Hint:
    """The hint in an indicator's name; only a unit printed in brackets is taken, none is guessed.

    >>> read_hint("维修面积(≥**平方米)").unit.printed, read_hint("维修面积(≥**平方米)").comparator
    ('平方米', '≥')
    >>> read_hint("成本控制在").comparator, read_hint("预算执行率").rate
    ('≤', True)
    """
    text = fold(name).text
    if not (_sign().search(text) or may_end_before(text)):
        return NO_HINT
    unit, comparator = _bracket(text) if "(" in text else (NO_UNIT, "")
    if not comparator and may_end_before(text):
        side = before(text, len(text))
        comparator = read_comparator(side.said[0]) if side.said and len(side.said[0]) > 1 else ""
    change = names_change(text)
    bases = find_bases(text) if change else ()
    basis = next((basis.name for basis in bases if basis.change), "")
    rate, money, date = (bool(pattern.search(text)) for pattern in (_RATE, _MONEY, _DATE))
    return _hint(unit, comparator, change, basis, rate, money, date)


@lru_cache(maxsize=4096)
def _hint(
    unit: Unit, comparator: Comparator, change: bool, basis: str, rate: bool, money: bool, date: bool
) -> Hint:
    """One object for all names that hint at the same, so that targets are looked up by it quickly."""
    return Hint(
        unit=unit, comparator=comparator, change=change, basis=basis, rate=rate, money=money, date=date
    )


def _bracket(text: str) -> tuple[Unit, Comparator]:
    """The unit and the comparator of a template that was left in the name."""
    for match in _BRACKET.finditer(text):
        unit = read_unit(match[2])
        if unit.dimension:
            return unit, read_comparator(match[1]) if match[1] else ""
    return NO_UNIT, ""
