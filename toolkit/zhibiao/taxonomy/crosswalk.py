"""From frame to frame: label -> code -> label, so that a series over years and places stays comparable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zhibiao.taxonomy.entries import find_category, find_entry
from zhibiao.taxonomy.frame import Place, Profile
from zhibiao.taxonomy.labels import bare
from zhibiao.taxonomy.profiles import find_profile
from zhibiao.taxonomy.resolve import prescribed_codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """One label of a frame, one code that it holds, and the label of the other frame for that code.

    `code` is a category, or a canonical indicator that the other frame files elsewhere than its category. `to_level1`
    and `to_level2` are "" where the other frame has no place; `note` (`note_en`) then says so. `mark` and `to_mark` say how
    sure the two labels are (V, S, M, own).
    """

    level1: str
    level2: str
    mark: str
    code: str
    name: str
    name_en: str
    to_level1: str = ""
    to_level2: str = ""
    to_mark: str = ""
    note: str = ""
    note_en: str = ""


def preferred(profile: str) -> dict[str, Place]:
    """The one label of a frame that each code leads to: categories, and indicators that the frame names itself.

    Of several labels for a category it is the one that the profile file prefers, else the first whose main category
    it is, else the first that has it at all. Raises ZhibiaoError CF02 for an unknown frame.

    >>> places = preferred("hubei_ezhou")
    >>> places["M3"].level2, places["M3.09"].level2
    ('预算执行', '公用经费控制')
    """
    return _preferred(find_profile(profile).code)


@cache
def _preferred(profile: str) -> dict[str, Place]:
    frame = find_profile(profile)
    chosen: dict[str, Place] = {}
    for rank in (_prefers, _leads, _has):
        for place in frame.places:
            for code in place.codes:
                if rank(place, code):
                    chosen.setdefault(code, place)
    named = [(code, place) for place in frame.places for code in named_codes(frame, place)]
    for code, place in named:
        # An indicator that two labels name belongs to neither in particular: its category decides.
        if all(other is place for same, other in named if same == code):
            chosen.setdefault(code, place)
    return chosen


def _prefers(place: Place, code: str) -> bool:
    return code in place.preferred


def _leads(place: Place, code: str) -> bool:
    return place.codes[0] == code


def _has(place: Place, code: str) -> bool:
    return code in place.codes


def named_codes(frame: Profile, place: Place) -> tuple[str, ...]:
    """Codes of the canonical indicators that the frame names under a label.

    >>> frame = find_profile("nanjing")
    >>> named_codes(frame, frame.places[0])
    ('M1.10', 'M1.08')
    """
    codes = prescribed_codes(frame.code).get(bare(place.level2), ()) if place.level2 else ()
    return tuple(code for code in (*place.holds, *codes) if "." in code)


def show_in(profile: str, code: str) -> tuple[str, str] | None:
    """Where a frame shows a category or canonical indicator: (level1, level2), None if it has no place for it.

    level2 is "" where level 1 has no labels below it. Raises ZhibiaoError CF02 for an unknown frame, CF01 for an
    unknown code.

    >>> show_in("mof_2021_101", "O1"), show_in("nanjing", "M7.01"), show_in("mof_2021_101", "M7")
    (('产出指标', '数量指标'), ('过程', '人员管理'), None)
    """
    place = find_place(profile, code)
    return (place.level1, place.level2) if place else None


def find_place(profile: str, code: str) -> Place | None:
    """The label under which a frame shows a category or canonical indicator; errors as in `show_in`."""
    if "." in code:
        find_entry(code)
    else:
        find_category(code)
    places = preferred(profile)
    return places.get(code) or places.get(code.partition(".")[0])


def home_code(profile: str, place: Place) -> str:
    """The code that leads back to this very label, "" where another label of the frame is always preferred.

    It is the label's first category, or, where several labels share that, an indicator that the frame names here.

    >>> frame = find_profile("hubei_ezhou")
    >>> [home_code("hubei_ezhou", place) for place in frame.places if place.level1 == "运行成本"]
    ['M3.09', 'M7.01', 'C1']
    """
    codes = (*place.codes[:1], *named_codes(find_profile(profile), place))
    return next((code for code in codes if find_place(profile, code) is place), "")


def crosswalk(source: str, target: str) -> tuple[Crossing, ...]:
    """Every label of the frame `source`, its codes, and the labels of the frame `target` for them.

    Raises ZhibiaoError CF02 for an unknown frame.

    >>> lines = crosswalk("mof_2013_53_project", "mof_2021_101")
    >>> [(line.level2, line.code, line.to_level2) for line in lines if line.level1 == "产出"][:2]
    [('项目产出', 'O1', '数量指标'), ('项目产出', 'O2', '质量指标')]
    """
    there = find_profile(target)
    return tuple(
        _crossing(place, code, there)
        for place in find_profile(source).places
        for code in (*place.codes, *_exceptions(source, place, target))
    )


def _exceptions(source: str, place: Place, target: str) -> Iterator[str]:
    """Indicators named under a label that the other frame files elsewhere than their category."""
    for code in named_codes(find_profile(source), place):
        category = code.partition(".")[0]
        if category not in place.codes or find_place(target, code) is not find_place(target, category):
            yield code


def _crossing(place: Place, code: str, there: Profile) -> Crossing:
    known = find_entry(code) if "." in code else find_category(code)
    found = find_place(there.code, code)
    note, note_en = ("", "") if found else _no_place(there, code.partition(".")[0])
    return Crossing(
        level1=place.level1,
        level2=place.level2,
        mark=place.mark,
        code=code,
        name=known.zh,
        name_en=known.en,
        to_level1=found.level1 if found else "",
        to_level2=found.level2 if found else "",
        to_mark=found.mark if found else "",
        note=note,
        note_en=note_en,
    )


def place_note(profile: str, category: str, lang: str = "zh") -> str:
    """Why a frame has no place for a category, in words; errors as in `show_in`.

    >>> place_note("mof_2021_101", "E4")
    'mof_2021_101 没有“E4 可持续影响”的位置：101号不再单列可持续影响（凭记忆，未核条文）'
    """
    return _no_place(find_profile(profile), category)[lang == "en"]


def _no_place(there: Profile, category: str) -> tuple[str, str]:
    known = find_category(category)
    plain = f"{there.code} 没有“{category} {known.zh}”的位置"
    if any(code.startswith(known.dimension) for place in there.places for code in place.codes):
        general, general_en = "", ""
    else:
        general, general_en = "，该框架不列这一维度", ": the frame leaves out the whole dimension"
    reason = f"：{there.absent[category]}" if category in there.absent else general
    return plain + reason, f"no place for {category} {known.en} in {there.code}{general_en}"
