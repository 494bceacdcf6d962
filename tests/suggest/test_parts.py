"""The pieces of a suggestion: formulas taken apart, rows taken apart, neighbours, quoted values."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhibiao
from zhibiao.assess.suggestions import unsourced
from zhibiao.corpora.tables import read_table
from zhibiao.records import Clause
from zhibiao.suggest import Evidence
from zhibiao.suggest.comparable import comparable_rows
from zhibiao.suggest.formula import split_ratio
from zhibiao.suggest.neighbours import find_neighbours
from zhibiao.suggest.split import parts_of
from zhibiao.target import find_targets
from zhibiao.taxonomy.entries import all_entries

SPLIT = [
    ("招引一批项目，包括央企、外企和民企", ("招引央企数量", "招引外企数量", "招引民企数量")),
    ("服务对象和周边居民满意度", ("服务对象满意度", "周边居民满意度")),
    ("苗木成活率和保存率", ("苗木成活率", "保存率")),
    ("夯实产业发展根基，增强发展后劲", ("夯实产业发展根基", "增强发展后劲")),
    ("提高城市知名度；促进经济发展", ("提高城市知名度", "促进经济发展")),
    ("保障机构正常运转", ()),
    ("烟感、温感安装数量", ()),
    ("房屋设备管理到位，车辆停放有序", ()),
    ("培训及时率", ()),
]


@pytest.mark.parametrize(("name", "parts"), SPLIT)
def test_a_row_is_taken_apart_where_it_holds_several_things(name: str, parts: tuple[str, ...]) -> None:
    """Lists, groups, measures and phrases are taken apart; one thing, and a list of objects, stay."""
    assert parts_of(name) == parts


def test_ratios_of_the_taxonomy_are_taken_apart() -> None:
    """Nearly every formula that ends in ×100% has a numerator and a denominator."""
    ratios = [f.text for entry in all_entries() for f in entry.formulas if re.search("×100%$", f.text)]
    apart = [text for text in ratios if all(split_ratio(text))]
    assert len(ratios) > 200
    assert len(apart) >= 0.95 * len(ratios)
    for text in apart:
        numerator, denominator = split_ratio(text)
        assert numerator in text and denominator in text


def test_rare_windows_find_their_rows() -> None:
    """The nearest rows speak of the same rare thing, in the order of their weight, which is at most 1 in all."""
    (near,) = find_neighbours(["河湖健康生命维护情况"])
    assert "河湖" in near[0].wording
    weights = [one.weight for one in near]
    assert weights == sorted(weights, reverse=True)
    assert 0 < sum(weights) <= 1.0001
    (nothing,) = find_neighbours(["zzzz"])
    assert sum(one.weight for one in nothing) < 0.5


def test_a_row_of_the_very_name_can_be_left_out() -> None:
    """For measuring: the row itself does not answer."""
    (known,) = find_neighbours(["新增就业人数"])
    (others,) = find_neighbours(["新增就业人数"], without_same=True)
    assert known[0].wording == "新增就业人数"
    assert all(one.wording != "新增就业人数" for one in others)


def test_comparable_rows_stand_in_the_corpora(root: Path) -> None:
    """Each is a row of a public table with its body, year and value; the quartiles are those of its values."""
    public = {
        (row["org"], row["year"], row["name"])
        for file in ("rows", "seeds")
        for row in read_table(root / f"corpora/real/{file}.tsv")
    }
    shown = 0
    for entry in all_entries():
        for unit in entry.units:
            rows, spread = comparable_rows(entry.code, unit, (entry.zh,))
            shown += len(rows)
            assert {(row.org, row.year, row.name) for row in rows} <= public
            assert bool(spread) <= bool(rows)
    assert shown > 120


def test_the_table_itself_is_no_comparable() -> None:
    """Rows of the very body and year are left out."""
    rows, _ = comparable_rows("O1.68", "个", ("签约项目数量",))
    own = (rows[0].org, rows[0].year)
    others, _ = comparable_rows("O1.68", "个", ("签约项目数量",), org=own[0], year=own[1])
    assert own not in {(row.org, row.year) for row in others}


NAMES = st.sampled_from(
    [
        "提升城市知名度",
        "签约项目数量",
        "服务企业满意度",
        "培训成效",
        "环保项目引进率",
        "加强人才储备，助力发展",
        "项目成本控制率",
    ]
)
TARGETS = st.sampled_from(["有效提升", "好", "≥前三年平均数", "", "≥300条", "≤150万元", "长期"])
NUMBERS = st.integers(2, 99999)


@settings(max_examples=60, deadline=None)
@given(
    name=NAMES, target=TARGETS, numbers=st.lists(NUMBERS, min_size=3, max_size=3), share=st.integers(1, 100)
)
def test_every_number_stands_in_its_cited_source(
    name: str, target: str, numbers: list[int], share: int
) -> None:
    """Whatever the document states: a value is in the quotation, the history or the row that its origin names."""
    projects, stories, firms = numbers
    text = f"签约项目{projects}个以上，发布宣传报道{stories}篇以上，收集人才信息{firms}条，服务企业满意度{share}%以上"
    clauses = (Clause(text=text, section="年度目标", targets=find_targets(text)),)
    history = f"2022={share}%;2023={projects}家"
    for one in zhibiao.suggest(name, target=target, context=Evidence(history=history, clauses=clauses)):
        assert not unsourced(one), one
        if "：“" in one.value_from:
            quoted = one.value_from.split("：“")[1].split("”")[0].strip("…")
            assert quoted in text
            assert one.value in quoted
        elif one.value and "往年" in one.value_from:
            assert history.count(one.value) or "、" in one.value_from
        elif one.value:
            assert one.value == "0" or one.value in target
