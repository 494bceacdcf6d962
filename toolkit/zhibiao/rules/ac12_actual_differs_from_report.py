"""第{row}行“{name}”的实际完成值填 {actual}，{section}写的是“{said}”，同一件事两个数，请核对后改成一致。

Row {row}, {name}, reports {actual}, but {section} says {said}: one thing, two numbers; check and correct.

## 发现什么
自评表里填的实际完成值，与同一文件“实际完成情况”或报告正文里写的完成数不同。

## 为什么
实际完成值须有佐证，同一文件两处不一，得分没有依据（自评结果应当真实、准确，这是我们自己的判断，own）。

## 例
前：实际完成值 26场；报告“全年开展应急演练20场”
后：两处都写台账上的数

## 局限
只在文字里说的和指标名称确是同一件事、单位相同时比较；文字写“以上”的按下限比较。别的年度的数、率的分子分母不比较。

## English
The actual value of a row is not the number that the report or 实际完成情况 gives for the same thing. Compared only
where both name one thing in one unit; “以上” counts as a lower bound. That results must be true to the records is our own demand.
"""

from collections.abc import Iterator
from dataclasses import replace

from zhibiao.coverage import coverage, number_of, one_thing, surely_about
from zhibiao.records import Clause, ReviewedRow, Target
from zhibiao.rules.base import Context, Held, Hit, Outcome, Whole
from zhibiao.rules.compared import cell, of_clause
from zhibiao.rules.results import is_report
from zhibiao.target import parse_target

CODE = "AC12"
NAME = "actual-differs-from-report"
TITLE = "实际值与报告不一致"
SEVERITY = "high"
SOURCE = "自订（own）：同一文件里同一结果只有一个数"

ROUNDING = 0.005
LIKE = 0.5


def check_document(whole: Whole) -> Iterator[Outcome]:
    """For each row with an actual value, the texts of its table and of the report that speak of it."""
    for index, context in enumerate(whole.tables):
        if not is_report(context.table):
            continue
        rows = tuple(made for row in context.rows if (made := _as_reached(row)))
        clauses = tuple(replace(clause, role="goal") for clause in _told(whole, context))
        found = coverage(replace(context.table, indicators=()), rows, clauses)
        done: set[int] = set()
        for match in sorted(found.matches, key=lambda one: -one.likeness):
            one, row = found.stated[match.stated], found.rows[match.row]
            if match.row in done or one.scope == "aside" or match.likeness < LIKE:
                continue
            same = one_thing(one.thing, row.indicator.name) or surely_about(one.thing, row.indicator.name)
            if not same or match.verdict == "without_number":
                continue
            compared = (cell(row.indicator, "actual"), of_clause(one.clause, context.table.name))
            if _agree(one.target, row.target):
                yield Held(compared=compared)
            else:
                done.add(match.row)
                yield _hit(index, row, one.printed, one.clause, compared)


def _told(whole: Whole, context: Context) -> Iterator[Clause]:
    """Clauses about what was reached: those of the table, and those of the report where it has a single table."""
    clauses = (*context.table.clauses, *(whole.document.clauses if len(whole.tables) == 1 else ()))
    return (clause for clause in clauses if clause.role == "actual")


def _as_reached(row: ReviewedRow) -> ReviewedRow | None:
    """The row with its actual value in the place of its target; None where that is no single number."""
    indicator = row.indicator
    reached = parse_target(indicator.actual, unit=indicator.unit or row.target.unit, name=indicator.name)
    return replace(row, target=reached) if number_of(reached) is not None else None


def _agree(said: Target, reached: Target) -> bool:
    number, actual = number_of(said) or 0.0, number_of(reached) or 0.0
    if said.comparator in ("≥", ">"):
        return actual >= number * (1 - ROUNDING)
    return abs(number - actual) <= ROUNDING * max(abs(number), abs(actual))


def _hit(index: int, row: ReviewedRow, said: str, clause: Clause, compared: tuple) -> Hit:  # type: ignore[type-arg]
    indicator = row.indicator
    values = {
        "row": str(indicator.row),
        "name": indicator.name[:24],
        "actual": f"{indicator.actual[:16]}{indicator.unit if indicator.unit not in indicator.actual else ''}",
        "section": clause.section.strip(" ：:")[:20] or "报告",
        "said": said[:30],
    }
    return Hit(
        table=index,
        row=indicator.row,
        field="actual",
        span=(0, len(indicator.actual)),
        values=values,
        compared=compared,
    )
