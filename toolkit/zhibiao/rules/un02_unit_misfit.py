"""“{name}”与目标值“{target}”对不上：{why_zh}。

The name "{name}" and the target "{target}" do not fit: {why_en}.

## 发现什么
- 名称是比率、满意度，目标值却是金额、个数或时间（项目成本控制率 ≤150万元）：高
- 门槛说的是另一件事（商务接待次数 ≥前三年平均招商活动的次数）：高
- 名称是比率，目标值是文字（产业吸引率 有效提升）：中
- 文字或日期配了“%”“个”等单位（开展 %，12月30日前 %），或单位栏、分期目标的单位与目标值不是一类：中
- 名称是效果、口号，数的却是篇、条、次，或一个说不清分母的百分比：中
- 名称是人数，单位是人次，或反过来：低

## 为什么
指标值要清晰、可衡量（财预〔2013〕53号“绩效指标明确性”，已核对原文）。名称与单位不一致，实际值无从填起，
也不能与别的单位、别的年份相比。

## 例
前：项目成本控制率 | ≤150万元
后：项目成本 | ≤150万元；或 项目成本控制率 | ≤100%

## 局限
带分母的单位不报（火灾发生率 次/10万公顷）。效果类名称的百分比，解释里写了算式的不报。名称以动词开头但实际
数的是事物的（如“优化审批流程 5项”）可能误报。

## English
A rate with a target in money, things or time: high. A threshold that speaks of another quantity: high. A rate with words
for a value, a text or date with a unit such as %, two units of different kinds: medium. An effect or slogan whose value
counts articles or items, or is a percentage of nothing stated: medium. 人数 against 人次: low. Source: 财预〔2013〕53号,
read in a public text. Units with a denominator are left alone; a verb-led name that does count things may be reported.
"""

from collections.abc import Iterator
from functools import partial

from zhibiao.records import ReviewedRow, Severity, Target
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.judge import any_word, bare_name, holds, is_rate, is_share, is_slogan, share_sign, words
from zhibiao.rules.judge_target import base_of, interim_parts, percent_bounds
from zhibiao.target import parse_target
from zhibiao.target.unit import read_unit
from zhibiao.text import normalise

CODE = "UN02"
NAME = "unit-misfit"
TITLE = "名称与目标值的单位对不上"
SEVERITY = "medium"
SOURCE = "财预〔2013〕53号（V）：绩效指标明确性，应有清晰、可衡量的指标值"

Fault = tuple[Severity, str, str]
DIMENSIONS = {"money": ("金额", "money"), "count": ("个数", "a count"), "time": ("时间", "time")}
SUITS_DATES = ("", "time")
SHARED = 0.6
"""Least share of a threshold's characters that must stand in the name."""


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit for the gravest way in which the name, the target and the unit do not fit."""
    for judge in (_rate, _threshold, _unit_column, _part_year, _words_for_rate, _effect, _people):
        fault = judge(row)
        if fault is None:
            continue
        severity, why_zh, why_en = fault
        indicator = row.indicator
        field = "unit" if judge is _unit_column and indicator.unit else "target"
        values = {"name": indicator.name[:30], "target": indicator.target[:30] + _unit_shown(row)}
        values |= {"why_zh": why_zh, "why_en": why_en}
        yield Hit(field=field, span=(0, len(getattr(indicator, field))), values=values, severity=severity)
        return


def _unit_shown(row: ReviewedRow) -> str:
    """The unit column behind the target, where the target does not print it."""
    unit = row.indicator.unit
    return f" {unit}" if unit and not row.indicator.target.endswith(unit) else ""


def _rate(row: ReviewedRow) -> Fault | None:
    """A percentage by its name, but money, things or time by its value."""
    target, name = row.target, row.indicator.name
    if not _is_no_share(target) or not is_share(name):
        return None
    zh, en = DIMENSIONS[target.dimension]
    return "high", f"名称是比率，目标值是{zh}", f"the name is a rate, the value is {en}"


def _threshold(row: ReviewedRow) -> Fault | None:
    """A threshold without a number that speaks of something else than the name."""
    target = row.target
    if not _is_threshold(target):
        return None
    tail = target.raw[target.span[1] :].strip("的 ")
    for word in words("threshold_tails"):
        tail = tail.removesuffix(word)
    known = set(row.indicator.name)
    if len(tail) < 3 or sum(char in known for char in tail) >= SHARED * len(tail):
        return None
    return "high", f"门槛说的是“{tail}”，是另一件事", "the threshold is about another quantity"


def _unit_column(row: ReviewedRow) -> Fault | None:
    """A text or a date with a unit of numbers, or two units of different kinds."""
    if row.target.conflict.startswith("unit:"):
        return "medium", "单位栏与目标值里的单位不是一类", "its two units are of different kinds"
    unit = read_unit(row.indicator.unit) if row.indicator.unit else None
    if unit is None or not unit.dimension or row.target.tier in ("missing", "graded"):
        return None
    if row.target.kind == "date" and unit.dimension not in SUITS_DATES:
        return "medium", f"目标值是日期，单位却是“{row.indicator.unit}”", "a date with a unit of numbers"
    if row.target.tier in ("vague", "binary") and not base_of(row.target) and "每" not in row.target.raw:
        return "medium", f"目标值是文字，单位却是“{row.indicator.unit}”", "words with a unit of numbers"
    return None


def _part_year(row: ReviewedRow) -> Fault | None:
    """A part-year target that counts something else than the target of the year."""
    indicator, year = row.indicator, row.target.dimension
    for text, _ in interim_parts(indicator.interim):
        part = parse_target(text, unit=indicator.unit, name=indicator.name).dimension
        if part and year and part != year and "date" not in (part, year):
            return (
                "medium",
                f"分期目标“{text}”的单位不是一类",
                f"the part-year target {text} is of another kind",
            )
    return None


def _words_for_rate(row: ReviewedRow) -> Fault | None:
    """A rate whose value is words."""
    if not _is_words(row.target) or not is_rate(row.indicator.name):
        return None
    return "medium", "名称是比率，目标值却是文字", "the name is a rate, the value is words"


def _effect(row: ReviewedRow) -> Fault | None:
    """An effect or a slogan with a count, or with a percentage that nobody defined."""
    target, indicator = row.target, row.indicator
    if not _is_amount(target) or not is_slogan(indicator.name):
        return None
    if holds(target.raw, "rate_endings"):  # 参与率≥35% names its own measure
        return None
    if target.dimension == "count":
        unit = target.unit
        return "medium", f"名称是效果，数的是“{unit}”", f"the name is an effect, the value counts {unit}"
    plain = normalise(indicator.explanation)
    if percent_bounds(target) and not any(sign in plain for sign in ("/", "÷", "×", "*", "占")):
        return "medium", "名称是效果，没有说是什么的百分比", "an effect with a percentage of nothing stated"
    return None


def _people(row: ReviewedRow) -> Fault | None:
    """人数 counted in 人次, or the other way round."""
    name, unit = bare_name(row.indicator.name), row.target.unit
    both = words("people"), words("person_times")
    if all(any(word in row.indicator.name for word in group) for group in both):
        return None
    if name.endswith(words("people")) and unit == "人次":
        return "low", "名称是人数，单位是人次", "the name counts people, the unit counts attendances"
    if name.endswith(words("person_times")) and unit in ("人", "名", "位"):
        return "low", "名称是人次，单位是人", "the name counts attendances, the unit counts people"
    return None


def _is_no_share(target: Target) -> bool:
    """Whether a target is money, things or time."""
    if target.dimension not in DIMENSIONS or "/" in target.unit or target.kind == "date":
        return False
    return "%" not in normalise(target.raw)


def _is_threshold(target: Target) -> bool:
    return target.tier == "vague" and bool(target.basis)


def _is_words(target: Target) -> bool:
    return target.tier in ("vague", "binary") and not base_of(target)


def _is_words_or_date(target: Target) -> bool:
    return target.kind == "date" or _is_words(target)


def _has_conflict(target: Target) -> bool:
    return target.conflict.startswith("unit:")


def _is_amount(target: Target) -> bool:
    return target.tier == "measurable" and target.kind != "change"


def _counts_people(target: Target) -> bool:
    return target.unit in ("人次", "人", "名", "位")


def _names_people(name: str) -> bool:
    return bare_name(name).endswith((*words("people"), *words("person_times")))


SUSPECTS = (
    Suspect(target=_is_no_share, sign=share_sign, name=is_share),
    Suspect(target=_is_threshold),
    Suspect(target=_has_conflict),
    Suspect(fields=("unit",), target=_is_words_or_date),
    Suspect(fields=("interim",)),
    Suspect(target=_is_words, sign=share_sign, name=is_rate),
    Suspect(target=_is_amount, sign=partial(any_word, "effect_endings", "effect_verbs"), name=is_slogan),
    Suspect(target=_counts_people, sign=partial(any_word, "people", "person_times"), name=_names_people),
)
