"""{section}列了{count}项工作（{works}），指标里{covered_zh}{stands_zh}；请为每项工作至少设一个能计数或能核对的指标。

{section} names {count} works ({works}), but {covered_en}{stands_en}; set at least one countable or checkable indicator for each.

## 发现什么
重点工作（工作任务）列了三项以上、都没有数字，而产出、效益指标里几乎没有一行是考核这些工作的，或只有一行笼统的指标代表全部。
有别的产出、效益指标是计数的，按中级别报。

## 为什么
部门整体绩效的产出要反映重点工作的完成情况（财预〔2013〕53号部门框架的“重点工作办结率”等，已核对原文的是框架名称，
具体写法凭记忆）。列了工作没有指标，做与不做都不影响得分。

## 例
前：重点工作有研究、宣传、活动、培训四项，履职指标只有“招引一批优质项目 | 好”
后：研究课题数、宣传场次、招商活动场次、培训人次各设一行

## 局限
按工作的中心词与指标名称对应；指标用了完全不同的说法的，可能对应不上。三项里有一项以上对应得上的不报。

## English
Three or more key works or tasks without numbers, and (nearly) no output or effect row about any of them. Works and rows are matched by
the words at the end of what the work is about. The hit stands at the row that stands for all, where there is one; medium where other results are counted.
"""

from collections.abc import Iterator

from zhibiao.coverage import Work, coverage, number_of
from zhibiao.records import Clause, ReviewedRow
from zhibiao.rules.base import Held, Hit, Outcome, Whole
from zhibiao.rules.compared import cell, of_clause
from zhibiao.rules.covering import is_result

CODE = "NM10"
NAME = "key-work-without-indicator"
TITLE = "重点工作没有指标"
SEVERITY = "high"
SOURCE = "财预〔2013〕53号（M）：部门整体支出的产出应反映重点工作完成情况"

FEWEST, MOST = 3, 0.25
"""So many works make a list; up to this share of them with an indicator is nearly none."""


def check_document(whole: Whole) -> Iterator[Outcome]:
    """One hit for the list of works of a table that (nearly) no result row of the document measures."""
    for index, context in enumerate(whole.tables):
        works = coverage(context.table, context.rows, context.table.clauses).works
        if len(works) < FEWEST or not context.rows:
            continue
        clauses = tuple(work.clause for work in works)
        measured = _measured(whole, clauses)
        compared = tuple(of_clause(clause, context.table.name) for clause in clauses)
        if len(measured) > MOST * len(works):
            yield Held(compared=compared)
        else:
            yield _hit(index, works, len(measured), [row for row in context.rows if is_result(row)])


def _measured(whole: Whole, clauses: tuple[Clause, ...]) -> set[str]:
    """The works that a result row of any table is about, by their text."""
    found = set()
    for context in whole.tables:
        for work in coverage(context.table, context.rows, clauses).works:
            if any(is_result(context.rows[place]) for place in work.rows):
                found.add(work.clause.text)
    return found


def _hit(index: int, works: tuple[Work, ...], covered: int, results: list[ReviewedRow]) -> Hit:
    outputs = [
        row for row in results if (row.label.category_printed or row.label.category)[:1] == "O"
    ] or results
    only = outputs[0] if len(outputs) == 1 else None
    named = "；".join(work.clause.text[:16] for work in works[:4])
    values = {
        "section": works[0].clause.section.strip(" ：:")[:20],
        "count": str(len(works)),
        "works": f"{named}{'等' if len(works) > 4 else ''}",
        "covered_zh": f"只有{covered}项有对应的产出、效益指标"
        if covered
        else "没有一行产出、效益指标与之对应",
        "covered_en": f"only {covered} has an output or effect row"
        if covered
        else "no output or effect row is about them",
        "stands_zh": f"，只有第{only.indicator.row}行“{only.indicator.name[:16]}”（{only.indicator.target[:8]}）笼统代表"
        if only
        else "",
        "stands_en": f"; row {only.indicator.row} ({only.indicator.target[:8]}) stands for all"
        if only
        else "",
    }
    row = only.indicator if only else None
    counted = any(number_of(result.target) is not None for result in results)
    compared = tuple(of_clause(work.clause, row.table if row else "") for work in works)
    return Hit(
        table=index,
        row=row.row if row else 0,
        field="name",
        span=(0, len(row.name)) if row else (0, 0),
        values=values,
        severity="medium" if counted else None,
        compared=(*compared, cell(row, "name")) if row else compared,
    )
