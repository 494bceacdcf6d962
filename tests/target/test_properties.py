"""What holds for any text: no error, spans inside the text, ordered bounds, printing and parsing agree."""

from __future__ import annotations

from itertools import pairwise

import pytest
from cn2an import an2cn
from hypothesis import given, settings
from hypothesis import strategies as st

from zhibiao.records import Target
from zhibiao.target import find_targets, looks_like_target, parse_target, vague_words
from zhibiao.target.hint import read_hint
from zhibiao.target.parse import _parse, _parse_whole

FIELD = (
    "0123456789０９.,，%％‰≥≤><=＝±-—~+*/ 　\n年月日底前内以上下至到约近余多几数十百千万亿半两三一第每"
    "元人次个家户亩小时天分率比增长降低不少于超过控制在同上年预算优良中差好健全有效提升完成无、；;（）()“”xAμ²"
)
TEXTS = st.one_of(st.text(max_size=40), st.text(alphabet=FIELD, max_size=30))
UNITS = ("", "%", "个", "万元", "人次", "天", "元/人·年", "平方米", "分", "‰")
SIGNS = ("", "≥", "≤", ">", "<", "=")


def inside(span: tuple[int, int], text: str) -> bool:
    """Whether a span lies in a text."""
    return 0 <= span[0] <= span[1] <= len(text)


def check(target: Target, text: str) -> None:
    """What every target keeps."""
    assert target.raw == text
    assert inside(target.span, text)
    assert all(inside(span, text) and span[0] < span[1] for span in target.words)
    if target.lower is not None and target.upper is not None and not target.conflict:
        assert target.lower <= target.upper
    if target.kind in ("level", "share", "duration") and target.tier == "measurable":
        assert target.lower is not None or target.upper is not None
    assert target.tier != "missing" or target.kind == "none"


@settings(max_examples=400, deadline=None)
@given(
    TEXTS, st.sampled_from(UNITS), st.sampled_from((*SIGNS, "正向", "定性")), st.one_of(st.just(""), TEXTS)
)
def test_any_text_is_parsed_without_an_error(text: str, unit: str, comparator: str, name: str) -> None:
    """Any text, unit, comparator and name give a target whose spans and bounds are sound."""
    check(parse_target(text, unit=unit, comparator=comparator, name=name), text)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.text(alphabet=FIELD, max_size=60)))
def test_any_prose_is_searched_without_an_error(text: str) -> None:
    """Any prose gives targets in printed order, each inside the text."""
    found = [target for _, target in find_targets(text)]
    for target in found:
        check(target, text)
    assert [target.span for target in found] == sorted(target.span for target in found)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_cell_has_a_score_and_sound_words(text: str) -> None:
    """The score of a cell lies between 0 and 1; vague words lie in the text, in order, without overlap."""
    assert 0.0 <= looks_like_target(text) <= 1.0
    matches = vague_words(text)
    assert all(inside((match.start, match.end), text) for match in matches)
    assert all(first.end <= second.start for first, second in pairwise(matches))


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(SIGNS),
    st.one_of(
        st.integers(-(10**6), 10**9), st.floats(-1000, 10**6, allow_nan=False).map(lambda x: round(x, 3))
    ),
    st.sampled_from(UNITS),
)
def test_a_printed_target_is_read_back(sign: str, number: float, unit: str) -> None:
    """`{comparator}{number}{unit}` printed and parsed again gives the same comparator, number and unit."""
    target = parse_target(f"{sign}{number}{unit}")
    assert target.tier == "measurable"
    assert (target.comparator, target.unit) == (sign, unit)
    assert target.lower == (None if sign in ("≤", "<") else float(number))
    assert target.upper == (None if sign in ("≥", ">") else float(number))
    assert target.lower_inclusive == (sign != ">")
    assert target.upper_inclusive == (sign != "<")


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 10**12), st.sampled_from(("low", "up", "rmb")))
def test_a_number_in_characters_is_what_cn2an_writes(number: int, mode: str) -> None:
    """What cn2an writes for a number, in small or large characters or as an amount of money, is read as that number."""
    written = an2cn(number, mode)
    target = parse_target(written.removesuffix("整") if mode == "rmb" else f"{written}个")
    assert target.lower is not None
    assert target.lower * target.scale == pytest.approx(number)
    assert target.unit_base == ("元" if mode == "rmb" else "个")


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, 10**5),
    st.integers(0, 10**5),
    st.sampled_from(("-", "~", "至", "—")),
    st.sampled_from(UNITS[1:]),
)
def test_a_printed_range_is_read_back(low: int, high: int, between: str, unit: str) -> None:
    """A range keeps both ends; where they are in the wrong order it says so."""
    target = parse_target(f"{low}{between}{high}{unit}")
    if target.kind == "date":  # 2020-12 is a month
        return
    assert (target.comparator, target.lower, target.upper) == ("range", float(low), float(high))
    assert bool(target.conflict) == (low > high)


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(("", "不少于", "约", "培训", "人均", "每人", "同比增长", "满意度", "≥", "不超过")),
    st.sampled_from(("3", "12", "28", "100", "2024", "44561", "0.5", "95.5", "1", "31")),
    st.sampled_from(
        (
            "",
            "%",
            "个",
            "万元",
            "人次",
            "天内",
            "年",
            "个月",
            "日前",
            "元/人·年",
            "以上",
            "百人",
            "万余",
            "成",
            "分",
            "人左右",
            "件事",
            "个半月",
            "岁",
            "级",
            "%以内",
        )
    ),
    st.sampled_from(UNITS),
    st.sampled_from(("", "≤", "正向")),
    st.sampled_from(("", "满意度", "项目总成本(≤**万元)", "完成时间", "增长率", "补助资金")),
)
def test_the_short_way_is_the_long_way(
    head: str, digits: str, tail: str, unit: str, sign: str, name: str
) -> None:
    """Putting another number into a target parsed before gives what parsing the whole text gives."""
    text, hint = f"{head}{digits}{tail}", read_hint(name)
    assert _parse(text, unit, sign, hint) == _parse_whole(text, unit, sign, hint)
