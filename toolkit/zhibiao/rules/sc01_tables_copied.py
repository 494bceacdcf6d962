"""本表{total}行自选指标中有{count}行与{other}的名称和目标值完全相同（如{examples}）：{why_zh}。

{count} of the {total} rows of its own are the same as in {other}, name and target (such as {examples}): {why_en}.

## 发现什么
几份文件放在一起比对：
- 不同单位的两张表，五行以上、八成以上的指标名称和目标值完全相同；其中三行以上有实在的数（不是百分比、0、1）：高，否则：中
- 两个单位填的是同一个项目（上级统一设置的目标）：低
- 同一单位不同年度的两张表，自选指标五行以上，全部原样照搬：中

## 为什么
绩效目标应指向明确、具体细化、合理可行（财预〔2015〕88号，已核对原文）。任务和预算不同的单位、年度，目标却一样，说明目标
不是按自己的工作定的。

## 例
前：乙县文化馆2024年目标表与甲县文化馆2024年目标表，12行中11行相同，包括“接待观众 ≥32000人次”
后：按本馆上年实际数和本年计划逐行填写

## 局限
框架规定的指标、管理类指标（预算执行率等）不算。同一单位同一年度的目标表与自评表目标相同是对的，不报。单位没有读出的
不能判断。上级统一下发模板的，请说明。

## English
Tables of different bodies with five and more rows of their own, four fifths of them the same by name and target: high where
three of them are telling numbers, else medium, low where both are for the same project. Tables of one body for different
years with all rows the same: medium. Prescribed rows and management rows do not count; a goal table and the self-evaluation
of the same year are alike by nature. Source: 财预〔2015〕88号, read in a public text.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from zhibiao.records import ReviewedRow, Severity
from zhibiao.rules.base import Held, Hit, Open, Outcome, Whole
from zhibiao.rules.compared import cell
from zhibiao.rules.sets import Key, Placed, is_telling, own_rows, placed_tables

CODE = "SC01"
NAME = "tables-copied-between-bodies"
TITLE = "单位之间照抄目标表"
SEVERITY = "high"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确、具体细化、合理可行"

FEWEST, SHARE = 5, 0.8
TELLING = 3
MOST = 200
"""So many tables are kept for one row: a row that stands in more tells nothing, and the set stays quick to compare."""

COPIED = ("不是按本单位的工作定的", "it was not set by the work of this body")
TEMPLATE = ("同一项目统一设置的，请核对是否合本单位实际", "set for one project: does it fit this body?")
REPEATED = (
    "上年的目标原样照搬，没有本年的任务",
    "the goals of another year stand again, nothing is of this year",
)
NO_BODY = Open(reason="没有读出单位，无法判断是否照搬", reason_en="the body is not known")

Table = tuple[Placed, dict[Key, ReviewedRow]]


def check_set(wholes: Sequence[Whole]) -> Iterator[Outcome]:
    """A hit for each table that repeats an earlier one of another body, or of another year."""
    tables = [
        (placed, rows) for placed in placed_tables(wholes) if len(rows := own_rows(placed.context)) >= FEWEST
    ]
    tables.sort(key=lambda one: (one[0].year or "9999", one[0].document, one[0].table))
    if len({placed.document for placed, _ in tables}) < 2:
        return
    index: dict[Key, list[int]] = defaultdict(list)
    for number, (_, rows) in enumerate(tables):
        yield _judge(tables, number, index)
        for key in rows:
            if len(index[key]) < MOST:
                index[key].append(number)


def _judge(tables: list[Table], number: int, index: dict[Key, list[int]]) -> Outcome:
    """What becomes of one table, held against all before it."""
    placed, rows = tables[number]
    shared = Counter(other for key in rows for other in index[key])
    undecided = False
    for other, count in sorted(shared.items(), key=lambda one: (-one[1], one[0])):
        if count < FEWEST or count < SHARE * len(rows):
            break
        first, its_rows = tables[other]
        if first.document == placed.document:
            continue
        if not (first.org and placed.org):
            undecided = True
            continue
        common = [key for key in rows if key in its_rows]
        if found := _relation(first, placed, [rows[key] for key in common], whole=count == len(rows)):
            return _hit(tables[other], tables[number], common, *found)
    if undecided:
        return Open(reason=NO_BODY.reason, reason_en=NO_BODY.reason_en, document=placed.document)
    return Held(document=placed.document)


def _relation(
    first: Placed, second: Placed, common: list[ReviewedRow], *, whole: bool
) -> tuple[Severity, tuple[str, str]] | None:
    """How grave it is that two tables share these rows; None where that is as it should be."""
    if first.org == second.org:
        years = first.year and second.year and first.year != second.year
        return ("medium", REPEATED) if years and whole else None
    if first.project and first.project == second.project:
        return "low", TEMPLATE
    return ("high" if sum(map(is_telling, common)) >= TELLING else "medium"), COPIED


def _hit(one: Table, two: Table, common: list[Key], severity: Severity, why: tuple[str, str]) -> Hit:
    (first, its_rows), (placed, rows) = one, two
    shown = sorted(common, key=lambda key: not is_telling(rows[key]))[:3]
    examples = "、".join(
        f"{rows[key].indicator.name[:16]} {rows[key].indicator.target[:12]}{rows[key].indicator.unit[:4]}"
        for key in shown
    )
    values = {
        "count": str(len(common)),
        "total": str(len(rows)),
        "other": first.shown,
        "examples": examples,
        "why_zh": why[0],
        "why_en": why[1],
    }
    places = tuple(cell(table[key].indicator) for key in shown for table in (rows, its_rows))
    return Hit(
        field="",
        document=placed.document,
        table=placed.table,
        values=values,
        severity=severity,
        compared=places,
    )
