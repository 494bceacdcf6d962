"""{section}写明{missing}，{where_zh}；请补上指标，或说明由哪一行考核。

{section} states {missing}, but {where_en}: add an indicator, or say which row measures it.

## 发现什么
目标、明细目标或工作任务里写了数字，表中却没有一行指标是考核这件事的。同一份文件的另一张表有相应指标的，也写明在哪一行，
只提示印有这个目标的同类表（如长期表与年度表）。同一张表缺几个数的，合成一条；缺的是年度目标的第一个数的，按高级别报。

## 为什么
绩效目标要细化为具体的绩效指标，与目标逐项对应（财预〔2013〕53号“绩效指标明确性”，已核对原文）。目标里承诺了数量，
没有指标，年末就不用交账。

## 例
前：年度工作任务“签约亿元以上项目不少于330个”，长期绩效指标里没有签约项目
后：加一行“签约亿元以上项目 | ≥330个”

## 局限
按事项的名称、单位和数值对应；名称完全不同、数值也不同的，可能对应不上。现状、编制人数、资金安排、每人每户的标准、
跨年度的数不算目标。目标只写了100%或0的不报。

## English
A number in a goal, a detailed goal or a task that no row measures. If another table of the document has the row, the finding says
where and stands only at a table that prints the goal itself. One finding a table; high where the first number of the year's goal
is missing. Existing stock, funds, rates per head and numbers for several years are no goals.
"""

from collections.abc import Iterator
from math import isclose

from zhibiao.coverage import Stated, core, coverage, likeness, number_of, units_agree
from zhibiao.likeness import alike
from zhibiao.records import Severity
from zhibiao.rules.base import Context, Held, Hit, Outcome, Whole
from zhibiao.rules.compared import cell, of_clause
from zhibiao.rules.covering import covered, listed, section_of, shown

CODE = "NM01"
NAME = "goal-number-without-indicator"
TITLE = "目标里的数没有指标考核"
SEVERITY = "medium"
SOURCE = "财预〔2013〕53号“绩效指标明确性”（V）：绩效目标应细化分解为具体的绩效指标"

PART = 0.3
WORDED = 0.6
"""So alike are rows about parts of a thing."""
FAINT = 0.15
"""So little likeness is enough where the number is the same: the row may mean it in other words."""


def check_document(whole: Whole) -> Iterator[Outcome]:
    """One hit for each table whose goals state numbers that none of its rows measures."""
    for index, context in enumerate(whole.tables):
        found = covered(context)
        for match in found.matches:
            row = found.rows[match.row].indicator
            yield Held(compared=(of_clause(found.stated[match.stated].clause, row.table), cell(row)))
        missing = _missing(context)
        elsewhere = [one for one in missing if any(_other_row(whole, index, one))]
        nowhere = [one for one in missing if one not in elsewhere]
        if nowhere:
            yield _hit(
                index,
                nowhere,
                ("表中没有相应的指标", "no row of the table measures it"),
                _main(context, nowhere),
            )
        elif elsewhere and _same_kind(whole, index, elsewhere):
            where = [_other_row(whole, index, one) for one in elsewhere]
            zh, en = listed(zh for zh, _ in where), ", ".join(dict.fromkeys(en for _, en in where))
            said = (f"本表没有相应的指标（同一文件{zh}有）", f"this table has no row for it ({en} has)")
            yield _hit(index, elsewhere, said, None)


def _missing(context: Context) -> list[Stated]:
    """Numbers for the year that no row is about, each thing once, in printed order."""
    found = covered(context)
    once: dict[str, Stated] = {}
    for place in found.goals_without_row():
        one = found.stated[place]
        number = number_of(one.target)
        plain = number == 0 or (one.target.dimension == "ratio" and number == 100)
        told = _faintly(context, one) or _in_parts(context, one) or _in_words(context, one)
        if one.scope == "year" and not plain and not told:
            once.setdefault(core(one.thing), one)
    return list(once.values())


def _faintly(context: Context, one: Stated) -> bool:
    """Whether a row of the same number may mean the thing in other words."""
    number = number_of(one.target)
    return any(
        number_of(row.target) == number and alike(core(one.thing), core(row.indicator.name)) >= FAINT
        for row in context.rows
    )


def _in_words(context: Context, one: Stated) -> bool:
    """Whether a row is about the thing and has only a word where the number belongs: that is found at the row itself."""
    return any(
        row.target.tier in ("vague", "missing") and likeness(one.thing, row.indicator.name) >= WORDED
        for row in context.rows
    )


def _in_parts(context: Context, one: Stated) -> bool:
    """Whether rows about the thing, in the same unit, make the number together (东片区24公里, 西片区18公里)."""
    alike_rows = (row for row in context.rows if units_agree(one.target, row.target))
    parts = [
        number_of(row.target) or 0.0 for row in alike_rows if likeness(one.thing, row.indicator.name) >= PART
    ]
    return len(parts) > 1 and isclose(sum(parts), number_of(one.target) or 0.0, rel_tol=1e-6)


def _other_row(whole: Whole, index: int, one: Stated) -> tuple[str, str]:
    """The row of another table that measures the thing, in Chinese and English, "" if there is none."""
    for other, context in enumerate(whole.tables):
        if other == index:
            continue
        found = coverage(context.table, context.rows, (one.clause,))
        for match in found.matches:
            if found.stated[match.stated].thing == one.thing:
                row = found.rows[match.row].indicator
                table, name = context.table.name[-20:], row.name[:16]
                return f"“{table}”第{row.row}行“{name}”", f'"{table}" row {row.row} "{name}"'
    return "", ""


def _same_kind(whole: Whole, index: int, missing: list[Stated]) -> bool:
    """Whether a table of the same kind has the rows: a long-term and an annual table, not a project's."""
    kind = whole.tables[index].table.doc_kind
    others = [
        context
        for other, context in enumerate(whole.tables)
        if other != index and coverage(context.table, context.rows, (missing[0].clause,)).matches
    ]
    return any(context.table.doc_kind == kind for context in others)


def _main(context: Context, missing: list[Stated]) -> Severity | None:
    """High where the first number of the year's goals is missing."""
    goals = [one for one in covered(context).stated if one.scope == "year" and one.clause.role == "goal"]
    return "high" if goals and goals[0] in missing else None


def _hit(index: int, missing: list[Stated], where: tuple[str, str], severity: Severity | None) -> Hit:
    values = {
        "section": listed(section_of(one) for one in missing),
        "missing": listed(shown(one.thing, one) for one in missing),
        "where_zh": where[0],
        "where_en": where[1],
    }
    compared = tuple(of_clause(one.clause) for one in missing)
    return Hit(table=index, field="name", values=values, severity=severity, compared=compared)
