"""{where}写 {printed} 分，{what}相加是 {sum} 分（{how}）。

{where_en} says {printed} points, the {what_en} add up to {sum} ({how_en}).

## 发现什么
表底印出的总分（分值、得分），或自评报告正文写的自评总分，与各行相加（加上预算执行率另计的分）不一致。
预算执行率的分没有印出时，允许另有 10 分以内。

## 为什么
总分是由各行加出来的（财预〔2020〕10号：产出50、效益30、满意度10、预算资金执行率10，印于地方表格，已核对）。
对不上，说明改了一行没有改总分、漏了一行，或总分是先定好的。

## 例
前：报告写“自评为 100 分”，附表 32 行得分合计 94
后：补上漏掉的行，或把总分改为 94

## 局限
合并的单元格只算一次。分值合计本身就不对的由 WT01 说。有行没有读到分数、或列已丢失的，只记为未能核对。

## English
The total printed below the table, or the score stated in the report's text, is not the sum of the rows and the points that
budget execution has outside them. Where those are not printed, up to 10 points more are allowed.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zhibiao.records import Compared, Prose
from zhibiao.rules.base import Context, Held, Hit, Open, Outcome
from zhibiao.rules.compared import of_amount, of_prose
from zhibiao.rules.points import (
    TOLERANCE,
    execution_points,
    has_execution_row,
    number_text,
    points_of,
    printed_totals,
)
from zhibiao.rules.wt01_weights_do_not_add_up import right_totals
from zhibiao.text import normalise

CODE = "WT07"
NAME = "total-printed-differs"
TITLE = "印出的合计与相加不符"
SEVERITY = "medium"
SOURCE = "财预〔2020〕10号（V，印于地方表格）：产出50、效益30、满意度10、预算资金执行率10"

_STATED = re.compile(
    r"自评(?:价)?(?:综合)?(?:总|得)?(?:得分|总分|分数|分值|结果)?(?:为|是|:)(?:\(?总分\)?)?([0-9]{1,3}(?:\.[0-9]+)?)分"
)
WORDS = {"weight": ("分值", "weights"), "score": ("得分", "scores")}
OUTSIDE = 10.0


class _Total(NamedTuple):
    value: float
    text: str
    place: Compared
    where: tuple[str, str]


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit for each printed total that the rows do not make."""
    totals = printed_totals(context.table)
    sums = {column: _sum(context, column) for column in WORDS}
    if "either" in totals and all(sums.values()):
        # Which column it closes was lost with the header: it is wrong only where it closes neither.
        if not any(_fits(context, column, totals["either"].value or 0.0) for column in WORDS):
            totals = {"score": totals["either"]}
        else:
            yield Held(compared=(of_amount(totals["either"], context.table.name),))
    for column in WORDS:
        amount = totals.get(column)
        if amount is not None and amount.value is not None:
            place = of_amount(amount, context.table.name)
            yield from _compare(
                context, column, _Total(amount.value, amount.text, place, ("总分一行", "The total row"))
            )
    if "score" not in totals and "either" not in totals:
        for total in _stated(context):
            yield from _compare(context, "score", total)


def _sum(context: Context, column: str) -> tuple[float, bool] | None:
    """The sum of a column and whether every row has its part; None where most rows have none."""
    points = points_of(context.rows, column)
    filled = sum(bool(getattr(row.indicator, column)) for row in context.rows)
    if len(points) < 2 or filled < 0.5 * len(context.rows):
        return None
    return sum(points.values()), filled == len(context.rows)


def _fits(context: Context, column: str, total: float) -> bool:
    found = _sum(context, column)
    if found is None:
        return False
    allowed = _allowed(context, column, found[0])
    return any(least - TOLERANCE <= total <= most + TOLERANCE for least, most in allowed)


def _allowed(context: Context, column: str, rows: float) -> list[tuple[float, float]]:
    """The totals that rows of that sum may have, as (least, most)."""
    outside = [amount.value or 0.0 for amount in execution_points(context.table, column)]
    if outside:
        return [(rows, rows)] + [(rows + one, rows + one) for one in {max(outside), sum(outside)}]
    if has_execution_row(context):
        return [(rows, rows)]
    return [(rows, rows + OUTSIDE)] if column == "score" else [(rows, rows), (rows + OUTSIDE, rows + OUTSIDE)]


def _compare(context: Context, column: str, total: _Total) -> Iterator[Outcome]:
    found = _sum(context, column)
    if found is None:
        return
    rows, complete = found
    zh, en = WORDS[column]
    if column == "weight" and all(abs(rows - right) > TOLERANCE for right in right_totals(context)):
        return  # WT01 says it
    if _fits(context, column, total.value):
        yield Held(compared=(total.place,))
    elif not complete and context.table.lossy:
        yield Open(
            reason=f"有行没有读到{zh}，总分 {total.text} 无法核对",
            reason_en=f"rows without a {en[:-1]}: the total {total.text} cannot be checked",
        )
    else:
        outside = max(
            (amount.value or 0.0 for amount in execution_points(context.table, column)), default=0.0
        )
        values = {
            "where": total.where[0],
            "where_en": total.where[1],
            "printed": total.text.removesuffix("分"),
            "what": f"各行{zh}",
            "what_en": en,
            "sum": number_text(rows + outside),
            "how": f"{len(context.rows)} 行合计 {number_text(rows)}"
            + (f"，加预算执行率 {number_text(outside)}" if outside else ""),
            "how_en": f"{number_text(rows)} in {len(context.rows)} rows"
            + (f" and {number_text(outside)} for budget execution" if outside else ""),
        }
        yield Hit(field=column, values=values, compared=(total.place,))


def _stated(context: Context) -> Iterator[_Total]:
    """The score that the text of a report states, where it has only one table that it can mean."""
    tables = [table for table in context.document.tables if any(row.score for row in table.indicators)]
    if len(tables) != 1 or tables[0].name != context.table.name:
        return
    found = [(match, prose) for prose in context.document.prose for match in _match(prose)]
    if len({match[1] for match, _ in found}) == 1:
        match, prose = found[0]
        place = of_prose(prose, match[0])
        yield _Total(float(match[1]), match[1], place, (f"正文“{match[0]}”", f"The text “{match[0]}”"))


def _match(prose: Prose) -> list[re.Match[str]]:
    found = _STATED.search(normalise(prose.text))
    return [found] if found else []
