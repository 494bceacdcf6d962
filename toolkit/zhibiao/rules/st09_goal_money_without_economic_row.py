"""{section}写明“{clause}”，是经济结果，表中印的“经济效益”下却没有一行指标：{where}。

The goal ({section}) states {clause}, a result in money, but no row stands under 经济效益: {where_en}.

## 发现什么
目标文字里有金额的经济结果（到位资金、固定资产投资、产值、税收、增收），表的效益部分印有社会效益、可持续影响等标签，“经济效益”下
却没有一行。

## 为什么
指标应由目标分解而来、与目标对应（财预〔2015〕88号，已核对原文：指向明确、具体细化）。目标里最重的一项结果没有归在经济效益，这一类就空着，
分值也落到别处。

## 例
前：目标“到位资金240亿元以上”；社会效益指标 | 到位资金 ≥240亿元；没有经济效益指标
后：经济效益指标 | 到位资金 ≥240亿元

## 局限
预算、补助、拨付、项目总投资等花出去的钱不算经济结果。表里没有印效益标签，或标签合并（社会、经济效益）的不报；印了空的经济效益标签的
由 CT03 报。

## English
The goal text states a result in money (投资, 产值, 税收, 增收) while the effects of the table stand under other printed labels
and none under 经济效益; a row that measures it elsewhere is named. Money that is spent is no result. Forms without labels of
effect, or with one for several, are left alone; an empty label is CT03's. Source: 财预〔2015〕88号, read.
"""

import re
from collections.abc import Iterator

from zhibiao.records import Clause, ReviewedRow, Target
from zhibiao.rules.base import Context, Held, Hit, Outcome
from zhibiao.rules.compared import cell, of_clause
from zhibiao.rules.structure import filed, holds, same_amount, shown
from zhibiao.text import normalise

CODE = "ST09"
NAME = "goal-money-without-economic-row"
TITLE = "写了经济结果没有经济效益行"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确、具体细化"

ROLES = ("goal", "task")
_END = re.compile("[,，;；。]")


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit where a goal promises money and nothing stands under economic effect."""
    promised = [
        (clause, name, target)
        for clause in context.table.clauses
        if clause.role in ROLES
        for name, target in clause.targets
        if _is_result(name, target)
    ]
    if not promised or not _prints_effects(context):
        return
    if economic := [row for row in context.rows if filed(row) == "E1"]:
        yield Held(compared=(of_clause(promised[0][0]), cell(economic[0].indicator)))
        return
    yield _hit(context, *promised[0])


def _is_result(name: str, target: Target) -> bool:
    """Whether a promise is a sum of money that others earn, invest or save."""
    return target.dimension == "money" and holds(name, "money_results") and not holds(name, "money_inputs")


def _prints_effects(context: Context) -> bool:
    """Whether effects stand under labels of their own, one of which could be 经济效益."""
    effects = [row for row in context.rows if filed(row)[:1] == "E"]
    labels = {row.indicator.level2 for row in effects}
    labels |= {label for pair in context.table.empty_labels for label in pair}
    return bool(effects) and all(labels) and not any("经济" in label for label in labels)


def _hit(context: Context, clause: Clause, name: str, promise: Target) -> Hit:
    """The message, with the row that measures the promise under another label."""
    row = _elsewhere(context.rows, promise)
    where, where_en = "请补充一行", "add one"
    if row is not None:
        indicator = row.indicator
        what = f"第 {indicator.row} 行“{indicator.name[:24]}”（{shown(indicator)}）"
        where = f"{what}填在“{indicator.level2[:16]}”下，应移到经济效益"
        where_en = (
            f"row {indicator.row}, {indicator.name[:24]}, is filed under {indicator.level2[:16]}; move it"
        )
    values = {
        "section": clause.section[:16] or "目标",
        "clause": _words(clause.text, name, promise),
        "where": where,
        "where_en": where_en,
    }
    places = (of_clause(clause, context.table.name), *((cell(row.indicator, "level2"),) if row else ()))
    return Hit(field="", values=values, compared=places)


def _words(text: str, name: str, promise: Target) -> str:
    """The words of the promise as they stand in the clause.

    >>> _words("引进企业、到位资金240亿元以上", "到位资金", Target(raw="240亿元以上"))
    '到位资金240亿元以上'
    """
    start, end = text.find(name), text.find(promise.raw) + len(promise.raw)
    words = text[start:end] if 0 <= start < end else f"{name[:24]}{promise.raw}"
    return _END.split(words)[0][:48]


def _elsewhere(rows: tuple[ReviewedRow, ...], promise: Target) -> ReviewedRow | None:
    """The row that asks for the same sum, else one that is an economic effect by its content."""
    same = [row for row in rows if same_amount(row.target, promise) and row.label.category[:1] in "EO"]
    content = [row for row in rows if row.label.category == "E1" and normalise(row.indicator.level2)]
    return next(iter(same or content), None)
