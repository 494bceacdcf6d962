"""目标值“{target}”没有比较符，分不清是至少、至多还是正好。

The target "{target}" has no comparator: at least, at most, or exactly?

## 发现什么
目标值是一个数或百分比，前后没有 ≥、≤、=，也没有“不低于”“以上”“以内”，比较符（指标性质）一栏也是空的。

## 为什么
没有比较符，超过或不足该怎样计分说不清：100% 是底线还是正好，30个做了40个算不算。“以上”“以下”“以内”
包括本数，“超过”“不满”不包括本数（民法典第一千二百五十九条，已核对原文），写明即可避免争议。

## 例
前：完成亿元以上签约项目 | 330个
后：完成亿元以上签约项目 | ≥330个

## 局限
日期不报。补助标准、单价等按规定执行的金额不报。文字抽取件里 ≥ 可能在抽取中丢失（常被误认成 2、8、到）。
同一张表整列都没有比较符时逐行提示，改一次表头即可。

## English
Fires where the target is a number without any comparator, in the cell, in its column or in the name. 民法典 article
1259 (read in the text) settles what the words of comparison include. Dates and amounts fixed by a rule (补助标准, 单价)
are left alone. Scanning may have lost a sign that was printed. Every such row of a table is noted.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.judge import words

CODE = "CP01"
NAME = "comparator-missing"
SEVERITY = "low"
SOURCE = "民法典 第一千二百五十九条（V）：以上、以下、以内、届满包括本数；不满、超过、以外不包括本数"


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where a number stands alone."""
    target = row.target
    if target.tier != "measurable" or target.kind == "date" or target.comparator or target.approximate:
        return
    if target.deadline or target.conflict or row.label.category == "X":
        return
    if any(word in row.indicator.name for word in words("exact_names")):
        return
    yield Hit(span=target.span, values={"target": row.indicator.target[:30]})
