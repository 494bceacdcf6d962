"""没有目标值：{what_zh}。

There is no target: {what_en}.

## 发现什么
目标值一格是空的，或只有“无”“——”“≥”“%”“****”一类占位、符号或单位。整张表都没有目标值的合成一条。

## 为什么
没有目标值就没有可以对照的标准。绩效目标要具体细化，不符合要求的退回修改（财预〔2015〕88号，已核对原文）。

## 例
前：组织宣传活动次数 | （空） | 次
后：组织宣传活动次数 | ≥__次（按年度计划填写）

## 局限
表里没有目标值这一栏的（如评价指标体系）不报。只填了半年目标的按中级报。扫描件里数字丢失而留下的空格，
与真正没有填写的，从文字上分不开。

## English
Fires where the target cell is empty or holds only a placeholder, a sign or a unit; one finding for a table that has no
target at all. Source: 财预〔2015〕88号, read in a public text. Tables without a column of targets are left alone; a row with
only part-year targets is medium. A number that was lost in scanning cannot be told from one never written.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit

CODE = "VG04"
NAME = "missing-target"
TITLE = "没有目标值"
SEVERITY = "high"
SOURCE = "财预〔2015〕88号（V）：绩效目标应具体细化，不符合要求的退回修改"

WHOLE_TABLE = 4
"""From so many rows on, a table without any target is one finding."""


def check_table(context: Context) -> Iterator[Hit]:
    """A hit for each row that is an indicator and prints no target, or one for the whole table."""
    columns = context.table.columns
    if columns and "target" not in columns:
        return
    rows = [row for row in context.rows if row.label.category != "X"]
    missing = [row for row in rows if row.target.tier == "missing"]
    if len(missing) == len(rows) >= WHOLE_TABLE:
        yield Hit(
            values={
                "what_zh": f"全表{len(rows)}行都没有填",
                "what_en": f"none of the {len(rows)} rows has one",
            }
        )
        return
    for row in missing:
        yield _hit(row)


def _hit(row: ReviewedRow) -> Hit:
    """What stands in the place of the target."""
    target, number = row.indicator.target, row.indicator.row
    if target:
        values = {"what_zh": f"只有“{target[:20]}”", "what_en": f'only "{target[:20]}"'}
        return Hit(row=number, span=(0, len(target)), values=values)
    if row.indicator.interim:
        values = {"what_zh": "只有分期目标，全年的是空的", "what_en": "only for parts of the year"}
        return Hit(row=number, values=values, severity="medium")
    return Hit(row=number, values={"what_zh": "这一格是空的", "what_en": "the cell is empty"})
