"""Judgements that several rules share about what a target or an explanation says beside its number.

The words stand in lexicon/judgements.yml. The spans are places in the text as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zhibiao.records import Comparator, ReviewedRow, Target
from zhibiao.rules.judge import words
from zhibiao.target import parse_target
from zhibiao.target.basis import find_bases
from zhibiao.target.deadline import find_deadlines
from zhibiao.target.fold import fold
from zhibiao.target.quantity import find_quantities
from zhibiao.text import normalise

_SCORING = re.compile(r"[扣得][0-9.]+分|得满分|不得分|不扣分|分档|分级|[优良]秀?[:=(≥0-9]")
WORDED = ("vague", "binary")
"""Tiers of targets without a number."""
NO_PAST = ("基期", "序时进度")
"""Bases that need no printed past: 在……基础上 is a phrase, the calendar gives 序时进度."""


def is_bare_grade(target: str) -> bool:
    """Whether a target says good and nothing else (好, 较好)."""
    return normalise(target).lstrip("=") in words("bare_grades")


def base_of(target: Target) -> tuple[str, tuple[int, int]] | None:
    """The past that a target without a number is measured against, and its place; None where it names none.

    >>> from zhibiao.target import parse_target
    >>> base_of(parse_target("≥前三年平均数")), base_of(parse_target("同比增长")), base_of(parse_target("有效提升"))
    (('前三年平均', (0, 7)), ('同比', (0, 2)), None)
    """
    if target.tier != "vague":
        return None
    if target.basis:
        return None if target.basis in NO_PAST else (target.basis, target.span)
    folded = fold(target.raw)
    for basis in find_bases(folded.text):
        if not basis.known and basis.name not in NO_PAST:
            return basis.name, folded.span(basis.start, basis.end)
    return None


def is_worded(target: Target) -> bool:
    """Whether a target is words without a number, a date or grades."""
    return target.tier in WORDED


def percent_bounds(target: Target) -> tuple[float | None, float | None] | None:
    """Bounds in percent of a target that is a share; None for any other target.

    A bare number counts as percent where the name is a rate.

    >>> from zhibiao.target import parse_target
    >>> percent_bounds(parse_target("≥0.97比例")), percent_bounds(parse_target("≥5人"))
    ((97.0, None), None)
    """
    if target.unit_base not in ("%", "") or target.dimension != "ratio":
        return None
    scale = target.scale if target.unit_base else 1.0
    lower, upper = (None if bound is None else bound * scale for bound in (target.lower, target.upper))
    return lower, upper


def printed_comparator(row: ReviewedRow) -> Comparator:
    """The comparator of the target cell or its column; what the name adds is left out."""
    indicator = row.indicator
    parsed = parse_target(indicator.target, unit=indicator.unit, comparator=indicator.comparator_printed)
    return parsed.comparator


def interim_parts(interim: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each value of a row's part-year targets with its place in `interim`.

    >>> list(interim_parts("半年:=50%;三季度:=75%"))
    [('=50%', (3, 7)), ('=75%', (12, 16))]
    """
    start = 0
    for part in interim.split(";"):
        label, _, value = part.rpartition(":")
        place = start + len(part) - len(value)
        if label and value:
            yield value, (place, place + len(value))
        start += len(part) + 1


def has_criterion(explanation: str) -> bool:
    """Whether an explanation prints how it is judged: points, grades, steps.

    >>> has_criterion("每缺一项制度扣1分"), has_criterion("财务管理制度的健全完整")
    (True, False)
    """
    return bool(_SCORING.search(normalise(explanation)))


@cache
def _named_rule() -> re.Pattern[str]:
    unnamed, nouns = "|".join(words("unnamed_rules")), "|".join(words("rule_nouns"))
    verbs = "符合|达到|执行|遵守|按照"
    return re.compile(rf"《[^》]+》|[A-Z]{{2}}/T|(?:{verbs})(?!{unnamed})[^，,；;]{{2,}}?(?:{nouns})")


def names_rule(text: str) -> bool:
    """Whether a text says which rule is to be met.

    >>> names_rule("符合《高标准农田建设通则》"), names_rule("符合养护规程要求"), names_rule("严格执行相关制度规定")
    (True, True, False)
    """
    return bool(_named_rule().search(text))


def has_measure(text: str) -> bool:
    """Whether a text says how many or by when: a number with a known unit, or a date that is no bare year.

    >>> has_measure("2022年11月底完成"), has_measure("新建水泥路1条"), has_measure("2024年招商活动")
    (True, True, False)
    """
    plain = fold(text).text
    deadlines = find_deadlines(plain)
    if any(not deadline.label for deadline in deadlines):
        return True
    return bool(find_quantities(plain, [(deadline.start, deadline.end) for deadline in deadlines]))
