"""Telling value cells from name cells, without knowing the column."""

from __future__ import annotations

import re
from functools import lru_cache

from zhibiao.target.basis import find_bases, find_fixed
from zhibiao.target.comparator import before
from zhibiao.target.deadline import find_deadlines
from zhibiao.target.fold import fold
from zhibiao.target.quantity import find_quantities
from zhibiao.target.state import find_states, is_graded, is_missing
from zhibiao.target.unit import read_unit
from zhibiao.target.wording import find_vague

LONGEST = 40
_NAME_END = re.compile(r"(?:率|度|性|数量?|量|指标|情况|时间|时限|期限|金额|额|成本|比例|次数|标准|效果|成效)(?:\([^)]*\))?$")
_SIGN_FIRST = re.compile(r"^[≥≤><=±]")
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
    if not plain:
        return 0.0
    if is_missing(plain):
        return 0.4
    if len(plain) > LONGEST:
        return 0.05
    if is_graded(plain):
        return 0.9
    spans, sure = _spans(plain)
    share = _covered(plain, spans)
    if _NAME_END.search(plain) and not (sure and _ends_with(plain, spans)):
        return round(min(0.3, 0.2 * share), 2) if not _SIGN_FIRST.match(plain) else 0.9
    if _SIGN_FIRST.match(plain):
        return 1.0 if sure else 0.9
    if share < 0.5:
        return round(0.5 * share, 2)
    score = (1.0 if sure else 0.9) * min(1.0, share + 0.15)
    return round(score, 2)


def _spans(plain: str) -> tuple[list[tuple[int, int]], bool]:
    """The spans that belong to a value; whether a number or a date is among them."""
    deadlines = [(deadline.start, deadline.end) for deadline in find_deadlines(plain)]
    sure = deadlines + [(q.start, q.end) for q in find_quantities(plain, deadlines, loose=True)]
    if sure and _covered(plain, sure) == 1.0:
        return sure, True
    spans = sure + list(find_states(plain))
    spans += [(match.start, match.end) for match in find_vague(plain)]
    spans += [(before(plain, basis.start).place, basis.end) for basis in find_bases(plain)]
    if fixed := find_fixed(plain):
        spans.append((fixed.start, fixed.end))
    return spans, bool(sure)


def _ends_with(plain: str, spans: list[tuple[int, int]]) -> bool:
    return any(end == len(plain) for _, end in spans)


def _covered(plain: str, spans: list[tuple[int, int]]) -> float:
    """The share of the characters inside the spans; small links between them do not count."""
    inside = {place for start, end in spans for place in range(start, end)}
    rest = [place for place, char in enumerate(plain) if place not in inside and char not in _LINKS]
    return len(inside) / (len(inside) + len(rest)) if inside else 0.0
