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

from zhibiao.rules.base import Context, Hit
from zhibiao.text import normalise

CODE = "HS03"
NAME = "same-as-every-year"
SEVERITY = "low"
SOURCE = "财预〔2021〕101号（M）：取值参考计划、行业标准、历史值"

FEWEST_YEARS = 2


def check_table(context: Context) -> Iterator[Hit]:
    """One hit that lists the rows whose word never changed."""
    rows = []
    for row in context.rows:
        past = [part.partition("=")[2] for part in row.indicator.history.split(";") if part]
        same = len(past) >= FEWEST_YEARS and {normalise(text) for text in past} == {
            normalise(row.indicator.target)
        }
        if same and row.target.tier in ("vague", "binary"):
            rows.append(row.indicator.row)
    if rows:
        yield Hit(field="history", values={"rows": "、".join(map(str, rows))})
