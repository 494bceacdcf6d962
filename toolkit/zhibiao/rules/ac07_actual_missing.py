"""自评表{what}，看不出完成了多少，请逐行补填实际完成值。

The self-evaluation {what_en}, so nobody can see what was reached. Fill in the actual value of each row.

## 发现什么
自评表有目标值，却没有实际完成值：整张表没有这一栏而直接给了得分，或有这一栏但部分行空着。

## 为什么
自评就是拿实际完成值和目标值比。没有完成值，得分没有依据，也无法复核。

## 例
前：指标 | 目标值 ≥100% | 分值 2 | 得分 2
后：指标 | 目标值 ≥100% | 实际完成值 102.3% | 分值 2 | 得分 2

## 局限
整张表都没有填的空白模板、列在抽取中丢失的表不报；其中项（没有目标值的）不计。

## English
Rows of a self-evaluation have targets and no actual values: the table has no such column and still gives scores, or some cells
are empty. Blank forms are left alone; where columns were lost the question stays open.
"""

from collections.abc import Iterator

from zhibiao.rules.achieved import is_selfeval
from zhibiao.rules.base import Context, Held, Hit, Open
from zhibiao.rules.compared import cell

CODE = "AC07"
NAME = "actual-missing"
SEVERITY = "medium"
SOURCE = "自订（own）：自评应有实际完成值"

FEWEST = 3


def check_table(context: Context) -> Iterator[Hit | Held | Open]:
    """One hit for a table without the column, or for its empty cells."""
    rows = [row.indicator for row in context.rows if row.indicator.target]
    if not is_selfeval(context) or len(rows) < FEWEST or not context.table.columns:
        return
    empty = [one for one in rows if not one.actual]
    if "actual" not in context.table.columns:
        scored = [one for one in empty if one.score]
        if len(scored) == len(rows):
            what = f"有目标值和得分，没有实际完成值一栏（{len(rows)} 行）"
            what_en = f"prints targets and scores of {len(rows)} rows and has no column of actual values"
            yield Hit(
                field="actual",
                values={"what": what, "what_en": what_en},
                compared=tuple(cell(one, field) for one in rows for field in ("target", "score")),
            )
        return
    if not empty:
        yield Held(compared=tuple(cell(one, "actual") for one in rows))
    elif context.table.lossy:
        yield Open(
            reason="来源丢失了分栏，空着的完成值可能是抽取丢失", reason_en="the source lost its columns"
        )
    elif len(empty) < len(rows):
        listed = "、".join(f"第{one.row}行“{one.name[:16]}”" for one in empty[:6])
        more = f"等 {len(empty)} 行" if len(empty) > 6 else ""
        listed_en = ", ".join(f"{one.row} ({one.name[:16]})" for one in empty[:6])
        yield Hit(
            field="actual",
            values={
                "what": f"{listed}{more}没有填实际完成值",
                "what_en": f"has no actual value in row {listed_en}{' and others' if more else ''}",
            },
            compared=tuple(cell(one, field) for one in empty for field in ("target", "actual")),
        )
