"""{labels}一栏印了标题，没有目标文字{check_zh}；请补写目标。

{labels}: the label is printed without a goal{check_en}; write the goal.

## 发现什么
年度目标、中长期目标的标题印在表上，后面的格子是空的，或者只有错位进来的金额。

## 为什么
没有目标，指标无从对照。绩效目标是预算绩效管理的基础，应指向明确、具体细化（财预〔2015〕88号，已核对原文）。

## 例
前：中长期目标 |（空）；年度目标 |（空）
后：年度目标 | 引进__项目__个，举办推介会__场，客商满意度__%以上

## 局限
从文字抽取件读到的表，格子里的文字可能在抽取中丢失，请对照原件。

## English
A label of a goal (年度目标, 中长期目标) is printed and its cell holds nothing, or only amounts that slipped in. In pasted text
the words may have been lost: check the original.
"""

from collections.abc import Iterator

from zhibiao.rules.base import Context, Held, Hit, Outcome
from zhibiao.rules.compared import of_clause

CODE = "NM12"
NAME = "goal-text-empty"
TITLE = "目标栏没有内容"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确、具体细化"


def check_table(context: Context) -> Iterator[Outcome]:
    """One hit for the empty labels of a table."""
    table = context.table
    goals = [clause for clause in table.clauses if clause.role == "goal"]
    if table.empty_goals:
        lost = table.lossy
        values = {
            "labels": "、".join(f"“{label}”" for label in table.empty_goals[:4]),
            "check_zh": "（文字抽取件，请对照原件是否丢失）" if lost else "",
            "check_en": " (pasted text: check the original)" if lost else "",
        }
        yield Hit(field="name", values=values)
    elif goals:
        yield Held(compared=(of_clause(goals[0], table.name),))
