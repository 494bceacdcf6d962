"""A row that holds several things, taken apart: each becomes a row of its own that can be counted."""

from __future__ import annotations

import re
from functools import cache

from zhibiao.rules.judge import words

MOST_PARTS = 6
SHORTEST = 2
_LISTED = re.compile(
    r"^(?P<head>[^，,；;：:]{2,30})[，,（(：:]?(?:包括|包含|涵盖|如|即|分别是|主要有)[:：]?(?P<items>[^）)。；;]{4,})"
)
_AND = re.compile(r"[、，,]|以及|和|与|及(?!时)")
_CLAUSES = re.compile(r"[，,；;。]")
_MEASURE = re.compile(r"(?P<ending>率|人数|人次|次数|数量|面积|金额|满意度|时间|数)$")
_COUNTED = re.compile(r"(?:数量|数|个数|人数|次数|人次|率|满意度|面积|金额)$")


def parts_of(name: str) -> tuple[str, ...]:
    """The several things that a name holds, each as the name of a row; () where it holds one.

    A list behind 包括 takes the verb before it; two measures or two groups asked share their ending; two
    phrases with different verbs are two tasks.

    >>> parts_of("招引一批优质项目，包括央企区域总部、境外跨国公司、优质民企和产业链龙头企业")
    ('招引央企区域总部数量', '招引境外跨国公司数量', '招引优质民企数量', '招引产业链龙头企业数量')
    >>> parts_of("企业和群众满意度"), parts_of("培训人数和次数"), parts_of("保障机构正常运转")
    (('企业满意度', '群众满意度'), ('培训人数', '培训次数'), ())
    """
    for finder in (_listed, _groups, _measures, _phrases):
        found = tuple(dict.fromkeys(finder(name)))
        if len(found) >= SHORTEST:
            return found[:MOST_PARTS]
    return ()


def is_list(name: str) -> bool:
    """Whether the parts of a name are a list, not two phrases: then taking it apart is the first thing to do.

    >>> is_list("企业和群众满意度"), is_list("夯实发展基础，增强发展后劲")
    (True, False)
    """
    return bool(_listed(name) or _groups(name) or _measures(name))


def _listed(name: str) -> list[str]:
    match = _LISTED.match(name)
    if not match:
        return []
    verb = next((verb for verb in _verbs() if match["head"].startswith(verb)), "")
    items = [item.strip() for item in _AND.split(match["items"]) if len(item.strip()) >= SHORTEST]
    items = [re.sub(r"等.{0,4}$", "", item) for item in items]
    return [f"{verb}{item}" if _COUNTED.search(item) else f"{verb}{item}数量" for item in items]


def _groups(name: str) -> list[str]:
    """企业和群众满意度: the groups that share one satisfaction."""
    match = re.search(r"满意(?:度|率|程度)$", name)
    if not match:
        return []
    asked = name[: match.start()]
    groups = [group.strip() for group in _AND.split(asked)]
    known = words("groups")
    if len(groups) < SHORTEST or not all(group.endswith(known) for group in groups):
        return []
    return [f"{group}满意度" for group in groups]


def _measures(name: str) -> list[str]:
    """培训人数和次数, 成活率和保存率: the measures that share one value."""
    pieces = [piece.strip() for piece in _AND.split(name)]
    endings = [_MEASURE.search(piece) for piece in pieces]
    if len(pieces) < SHORTEST or not all(endings) or _CLAUSES.search(name):
        return []
    first = pieces[0]
    stem = _MEASURE.sub("", first)
    return [first, *(f"{stem}{piece}" if _MEASURE.fullmatch(piece) else piece for piece in pieces[1:])]


def _phrases(name: str) -> list[str]:
    """Phrases with different verbs: 加强宣传，提高知晓率."""
    pieces = [piece.strip() for piece in _CLAUSES.split(name) if len(piece.strip()) >= 5]
    verbs = [next((verb for verb in _verbs() if piece.startswith(verb)), "") for piece in pieces]
    return pieces if all(verbs) and len(set(verbs)) >= SHORTEST else []


@cache
def _verbs() -> tuple[str, ...]:
    """Verbs with which a phrase of its own begins, longest first."""
    from zhibiao.taxonomy import load_yaml

    several = {*load_yaml("lexicon/fallbacks.yml")["verbs"], *words("phrase_verbs"), *words("list_verbs")}
    return tuple(sorted(several - {"为"}, key=lambda verb: (-len(verb), verb)))
