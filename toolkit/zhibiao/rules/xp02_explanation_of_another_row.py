"""“{name}”的说明像是“{other}”的：{why_zh}，可能串行。

The explanation of "{name}" looks like that of "{other}": {why_en}.

## 发现什么
指标解释（或指标值确定依据）里没有一处提到本行的名称，却与同表另一行相合：
- 与另一行的说明一字不差，而那一行的名称在说明里
- 说的是另一行的事项（“立项规范性”的说明讲“预算编制的基本信息”）
- 以另一行的名称开头
- 本文件的另一张表把这句话印在另一行，而本行在那里是另一句（两张表中名称与说明更不相合的一张才报）

## 为什么
指标说明应给出本指标的概念、范围和计算方法（财预〔2021〕101号，凭记忆，未核）。说明串行多因增删行时没有对齐，自评时会按错的
口径打分。

## 例
前：预算编制科学性 | 说明：部门规划与国家战略的匹配性、与部门职能的相符性（“中长期规划相符性”的说明）
后：预算编制科学性 | 说明：预算编制的基本信息是否真实、完整、准确，基本支出是否按标准编制

## 局限
只比较文字：说明用了本行名称中的任何两个相连的字就不报，所以串行的行会漏（预算调整率的说明讲“预算有保障”）。多行共用一句
通用说明（以台账为准）、满意度的问卷说明不报。与名称、目标值重复的由 XP01 报。

## English
The explanation (or basis) holds nothing of its own row's name and fits another row of the table: the same text stands there
and holds that row's name, it speaks of that row's matter (management rows), or it begins with that row's name. Source:
财预〔2021〕101号, from memory, not confirmed. Two adjacent characters of its own name are enough to keep it silent, so
shifted rows may be missed, unless another table of the document prints the text for another name and this name with
another text: then the table whose texts speak less of their names is the shifted one. General explanations shared by several rows are left alone.
"""

from collections.abc import Iterator

from zhibiao.records import Indicator, ReviewedRow
from zhibiao.rules import xp01_explanation_says_nothing
from zhibiao.rules.base import Context, Held, Hit, Outcome
from zhibiao.rules.compared import cell
from zhibiao.rules.judge import bare_name, is_satisfaction, words
from zhibiao.text import normalise

CODE = "XP02"
NAME = "explanation-of-another-row"
TITLE = "说明是另一行的"
SEVERITY = "medium"
SOURCE = "财预〔2021〕101号（M）：指标解释说明概念、范围和计算方法"

SHORTEST = 10
"""A text of fewer characters is too short to belong to a row."""
MATTER = 4
"""The fewest characters of a matter (预算编制) that tell one row from another."""
FITS = 1 / 3
"""From this share of a name's pairs of characters on, a text speaks of it."""

SAME = (
    "同一句话也印在那一行，说的是那一行的事",
    "the same text stands there and speaks of that row",
)
SPEAKS = ("没有提到本指标，讲的是那一行的事项", "it does not mention this row but that row's matter")
ELSEWHERE = (
    "同一句话在本文件的另一张表里印在那一行，本指标在那里是另一句",
    "another table of the document prints the text there, and another text for this row",
)
BEGINS = (
    "没有提到本指标，以那一行的名称开头",
    "it does not mention this row and begins with that row's name",
)


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit for each row whose explanation or basis is another row's, held for each other text that was read."""
    shifted = {indicator.row: (indicator, other) for indicator, other in _shifted(context)}
    for indicator, owner in shifted.values():
        yield _hit(indicator, "explanation", owner, ELSEWHERE)
    for row in context.rows:
        if row.indicator.row in shifted:
            continue
        name = bare_name(row.indicator.name)
        if (
            row.label.category == "X"
            or is_satisfaction(name)
            or any(xp01_explanation_says_nothing.check_row(row, context))
        ):
            continue
        for field in ("explanation", "basis_text"):
            text = getattr(row.indicator, field)
            if len(normalise(text)) < SHORTEST:
                continue
            found = _owner(row, field, context.rows)
            if found:
                other, why = found
                yield _hit(row.indicator, field, other.indicator, why)
                break
            yield Held(compared=(cell(row.indicator, field),))


def _hit(indicator: Indicator, field: str, other: Indicator, why: tuple[str, str]) -> Hit:
    values = {"name": indicator.name[:24], "other": other.name[:24], "why_zh": why[0], "why_en": why[1]}
    return Hit(
        field=field,
        span=(0, len(getattr(indicator, field))),
        row=indicator.row,
        values=values,
        compared=(cell(indicator, field), cell(other, field)),
    )


def _shifted(context: Context) -> Iterator[tuple[Indicator, Indicator]]:
    """Rows whose explanation another table of the document prints for another name, and for this name another text.

    Either table may be the shifted one: it is the one whose texts speak less of their names.
    """
    for other in context.document.tables:
        if other.name == context.table.name:
            continue
        by_name = {bare_name(one.name): one for one in other.indicators}
        by_text = {normalise(one.explanation): one for one in other.indicators}
        pairs = []
        for one in context.table.indicators:
            text, name = normalise(one.explanation), bare_name(one.name)
            owner, same = by_text.get(text), by_name.get(name)
            if len(text) < SHORTEST or owner is None or same is None or bare_name(owner.name) == name:
                continue
            if len(normalise(same.explanation)) >= SHORTEST and normalise(same.explanation) != text:
                pairs.append((one, owner, same))
        here = sum(_fit(bare_name(one.name), normalise(one.explanation)) for one, _, _ in pairs)
        there = sum(_fit(bare_name(same.name), normalise(same.explanation)) for _, _, same in pairs)
        if here < there:
            yield from ((one, owner) for one, owner, _ in pairs)


def _owner(
    row: ReviewedRow, field: str, rows: tuple[ReviewedRow, ...]
) -> tuple[ReviewedRow, tuple[str, str]] | None:
    """The row that a text belongs to and how that shows, the surest sign first."""
    text = normalise(getattr(row.indicator, field))
    others = [(other, bare_name(other.indicator.name)) for other in rows if other.label.category != "X"]
    others = [(other, name) for other, name in others if name != bare_name(row.indicator.name)]
    own = _fit(bare_name(row.indicator.name), text)
    for other, name in others:
        if normalise(getattr(other.indicator, field)) == text and _fit(name, text) >= max(FITS, 3 * own):
            return other, SAME
    if own:
        return None
    for other, name in others:
        if len(name) > MATTER and text.startswith(name):
            return other, BEGINS
    for other, name in others:
        matter = _matter(name)
        if (
            _is_management(row)
            and _is_management(other)
            and len(matter) >= MATTER
            and text.startswith(matter)
        ):
            return other, SPEAKS
    return None


def _is_management(row: ReviewedRow) -> bool:
    """Whether a row is one of a management frame, whose matters do not overlap."""
    return row.label.category[:1] == "M"


def _matter(name: str) -> str:
    """What a name of a management frame is about, without how it shall be.

    >>> _matter("预算编制科学性")
    '预算编制'
    """
    return next((name.removesuffix(word) for word in words("name_qualities") if name.endswith(word)), name)


def _fit(name: str, text: str) -> float:
    """The share of a name's pairs of adjacent characters that a text holds.

    >>> _fit("立项规范性", "预算编制的基本信息"), _fit("预算调整率", "预算数")
    (0.0, 0.25)
    """
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 1.0
