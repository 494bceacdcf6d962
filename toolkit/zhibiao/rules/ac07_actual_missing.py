"""{count} 行有目标值而没有实际完成值（第{rows}行{names}）{scored}：完成情况无法核对。

{count} rows have a target and no actual value (rows {rows} {names}){scored_en}: what was reached cannot be checked.

## 发现什么
自评表中有目标值的行没有填实际完成值，或者整张表没有这一栏，得分却已经填好。

## 为什么
自评是把实际完成值与目标值相比（财预〔2020〕10号的自评表并列两栏，印于地方表格，已核对）。没有完成值，得分没有依据。

## 例
前：预算执行率 ＝100%，分值 3，得分 3，没有完成值
后：补填“95.4%”，按完成情况评分

## 局限
一行都没有填得分和完成值的表是空表或评分办法，不看。管理类指标用文字评定的，别的行有完成值时不算。列已丢失的文本只漏几行时，只记为未能核对。没有一行有完成值的按高级别报。

## English
A self-evaluation where rows have a target and no actual value, or that has no such column at all and is scored nevertheless (high).
Tables where neither scores nor values are filled in are blank forms and left alone; rows about management that
are judged in words do not count beside others with values; a few empty rows of a text that lost its columns are left open.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Held, Hit, Open, Outcome
from zhibiao.rules.compared import cell
from zhibiao.rules.points import rows_text
from zhibiao.rules.results import is_report

CODE = "AC07"
NAME = "actual-missing"
TITLE = "没有填实际完成值"
SEVERITY = "medium"
SOURCE = "财预〔2020〕10号（V，印于地方表格）：自评表并列指标值和实际完成值"

NAMED = 2


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit where rows that are reported on lack what was reached."""
    rows = [row for row in context.rows if row.target.tier != "missing"]
    reached = [row for row in rows if row.indicator.actual]
    missing = [row for row in rows if not row.indicator.actual and not (reached and _is_judged(row))]
    scored = [row for row in missing if row.indicator.score]
    if not is_report(context.table) or len(rows) < 2 or not (reached or scored):
        return
    if not missing:
        yield Held(compared=tuple(cell(row.indicator, "actual") for row in rows))
    elif reached and context.table.lossy:
        yield Open(
            reason=f"第{rows_text(missing)}行没有读到实际完成值，原文的列已丢失，请对照原件",
            reason_en=f"no actual value was read in rows {rows_text(missing)} of a text that lost its columns",
        )
    elif reached or "actual" in context.table.columns or not _has_remarks(context):
        yield _hit(missing, scored, none=not reached)
    else:
        yield Open(
            reason="没有实际完成值一栏，另有评分说明一类的栏目没有读，请看那里是否写了完成值",
            reason_en="no column of actual values, but another column of remarks that was not read",
        )


def _is_judged(row: ReviewedRow) -> bool:
    """Whether a row about management is judged in words, so that forms often leave no room for a value."""
    category = row.label.category_printed or row.label.category
    return category.startswith("M") and row.target.tier != "measurable"


def _has_remarks(context: Context) -> bool:
    """Whether a column of remarks holds texts, which are not read and may say what was reached."""
    return "remark" in context.table.columns and not context.table.lossy


def _hit(missing: list[ReviewedRow], scored: list[ReviewedRow], *, none: bool) -> Hit:
    named = "、".join(f"“{row.indicator.name[:14]}”" for row in missing[:NAMED])
    one = missing[0].indicator.row if len(missing) == 1 else 0
    return Hit(
        field="actual",
        row=one,
        severity="high" if none else None,
        values={
            "count": str(len(missing)),
            "rows": rows_text(missing),
            "names": named + ("等" if len(missing) > NAMED else ""),
            "scored": f"，其中 {len(scored)} 行已经打了分" if scored else "",
            "scored_en": f", {len(scored)} of them scored" if scored else "",
        },
        compared=tuple(cell(row.indicator, field) for row in missing for field in ("target", "actual")),
    )
