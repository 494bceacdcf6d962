"""目标值“{words}”只说做了，没有写做多少、何时做完{name_zh}。

The target "{words}" only says that work is done, not how much or by when{name_en}.

## 发现什么
目标值是“完成”“开展”“实施”“落实”“正常运转”“按时完成”一类状态，名称里也没有数量或日期。名称本身是一项活动
或一句口号的（开展招商宣传 | 开展），名称和目标值都没有内容，级别为高。

## 为什么
绩效指标应细化为清晰、可衡量的指标值，并与年度计划数对应（财预〔2013〕53号“绩效指标明确性”，已核对原文）。
“开展”做一次也算，做一百次也算，不能说明产出。

## 例
前：开展招商政策推广宣传 | 开展
后：招商政策宣传活动场次 | ≥__场（按年度计划填写）

## 局限
名称、指标解释里印有数量或日期的不报（如“2022年11月底完成 | 按时完成”）。“竣工”“验收通过”“印发”等
能拿出凭证的结果、名称问“是否”的不报。解释里有数字但与完成内容无关的会漏报。

## English
Fires where the target is a state such as 完成, 开展, 实施, 落实, 正常运转 and neither the name nor the explanation prints
a quantity or a date. High where the name itself is an activity or a slogan. Results with a document of their own
(竣工, 验收通过, 印发) are left alone. Source: 财预〔2013〕53号, read in a public text. Limit: an unrelated number in
the explanation hides the fault.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Target
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.judge import find_word, is_activity, is_slogan
from zhibiao.rules.judge_target import has_measure

CODE = "VG03"
NAME = "activity-as-target"
TITLE = "目标值只说做了"
SEVERITY = "medium"
SOURCE = "财预〔2013〕53号（V）：绩效指标明确性，指标值清晰、可衡量，与年度计划数对应"


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the target is the state of an activity that nobody can count or date."""
    indicator = row.indicator
    if not _is_state(row.target):
        return
    span = find_word(indicator.target, "activity_states")
    if span is None or "是否" in indicator.name:
        return
    if any(has_measure(text) for text in (indicator.name, indicator.explanation, indicator.basis_text)):
        return
    empty_name = is_activity(indicator.name) or is_slogan(indicator.name)
    values = {
        "words": indicator.target.lstrip("=＝")[:30],
        "name_zh": "；名称也只是一项活动或口号" if empty_name else "",
        "name_en": "; the name is itself an activity or a slogan" if empty_name else "",
    }
    yield Hit(span=span, values=values, severity="high" if empty_name else "medium")


def _is_state(target: Target) -> bool:
    """Whether a target is the state of an activity and of nothing that conforms to a rule."""
    if target.tier != "binary" or target.deadline or find_word(target.raw, "conformity_states"):
        return False
    return find_word(target.raw, "activity_states") is not None


SUSPECTS = (Suspect(target=_is_state),)
