"""Judgements that several rules share: what kind of thing a name is, and what a text says beside words.

The words stand in lexicon/judgements.yml. Names are compared without white space, brackets and full-width
forms; the spans that these functions return are places in the text as printed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from zhibiao.records import Comparator, ReviewedRow, Target
from zhibiao.target import parse_target
from zhibiao.target.basis import find_bases, names_change
from zhibiao.target.deadline import find_deadlines
from zhibiao.target.fold import fold
from zhibiao.target.quantity import find_quantities
from zhibiao.taxonomy import load_yaml
from zhibiao.text import normalise

_PREFIX = re.compile(r"^(?:指标|目标)[0-9一二三四五六七八九十]*[:.、]|^[★*△▲·]+|^[0-9]+[.、)]|^其中:?")
_TAIL = re.compile(r"\([^()]*\)$|(?:达到|达)?(?:目标值|预计值)$|[≥≤><=]+[0-9*.]*[%‰]?$|[0-9.]+[%‰]$")
_SCORING = re.compile(r"[扣得][0-9.]+分|得满分|不得分|不扣分|分档|分级|[优良]秀?[:=(≥0-9]")


@cache
def words(group: str) -> tuple[str, ...]:
    """The words of one group of lexicon/judgements.yml, longest first.

    >>> words("satisfaction")
    ('满意度', '满意率', '好评率')
    """
    return tuple(sorted(load_yaml("lexicon/judgements.yml")[group]["words"], key=lambda word: -len(word)))


@lru_cache(maxsize=16384)
def bare_name(name: str) -> str:
    """A name folded, without the template around it: leading `指标1:`, hints in brackets, a value at its end.

    >>> bare_name("指标1:项目总成本(≤**万元)"), bare_name("资金支出率达到目标值"), bare_name("保洁覆盖率100%")
    ('项目总成本', '资金支出率', '保洁覆盖率')
    """
    plain = normalise(name)
    for pattern in (_PREFIX, _TAIL):
        while (shorter := pattern.sub("", plain)) != plain and shorter:
            plain = shorter
    return plain


def is_rate(name: str) -> bool:
    """Whether the name is a rate or a share, whose value is a percentage.

    >>> is_rate("产业吸引率"), is_rate("引进优质企业比例"), is_rate("巡查频率"), is_rate("率先完成任务")
    (True, True, False, False)
    """
    plain = bare_name(name)
    return plain.endswith(words("rate_endings")) and not plain.endswith(words("no_rate"))


def is_satisfaction(name: str) -> bool:
    """Whether the name is measured by asking people how satisfied they are."""
    return bare_name(name).endswith(words("satisfaction"))


def is_growth(name: str) -> bool:
    """Whether the value is a change, which may be of any size (增长率, 变动率).

    >>> is_growth("“三公经费”变动率"), is_growth("预算执行率")
    (True, False)
    """
    return names_change(normalise(name))


def is_count(name: str) -> bool:
    """Whether the end of the name says the unit of a bare number (培训人数, 走访次数)."""
    return bare_name(name).endswith(words("unit_in_name"))


def is_activity(name: str) -> bool:
    """Whether the name says what is done rather than what is measured.

    >>> is_activity("开展招商政策推广宣传"), is_activity("完成及时率"), is_activity("组织培训次数")
    (True, False, False)
    """
    plain = bare_name(name)
    return plain.startswith(words("activity_verbs")) and not plain.endswith(words("countable_endings"))


def is_slogan(name: str) -> bool:
    """Whether the name is an effect or an exhortation that cannot be counted.

    >>> is_slogan("提升曲靖营商环境，提高曲靖知名度"), is_slogan("提高就业率"), is_slogan("招商引资宣传效果")
    (True, False, True)
    """
    plain = bare_name(name)
    if plain.endswith(words("effect_endings")):
        return True
    countable = (*words("countable_endings"), *words("countable_activities"))
    return plain.startswith(words("effect_verbs")) and not plain.endswith(countable)


def is_bare_grade(target: str) -> bool:
    """Whether a target says good and nothing else (好, 较好)."""
    return normalise(target).lstrip("=") in words("bare_grades")


def printed_comparator(row: ReviewedRow) -> Comparator:
    """The comparator of the target cell or its column; what the name adds is left out."""
    indicator = row.indicator
    parsed = parse_target(indicator.target, unit=indicator.unit, comparator=indicator.comparator_printed)
    return parsed.comparator


def base_of(target: Target) -> tuple[str, tuple[int, int]] | None:
    """The past that a target without a number is measured against, and its place; None where it names none.

    >>> from zhibiao.target import parse_target
    >>> base_of(parse_target("≥前三年平均数")), base_of(parse_target("同比增长")), base_of(parse_target("有效提升"))
    (('前三年平均', (0, 7)), ('同比', (0, 2)), None)
    """
    if target.tier != "vague":
        return None
    if target.basis:
        return target.basis, target.span
    folded = fold(target.raw)
    for basis in find_bases(folded.text):
        if not basis.known and basis.name != "基期":
            return basis.name, folded.span(basis.start, basis.end)
    return None


def has_criterion(explanation: str) -> bool:
    """Whether an explanation prints how it is judged: points, grades, steps.

    >>> has_criterion("每缺一项制度扣1分"), has_criterion("财务管理制度的健全完整")
    (True, False)
    """
    return bool(_SCORING.search(normalise(explanation)))


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


def find_word(text: str, group: str) -> tuple[int, int] | None:
    """The place of the first, then longest, word of a group in `text`, None where it holds none.

    >>> find_word("=按时完成", "activity_states")
    (1, 5)
    """
    found = [(text.find(word), -len(word)) for word in words(group) if word in text]
    if not found:
        return None
    start, length = min(found)
    return start, start - length


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
