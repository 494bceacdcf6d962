"""{some} 行有分值，第{rows}行{names}没有：这{count}行做得好坏不影响得分{total}。

{some} rows have a weight, row {rows} {names} none: whether they are reached changes no score{total_en}.

## 发现什么
同一张表中多数行有分值（权重），少数行没有。“其中：……”的分项和与上一行合并的分值单元格不算。

## 为什么
没有分值的指标做与不做都不影响总分，等于没有考核；多半是填表时漏填（财预〔2020〕10号的自评表逐行列分值，
见于地方表格，已核对）。

## 例
前：数量指标 20 分，质量指标（空），时效指标 20 分
后：给质量指标定分值，或删去这一行，合计调到应有的总分

## 局限
不足一半的行有分值时不报。从 PDF 粘贴的表列已丢失，只记为未能核对。

## English
Most rows of a table have a weight and some have none: these count for nothing. Parts of a row above (其中) and rows that
share a merged cell are left out; so are tables where fewer than half the rows have a weight.
"""

from collections.abc import Iterator

from zhibiao.rules.base import Context, Held, Hit, Open, Outcome
from zhibiao.rules.compared import cell
from zhibiao.rules.points import number_text, points_of, rows_text, without_points

CODE = "WT02"
NAME = "weight-missing"
TITLE = "有的行没有分值"
SEVERITY = "medium"
SOURCE = "财预〔2020〕10号（V，印于地方表格）：自评表逐行列分值"

NAMED = 2
"""So many rows are named in the message."""


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit where most rows have a weight and some have none."""
    points = points_of(context.rows, "weight")
    with_weight = sum(bool(row.indicator.weight) for row in context.rows)
    missing = without_points(context.rows)
    if len(points) < 2 or with_weight < 0.5 * len(context.rows):
        return
    if not missing:
        yield Held(compared=tuple(cell(row.indicator, "weight") for row in context.rows))
        return
    if context.table.lossy:
        yield Open(
            reason=f"第{rows_text(missing)}行没有读到分值，原文的列已丢失，请对照原件",
            reason_en=f"no weight was read in rows {rows_text(missing)} of a text that lost its columns",
        )
        return
    named = "、".join(f"“{row.indicator.name[:16]}”" for row in missing[:NAMED])
    total = number_text(sum(points.values()))
    values = {
        "some": str(with_weight),
        "rows": rows_text(missing),
        "names": named + ("等" if len(missing) > NAMED else ""),
        "count": f" {len(missing)} ",
        "total": f"；有分值的行合计 {total}",
        "total_en": f"; the others add up to {total}",
    }
    yield Hit(
        field="weight",
        row=missing[0].indicator.row if len(missing) == 1 else 0,
        values=values,
        compared=tuple(cell(row.indicator, "weight") for row in missing),
    )
