"""From frame to frame and back: every label of every profile, every pair of profiles."""

from __future__ import annotations

from itertools import product

import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.taxonomy.crosswalk import crosswalk, find_place, home_code, named_codes, preferred, show_in
from zhibiao.taxonomy.entries import all_entries, categories
from zhibiao.taxonomy.labels import bare
from zhibiao.taxonomy.profiles import find_profile, profiles

CODES = [profile.code for profile in profiles()]


@pytest.mark.parametrize("code", CODES)
def test_every_label_comes_back_to_itself(code: str) -> None:
    """label -> code -> label gives the preferred spelling of the same label, and each spelling has that label's codes."""
    profile = find_profile(code)
    for place in profile.places:
        home = home_code(code, place)
        assert home, (place.level1, place.level2)
        assert show_in(code, home) == (place.level1, place.level2)
        for text in (place.level2, *place.variants) if place.level2 else ():
            assert profile.labels[bare(text)] == place.codes


@pytest.mark.parametrize("code", CODES)
def test_every_category_of_a_frame_has_exactly_one_preferred_label(code: str) -> None:
    """It is a label that holds the category; labels with several codes come back by their first."""
    profile = find_profile(code)
    held = {category for place in profile.places for category in place.codes}
    chosen = preferred(code)
    assert held == {category for category in chosen if "." not in category}
    for category in held:
        assert category in chosen[category].codes
    for place in profile.places:
        if len(place.codes) > 1 and not named_codes(profile, place):
            assert chosen[place.codes[0]] is place


@pytest.mark.parametrize(("source", "target"), list(product(CODES, CODES)))
def test_the_crosswalk_covers_every_label_of_every_pair(source: str, target: str) -> None:
    """Each label with each of its codes once; either a label of the other frame, or a note in two languages."""
    lines = crosswalk(source, target)
    wanted = {(p.level1, p.level2, code) for p in find_profile(source).places for code in p.codes}
    given = [(line.level1, line.level2, line.code) for line in lines]
    assert wanted == {key for key in given if "." not in key[2]}
    assert len(given) == len(set(given))
    places = {(place.level1, place.level2): place for place in find_profile(target).places}
    for line in lines:
        if line.note:
            assert line.note_en and not line.to_level1 and show_in(target, line.code) is None
        else:
            place = places[line.to_level1, line.to_level2]
            assert line.to_mark == place.mark
            assert line.code.partition(".")[0] in place.codes or line.code in named_codes(
                find_profile(target), place
            )


@pytest.mark.parametrize(
    ("profile", "code", "place"),
    [
        ("mof_2013_53_project", "O2", ("产出", "项目产出")),
        ("mof_2013_53_dept", "M7", ("投入", "预算配置")),
        ("mof_2020_10", "O1", ("产出指标", "数量指标")),
        ("mof_2020_10_eval", "O1", ("产出", "产出数量")),
        ("mof_2020_10", "C1", ("产出指标", "成本指标")),
        ("mof_2021_101", "C1", ("成本指标", "经济成本指标")),
        ("mof_2021_101_no_cost", "C1", None),
        ("mof_2021_101", "E4", None),
        ("mof_2021_101", "M4", None),
        ("nanjing", "O3", ("履职", "")),
        ("nanjing", "M1.04", ("决策", "目标设定")),
        ("nanjing", "M1.12", ("决策", "计划制定")),
        ("hubei_ezhou", "M3", ("管理效率", "预算执行")),
        ("hubei_ezhou", "M3.09", ("运行成本", "公用经费控制")),
        ("hubei_ezhou", "S1.16", ("满意度", "联系部门满意度")),
        ("tianjin", "O3", ("实施效果指标", "产出指标")),
        ("guangdong_dongguan", "C1", ("预期产出指标", "预算(或投资规模)控制指标")),
        ("fujian", "O3", ("投入", "时效目标")),
        ("mof_2020_10", "X", None),
    ],
)
def test_a_code_is_shown_where_the_frame_has_it(
    profile: str, code: str, place: tuple[str, str] | None
) -> None:
    """Indicators that the frame names itself go before their category; None where there is no place."""
    assert show_in(profile, code) == place


def test_a_series_stays_comparable_from_2013_to_today() -> None:
    """One code leads through the frames of 2013, 2020 and 2021 whatever their labels are called."""
    frames = ("mof_2013_53_project", "mof_2020_10", "mof_2021_101")
    assert [show_in(frame, "E2") for frame in frames] == [
        ("效果", "项目效益"),
        ("效益指标", "社会效益指标"),
        ("效益指标", "社会效益指标"),
    ]
    back = {line.code for line in crosswalk("mof_2013_53_project", "mof_2021_101") if not line.note}
    assert back == {"O1", "O2", "O3", "C1", "E1", "E2", "E3", "S1"}


def test_what_a_frame_has_no_place_for_is_said() -> None:
    """Management in 101号: the whole dimension; lasting effect: the frame's own reason; cost: set or not."""
    notes = {
        line.code: line.note for line in crosswalk("mof_2013_53_project", "mof_2021_101_no_cost") if line.note
    }
    assert set(notes) == {"M1", "M3", "M6", "M4", "C1", "E4"}
    assert "不列这一维度" in notes["M4"]
    assert "不再单列可持续影响" in notes["E4"]
    assert "mof_2021_101" in notes["C1"]
    lines = crosswalk("chongqing", "mof_2020_10")
    assert [line.note for line in lines if line.code == "C2"] == ["mof_2020_10 没有“C2 社会成本”的位置"]


def test_an_indicator_filed_elsewhere_than_its_category_has_a_line_of_its_own() -> None:
    """在职人员控制率 is named under 投入 in 2013 and under 运行成本 in 鄂州, where M7 as such is 人才支撑."""
    lines = {line.code: line for line in crosswalk("mof_2013_53_dept", "hubei_ezhou")}
    assert (lines["M7"].to_level2, lines["M7.01"].to_level2) == ("人才支撑", "在职人员控制")


def test_every_code_can_be_asked_of_every_frame() -> None:
    """A place of the frame or None, for each category and indicator; never an error."""
    codes = [category.code for category in categories()] + [entry.code for entry in all_entries()]
    for profile in profiles():
        found = {id(find_place(profile.code, code)) for code in codes}
        assert found <= {id(place) for place in profile.places} | {id(None)}


def test_unknown_frames_and_codes_are_refused() -> None:
    """CF02 for a frame, CF01 for a code."""
    with pytest.raises(ZhibiaoError, match="CF02"):
        crosswalk("nanjing", "atlantis")
    with pytest.raises(ZhibiaoError, match="CF02"):
        show_in("atlantis", "O1")
    for code in ("Q1", "O1.99"):
        with pytest.raises(ZhibiaoError, match="CF01"):
            show_in("nanjing", code)
