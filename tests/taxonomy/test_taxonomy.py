"""The taxonomy's data files: complete, consistent, and every name of the source documents resolves."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.taxonomy import find_label, header_role
from zhibiao.taxonomy.entries import all_entries, categories, find_category, find_entry, names_index
from zhibiao.taxonomy.profiles import detect_profile, profiles
from zhibiao.taxonomy.retired import retired_codes
from zhibiao.text import normalise

MARKS = {"V", "S", "M", "own"}
COMPARATORS = {"", "≥", "≤", "=", ">", "<"}


def test_there_are_twenty_categories_and_x() -> None:
    """The codes of the product, each with definition, boundaries and examples."""
    codes = [category.code for category in categories()]
    assert codes[-1] == "X"
    assert set(codes[:-1]) == {
        *(f"M{n}" for n in range(1, 10)),
        "C1",
        "C2",
        "C3",
        "O1",
        "O2",
        "O3",
        "E1",
        "E2",
        "E3",
        "E4",
        "S1",
    }
    for category in categories():
        assert category.definition
        assert len(category.positive) >= 5 or category.code == "X"
        for boundary in category.boundaries:
            assert find_category(boundary.against)


def test_codes_are_unique_and_consecutive_within_their_category() -> None:
    """O1.01, O1.02, ...: no gap but retired codes, no code twice, each under its own category."""
    by_category: dict[str, list[str]] = {}
    for entry in all_entries():
        assert re.fullmatch(r"[COESM]\d\.\d{2}", entry.code)
        by_category.setdefault(entry.category, []).append(entry.code)
    for old in retired_codes():
        by_category.setdefault(old.code.partition(".")[0], []).append(old.code)
    for category, codes in by_category.items():
        assert sorted(codes) == [f"{category}.{number:02d}" for number in range(1, len(codes) + 1)]


def test_the_taxonomy_is_large_and_balanced() -> None:
    """At least 320 indicators; no category without one, at least ten each for what every table needs."""
    count = Counter(entry.category for entry in all_entries())
    assert count.total() >= 320
    assert set(count) == {category.code for category in categories()} - {"X"}
    assert min(count[code] for code in ("C1", "O1", "O2", "O3", "E1", "E2", "E3", "E4", "S1")) >= 20
    assert min(count[f"M{number}"] for number in range(1, 10)) >= 10


def test_every_name_leads_to_one_entry() -> None:
    """No name or alias, after normalising, belongs to two entries."""
    seen = Counter(normalise(name) for entry in all_entries() for name in {entry.zh, *entry.aliases})
    assert [name for name, count in seen.items() if count > 1] == []
    assert len(names_index()) == len(seen)


def test_every_entry_is_complete_and_every_formula_has_a_source() -> None:
    """Definition, formula with source and mark, units, direction, comparator, bound, data source, evidence."""
    for entry in all_entries():
        assert entry.zh and entry.en and entry.definition and entry.data_source and entry.evidence, entry.code
        assert entry.formulas, entry.code
        assert all(formula.text and formula.source and formula.mark in MARKS for formula in entry.formulas), (
            entry.code
        )
        assert entry.direction in {"higher", "lower", "target", "none"}, entry.code
        assert entry.bound in {"none", "0-100"}, entry.code
        for comparator in (entry.comparator, *(one.comparator for one in entry.alternatives)):
            assert comparator in COMPARATORS, entry.code
        if entry.scale:
            assert set(entry.scale) == {"优", "良", "中", "差"}, entry.code
            assert entry.alternatives, f"{entry.code} is qualitative and needs measurable alternatives"


def test_no_target_value_is_recommended() -> None:
    """No alternative's name or unit carries a number with a comparator or a percent sign."""
    for entry in all_entries():
        for one in entry.alternatives:
            assert not re.search(r"[≥≤=]\s*\d|\d+\s*%", one.name + one.unit), (entry.code, one.name)


def test_unknown_codes_are_refused() -> None:
    """A coded error, not a KeyError."""
    for code in ("O1.99", "Q7"):
        with pytest.raises(ZhibiaoError, match="CF01"):
            find_entry(code) if "." in code else find_category(code)


def test_every_name_of_the_source_documents_resolves(shared: Path) -> None:
    """All 221 names of the source documents are a canonical name or an alias, in a category the gold accepts."""
    with (shared / "gold" / "seeds_gold.tsv").open(encoding="utf-8", newline="") as file:
        names = {row["name"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    assert sorted(name for name in names if normalise(name) not in names_index()) == []


def test_profiles_name_known_labels_and_categories() -> None:
    """Every label of a frame leads to existing categories, every requirement has a reason."""
    codes = {category.code for category in categories()}
    for profile in profiles():
        assert profile.source and profile.mark in MARKS, profile.code
        assert {code for found in profile.labels.values() for code in found} <= codes
        assert all(required.category in codes and required.reason for required in profile.required)
        assert profile.typical


@pytest.mark.parametrize(
    ("labels", "region", "code"),
    [
        ({"决策", "计划制定", "过程", "机构建设", "履职"}, "南京市", "nanjing"),
        ({"运行成本", "管理效率", "履职效能", "社会效应", "可持续发展能力"}, "鄂州市", "hubei_ezhou"),
        ({"产出指标", "数量指标", "效益指标", "社会效益指标"}, "曲靖市", "yunnan_qujing"),
        ({"奇怪的标签"}, "", ""),
    ],
)
def test_a_frame_is_known_by_its_labels_and_place(labels: set[str], region: str, code: str) -> None:
    """Labels decide, the region breaks ties, nothing is guessed for unknown labels."""
    assert detect_profile(labels, set(), region) == code


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("产出指标（50分）", "O"),
        ("数量指标(必填硬性指标)", "O1"),
        ("产 出 指 标", "O"),
        ("服务对象满意度指标等", "S1"),
        ("环境效益", "E3"),
        ("进度", "O3"),
    ],
)
def test_label_variants_are_recognised(text: str, category: str) -> None:
    """Points, hints, blanks and spelling variants do not hide a label."""
    label = find_label(text)
    assert label is not None
    assert label.category == category


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("三级指标（参考）", "name"),
        ("指标 值", "target"),
        ("度量单位", "unit"),
        ("分值(10分)", "weight"),
        ("产出指标", ""),
    ],
)
def test_header_words_are_recognised(text: str, role: str) -> None:
    """Header cells are known by meaning, labels are not taken for headers."""
    assert header_role(text) == role
