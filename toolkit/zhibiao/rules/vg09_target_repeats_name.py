"""目标值“{words}”只是重复了名称{part_zh}，没有写要达到什么。

The target "{words}" only repeats {part_en}: it does not say what shall be reached.

## 发现什么
- 目标值与名称一字不差，或只是换了语序、少了“情况”“程度”（1年 | 1年；保障机关正常运转 | 保障机关正常运转）
- 目标值是从名称里截下来的一个词（预算项目与目标同步编制 | 同步；目标可实现程度 | 可实现）：低

## 为什么
名称说的是看什么，目标值说的是要达到多少（财预〔2013〕53号“绩效指标明确性”，指标值应清晰、可衡量，已核对
原文）。两格写同一句话，等于只填了一格，自评时也只能再抄一遍。

## 例
前：保障机关正常运转 | 保障机关正常运转
后：机关水电、网络故障当日修复率 | =100%

## 局限
程度词、品质词、状态词（提升 | 提升、健全性 | 健全）已由 VG01、VG02、VG03 提出的，截取的不报，整句照抄的只作提示
（低）。名称里写着数值的由 TG03 报。问句（是否、能否）和“无”“不”“零”开头的目标值等于回答，不报；“合格”“收回”“上墙”等可以
查证的状态，和三个字以上的一段（日产日清、封闭运行），截取的不报。截下来的词如能用是或否回答，是否算重复可以商榷。

## English
The target is the name again, word for word, in another order or without 情况/程度 (medium; low where VG01, VG02, VG03 or
VG05 already objects), or a piece cut out of the name (low). Source: 财预〔2013〕53号, read in a public text. Silent on
pieces that VG01, VG02, VG03 or VG05 reports, on values in the name (TG03), on questions, on 无/不/零, on states that
can be shown (合格, 收回) and on longer pieces (日产日清).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from zhibiao.records import Indicator, ReviewedRow, Target
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.judge import bare_name, words
from zhibiao.rules.judge_target import has_criterion
from zhibiao.rules.others import said
from zhibiao.text import normalise

CODE = "VG09"
NAME = "target-repeats-name"
TITLE = "目标值重复名称"
SEVERITY = "medium"
SOURCE = "财预〔2013〕53号（V）：绩效指标明确性，应有清晰、可衡量的指标值"

WHOLE = ("", "the name")
PART = ("里的一段", "a piece of the name")
_DIGIT = re.compile(r"[\d²³¹⁰-₉①-⓿㈀-㏿]")  # NFKC makes digits of these
_MAY_BE_WORDS = re.compile("[^\u0000-\u2e7f\uff00-\uff60]")  # a quick look: neither numbers nor signs
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_MARKS = re.compile(r"[“”‘’\"'《》()。.,，、;；:：!！=≥≤><]")
_TAIL = re.compile(r"(?:的)?(?:情况|程度|工作|与否)$")
_ASKS = re.compile(r"是否|能否|可否|与否|有无|有没有|[吗？?]")
_ANSWER = re.compile(r"^[不无零未没非免杜禁]|清零|归零|[限期制天日时]内$|前$|达标$|合格$")
CUT = 2
"""Two characters cut out of a name are a bare word; longer ones may say something of their own."""
SHORTEST = 4
"""From so many characters on, the same characters in another order are the same phrase."""


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the target holds nothing that the name does not hold."""
    indicator = row.indicator
    target = _core(indicator.target)
    if row.label.category == "X" or not _has_words(row.target):
        return
    whole = _is_whole(target, indicator.name)
    if not whole and (_has_criterion(indicator) or not _is_piece(indicator.name, row.target)):
        return
    if row.target.tier == "measurable" and said(row, context, ("TG03",)):
        return
    reported = said(row, context)
    if whole:
        part, severity = WHOLE, "low" if reported else "medium"
    elif not reported:
        part, severity = PART, "low"
    else:
        return
    values = {"words": indicator.target[:30], "part_zh": part[0], "part_en": part[1]}
    yield Hit(span=(0, len(indicator.target)), values=values, severity=severity)  # type: ignore[arg-type]


@lru_cache(maxsize=65536)
def _core(text: str) -> str:
    """A text without marks, signs and a tail such as 情况.

    >>> _core("=按时完成"), _core("按计划实施情况")
    ('按时完成', '按计划实施')
    """
    plain = _MARKS.sub("", normalise(text))
    return _TAIL.sub("", plain) or plain


def _is_whole(target: str, name: str) -> bool:
    """Whether the target is the name, perhaps in another order (营商环境改善, 改善营商环境)."""
    if target in (_core(name), bare := _core(bare_name(name))):
        return True
    return len(target) == len(bare) >= SHORTEST and sorted(target) == sorted(bare)


def _has_criterion(indicator: Indicator) -> bool:
    return has_criterion(f"{indicator.explanation};{indicator.basis_text}")


def _is_piece(name: str, target: Target) -> bool:
    """Whether a vague target is a piece of a name that asks no question; 不断档 and 无差错 are answers."""
    if target.tier != "vague":
        return False
    piece = _core(target.raw)
    if piece in words("shown_pieces") or _ASKS.search(name) or _ANSWER.search(piece):
        return False
    told = normalise(name)
    if any(piece + ending in told for ending in words("nominal_endings")):  # 可实现程度 | 可实现
        return len(piece) > 1
    return len(piece) == CUT and piece in told


def _has_words(target: Target) -> bool:
    if target.tier == "missing" or not _MAY_BE_WORDS.search(target.raw):
        return False
    return bool(_CHINESE.search(_core(target.raw)))


def _may_repeat(name: str, target: Target) -> bool:
    """Whether a target is the name, or a vague one a piece of it."""
    return _is_whole(_core(target.raw), name) or _is_piece(name, target)


def _has_words_alone(target: Target) -> bool:
    return not _DIGIT.search(target.raw) and _has_words(target)


SUSPECTS = (
    Suspect(target=_has_words_alone, pair=_may_repeat),
    Suspect(target=_has_words, sign=lambda: _DIGIT, pair=_may_repeat),
)
