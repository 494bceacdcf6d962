"""部门表 {total} 行中有 {same} 行就是项目表《{project}》的指标，而基本支出 {basic}占资金总额 {sum}的 {share}，没有一行考核。

{same} of {total} departmental rows are those of one project ({project}); basic expenditure, {basic} of {sum} ({share}), is measured by no row.

## 发现什么
文件里只有一张项目表，部门表的行（几乎）都能在项目表里找到，没有管理、人员、运转方面的指标；而部门资金里基本支出占三分之一以上。

## 为什么
部门整体绩效目标管的是部门的全部支出，应与资金和职责相匹配（财预〔2015〕88号，已核对原文：指向明确、合理可行）。照抄一个项目的指标，
大半的钱没有指标可查。

## 例
前：部门表 13 行与 150 万元的项目表相同，基本支出 402.91 万元没有指标
后：部门表补写职责范围内其他工作的产出、预算执行和“三公”经费等管理指标

## 局限
项目支出本来就占大头的不报；读不到基本支出和总额的，或粘贴文本里的金额对不上账的，不判断。两行相同指名称相近，或目标数相同、
类别相同。

## English
The document has one project table and the rows of the departmental table are nearly all its rows, while basic expenditure is
at least a third of the funds (high from a half on). A departmental goal answers for all the money. Source: 财预〔2015〕88号,
read. Where the two sums cannot be read, or do not add up in a text that lost its columns, nothing is decided.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhibiao.likeness import alike
from zhibiao.records import Amount, ReviewedRow
from zhibiao.rules.base import Context, Held, Hit, Open, Outcome, Whole
from zhibiao.rules.compared import cell, of_amount
from zhibiao.rules.structure import amount_of, holds, is_department, letter, plain_name, same_amount

CODE = "ST07"
NAME = "department-table-repeats-one-project"
TITLE = "部门表照抄一个项目"
SEVERITY = "high"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确、合理可行"

FEWEST = 5
NEARLY_ALL = 0.85
LARGE, HALF = 1 / 3, 1 / 2
NEAR = 0.6
TOTALS = ("资金总额", "支出合计", "预算总额", "合计", "总计", "年度资金总额")
Funds = tuple[Amount, Amount]
UNSURE = (
    "读不出基本支出和资金总额，不能判断部门表是否只反映一个项目",
    "basic expenditure and the total could not be read for certain",
)


def check_document(whole: Whole) -> Iterator[Outcome]:
    """A hit for a departmental table that holds little but the rows of the one project."""
    departments = [number for number, one in enumerate(whole.tables) if is_department(one)]
    projects = [one for one in whole.tables if one.table.doc_kind.startswith("project")]
    if len(projects) != 1 or len(departments) != 1:
        return
    (number,), (project,) = departments, projects
    table = whole.tables[number]
    rows = [row for row in table.rows if letter(row) != "X"]
    same = [row for row in rows if any(_is_same(row, other) for other in project.rows)]
    if len(rows) < FEWEST or any(map(_is_running, rows)) or len(same) < NEARLY_ALL * len(rows):
        yield Held(compared=tuple(cell(row.indicator, "name") for row in rows if row not in same)[:5])
        return
    funds = _funds((*table.table.amounts, *whole.document.amounts))
    if funds is None:
        yield Open(reason=UNSURE[0], reason_en=UNSURE[1])
    elif _value(funds[0]) / _value(funds[1]) < LARGE:
        yield Held(compared=tuple(map(of_amount, funds)))
    else:
        yield replace(_hit(table, project.table.name, same, len(rows), funds), table=number)


def _is_running(row: ReviewedRow) -> bool:
    """Whether a row measures management, or what basic expenditure is for."""
    return letter(row) == "M" or holds(plain_name(row.indicator.name), "running_words")


def _is_same(row: ReviewedRow, other: ReviewedRow) -> bool:
    """Whether two rows of two tables are one indicator: alike names, or the same number of the same thing."""
    if alike(plain_name(row.indicator.name), plain_name(other.indicator.name)) >= NEAR:
        return True
    same_kind = row.label.category == other.label.category and amount_of(row.target) not in (None, 100.0)
    return same_kind and same_amount(row.target, other.target)


def _funds(amounts: Sequence[Amount]) -> Funds | None:
    """Basic expenditure and the total, where they are sure or add up with the projects."""
    amounts = [one for one in amounts if one.value and one.unit != "%"]
    basic = [one for one in amounts if one.label.endswith("基本支出")]
    projects = [one for one in amounts if one.label.endswith("项目支出")]
    totals = [one for one in amounts if one.label.split("(")[0].split("（")[0].strip() in TOTALS]
    for one in basic:
        for total in totals:
            if one.column != total.column or _value(total) < _value(one):
                continue
            added = any(
                abs(_value(one) + _value(two) - _value(total)) < 0.01
                for two in projects
                if two.column == total.column
            )
            if added or (one.sure and total.sure and not projects):
                return one, total
    return None


def _value(amount: Amount) -> float:
    return amount.value or 0.0


def _hit(table: Context, project: str, same: list[ReviewedRow], total: int, funds: Funds) -> Hit:
    basic, everything = funds
    share = _value(basic) / _value(everything)
    values = {
        "total": str(total),
        "same": str(len(same)),
        "project": project[:40],
        "basic": f"{basic.text} {basic.unit}",
        "sum": f"{everything.text} {everything.unit}",
        "share": f"{share:.0%}",
    }
    places = tuple(of_amount(amount, table.table.name) for amount in funds)
    compared = (*places, *(cell(row.indicator, "name") for row in same))
    return Hit(field="", values=values, severity="high" if share >= HALF else "medium", compared=compared)
