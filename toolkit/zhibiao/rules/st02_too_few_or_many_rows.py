"""这张表{amount}，{why}。

This table has {amount_en}: {why_en}.

## 发现什么
目标表只有一两行指标；或者除框架固定的管理指标以外，部门表超过六十行、项目表超过四十行。

## 为什么
绩效目标应指向明确、具体细化（财预〔2015〕88号，已核对原文），指标应突出重点（财预〔2021〕101号，凭记忆，未核）。一两行说不全做成
什么、有什么用；行太多，年中没有人能逐行跟踪。界限是自订的。

## 例
前：全表只有“完成工程 | 1项”一行
后：补充质量、时效和效益指标

## 局限
可商榷，所以是低级别。从文本粘贴、分栏已丢失的表，行可能是读漏的，不报。两行已经分属产出和效果、满意度的小项目不报。

## English
A goal table of one or two rows, or one of more than sixty (a project: forty) besides the fixed rows of its frame. Arguable,
therefore low; the limits are our own. Tables whose columns were lost in the source are left open, and two rows of which one is
an output and the other an effect are enough for a small project.
"""

from collections.abc import Iterator

from zhibiao.rules.base import Context, Held, Hit, Open, Outcome
from zhibiao.rules.compared import cell
from zhibiao.rules.structure import LOST, is_department, letter, plain_name, was_lost

CODE = "ST02"
NAME = "too-few-or-many-rows"
TITLE = "指标太少或太多"
SEVERITY = "low"
SOURCE = "财预〔2015〕88号（V）：绩效目标具体细化；财预〔2021〕101号（M）：重点突出；行数的界限自订（own）"

FEW = 2
MANY_DEPARTMENT, MANY_PROJECT = 60, 40


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit where a goal table has hardly a row, or more than anybody can follow."""
    rows = [row for row in context.rows if letter(row) != "X"]
    if not rows or not context.table.doc_kind.endswith(("goal", "selfeval")):
        return
    if len(rows) <= FEW:
        yield _few(context)
        return
    own = [row for row in rows if not _is_fixed(row.indicator.name, context) and letter(row) != "M"]
    limit = MANY_DEPARTMENT if is_department(context) else MANY_PROJECT
    if len(own) > limit:
        yield Hit(field="", values=_many(len(rows), len(own), limit))
    else:
        yield Held()


def _few(context: Context) -> Outcome:
    """What one or two rows mean: too few, enough for a small project, or perhaps rows lost."""
    if context.table.lossy or was_lost(context) or context.table.empty_labels:
        return Open(reason=LOST[0], reason_en=LOST[1])
    letters = {letter(row) for row in context.rows}
    if "O" in letters and letters & set("ES"):
        return Held()
    count = len(context.rows)
    values = {
        "amount": f"只有 {count} 行指标",
        "amount_en": f"only {count} row{'s' * (count > 1)}",
        "why": "说不全做成多少、做到什么标准、有什么用，请补充产出和效果指标",
        "why_en": "they cannot say how much is done, how well and to what effect; add outputs and effects",
    }
    compared = tuple(cell(row.indicator, "name") for row in context.rows)
    return Hit(field="", values=values, compared=compared)


def _many(total: int, own: int, limit: int) -> dict[str, str]:
    return {
        "amount": f"业务指标就有 {own} 行（全表 {total} 行）",
        "amount_en": f"{own} rows besides those of management ({total} in all)",
        "why": f"超过 {limit} 行，难以逐行跟踪和评价，请保留最能说明履职结果的",
        "why_en": f"more than {limit} cannot be followed row by row; keep those that show results best",
    }


def _is_fixed(name: str, context: Context) -> bool:
    """Whether the frame itself prescribes a row of this name."""
    return context.profile is not None and plain_name(name) in context.profile.frame
