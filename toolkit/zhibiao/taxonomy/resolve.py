"""From a printed name to the canonical indicator, with the label above it where the name alone is not enough."""

from __future__ import annotations

from functools import cache

from zhibiao.taxonomy.entries import names_index
from zhibiao.taxonomy.frame import Profile
from zhibiao.taxonomy.labels import bare
from zhibiao.taxonomy.profiles import find_profile, profiles
from zhibiao.text import normalise


def resolve_name(name: str, *, level2: str = "", profile: str = "") -> str:
    """Code of the canonical indicator that `name` is a name or alias of, "" if it is none.

    Some names mean different things under different labels (管理制度健全性); `level2`, the printed label, decides
    then, by the rules of the frame `profile`, or of all frames where no frame is given and they agree.
    Raises ZhibiaoError CF02 for an unknown frame.

    >>> resolve_name("管理制度健全性", level2="资产管理"), resolve_name("管理制度健全性", level2="业务管理")
    ('M5.01', 'M6.01')
    >>> resolve_name("奇怪的名称")
    ''
    """
    plain = normalise(name)
    frames = (find_profile(profile),) if profile else profiles()
    meant = {frame.same_name.get((bare(level2), plain), "") for frame in frames} - {""}
    return meant.pop() if len(meant) == 1 else names_index().get(plain, "")


@cache
def prescribed_codes(profile: str) -> dict[str, tuple[str, ...]]:
    """What the names that a frame prescribes mean: bare level-2 label -> codes of indicators and categories.

    >>> prescribed_codes("mof_2013_53_dept")["资产管理"]
    ('M5.01', 'M5.03', 'M5.04')
    """
    frame = find_profile(profile)
    return {
        bare(label): tuple(dict.fromkeys(code for name in names for code in _meaning(frame, label, name)))
        for label, names in frame.prescribed.items()
    }


def _meaning(frame: Profile, label: str, name: str) -> tuple[str, ...]:
    whole = frame.umbrella.get(normalise(name))
    return whole or (resolve_name(name, level2=label, profile=frame.code),)
