"""“{name}”填在“{printed}”下，按内容应属 {category}。

{name} is filed under {printed}, but by its content it belongs to {category_en}.

## 发现什么
指标名称和指标值说的内容，与它所在的二级指标不是一回事，例如在“社会效益”下填到位资金（经济效益），
在“数量指标”下填费用控制率（成本）。只在分类把握较大、且所填类别不在可接受的备选之内时报。

## 为什么
指标放错类别，会让某一类看起来有指标、实际没有，权重也随之失真（分类与权重：财预〔2021〕101号，凭记忆，未核）。
已发表的目标表中大约每十行有一行放错。

## 例
前：社会效益指标 | 引进重点产业项目到位资金 | ≥240亿元
后：经济效益指标 | 引进重点产业项目到位资金 | ≥240亿元

## 局限
按分类模型判断；边界上的内容（如受益人数）有两种都说得通的归法，这时不报：
填在效益下的受益、服务、接待人次和率，填在质量下的率，填在管理类下的行。框架规定的名称以框架为准。

## English
Compares the label the form-filler chose with the category of the content. Fires only where the classifier is sure,
the printed category is not among the defensible runners-up and the local frame does not prescribe the place.
Silent where both places can be defended: people reached and rates under effects, rates under quality, and whatever
stands under a label of management. About one published row in ten is misfiled. Limit: it is a model's judgement; see the model card.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Severity
from zhibiao.rules.base import Context, Filed, Hit, Suspect
from zhibiao.rules.judge import holds, is_rate, words
from zhibiao.taxonomy.entries import find_category
from zhibiao.taxonomy.labels import bare
from zhibiao.text import normalise

CODE = "CT01"
NAME = "wrong-category"
TITLE = "指标放错类别"
SEVERITY = "medium"
SOURCE = "财预〔2021〕101号（M）：成本、产出、效益、满意度四类及其二级指标"

SURE = 0.7
DEFENSIBLE = 0.15


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the printed category is neither the content's nor a defensible alternative."""
    label, indicator = row.label, row.indicator
    printed = label.category_printed
    if not printed or label.category in (printed, "X") or label.confidence < SURE:
        return
    if dict(label.candidates).get(printed, 0.0) >= DEFENSIBLE or _prescribed(row, context):
        return
    if _matter_of_taste(row):
        return
    category = find_category(label.category)
    values = {
        "name": indicator.name[:24],
        "printed": (indicator.level2 or indicator.level1)[:16],
        "category": f"{category.code} {category.zh}",
        "category_en": f"{category.code} {category.en}",
    }
    effect_for_output = {category.code[0], printed[0]} == {"O", "E"}
    severity: Severity | None = "high" if effect_for_output else None
    yield Hit(field="level2", span=(0, len(indicator.level2)), values=values, severity=severity)


def _matter_of_taste(row: ReviewedRow) -> bool:
    """Whether both places can be defended whatever the classifier thinks.

    Every local form cuts the management of a body its own way; a rate that stands as quality may count as well; a rate
    of coverage or completion, and who was reached, is a result of the work for one reviewer and its effect for another;
    and of two kinds of effect only money in the wrong one is beyond doubt.
    """
    given, printed = row.label.category, row.label.category_printed
    if printed[0] == "M":
        return True
    if given[0] == "O" and (printed == "O2" or printed[0] == "E") and is_rate(row.indicator.name):
        return True
    if printed == "E4" and given[0] == "M":  # people and systems kept up: lasting effects of many forms
        return True
    if given[0] == printed[0] == "E":
        return not (given == "E1" and speaks_of_money(row))
    reached = holds(row.indicator.name, "reach")
    effect_of_work = printed[0] == "O" and given[0] == "E" and is_rate(row.indicator.name)
    return effect_of_work or ({given[0], printed[0]} == {"E", "O"} and reached)


def speaks_of_money(row: ReviewedRow) -> bool:
    """Whether a row is about money: by its unit, or by its name."""
    return row.target.dimension == "money" or any(
        word in row.indicator.name for word in words("money_results")
    )


def _prescribed(row: ReviewedRow, context: Context) -> bool:
    """Whether the frame itself puts this name, or this category, under this label."""
    if context.profile is None:
        return False
    if normalise(row.indicator.name) in context.profile.frame:
        return True
    return row.label.category in context.profile.labels.get(bare(row.indicator.level2), ())


def _is_elsewhere(filed: Filed) -> bool:
    return bool(filed.printed) and filed.category not in (filed.printed, "X")


SUSPECTS = (Suspect(filed=_is_elsewhere),)
