"""“{name}”是做了什么（产出），填在“{printed}”下，没有说带来了什么变化。

"{name}" says what is done (an output) but stands under {printed}: an effect must say what changed.

## 发现什么
经济、社会、生态效益或可持续影响下的指标，名称是一项活动或一件产品（开展宣传活动、举办培训班、印发文件、走访慰问），
目标值也只数做了几次、几场、几份，或只写“完成”“开展”。

## 为什么
产出与效益是两类指标（财预〔2021〕101号，凭记忆，未核）。活动填进效益，就没有指标回答“钱花了有什么用”，做的事还算了两遍。

## 例
前：社会效益指标 | 开展禁毒宣传活动 | ≥12次
后：数量指标 | 禁毒宣传活动场次 | ≥12场；社会效益指标 | 禁毒知识知晓率 | ≥__%（由抽样调查得出）

## 局限
分类把握大的由 CT01 报，这里不重复。名称说到了受益、增收、知晓、减少、改善等变化的，或数的是人、户、钱的，不报。
名称既是活动又是服务（开展免费义诊）时可商榷，目标值是百分比的不报。

## English
A row printed under an effect label whose name is an activity or a product (开展宣传活动, 举办培训班, 印发文件) and whose
target counts the work or only says that it is done. Source: 财预〔2021〕101号, from memory, not confirmed. Where CT01
already speaks it is silent; names that say what changes or whom it reaches, and counts of people or money, are left alone.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules import ct01_wrong_category
from zhibiao.rules.base import Context, Filed, Hit, Suspect
from zhibiao.rules.judge import bare_name, find_word, holds, is_satisfaction, words

CODE = "CT05"
NAME = "activity-as-effect"
TITLE = "活动当作效益"
SEVERITY = "medium"
SOURCE = "财预〔2021〕101号（M）：产出指标与效益指标分列"


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where an effect row names work and its target counts it; low where the classifier sees an effect."""
    indicator, label = row.indicator, row.label
    if label.category_printed[:1] != "E" or label.category == "X" or not _is_work(indicator.name):
        return
    if not _counts_work(row) or any(ct01_wrong_category.check_row(row, context)):
        return
    values = {"name": indicator.name[:30], "printed": (indicator.level2 or indicator.level1)[:16]}
    severity = "low" if label.category[:1] == "E" else SEVERITY
    yield Hit(field="name", span=(0, len(indicator.name)), values=values, severity=severity)  # type: ignore[arg-type]


def _is_work(name: str) -> bool:
    """Whether a name is work or its product, without a word of what it changes.

    >>> _is_work("开展禁毒宣传活动"), _is_work("开展培训提高就业率"), _is_work("受益群众人数")
    (True, False, False)
    """
    plain = bare_name(name)
    if is_satisfaction(name) or holds(plain, "changes"):
        return False
    return plain.startswith(words("work_verbs")) or plain.endswith(words("work_nouns"))


def _counts_work(row: ReviewedRow) -> bool:
    """Whether the target is a number of pieces of work, or a state of doing."""
    target = row.target
    if target.tier == "measurable":
        unit = target.unit or row.indicator.unit.strip()
        return unit in words("work_units")
    return target.tier == "binary" and find_word(row.indicator.target, "activity_states") is not None


def _printed_as_effect(filed: Filed) -> bool:
    return filed.printed[:1] == "E"


SUSPECTS = (Suspect(filed=_printed_as_effect, name=_is_work),)
