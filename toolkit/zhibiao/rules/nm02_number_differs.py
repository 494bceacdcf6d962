"""{section}写“{said}”，第{row}行“{name}”的目标值是“{target}”，同一件事两个数，请核对后改成一致。

{section} says {said}, row {row} ({name}) asks for {target}: two numbers for one thing; make them one.

## 发现什么
年度目标、明细目标、工作任务或全年计划里的数，与同一件事的指标目标值不同。指标比目标里“不少于”的数更高的，
不算矛盾，降为中级别。

## 为什么
指标要与部门年度的任务数或计划数相对应（财预〔2013〕53号“绩效指标明确性”，已核对原文）；两个数并存，年末按哪个考核说不清。

## 例
前：年度目标“培训基层干部500人次”，指标“培训基层干部人次 | ≥300人次”
后：两处都写500人次，或说明300人次是其中哪一部分

## 局限
只比对名称相同（去掉年份、“完成”一类动词和“数量”一类词）、单位可换算的；分项与合计、半年与全年、跨年度的数不比。

## English
A goal, a task or the plan of the year states another number than the row about the same thing, units converted. Compared only where
the names are the same but for years, plain verbs and words of counting. A row above a minimum that the goal sets is medium.
"""

from collections.abc import Iterator

from zhibiao.coverage import Coverage, Match, Stated, number_of, one_thing, surely_about
from zhibiao.coverage.match import ABOUT
from zhibiao.records import ReviewedRow, Severity
from zhibiao.rules.base import Held, Hit, Outcome, Whole
from zhibiao.rules.compared import cell, of_clause
from zhibiao.rules.covering import covered, section_of

CODE = "NM02"
NAME = "number-differs"
TITLE = "目标与指标的数不同"
SEVERITY = "high"
SOURCE = "财预〔2013〕53号“绩效指标明确性”（V）：指标与年度的任务数或计划数相对应"

LOWER, UPPER = ("≥", ">"), ("≤", "<")


def check_document(whole: Whole) -> Iterator[Outcome]:
    """A hit at each row whose number is not that of the goal; one a row."""
    for index, context in enumerate(whole.tables):
        found = covered(context)
        done: set[int] = set()
        for match in found.matches:
            one, row = found.stated[match.stated], found.rows[match.row]
            if one.scope != "year" or match.row in done:
                continue
            if match.verdict in ("same", "comparator_lost"):
                yield Held(compared=(of_clause(one.clause, context.table.name), cell(row.indicator)))
            elif match.verdict == "number_differs" and _same_thing(found, match):
                done.add(match.row)
                yield _hit(index, one, row, context.table.name)


def _same_thing(found: Coverage, match: Match) -> bool:
    """Whether number and row are about one thing: one core; or one holds the other, and neither has a rival."""
    thing, row = found.stated[match.stated].thing, found.rows[match.row]
    if one_thing(thing, row.indicator.name):
        return True
    rivals = [
        other
        for other in (*found.of_stated(match.stated), *found.of_row(match.row))
        if other != match and other.verdict != "plan_part" and other.likeness >= ABOUT
    ]
    return not rivals and surely_about(thing, row.indicator.name)


def _hit(index: int, one: Stated, row: ReviewedRow, table: str) -> Hit:
    values = {
        "section": section_of(one),
        "said": f"{one.thing[:20]} {one.printed[:20]}",
        "row": str(row.indicator.row),
        "name": row.indicator.name[:24],
        "target": f"{row.indicator.target[:20]}{'' if row.target.unit in row.indicator.target else row.target.unit}",
    }
    return Hit(
        table=index,
        row=row.indicator.row,
        span=row.target.span,
        values=values,
        severity=_severity(one, row),
        compared=(of_clause(one.clause, table), cell(row.indicator)),
    )


def _severity(one: Stated, row: ReviewedRow) -> Severity | None:
    """Medium where the row keeps the bound that the goal sets, and asks for more."""
    said, asked = number_of(one.target) or 0.0, number_of(row.target) or 0.0
    up = one.target.comparator in LOWER and row.target.comparator in LOWER and asked > said
    down = one.target.comparator in UPPER and row.target.comparator in UPPER and asked < said
    return "medium" if up or down else None
