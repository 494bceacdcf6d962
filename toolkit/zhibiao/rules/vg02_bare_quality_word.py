"""目标值“{words}”{lack_zh}。

The target "{words}" {lack_en}.

## 发现什么
目标值只有“健全”“科学”“规范”“合理”“有效”一类品质词，没有写做到什么才算。“合规”“公开”“完全相符”可以答是
或否，但没有印出依据哪项规定、看哪几项内容，作为提示（低）；只写“好”“较好”“良好”的，什么也没有说（高）。

## 为什么
绩效指标应细化为清晰、可衡量的指标值（财预〔2013〕53号“绩效指标明确性”，已核对原文）；不能定量的要分级分档
（财预〔2015〕88号，已核对原文）。没有标准，自评时只能写“健全”，得分由填表人自己定。

## 例
前：资产管理制度健全性 | 健全
后：资产管理制度覆盖环节数 | =6项（配置、使用、处置、收益、盘点、报告），或印出优/良/中/差各级的条件

## 局限
指标解释里印有评分办法（如“每缺一项扣1分”）或分级的、写明依据的（符合养护规程要求）不报。只看目标值这一格，附件里的标准看不到。
带程度词的（有效提升、较高）由 VG01 报。

## English
Fires where the target is a bare word of virtue (健全, 科学, 规范, 合理, 有效) without a criterion: medium. Words that
can be answered yes or no but name no rule (合规, 公开, 完全相符): low. 好, 较好, 良好: high, nothing is said at all.
Sources: 财预〔2013〕53号 and 财预〔2015〕88号, both read in public texts. Not reported where the explanation prints
points or grades; criteria in an annex are not seen.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Severity, Target
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.judge import find_word
from zhibiao.rules.judge_target import base_of, has_criterion, is_bare_grade, names_rule
from zhibiao.target import vague_words

CODE = "VG02"
NAME = "bare-quality-word"
TITLE = "目标值只有品质词"
SEVERITY = "medium"
SOURCE = (
    "财预〔2013〕53号（V）：绩效指标明确性，应有清晰、可衡量的指标值；财预〔2015〕88号（V）：定性目标分级分档"
)

LACKS: dict[Severity, tuple[str, str]] = {
    "high": ("只说好坏，别的什么也没有说，无法核对", "says that it is good and nothing else"),
    "medium": (
        "是品质词，没有写做到什么才算，无法核对",
        "is a word of virtue; nothing says what would meet it",
    ),
    "low": (
        "可以答是或否，但没有写依据哪项规定、看哪些内容",
        "can be answered yes or no, but names no rule or contents to check",
    ),
}


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the target is a word of quality or conformity and no criterion is printed."""
    if has_criterion(row.indicator.explanation):
        return
    found = _vague(row.target) if row.target.tier == "vague" else _conform(row)
    if not found:
        return
    (start, end), severity = found
    lack_zh, lack_en = LACKS[severity]
    values = {"words": row.indicator.target[start:end][:30], "lack_zh": lack_zh, "lack_en": lack_en}
    yield Hit(span=(start, end), values=values, severity=severity)


def _vague(target: Target) -> tuple[tuple[int, int], Severity] | None:
    """The span of the words of quality; None where a word of degree or effort is among them."""
    matches = vague_words(target.raw)
    if base_of(target) or not matches:
        return None
    span = (matches[0].start, matches[-1].end)
    if is_bare_grade(target.raw):
        return span, "high"
    return (span, "medium") if all(match.kind == "quality" for match in matches) else None


def _conform(row: ReviewedRow) -> tuple[tuple[int, int], Severity] | None:
    """The span of a yes-or-no word of conformity, None for other states."""
    indicator, span = row.indicator, _state(row.target)
    if span is None or names_rule(indicator.name):
        return None
    compared = indicator.target[slice(*span)].endswith(("相符", "一致"))
    if compared and any(word in indicator.name for word in ("是否", "与", "账")):  # the name says with what
        return None
    return span, "low"


def _state(target: Target) -> tuple[int, int] | None:
    """The place of a word of conformity with an unnamed rule."""
    if target.tier != "binary" or names_rule(target.raw):
        return None
    return find_word(target.raw, "conformity_states")


def _is_bare(target: Target) -> bool:
    return bool(_vague(target) if target.tier == "vague" else _state(target))


SUSPECTS = (Suspect(target=_is_bare),)
