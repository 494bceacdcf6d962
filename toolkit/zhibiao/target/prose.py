"""Targets inside prose: each quantity with what it counts, and acts and degrees without a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from zhibiao.records import Target
from zhibiao.target.basis import Basis, find_bases, find_fixed
from zhibiao.target.comparator import LOWER, UPPER
from zhibiao.target.deadline import Deadline, find_deadlines
from zhibiao.target.fold import Folded, fold
from zhibiao.target.lexicon import entries
from zhibiao.target.numeric import Around, fixed_target, numeric_target
from zhibiao.target.qualitative import find_qualitative
from zhibiao.target.quantity import Quantity, find_quantities

_HARD = re.compile(r"[，,。；;：:！!？?()…/|\n]")
_STOP = re.compile(r"[，,。；;：:！!？?()…、/|\n]")
_NOUN = re.compile(r"的?[\u4e00-\u9fff“]")
_EDGE = "、，,。；;：:的了等\"' -·"
LONGEST_OBJECT = 40
Span = tuple[int, int]


def find_targets(text: str) -> tuple[tuple[str, Target], ...]:
    """The targets inside a clause of prose, each with its object, in printed order.

    Numbers need a known unit. Not taken: thresholds inside an object (10亿元以上重大项目), coded names
    (“15315”目标), ordinals, year labels. Acts and degrees without a number follow as binary or vague
    targets (开展…, …满意度较高). `raw` of each target is the whole text, `span` its place in it.

    >>> [(name, t.lower, t.unit) for name, t in find_targets("引进企业120家以上、到位资金240亿元以上")]
    [('引进企业', 120.0, '家'), ('到位资金', 240.0, '亿元')]
    """
    folded = fold(text)
    deadlines = find_deadlines(folded.text)
    masks = [(deadline.start, deadline.end) for deadline in deadlines]
    found, taken = _numeric(folded, deadlines, masks)
    found += [
        (folded.raw[slice(*span)], target)
        for span, target in find_qualitative(folded, masks)
        if not any(a < target.span[1] and target.span[0] < b for a, b in taken)
    ]
    return tuple(sorted(found, key=lambda item: item[1].span))


def _numeric(
    folded: Folded, deadlines: Sequence[Deadline], masks: Sequence[Span]
) -> tuple[list[tuple[str, Target]], list[Span]]:
    """The targets with a number, and the spans of the words that belong to them."""
    plain = folded.text
    quantities = find_quantities(plain, masks)
    quantities = tuple(q for place, q in enumerate(quantities) if not _is_no_target(plain, quantities, place))
    bases = find_bases(plain)
    found: list[tuple[str, Target]] = []
    taken: list[Span] = []
    for place, quantity in enumerate(quantities):
        if _is_article(quantity):
            continue
        floor = quantities[place - 1].end if place else 0
        ceiling = quantities[place + 1].start if place + 1 < len(quantities) else len(plain)
        begin = _last_stop(plain, floor, quantity.start)
        near = [basis for basis in bases if begin <= basis.start and basis.end <= quantity.end]
        until = [d for d in deadlines if begin <= d.start < quantity.start and not d.label]
        target = numeric_target(folded, quantity, Around(bases=tuple(near), deadlines=tuple(until)))
        name = _object(folded, begin, quantity, ceiling, masks)
        found.append((_related(plain, begin, name, found), target))
        taken.append(folded.span(begin, quantity.end))
    for name, target in _fixed(folded, bases):
        found.append((name, target))
        taken.append(target.span)
    return found, taken


def _is_article(quantity: Quantity) -> bool:
    """一个, 一项 without a comparator: rather an article than a count."""
    return quantity.spelled and not quantity.said and quantity.bounds.lower == 1


def _is_no_target(text: str, quantities: Sequence[Quantity], place: int) -> bool:
    """A threshold inside a name, or a phrase that puts two quantities together (两个90天)."""
    quantity = quantities[place]
    following = quantities[place + 1] if place + 1 < len(quantities) else None
    before = quantities[place - 1] if place else None
    if following and following.start == quantity.end and not quantity.said:
        return True
    if before and before.end == quantity.start and before.spelled and quantity.unit.dimension == "time":
        return True
    if not set(quantity.bounds.comparator) & (LOWER | UPPER):
        return False
    left, right = text[quantity.start - 1 : quantity.start], text[quantity.end : quantity.end + 1]
    if left == "(" and right == ")":
        return True
    noun = _NOUN.match(text, quantity.end)
    return bool(noun and following and not _STOP.search(text, quantity.end, following.start))


def _last_stop(text: str, floor: int, end: int) -> int:
    """Where the words about a quantity begin: after the last mark of punctuation or quantity before it."""
    stops = [match.end() for match in _HARD.finditer(text, floor, end)]
    if stops:
        return stops[-1]
    item = text.find("、", floor, end) if floor else -1  # 扶持5家企业、培育3个品牌
    return item + 1 if item >= 0 else floor


def _object(folded: Folded, begin: int, quantity: Quantity, ceiling: int, masks: Sequence[Span]) -> str:
    """What the quantity counts: the words before it in its clause and the noun right behind it."""
    text, shown = folded.text, folded.shown
    if text[quantity.start - 1 : quantity.start] == "、":  # an item of a list that begins with its number
        begin = quantity.start
    before = "".join(
        shown[place]
        for place in range(begin, quantity.start)
        if not any(start <= place < end for start, end in masks)
    )
    stop = _STOP.search(text, quantity.end, ceiling)
    after = shown[quantity.end : stop.start() if stop else ceiling]
    name = _strip(before) + (_strip(after) if len(after) > 1 else "")
    return (name or before.strip(_EDGE) or _strip(after))[:LONGEST_OBJECT]


@cache
def _words(role: str) -> tuple[str, ...]:
    found = (entry["word"] for entry in entries("actions") if entry["role"] == role)
    return tuple(sorted(found, key=len, reverse=True))


def _strip(text: str) -> str:
    """Without words at both ends that are no part of an object."""
    text = text.strip(_EDGE)
    while True:
        lead = next((word for word in _words("lead") if text.startswith(word)), "")
        tail = next((word for word in _words("tail") if text.endswith(word)), "")
        lead = "" if text.startswith(f"{lead}率") else lead  # 完成率
        shorter = text.removeprefix(lead).removesuffix(tail).strip(_EDGE)
        if shorter == text or not shorter:
            return shorter
        text = shorter


def _related(text: str, begin: int, name: str, found: Sequence[tuple[str, Target]]) -> str:
    """The name with the object before it, where the number is about that one (占比35.5%, 完成目标的90%)."""
    if not found:
        return name
    clause = text[begin:].lstrip(_EDGE)
    relation = next((word for word in _words("relation") if clause.startswith(word)), "")
    if relation:
        return f"{found[-1][0]}{relation.rstrip('的')}"
    return name or (found[-1][0] if text[begin - 1 : begin] in tuple("，,(") else "")


def _fixed(folded: Folded, bases: Sequence[Basis]) -> Iterator[tuple[str, Target]]:
    fixed = find_fixed(folded.text)
    if fixed:
        begin = _last_stop(folded.text, 0, fixed.start)
        near = [basis for basis in bases if begin <= basis.start and basis.end <= fixed.start]
        end = near[0].start if near else fixed.start
        yield _strip(folded.text[begin:end]), fixed_target(folded, fixed, Around(bases=tuple(near)))
