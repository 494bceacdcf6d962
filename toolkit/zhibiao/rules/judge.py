"""Judgements that several rules share about a name: a rate, a satisfaction, a count, an activity, a slogan.

The words stand in lexicon/judgements.yml. Names are compared without white space, brackets and full-width forms.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from zhibiao.target.basis import names_change
from zhibiao.taxonomy import load_yaml
from zhibiao.text import normalise

_PREFIX = re.compile(r"^(?:指标|目标)[0-9一二三四五六七八九十]*[:.、]|^[★*△▲·]+|^[0-9]+[.、)]|^其中:?")
_TAIL_ENDS = frozenset(")值≥≤><=0123456789*.%‰")  # a quick look before the search
_TAIL = re.compile(r"\([^()]*\)$|(?:达到|达)?(?:目标值|预计值)$|[≥≤><=]+[0-9*.]*[%‰]?$|[0-9.]+[%‰]$")


@cache
def words(group: str) -> tuple[str, ...]:
    """The words of one group of lexicon/judgements.yml, longest first.

    >>> words("satisfaction")
    ('满意度', '满意率', '好评率')
    """
    return tuple(sorted(load_yaml("lexicon/judgements.yml")[group]["words"], key=lambda word: -len(word)))


@cache
def any_word(*groups: str) -> re.Pattern[str]:
    """A pattern of all words of the groups, the longest first where several begin at one place."""
    found = sorted({word for group in groups for word in words(group)}, key=lambda word: -len(word))
    return re.compile("|".join(map(re.escape, found)))


def holds(text: str, *groups: str) -> bool:
    """Whether a word of one of the groups of lexicon/judgements.yml stands in `text`.

    >>> holds("受理案件数", "handling"), holds("合格率", "handling")
    (True, False)
    """
    return any_word(*groups).search(text) is not None


def find_word(text: str, group: str) -> tuple[int, int] | None:
    """The place of the first, then longest, word of a group in `text`, None where it holds none.

    >>> find_word("=按时完成", "activity_states")
    (1, 5)
    """
    match = any_word(group).search(text)
    return match.span() if match else None


@lru_cache(maxsize=65536)
def bare_name(name: str) -> str:
    """A name folded, without the template around it: leading `指标1:`, hints in brackets, a value at its end.

    >>> bare_name("指标1:项目总成本(≤**万元)"), bare_name("资金支出率达到目标值"), bare_name("保洁覆盖率100%")
    ('项目总成本', '资金支出率', '保洁覆盖率')
    """
    plain = normalise(name)
    while (match := _PREFIX.match(plain)) and match.end() < len(plain):
        plain = plain[match.end() :]
    while plain[-1:] in _TAIL_ENDS and (match := _TAIL.search(plain)) and match.start():
        plain = plain[: match.start()]
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


def is_share(name: str) -> bool:
    """Whether the value is a percentage: of a rate, or of the people who are satisfied."""
    return is_rate(name) or is_satisfaction(name)


def share_sign() -> re.Pattern[str]:
    """The sign of names that are a share, see `Suspect.sign`."""
    return any_word("rate_endings", "satisfaction")


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
    if not plain.startswith(words("effect_verbs")):
        return False
    return not plain.endswith((*words("countable_endings"), *words("countable_activities")))
