"""Targets without a number and a date: a grade, a threshold without its value, a state, words of degree."""

from __future__ import annotations

from zhibiao.records import Comparator, Target, TargetKind
from zhibiao.target.basis import tells_change, threshold
from zhibiao.target.fold import Folded
from zhibiao.target.grade import has_grade
from zhibiao.target.state import find_states
from zhibiao.target.wording import find_vague

_PLEDGES = ("确保", "保证", "保障")  # 确保完成 is checked as 完成 is


def worded_target(folded: Folded, sign: Comparator) -> Target:
    """A target without number and date: a threshold without its value, a state, or words of degree."""
    plain = folded.text
    if has_grade(plain):
        return Target(raw=folded.raw, kind="grade", tier="graded", span=folded.span(0, len(plain)))
    found = threshold(plain)
    if found:
        basis, said, start, end = found
        return Target(
            kind="change" if basis.change else "level" if said or sign else "state",
            tier="binary" if basis.known else "vague",
            comparator=said or sign,
            basis=basis.name,
            raw=folded.raw,
            span=folded.span(start, end),
            words=tuple(folded.span(match.start, match.end) for match in find_vague(plain)),
        )
    states = find_states(plain)
    vague = [m for m in find_vague(plain) if not any(a <= m.start and m.end <= b for a, b in states)]
    if states and all(match.word in _PLEDGES for match in vague):
        vague = []
    kind: TargetKind = "none"
    if vague:
        kind = "change" if any(match.kind == "degree" for match in vague) and tells_change(plain) else "state"
    elif states:
        kind = "state"
    return Target(
        kind=kind,
        tier="binary" if states and not vague else "vague",
        comparator=sign if sign == "=" else "",
        raw=folded.raw,
        span=folded.span(0, len(plain)) if kind != "none" else (0, 0),
        words=tuple(folded.span(match.start, match.end) for match in vague),
    )
