"""Telling value cells from name cells, without knowing the column."""

from __future__ import annotations

import re
from functools import lru_cache

from zhibiao.target.basis import find_bases, find_fixed, threshold
from zhibiao.target.deadline import find_deadlines
from zhibiao.target.fold import fold
from zhibiao.target.grade import is_graded
from zhibiao.target.quantity import find_quantities
from zhibiao.target.state import find_states, is_missing
from zhibiao.target.unit import is_unit
from zhibiao.target.wording import find_vague

LONGEST = 40
SHORT = 4
_NAME_END = re.compile(
    r"(?:率|度|性|数量?|量|指标|情况|时间|时限|时效|期限|金额|额|成本|比例|次数|标准|效果|成效)(?:\([^)]*\))?$"
)
_SIGN_FIRST = re.compile(r"^[≥≤><=±]")
_STOP = re.compile(r"[、,，;；]")
_LINKS = "的地为达到在各均、,，;；。()内 "


@lru_cache(maxsize=32768)
def looks_like_target(text: str) -> float:
    """How much a table cell looks like a target value: 0 (a name, a sentence) to 1 (a value).

    The share of its characters that are number, comparator, unit, date, state or words of degree; names
    end in 率, 性, 数 and hold few of them. An empty cell is 0, a placeholder (无, —) 0.4.

    >>> [looks_like_target(t) for t in ("≥100%", "健全", "12月30日前", "按时完成")]
    [1.0, 0.9, 1.0, 0.9]
    >>> looks_like_target("预算调整率") < 0.2, looks_like_target("招商推介会知名度") < 0.2
    (True, True)
    """
    plain = fold(text).text
    clear = _at_a_glance(plain)
    if clear is not None:
        return clear
    spans, sure = _spans(plain)
    if _cover(plain, spans)[0] == 1.0 or _SIGN_FIRST.match(plain):
        return 1.0 if sure else 0.9
    return round(_partly(plain, spans, sure), 2)


def ends_like_name(text: str) -> bool:
    """Whether a text ends as names of indicators do: 率, 度, 性, 数量, 金额 ...

    >>> ends_like_name("设备合格率"), ends_like_name("满意度较高")
    (True, False)
    """
    return _NAME_END.search(fold(text).text) is not None


def _at_a_glance(plain: str) -> float | None:
    """The score of cells that need no look at their words, None for the others."""
    if is_missing(plain):
        return 0.4 if plain else 0.0
    if len(plain) > LONGEST:
        return 0.05
    if is_unit(plain):
        return 0.2
    return 0.9 if is_graded(plain) else None


def _partly(plain: str, spans: list[tuple[int, int]], sure: bool) -> float:
    """The score of a cell that holds other words too: 围墙300米 is rather a name, 及时支出 rather a value."""
    share, lead, tail = _cover(plain, spans)
    if _NAME_END.search(plain):
        return min(0.3, 0.2 * share)
    if len(plain) <= SHORT:
        return 0.6 if share >= 0.5 else 0.5 * share
    if not sure and _is_list(plain, spans):
        return 0.7
    if tail > 1:
        return 0.4 * share
    if sure:
        return 0.3 + 0.3 * share if lead > 1 else min(1.0, share + 0.15)
    return 0.8 * share if share >= 0.6 else 0.5 * share


def _spans(plain: str) -> tuple[list[tuple[int, int]], bool]:
    """The spans that belong to a value; whether a number or a date is among them."""
    deadlines = [(deadline.start, deadline.end) for deadline in find_deadlines(plain)]
    sure = deadlines + [(q.start, q.end) for q in find_quantities(plain, deadlines, loose=True)]
    if sure and _cover(plain, sure)[0] == 1.0:
        return sure, True
    spans = sure + list(find_states(plain))
    spans += [(match.start, match.end) for match in find_vague(plain)]
    found = threshold(plain)
    fixed = find_fixed(plain)
    if sure or fixed:
        spans += [(basis.start, basis.end) for basis in find_bases(plain)]
    elif found and (found[1] or found[2:] == (0, len(plain))):
        spans.append((found[2], found[3]))
    if fixed:
        spans.append((fixed.start, fixed.end))
    return spans, bool(sure)


def _is_list(plain: str, spans: list[tuple[int, int]]) -> bool:
    """Whether the text is a list whose parts all end in a word of state or degree (目标明确、内容细化)."""
    ends = {end for _, end in spans}
    stops = [match.start() for match in _STOP.finditer(plain)] + [len(plain)]
    return len(stops) > 1 and ends.issuperset(stops)


def _cover(plain: str, spans: list[tuple[int, int]]) -> tuple[float, int, int]:
    """The share of the characters inside the spans, and how many stand before the first and after the
    last of them; small links between them do not count."""
    inside = {place for start, end in spans for place in range(start, end)}
    if not inside:
        return 0.0, len(plain), 0
    rest = [place for place, char in enumerate(plain) if place not in inside and char not in _LINKS]
    first, last = min(inside), max(inside)
    share = len(inside) / (len(inside) + len(rest))
    return share, sum(place < first for place in rest), sum(place > last for place in rest)
