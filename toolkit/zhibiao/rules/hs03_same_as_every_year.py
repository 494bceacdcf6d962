"""第 {rows} 行的目标值与往年各年完全相同，看不出本年要改进什么。

In rows {rows} the target is the same as in every past year: it does not say what shall improve.

## 发现什么
印有两年以上往年值，且每年都与本年目标一字不差的行（如连续三年“有效提升”“完成”），汇总为一条。

## 为什么
历史值是取值依据之一（财预〔2021〕101号，凭记忆，未核）。年年相同的程度词说明既没有基数，也没有增量。

## 例
前：知名度 有效提升，2022年有效提升，2023年有效提升
后：主流媒体报道 ≥__篇（由填报单位按2023年实际填写）

## 局限
“=100%”“≤100%”等已是上下限的数值相同不算问题，不计入。

## English
One finding per table for rows whose words have been the same in every printed year (有效提升 three years running).
Numbers at their natural limit are left out.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Held, Hit, Open, Outcome
from zhibiao.rules.compared import cell
from zhibiao.text import normalise

CODE = "HS03"
NAME = "same-as-every-year"
TITLE = "目标值年年相同"
SEVERITY = "low"
SOURCE = "财预〔2021〕101号（M）：取值参考计划、行业标准、历史值"

FEWEST_YEARS = 2


def check_table(context: Context) -> Iterator[Outcome]:
    """One hit that lists the rows whose word never changed."""
    worded = [row for row in context.rows if row.target.tier in ("vague", "binary")]
    dated = [(row, past) for row in worded if len(past := _past(row)) >= FEWEST_YEARS]
    same = [row for row, past in dated if set(past) == {normalise(row.indicator.target)}]
    if same:
        rows = "、".join(str(row.indicator.row) for row in same)
        places = tuple(cell(row.indicator, field) for row in same[:1] for field in ("target", "history"))
        yield Hit(field="history", values={"rows": rows}, compared=places)
    elif dated:
        yield Held(compared=tuple(cell(row.indicator, "history") for row, _ in dated))
    elif context.table.lossy and _history_lost(context):
        yield Open(
            reason="表头有往年值一栏，但没有读出往年值", reason_en="the column of past values is empty"
        )


def _past(row: ReviewedRow) -> list[str]:
    """What the past years print, folded."""
    return [normalise(part.partition("=")[2]) for part in row.indicator.history.split(";") if part]


def _history_lost(context: Context) -> bool:
    """Whether the header prints past years and no row has any, as where pasting lost the columns."""
    columns = "history" in context.table.columns
    return columns and bool(context.rows) and not any(row.indicator.history for row in context.rows)
