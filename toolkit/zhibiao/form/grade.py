"""The proposed grade: from the score, and no better than the gravest findings allow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhibiao.form.criteria import form_data, grade_of, grades, words
from zhibiao.form.records import Cap, Criterion, Grade
from zhibiao.form.score import Found
from zhibiao.measurability import Measurability


def total(criteria: Sequence[Criterion]) -> tuple[float, float | None, float | None]:
    """Points that could be decided, the score over them, and that score in 100."""
    decided = sum(one.decided for one in criteria)
    if not decided:
        return 0, None, None
    score = round(sum(one.score for one in criteria if one.score is not None), 1)
    return decided, score, round(100 * score / decided, 1)


def propose(decided: float, percent: float | None, caps: Sequence[Cap]) -> tuple[Grade | None, Grade | None]:
    """The grade by the score alone, and the one to propose; None where too little could be decided."""
    if percent is None or decided < form_data()["grade_needs"]:
        return None, None
    by_score = grade_of(percent)
    order = grades()
    return by_score, max((by_score, *(cap.grade for cap in caps)), key=order.index)


def find_caps(found: Sequence[Found], measured: Measurability) -> tuple[Cap, ...]:
    """The caps that apply, the hardest last; of several for one grade all are named."""
    key = tuple(form_data()["key_rules"])
    grave = [one for one in found if one.finding.severity == "high" and one.finding.code.startswith(key)]
    rows = tuple(dict.fromkeys(one.place for one in grave if one.place[1]))
    whole = tuple(one.place for one in grave if not one.place[1])
    unclear = measured.part("rows").other_rows
    known = {grade.key: grade for grade in grades()}
    caps = []
    for entry in form_data()["caps"]:
        some = _reaches(entry, "any", len(grave)) or _reaches(entry, "whole", len(whole))
        many = _reaches(entry, "rows", len(rows) / max(measured.rows, 1))
        vague = _reaches(entry, "unmeasurable", len(unclear) / max(measured.rows, 1))
        if some or many or vague:
            places = unclear if vague else (*dict.fromkeys(whole), *rows)
            caps.append(Cap(grade=known[entry["grade"]], reason=words(entry), places=places))
    return tuple(caps)


def _reaches(entry: dict[str, Any], name: str, value: float) -> bool:
    """Whether a value reaches the bound of that name; the share of rows that cannot be checked must exceed it."""
    if name not in entry:
        return False
    bound: float = entry[name]
    return value > bound if name == "unmeasurable" else value >= bound
