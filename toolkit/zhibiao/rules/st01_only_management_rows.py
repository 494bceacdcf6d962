"""部门表 {total} 行中有 {management} 行（{share}）是内部管理和运行成本，其余{rest}没有一个可计数的产出或效果，看不出履职做成了什么。

{management} of {total} rows ({share}) are internal management and running costs; {rest_en} has no output or effect that can be counted.

## 发现什么
部门整体的目标表或自评表，八成五以上的行是决策、预算、资产、人员等内部管理或运行成本，其余的行里没有一个可计数的产出或效果。

## 为什么
部门绩效目标应说明职责做成了什么，并尽量量化（财预〔2015〕88号，已核对原文）。管理行各部门几乎一样，都达到了也不能说明本部门履职好坏。

## 例
前：33 行中 31 行是制度健全性、执行率，履职只有“招引一批优质项目 | 好”
后：履职部分补写年内签约、开工项目数和实际投资额，每项重点工作至少一个

## 局限
框架本身只设管理指标的表（没有印产出、履职、效益的标签）不报；少于10行的不报。具体缺哪一类由 CT02 报。

## English
In a departmental table at least 85 % of the rows are internal management or running costs, and none of the others can be
counted. Goals should be quantified (财预〔2015〕88号, read). Tables whose form has no labels for output or effect are left
alone, and so are those of fewer than ten rows. Which category is missing is said by CT02.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Held, Hit, Open, Outcome
from zhibiao.rules.compared import cell
from zhibiao.rules.structure import LOST, filed, is_department, letter, numbers, was_lost

CODE = "ST01"
NAME = "only-management-rows"
TITLE = "只有内部管理指标"
SEVERITY = "high"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确、具体细化，尽可能量化"

FEWEST = 10
SHARE = 0.85


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit where nearly all rows are management and no other row can be counted."""
    rows = [row for row in context.rows if letter(row) != "X"]
    if not is_department(context) or len(rows) < FEWEST or not _has_place(context):
        return
    rest = [row for row in rows if letter(row) not in "MC"]
    management = len(rows) - len(rest)
    if management / len(rows) < SHARE or any(map(_counts, rest)):
        yield Held(compared=tuple(cell(row.indicator, "name") for row in rest[:5]))
        return
    if was_lost(context):
        yield Open(reason=LOST[0], reason_en=LOST[1])
        return
    values = {
        "total": str(len(rows)),
        "management": str(management),
        "share": f"{management / len(rows):.0%}",
        "rest": f" {len(rest)} 行（第 {numbers(rest)} 行）" if rest else "",
        "rest_en": f"the rest (rows {numbers(rest)})" if rest else "the table",
    }
    yield Hit(field="", values=values, compared=tuple(cell(row.indicator) for row in rest))


def _has_place(context: Context) -> bool:
    """Whether the form has a label for output or effect, so that it is not for management only."""
    printed = {filed(row)[:1] for row in context.rows}
    labels = [label for pair in context.table.empty_labels for label in pair]
    if printed & set("OE") or any("效益" in label or "产出" in label or "履职" in label for label in labels):
        return True
    return context.profile is not None and any(place.dimension in "OE" for place in context.profile.places)


def _counts(row: ReviewedRow) -> bool:
    """Whether a row is an output or an effect with a number or a date."""
    return letter(row) in "OE" and row.target.tier == "measurable"
