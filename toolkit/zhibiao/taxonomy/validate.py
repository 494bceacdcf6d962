"""What must be true of the taxonomy's data files taken together: a list of what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from zhibiao.taxonomy.crosswalk import crosswalk, find_place, home_code, preferred
from zhibiao.taxonomy.entries import Entry, all_entries, categories
from zhibiao.taxonomy.export import SEPARATOR
from zhibiao.taxonomy.frame import Profile
from zhibiao.taxonomy.labels import header_role
from zhibiao.taxonomy.profiles import profiles
from zhibiao.taxonomy.resolve import prescribed_codes
from zhibiao.taxonomy.retired import Retired, current_code, retired_codes
from zhibiao.text import normalise

MARKS = frozenset({"V", "S", "M", "own"})
LEAST_ENTRIES = 320


def problems() -> list[str]:
    """What is wrong with the taxonomy, in words with the place; [] where all is well.

    Raises ZhibiaoError DT01 where a data file cannot be read at all.

    >>> problems()
    []
    """
    entries = all_entries()
    if len(entries) < LEAST_ENTRIES:
        return [f"only {len(entries)} entries, expected {LEAST_ENTRIES}"]
    found = [*code_problems([entry.code for entry in entries], retired_codes())]
    found += name_problems(entries)
    found += (text for entry in entries for text in entry_problems(entry))
    found += (text for entry in entries for text in answer_problems(entry, entries))
    found += (text for profile in profiles() for text in profile_problems(profile))
    found += (text for profile in profiles() for text in crosswalk_problems(profile))
    return found


def code_problems(live: Collection[str], retired: Collection[Retired]) -> Iterator[str]:
    """Codes given twice, given again after they were retired, or retired towards nothing.

    >>> list(code_problems(["O1.01", "O1.01"], []))
    ['O1.01: given twice']
    """
    known = Counter(live)
    yield from (f"{code}: given twice" for code, count in known.items() if count > 1)
    listed = Counter(old.code for old in retired)
    yield from (f"{code}: retired twice" for code, count in listed.items() if count > 1)
    for old in retired:
        if old.code in known:
            yield f"{old.code}: retired, but given again"
        if old.successor and current_code(old.code, retired) not in known:
            yield f"{old.code}: its successor {old.successor} leads to no live code"


def name_problems(entries: Collection[Entry]) -> Iterator[str]:
    """Names and aliases that lead to more than one entry."""
    owners: dict[str, set[str]] = {}
    for entry in entries:
        for name in (entry.zh, *entry.aliases):
            owners.setdefault(normalise(name), set()).add(entry.code)
    yield from (
        f"{name}: leads to {', '.join(sorted(codes))}" for name, codes in owners.items() if len(codes) > 1
    )


def entry_problems(entry: Entry) -> Iterator[str]:
    """What is missing in one canonical indicator."""
    if entry.category not in {category.code for category in categories()}:
        yield f"{entry.code}: unknown category"
    if not entry.formulas:
        yield f"{entry.code}: no formula"
    for formula in entry.formulas:
        if not (formula.text and formula.source and formula.mark in MARKS):
            yield f"{entry.code}: formula without text, source or mark: {formula.text}"
    for text in (*entry.aliases, *entry.units, *entry.evidence, *entry.sectors, *entry.vague_forms):
        if SEPARATOR in text or not text.strip():
            yield f"{entry.code}: empty, or with {SEPARATOR}: {text!r}"


FREQUENCIES = frozenset(
    ["每次", "每批次", "每日", "每月", "每季度", "每半年", "每年", "每学期", "项目完工时", "项目结束时"]
)


def answer_problems(entry: Entry, entries: Collection[Entry]) -> Iterator[str]:
    """What is wrong with the indicators that an entry names in its place, and with who collects its data."""
    countable = {other.code: other.countable for other in entries}
    for code in entry.instead:
        if not countable.get(code) or code == entry.code:
            yield f"{entry.code}: {code} cannot stand in its place"
    for one in entry.alternatives:
        if one.canonical and not countable.get(one.canonical):
            yield f"{entry.code}: {one.name} measures {one.canonical}, which cannot be counted"
    if not entry.countable and not (entry.instead and entry.scale):
        yield f"{entry.code}: cannot be counted, and has no scale or nothing in its place"
    if not entry.collector or entry.frequency not in FREQUENCIES:
        yield f"{entry.code}: nobody collects it, or never: {entry.frequency}"


def profile_problems(profile: Profile) -> Iterator[str]:
    """What is wrong with the fields of one frame."""
    known = {category.code for category in categories()}
    live = known | {entry.code for entry in all_entries()}
    marks = {profile.mark, profile.columns.mark, *(place.mark for place in profile.places)}
    marks |= {one.mark for one in profile.weights} | {one.mark for one in profile.required}
    if not profile.source or not marks <= MARKS:
        yield f"{profile.code}: no source, or an unknown mark among {sorted(marks)}"
    for header, role in profile.columns.headers.items():
        if header_role(header) != role:
            yield f"{profile.code}: column {header} is read as {header_role(header) or 'nothing'}, not {role}"
    if not (profile.columns.headers and profile.weights and profile.required):
        yield f"{profile.code}: columns, weights or required categories are missing"
    for required in profile.required:
        if (
            required.category not in known
            or not required.reason
            or required.category not in preferred(profile.code)
        ):
            yield f"{profile.code}: required {required.category} has no reason or no label"
    codes = [code for place in profile.places for code in (*place.codes, *place.holds, *place.preferred)]
    codes += [*profile.same_name.values(), *profile.absent]
    yield from (f"{profile.code}: unknown code {code}" for code in codes if code not in live)


def crosswalk_problems(profile: Profile) -> Iterator[str]:
    """Labels of one frame that have no code or do not come back, and prescribed names that lead nowhere."""
    for place in profile.places:
        label = f"{profile.code}: {place.level1}/{place.level2}"
        if not place.codes:
            yield f"{label} has no category"
        elif not home_code(profile.code, place):
            yield f"{label} does not come back from any code"
        if any(code not in place.codes for code in place.preferred):
            yield f"{label} is preferred for a category it does not have"
    for absent in profile.absent:
        if find_place(profile.code, absent):
            yield f"{profile.code}: {absent} is said to be absent, but has a label"
    for label, codes in prescribed_codes(profile.code).items():
        filed = profile.labels.get(label, ())
        for code in codes:
            if code.partition(".")[0] not in filed:
                yield f"{profile.code}: {label} names {code or 'an unknown indicator'}, which is not filed there"
    crossed = {(line.level1, line.level2) for line in crosswalk(profile.code, profile.code) if not line.note}
    for place in profile.places:
        if place.codes and (place.level1, place.level2) not in crossed:
            yield f"{profile.code}: {place.level1}/{place.level2} is missing in the crosswalk"
