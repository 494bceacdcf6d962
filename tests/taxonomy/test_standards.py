"""The common frames of 53号 and 10号 are complete: every name of theirs is in the taxonomy and filed where they file it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from zhibiao.taxonomy.entries import all_entries, names_index
from zhibiao.taxonomy.labels import bare, find_label
from zhibiao.taxonomy.profiles import find_profile
from zhibiao.taxonomy.resolve import prescribed_codes, resolve_name
from zhibiao.text import normalise

STANDARDS = yaml.safe_load((Path(__file__).parent / "standards.yml").read_text(encoding="utf-8"))
NAMES = [
    (frame, level2, name, codes)
    for frame, labels in STANDARDS.items()
    for level2, names in labels.items()
    for name, codes in names.items()
]


@pytest.mark.parametrize(("frame", "level2", "name", "codes"), NAMES)
def test_a_name_of_the_common_frames_means_what_it_should(
    frame: str, level2: str, name: str, codes: list[str]
) -> None:
    """Indicators resolve under their label; names of whole effects are labels of that category or stated as such."""
    if all("." in code for code in codes):
        assert [resolve_name(name, level2=level2, profile=frame)] == codes
    else:
        assert normalise(name) not in names_index()
        assert find_profile(frame).umbrella[normalise(name)] == tuple(codes)
        label = find_label(name, level=2)
        assert label is None or [label.category] == codes
    assert name in find_profile(frame).prescribed[level2]
    assert set(codes) <= set(prescribed_codes(frame)[bare(level2)])


@pytest.mark.parametrize("frame", STANDARDS)
def test_a_frame_prescribes_nothing_beyond_the_list(frame: str) -> None:
    """The data file has no name that the list lacks, but for other spellings and 目标设定, which the text leaves open."""
    listed = {normalise(name) for names in STANDARDS[frame].values() for name in names}
    extra = {
        name
        for label, names in find_profile(frame).prescribed.items()
        for name in names
        if normalise(name).replace("“", "").replace("”", "") not in listed and label != "目标设定"
    }
    assert extra == set()


def test_the_frames_stand_in_the_formulas_of_their_indicators() -> None:
    """Each indicator of the two frames has a formula that comes from one of them, with its mark."""
    codes = {code for _, _, _, several in NAMES for code in several if "." in code}
    formulas = {entry.code: entry.formulas for entry in all_entries()}
    without = {
        code
        for code in codes - {"S1.01"}
        if not any("53号" in one.source or "10号" in one.source for one in formulas[code])
    }
    assert without == set()
