"""The criteria of data/form.yml, and which question a rule is evidence for."""

from __future__ import annotations

from functools import cache
from typing import Any

from zhibiao.form.records import Grade, Words
from zhibiao.taxonomy import load_yaml


def form_data() -> dict[str, Any]:
    """The content of data/form.yml."""
    data: dict[str, Any] = load_yaml("form.yml")
    return data


def words(data: dict[str, Any]) -> Words:
    """The two languages of an entry."""
    return Words(zh=data["zh"], en=data["en"])


@cache
def question_of(code: str) -> str:
    """The key of the question that a rule is evidence for: its longest prefix counts; "" for none.

    >>> question_of("VG01"), question_of("VG04"), question_of("EX02"), question_of("QQ01")
    ('measurable', 'filled', 'filled', '')
    """
    found = [
        (len(prefix), question["key"])
        for criterion in form_data()["criteria"]
        for question in criterion["questions"]
        for prefix in question.get("rules", ())
        if code.startswith(prefix)
    ]
    return max(found)[1] if found else ""


@cache
def grades() -> tuple[Grade, ...]:
    """All grades, the best first."""
    return tuple(
        Grade(key=one["key"], name=words(one), bound=one["from"], advice=words(one["advice"]))
        for one in form_data()["grades"]
    )


def grade_of(percent: float) -> Grade:
    """The grade of a score in 100.

    >>> grade_of(90).name.zh, grade_of(89.9).name.zh, grade_of(0).name.zh
    ('优', '良', '差')
    """
    return next(grade for grade in grades() if percent >= grade.bound)
