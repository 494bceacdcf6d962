"""The local frames: complete fields, labels that were really read, and no frame taken for another."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhibiao.errors import ZhibiaoError
from zhibiao.taxonomy import list_yaml, load_yaml
from zhibiao.taxonomy.labels import bare, find_label, header_role
from zhibiao.taxonomy.profile_file import read_profile
from zhibiao.taxonomy.profiles import detect_profile, find_profile, profiles
from zhibiao.taxonomy.resolve import resolve_name
from zhibiao.text import normalise

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "detection.yml").read_text(encoding="utf-8"))
ROWS = HERE.parents[1] / "corpora" / "real" / "rows.tsv"
CODES = [profile.code for profile in profiles()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_right_frame_is_found(case: dict[str, Any]) -> None:
    """Labels decide, a frame known from one place asks for that place, a title for its frame."""
    titles = {case["title"]} if "title" in case else set()
    assert detect_profile(case["labels"], titles, case.get("region", "")) == case["code"]


def test_every_frame_can_be_found() -> None:
    """Each frame but those of the source documents has a case above; those are read in tests/extract."""
    sources = {"nanjing", "hubei_ezhou", "guizhou_liupanshui", "yunnan_qujing"}
    assert {case["code"] for case in CASES} - {""} | sources == set(CODES)


def test_at_least_four_more_provinces_are_known() -> None:
    """Beside the four source documents' places."""
    assert len({profile.region[:2] for profile in profiles() if profile.region}) >= 4 + 4


@pytest.mark.parametrize("code", CODES)
def test_a_frame_has_all_its_fields(code: str) -> None:
    """Columns with roles the reader knows, weights, requirements and labels, each with its mark."""
    profile = find_profile(code)
    assert {"level1", "level2", "name"} <= set(profile.columns.headers.values())
    assert all(header_role(header) == role for header, role in profile.columns.headers.items())
    assert profile.weights and profile.required and profile.places
    for weights in profile.weights:
        assert weights.when
        for least, most in weights.points.values():
            assert 0 <= least <= most <= 100


def test_101_is_two_frames_with_their_weights() -> None:
    """20/40/20/10 with cost, 50/30/10 without, 10 for the budget in both, all from memory."""
    scheme = find_profile("mof_2021_101").weights[0]
    assert {label: least for label, (least, _) in scheme.points.items()} == {
        "成本指标": 20,
        "产出指标": 40,
        "效益指标": 20,
        "满意度指标": 10,
        "预算执行率": 10,
    }
    scheme = find_profile("mof_2021_101_no_cost").weights[0]
    assert [least for least, _ in scheme.points.values()] == [50, 30, 10, 10]
    assert scheme.mark == "M"


def read_rows() -> dict[tuple[str, str], set[tuple[str, str]]]:
    """(body, year) -> the (level1, level2) that its published table prints."""
    printed: dict[tuple[str, str], set[tuple[str, str]]] = {}
    with ROWS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            key = (normalise(row["org"]), row["year"])
            printed.setdefault(key, set()).add((row["level1"], row["level2"]))
    return printed


def test_a_label_said_to_be_read_in_a_table_stands_in_that_table() -> None:
    """Each `seen` names a body and year of corpora/real whose rows print the label, under the same level 1."""
    printed = read_rows()
    count = 0
    for profile in profiles():
        for place in profile.places:
            spellings = {bare(text) for text in (place.level2, *place.variants)}
            for seen in place.seen:
                body, year = seen.rsplit("，", 1)
                rows = [
                    pair
                    for (org, when), pairs in printed.items()
                    if when == year and org.startswith(normalise(body))
                    for pair in pairs
                ]
                found = [level1 for level1, level2 in rows if bare(level2) in spellings]
                assert found, (profile.code, place.level2, seen)
                above = {getattr(find_label(level1, level=1), "category", bare(level1)) for level1 in found}
                ours = getattr(find_label(place.level1, level=1), "category", bare(place.level1))
                assert ours in above, (profile.code, place.level1, above)
                count += 1
    assert count > 80


def test_new_frames_mark_what_was_not_read() -> None:
    """A frame from public tables has V on the labels read there and M on the others, never V without a place."""
    for profile in profiles():
        if any(place.seen for place in profile.places):
            assert profile.mark == "M"
            assert all((place.mark == "V") == bool(place.seen) for place in profile.places), profile.code


@pytest.mark.parametrize(
    ("name", "level2", "profile", "code"),
    [
        ("管理制度健全性", "预算管理", "mof_2013_53_dept", "M4.02"),
        ("管理制度健全性", "资产管理", "mof_2013_53_dept", "M5.01"),
        ("管理制度健全性", "业务管理", "mof_2013_53_project", "M6.01"),
        ("管理制度健全性", "财务管理", "", "M4.01"),
        ("管理制度健全性", "组织实施(必填)", "mof_2020_10_eval", "M6.01"),
        ("管理制度健全性", "", "", "M4.02"),
        ("“三公经费”变动率", "", "nanjing", "M3.10"),
        ("从没见过的名称", "资产管理", "", ""),
    ],
)
def test_a_name_is_resolved_by_its_label(name: str, level2: str, profile: str, code: str) -> None:
    """The label decides between namesakes; without a label the alias does; unknown names give nothing."""
    assert resolve_name(name, level2=level2, profile=profile) == code


def _broken(**changes: Any) -> dict[str, Any]:
    data = dict(load_yaml("profiles/tianjin.yml"))
    data.update(changes)
    return {key: value for key, value in data.items() if value is not None}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_broken(columns=None), "columns"),
        (_broken(colums={}), "colums"),
        (_broken(detect={"labels": [], "must": ["year"]}), "year"),
        (_broken(required=[{"category": "O1", "reason": "x"}]), "mark"),
        (_broken(labels=[{"level1": "产出", "dimension": "O", "level2": [{"zh": "数量"}]}]), "category"),
    ],
)
def test_a_wrong_key_in_a_profile_file_is_said_on_load(data: dict[str, Any], said: str) -> None:
    """A missing or misspelt key is a coded error that names the file and the key."""
    with pytest.raises(ZhibiaoError, match="DT01") as caught:
        read_profile(data, "profiles/tianjin.yml")
    assert said in str(caught.value)
    assert "profiles/tianjin.yml" in str(caught.value)


def test_a_profile_stands_in_a_file_of_its_name() -> None:
    """profiles/<code>.yml."""
    assert [f"profiles/{code}.yml" for code in CODES] == list(list_yaml("profiles"))
