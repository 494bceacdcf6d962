"""{rows}：年度目标、明细目标和阶段计划都没有写这个数，而其他{others}行的数都写了；请在目标里补上，或说明依据。

{rows_en}: no goal or plan states the number, though those of {others} other rows are stated; add it to the goal, or give its basis.

## 发现什么
计数的产出、效益指标，目标、明细目标、工作任务和阶段计划里都没有提到它的数；同一张表里至少有两行的数是目标里写了的。
一张表合成一条，放在第一行；大多数行都对得上、只少这几行的，按中级别报（自评表仍按低级别）。

## 为什么
指标由绩效目标细化而来，应与目标逐项对应（财预〔2013〕53号“绩效指标明确性”，已核对原文）。目标里没有的数，
从哪里来、为什么定这么多，审核时无从判断。

## 例
前：指标“邀请客商赴我市考察 | ≥190人”，目标和计划里没有190人
后：目标补写“邀请客商190人以上来我市考察”

## 局限
目标文字里没有数的表（见 NM11）、多半的数都没有写的表不报：目标只写了要点。百分比、时间、成本、满意度不查；说明里由另一行推算出来的数不查。

## English
Rows that count an output or an effect of which neither goal nor plan states a number, in a table where at least as many rows are stated. One
finding a table, at the first row; medium where most rows are stated. Rates, times, costs, satisfaction, and numbers worked out from
another row are left alone.
"""

import re
from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Held, Hit, Outcome
from zhibiao.rules.compared import cell
from zhibiao.rules.covering import counts, covered_anywhere, rows_listed, rows_listed_en

CODE = "NM04"
NAME = "indicator-without-goal"
TITLE = "指标在目标里没有出处"
SEVERITY = "low"
SOURCE = "财预〔2013〕53号“绩效指标明确性”（V）：绩效指标由绩效目标细化分解而来"

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
FEWEST, MOST = 2, 0.4
"""So many rows must be stated in the goals; up to this share of rows without a goal are an oversight, not a habit."""


def check_table(context: Context) -> Iterator[Outcome]:
    """One hit for the rows without a goal, at the first of them."""
    found = covered_anywhere(context)
    taken = {match.row for match in found.matches} | _printed(context)
    counted = [place for place, row in enumerate(found.rows) if counts(row) and not _is_derived(row)]
    stated = [found.rows[place] for place in counted if place in taken]
    silent = [found.rows[place] for place in counted if place not in taken]
    yield from (Held(compared=(cell(row.indicator),)) for row in stated)
    if len(stated) < FEWEST or not silent or len(silent) > len(stated):
        return
    few = FEWEST <= len(silent) <= MOST * len(counted)
    values = {"rows": rows_listed(silent), "rows_en": rows_listed_en(silent), "others": str(len(stated))}
    yield Hit(
        row=silent[0].indicator.row,
        span=silent[0].target.span,
        values=values,
        severity="medium" if few and "selfeval" not in context.table.doc_kind else None,
        compared=tuple(cell(row.indicator) for row in silent),
    )


def _printed(context: Context) -> set[int]:
    """Places of rows whose number stands somewhere in the prose of the document, whatever it counts there."""
    document = context.document
    clauses = (*document.clauses, *(clause for table in document.tables for clause in table.clauses))
    numbers = {
        number for clause in clauses if clause.role != "actual" for number in _NUMBER.findall(clause.text)
    }
    printed = (
        {f"{bound:g}" for bound in (row.target.lower, row.target.upper) if bound} for row in context.rows
    )
    return {place for place, own in enumerate(printed) if own & numbers}


def _is_derived(row: ReviewedRow) -> bool:
    """Whether the explanation works the number out of another one (每家企业30个岗位)."""
    return any(word in row.indicator.explanation for word in ("平均每", "按每", "每家", "每户", "×", "*每"))
