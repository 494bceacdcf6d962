"""Grades: a grade of a known scale (优秀等次, 三级甲等) or a whole scale with or without its criteria."""

from __future__ import annotations

import re
from functools import cache

from zhibiao.target.lexicon import entries

_PARTS = re.compile(r"[;；,，、/。\s]")
_CRITERION = re.compile(r"[(:=≥≤><0-9]")
_STEP = r"(?:[1-5]?a{1,5}|[a-d]|[一二三四五六1-6]|[特甲乙丙])[级等](?![奖职学])(?:[甲乙丙]等)?"
_STARS, _WATER = r"[一二三四五]星级?", r"(?:i{1,3}|iv|v)类(?:水质?)?(?:标准)?"
_LEVEL = rf"(?:{_STARS}|{_WATER}|{_STEP})(?:及?以上|及?以下)?"
_IS_LEVEL = re.compile(rf"[1-5]?a{{1,5}}|[a-d]|{_LEVEL}")
_HAS_LEVEL = re.compile(rf"(?:^|达到|评为|评定为?|创建|定为|认定为|保持){_LEVEL}")
_SCALE_NAME = re.compile(r"^(?:定性|等级|分级|分档)[:：]?")
_SINGLE = ("优", "良", "中", "差")


@cache
def _ranks() -> dict[str, int]:
    return {entry["word"]: entry["rank"] for entry in entries("grades") if "rank" in entry}


@cache
def _grade() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _ranks()), key=len, reverse=True)))


@cache
def _named() -> re.Pattern[str]:
    """A grade that says it is one: 优秀等次, 等级为良."""
    endings = "|".join(re.escape(entry["word"]) for entry in entries("grades") if entry.get("ending"))
    grade = _grade().pattern
    return re.compile(
        rf"(?:{grade}|[a-d])(?:及以上)?(?:{endings})(?:及?以上)?|(?:等次|等级|评级)(?:[为达]|达到)?(?:{grade})"
    )


def grade_rank(text: str) -> int:
    """The rank of a folded text that is the name of a grade (1 best to 5 worst), 0 for anything else.

    >>> grade_rank("优"), grade_rank("良好"), grade_rank("优质")
    (1, 2, 0)
    """
    return _ranks().get(text, 0)


def is_graded(text: str) -> bool:
    """Whether a folded text is a grade or a scale of grades, with or without their criteria.

    >>> is_graded("优100%;良90%"), is_graded("优良中差"), is_graded("优秀等次"), is_graded("优良率≥90%")
    (True, True, True, False)
    """
    if text in _SINGLE or _named().fullmatch(text) or _IS_LEVEL.fullmatch(text):
        return True
    return text != "优良" and _is_scale(_SCALE_NAME.sub("", text))  # 优良 alone is one judgement, no scale


def has_grade(text: str) -> bool:
    """Whether a folded text names a grade among other words.

    >>> has_grade("创建4a级景区"), has_grade("考核等次为优秀"), has_grade("高等教育"), has_grade("效果较好")
    (True, True, False, False)
    """
    return bool(_named().search(text) or _HAS_LEVEL.search(text))


def _is_scale(text: str) -> bool:
    """At least two grades of different rank: in a row (优良中差), or each a part of its own, with or without
    its criterion (优≥95%;良≥90%). One grade with a criterion in brackets is part of a scale too."""
    ranks: set[int] = set()
    for part in _PARTS.split(text):
        found, rest = _leading_grades(part)
        if not rest:
            ranks.update(found)
        elif len(found) == 1 and _CRITERION.match(rest):
            ranks.update(found)
            if part == text and rest[0] == "(" and any(char.isdecimal() for char in rest):
                return True
    return len(ranks) > 1


def _leading_grades(part: str) -> tuple[list[int], str]:
    """The ranks of the grades a part begins with, and what follows them."""
    found: list[int] = []
    while match := _grade().match(part):
        found.append(_ranks()[match[0]])
        part = part[match.end() :]
    return found, part
