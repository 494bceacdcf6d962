"""Local frames of goal tables: their labels, what they require, and which names they prescribe where."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from zhibiao.errors import ZhibiaoError
from zhibiao.taxonomy.files import list_yaml, load_yaml
from zhibiao.taxonomy.labels import bare
from zhibiao.text import normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """A category that a table of the frame must have, and why."""

    category: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One local frame.

    `labels` maps a bare level-2 label to the category codes the frame files under it; `frame` maps a prescribed level-3 name
    (normalised) to its (level1, level2); `typical` are the bare labels by which the frame is known.
    """

    code: str
    zh: str
    en: str
    region: str
    source: str
    mark: str
    doc_kinds: tuple[str, ...]
    typical: frozenset[str]
    titles: tuple[str, ...]
    required: tuple[Required, ...]
    labels: dict[str, tuple[str, ...]]
    frame: dict[str, tuple[str, str]]


@cache
def profiles() -> tuple[Profile, ...]:
    """All frames, by code."""
    return tuple(_profile(load_yaml(name)) for name in list_yaml("profiles"))


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
        share = len(printed & profile.typical) / max(1, len(printed))
        local = bool(profile.region) and bool(region) and region[:2] in profile.region
        score = share + (0.8 if local else -0.3 if profile.region else 0.0)
        score += 0.1 * any(title in text for title in profile.titles for text in titles)
        if doc_kind and profile.doc_kinds and doc_kind not in profile.doc_kinds:
            score -= 0.3
        if share >= 0.5 and score > best_score:
            best, best_score = profile.code, score
    return best


def _profile(data: dict) -> Profile:  # type: ignore[type-arg]
    labels: dict[str, tuple[str, ...]] = {}
    parents: dict[str, str] = {}
    for level1 in data.get("labels", ()):
        for level2 in level1.get("level2", ()):
            for text in (level2["zh"], *level2.get("variants", ())):
                codes = (level2.get("category", ""), *level2.get("also", ()))
                labels[bare(text)] = tuple(filter(None, codes))
                parents[text] = level1["level1"]
    places: dict[str, list[tuple[str, str]]] = {}
    for level2, names in data.get("frame", {}).items():
        for name in names:
            places.setdefault(normalise(name), []).append((parents.get(level2, ""), level2))
    # A name that the frame prints under two labels says nothing about where a row belongs.
    frame = {name: place[0] for name, place in places.items() if len(place) == 1}
    source = data.get("source", {})
    return Profile(
        code=data["code"],
        zh=data["zh"],
        en=data["en"],
        region=data.get("region", "") or "",
        source=source.get("text", ""),
        mark=source.get("mark", ""),
        doc_kinds=tuple(data.get("doc_kinds", ())),
        typical=frozenset(bare(label) for label in data["detect"].get("labels", ())),
        titles=tuple(data["detect"].get("titles", ())),
        required=tuple(Required(**entry) for entry in data.get("required", ())),
        labels=labels,
        frame=frame,
    )
