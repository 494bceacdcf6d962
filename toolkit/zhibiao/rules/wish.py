"""Judgements that the rules about slogans and wishes in names share (VG07, VG08)."""

from __future__ import annotations

import re

from zhibiao.records import ReviewedRow
from zhibiao.rules.judge import bare_name, holds, words
from zhibiao.rules.judge_target import has_measure, names_rule, percent_bounds
from zhibiao.target import vague_words
from zhibiao.target.fold import fold
from zhibiao.text import normalise

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[\u4e00-\u9fff]{2,}")
_FORMULA = re.compile(r"[/÷×*]|占|除以|之比")
LONGEST_UNIT = 3
SHORT = 5
COVERED = 0.6
"""A longer target says something of its own unless this share of it is words of degree and quality."""


def is_measured(name: str) -> bool:
    """Whether a name ends in, or holds, a quantity or a thing that can be counted.

    >>> is_measured("提高群众知晓率"), is_measured("提升服务质量"), is_measured("带动就业人数，促进增收")
    (True, False, True)
    """
    plain = bare_name(name)
    if plain.endswith(words("not_measured")):
        return False
    if _DIGIT.search(plain) and has_measure(plain):  # 六盘 in 六盘水 is no number
        return True
    return plain.endswith(words("measured_endings")) or holds(plain, "measures")


def target_helps(row: ReviewedRow) -> bool:
    """Whether the target, or a formula beside it, says what is measured where the name does not."""
    target, indicator = row.target, row.indicator
    if _FORMULA.search(normalise(indicator.explanation + indicator.basis_text)):
        return True
    if target.tier == "missing":
        return False
    if target.tier == "measurable":
        return _says_more(row)
    if target.tier == "graded" or names_rule(indicator.target):
        return True
    plain = fold(indicator.target).text.strip("=。.，, ")
    if target.tier == "binary":  # 验收通过 can be shown, 正常运转 cannot
        return plain not in words("activity_states") and plain not in words("empty_states")
    told = sum(match.end - match.start for match in vague_words(indicator.target))
    return len(plain) > SHORT and told < COVERED * len(plain)


def _says_more(row: ReviewedRow) -> bool:
    """Whether a measurable target is more than a percentage or a count: a change, money, a date, words."""
    target = row.target
    if row.label.category == "S1" or "满意" in row.indicator.level2:  # a share of the people asked
        return True
    countable = target.dimension in ("count", "") or percent_bounds(target)
    if target.kind in ("date", "change", "duration") or not countable:
        return True
    raw = target.raw[: target.span[0]] + target.raw[target.span[1] :]
    return bool(_WORD.search(raw) or len(row.indicator.unit) > LONGEST_UNIT)
