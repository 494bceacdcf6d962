"""What a name or a phrase counts, how alike two such things are, and whether two numbers can be compared."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import isclose

from zhibiao.likeness import alike, pairs
from zhibiao.records import Target
from zhibiao.taxonomy import load_yaml
from zhibiao.text import normalise

# Hints in brackets and years say nothing about the thing: 印制2024年项目册(彩色).
_ASIDE = re.compile(r"\([^()]*\)|(?:19|20)[0-9]{2}年(?:度)?|[“”\"《》·:：,，、。;；]")
CONTAINED, PARTLY = 0.85, 0.8
FEWEST_PAIRS = 3
FEWEST_CHARACTERS = 5


@cache
def words(group: str) -> tuple[str, ...]:
    """A list of lexicon/coverage.yml, longest first."""
    return tuple(sorted(load_yaml("lexicon/coverage.yml")[group], key=lambda word: -len(word)))


@cache
def _verbs() -> tuple[str, ...]:
    found = {entry["word"] for entry in load_yaml("lexicon/actions.yml") if entry["role"] in ("act", "lead")}
    return tuple(sorted(found | set(words("verbs")), key=lambda word: (-len(word), word)))


def core(name: str) -> str:
    """A name without years, brackets, the verbs before it and the words of counting behind it.

    >>> core("印制2024年重点招商项目册"), core("完成培训人次"), core("市驻粤工作队拜访企业家数")
    ('重点招商项目册', '培训', '市驻粤工作队拜访企业')
    """
    return _taken_apart(name)[0]


def one_thing(one: str, two: str) -> bool:
    """Whether two names mean one thing for certain: one core, and no verbs that tell them apart.

    >>> one_thing("完成培训人次", "组织培训"), one_thing("新建道路", "维修道路")
    (True, False)
    """
    (a, verbs), (b, others) = _taken_apart(one), _taken_apart(two)
    return a == b and len(a) >= 2 and (not verbs or not others or verbs == others)


def surely_about(one: str, two: str) -> bool:
    """Whether one name holds (nearly) all of the other, which is longer than a mere kind, and no verbs tell them apart.

    >>> surely_about("管理高血压患者", "高血压患者健康管理人数"), surely_about("企业", "引进企业")
    (True, False)
    """
    (a, verbs), (b, others) = _taken_apart(one), _taken_apart(two)
    here, there = pairs(a), pairs(b)
    least = min(len(here), len(there))
    inside = least >= FEWEST_CHARACTERS - 1 and len(here & there) >= PARTLY * least
    return inside and (not verbs or not others or verbs == others)


@lru_cache(maxsize=8192)
def _taken_apart(name: str) -> tuple[str, frozenset[str]]:
    """The core of a name, and the verbs before it that say more than that something is done."""
    plain = _ASIDE.sub("", normalise(name)).rstrip("和及与")  # 完成8座水库除险加固和75公里堤防养护
    while tail := next(
        (w for w in words("count_tails") if plain.endswith(w) and len(plain) - len(w) >= 2), ""
    ):
        plain = plain.removesuffix(tail)
    verbs: set[str] = set()
    while lead := next((word for word in _verbs() if plain.startswith(word)), ""):
        if len(plain) - len(lead) < (2 if lead in words("plain_verbs") else 3):  # 培训教师 keeps its verb
            break
        plain = plain.removeprefix(lead)
        verbs.add(lead)
    return plain, frozenset(verbs - set(words("plain_verbs")))


@lru_cache(maxsize=65536)
def likeness(one: str, two: str) -> float:
    """How alike two things are, 0..1; 1 where their cores are one, 0.85 where one holds the other.

    >>> likeness("到位资金", "引进重点产业项目到位资金"), likeness("引进优质企业", "邀请客商赴我市考察")
    (0.85, 0.0)
    """
    a, b = core(one), core(two)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    if a in b or b in a:
        return CONTAINED
    here, there = pairs(a), pairs(b)
    least = min(len(here), len(there))
    overlap = len(here & there) / least if least >= FEWEST_PAIRS else 0.0
    return max(alike(a, b), PARTLY * overlap)


@lru_cache(maxsize=65536)
def told_by(thing: str, text: str) -> float:
    """The share of a thing's pairs of characters that a longer text holds.

    >>> told_by("投资指南", "印制投资指南5000册以上"), told_by("投资指南", "")
    (1.0, 0.0)
    """
    here = pairs(core(thing))
    return len(here & pairs(normalise(text))) / len(here) if here else 0.0


def number_of(target: Target) -> float | None:
    """The number a target asks for in its base unit; None where it has none, or two.

    >>> number_of(Target(kind="level", lower=120.0, scale=10000.0)), number_of(Target())
    (1200000.0, None)
    """
    if target.kind not in ("level", "change", "share"):
        return None
    low, high = target.lower, target.upper
    if low is not None and high is not None and low != high:
        return None
    number = low if low is not None else high
    return None if number is None else number * target.scale


def same_number(one: Target, two: Target) -> bool:
    """Whether two targets ask for the same number, 1.2亿元 and 12000万元 among them."""
    a, b = number_of(one), number_of(two)
    return a is not None and b is not None and isclose(a, b, rel_tol=1e-6)


def units_agree(one: Target, two: Target) -> bool:
    """Whether two targets are counted in units of which one may stand for the other (家, 个, 户).

    >>> units_agree(Target(unit_base="家"), Target(unit_base="个")), units_agree(Target(unit_base="家"), Target())
    (True, False)
    """
    a, b = one.unit_base, two.unit_base
    return a == b or any(
        a in group and b in group for group in load_yaml("lexicon/coverage.yml")["unit_groups"]
    )
