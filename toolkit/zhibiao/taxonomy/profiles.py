"""The local frames of goal tables: all of them, one by its code, and which of them a table follows."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from zhibiao.errors import ZhibiaoError
from zhibiao.taxonomy.files import list_yaml, load_yaml
from zhibiao.taxonomy.frame import Profile, Required
from zhibiao.taxonomy.labels import bare
from zhibiao.taxonomy.profile_file import read_profile

__all__ = ["Profile", "Required", "detect_profile", "find_profile", "profiles"]


@cache
def profiles() -> tuple[Profile, ...]:
    """All frames, by code; raises ZhibiaoError DT01 where a profile file is not as it should be."""
    return tuple(read_profile(load_yaml(name), name) for name in list_yaml("profiles"))


def find_profile(code: str) -> Profile:
    """The frame of that code; raises ZhibiaoError CF02 for an unknown one.

    >>> find_profile("nanjing").zh
    '南京市部门整体绩效框架'
    """
    for profile in profiles():
        if profile.code == code:
            return profile
    raise ZhibiaoError("CF02", profile=code, known=", ".join(p.code for p in profiles()))


def detect_profile(
    labels: Collection[str], titles: Collection[str], region: str = "", doc_kind: str = ""
) -> str:
    """Code of the frame that fits the printed labels, titles and region best, "" if none fits.

    >>> detect_profile({"决策", "过程", "计划制定", "机构建设"}, {"部门整体预算绩效目标表"}, "南京市")
    'nanjing'
    """
    printed = {bare(label) for label in labels}
    best, best_score = "", 0.0
    for profile in profiles():
        local = bool(profile.region) and bool(region) and region[:2] in profile.region
        titled = any(title in text for title in profile.titles for text in titles)
        score = _fit(profile, printed, local=local, titled=titled)
        if doc_kind and profile.doc_kinds and doc_kind not in profile.doc_kinds:
            score -= 0.3
        if score > best_score:
            best, best_score = profile.code, score
    return best


def _fit(profile: Profile, printed: set[str], *, local: bool, titled: bool) -> float:
    """How well the labels fit, 0.0 where less than half do or a condition of the frame is not met."""
    share = len(printed & profile.typical) / max(1, len(printed))
    met = {"place": local, "title": titled}
    if share < 0.5 or not all(met[condition] for condition in profile.must):
        return 0.0
    if (profile.needs and not profile.needs & printed) or profile.without & printed:
        return 0.0
    place = 0.8 if local else -0.3 if profile.region else 0.0
    # Of two frames with the same labels the one that states conditions, and meets them, is the closer one.
    stated = bool(profile.needs or profile.without or profile.must)
    return share + place + 0.1 * titled + 0.05 * stated
