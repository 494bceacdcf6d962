"""“{name}”在两张表的目标值不同：第{row}行写 {target}，“{table}”第{other}行写 {its}{why_zh}，请核对后改成一致。

{name} has two targets: row {row} says {target}, row {other} of {table} says {its}{why_en}: make them agree.

## 发现什么
同一文件的两张表里，同名、同单位的指标写了两个不同的目标值：部门表与项目表（唯一一个项目有这个指标时）；
长期表与年度表，而长期目标比年度目标还低。

## 为什么
同一件事只能有一个目标值，两处不同，评价时用哪一个说不清（财预〔2013〕53号“绩效指标明确性”，已核对原文：与年度的任务数或
计划数相对应）。

## 例
前：部门表 抚恤补助发放人数 ≥2860人，项目表 ≥2680人
后：两处都写 ≥2860人

## 局限
只比较名称一字不差（不计书写差别）、单位相同的数。几个项目都有这个指标时，部门表可能是合计，不报；长期目标高于年度目标是
正常的，不报；自评表之间不比较。

## English
Two tables of one document print different targets for one name and unit: a department's and its project's, where a single
project has the indicator; a long-term table that asks for less than the annual one. Targets of several projects
may add up to the department's and are left alone, and so are self-evaluations.
"""

from collections import defaultdict
from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Held, Hit, Outcome, Whole
from zhibiao.rules.compared import cell
from zhibiao.rules.direction import direction_of
from zhibiao.rules.structure import amount_of, is_department, plain_name

CODE = "ST13"
NAME = "target-differs-between-tables"
TITLE = "两张表的目标值不同"
SEVERITY = "high"
SOURCE = "财预〔2013〕53号“绩效指标明确性”（V）：指标与年度的任务数或计划数相对应"

SHORTEST = 4
LONG = ("长期", "中期")
LESS = ("，长期目标比年度目标还低", ", and the long-term target is the looser one")
Placed = tuple[int, ReviewedRow]


def check_document(whole: Whole) -> Iterator[Outcome]:
    """For each name and unit that stands once in each of two tables of different kinds."""
    by_name: dict[tuple[str, str], list[Placed]] = defaultdict(list)
    for number, context in enumerate(whole.tables):
        for row in context.rows if "selfeval" not in context.table.doc_kind else ():
            name = plain_name(row.indicator.name)
            if len(name) >= SHORTEST and amount_of(row.target) is not None:
                by_name[name, row.target.unit_base].append((number, row))
    for placed in by_name.values():
        tables = [number for number, _ in placed]
        if len(placed) == 2 and tables[0] != tables[1]:
            yield from _compare(whole, *sorted(placed, key=lambda one: _rank(whole.tables[one[0]])))


def _rank(context: Context) -> int:
    """Annual department tables before projects, long-term tables last: what is likelier right comes first."""
    if _is_long(context):
        return 2
    return 0 if is_department(context) else 1


def _is_long(context: Context) -> bool:
    return any(word in context.table.period + context.table.name for word in LONG)


def _compare(whole: Whole, right: Placed, doubtful: Placed) -> Iterator[Outcome]:
    (_, its), (number, row) = right, doubtful
    first, second = whole.tables[right[0]], whole.tables[number]
    kinds = is_department(first) != is_department(second)
    asked, said = _base(its), _base(row)
    looser = (said < asked) if direction_of(row) == "higher" else (said > asked)
    if _is_long(second) and not _is_long(first):
        wrong, why = looser and direction_of(row) != "none", LESS
    else:
        wrong, why = kinds and said != asked, ("", "")
    if wrong:
        yield _hit(number, row, its, why)
    elif kinds or _is_long(second):
        yield Held(compared=(cell(row.indicator), cell(its.indicator)))


def _base(row: ReviewedRow) -> float:
    return (amount_of(row.target) or 0.0) * row.target.scale


def _hit(number: int, row: ReviewedRow, its: ReviewedRow, why: tuple[str, str]) -> Hit:
    indicator, other = row.indicator, its.indicator
    values = {
        "name": indicator.name[:24],
        "row": str(indicator.row),
        "target": indicator.target[:20],
        "table": other.table[-24:],
        "other": str(other.row),
        "its": other.target[:20],
        "why_zh": why[0],
        "why_en": why[1],
    }
    return Hit(
        table=number,
        row=indicator.row,
        span=(0, len(indicator.target)),
        values=values,
        severity="medium" if why[0] else None,
        compared=(cell(indicator), cell(other)),
    )
