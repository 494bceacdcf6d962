"""A formula taken apart: numerator, denominator, and the population that the denominator counts."""

from __future__ import annotations

import re

_RATIO = re.compile(r"[×xX*]\s*100\s*%?\s*$")
_SURVEY = "有效问卷"
_COUNTED = re.compile(
    r"总?(?:总数|数量|总量|总额|合计|件数|户数|人数|次数|项数|家数|份数|批次|个数|张数|数)$"
)


def split_ratio(formula: str) -> tuple[str, str]:
    """Numerator and denominator of a ratio, ("", "") for any other formula.

    >>> split_ratio("（已整改问题数－撤销数）/检查发现问题数×100%")
    ('已整改问题数－撤销数', '检查发现问题数')
    >>> split_ratio("培训人次之和")
    ('', '')
    """
    plain = formula.split("；", maxsplit=1)[0].strip()
    if not _RATIO.search(plain):
        return "", ""
    plain = _RATIO.sub("", plain).strip()
    depth, places = 0, []
    for at, char in enumerate(plain):
        depth += (char in "（(") - (char in "）)")
        if char in "/÷" and depth == 0:
            places.append(at)
    if len(places) != 1:
        return "", ""
    numerator, denominator = plain[: places[0]], plain[places[0] + 1 :]
    return _bare(numerator), _bare(denominator)


def _bare(text: str) -> str:
    """The text without a bracket around the whole of it."""
    text = text.strip()
    if text[:1] in "（(" and text[-1:] in "）)" and not re.search("[（()）]", text[1:-1]):
        return text[1:-1]
    return text


def population_of(denominator: str, org: str = "", year: str = "") -> str:
    """Whom or what a ratio is about: all that its denominator counts, of that body in that year.

    >>> population_of("检查发现问题数", "曲靖市投资促进局", "2023")
    '曲靖市投资促进局2023年度内的全部检查发现问题'
    >>> population_of("")
    ''
    """
    if not denominator:
        return ""
    whose = f"{org or '本单位'}{year or '目标'}年度内的全部"
    return f"{whose}{denominator if _SURVEY in denominator else _COUNTED.sub('', denominator) or denominator}"
