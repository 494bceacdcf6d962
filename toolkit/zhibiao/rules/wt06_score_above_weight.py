"""得分 {score} 高于分值 {weight}。

The score of {score} is higher than the weight of {weight}.

## 发现什么
一行的得分大于它的分值（权重）。

## 为什么
分值是这一行的满分，得分不可能更高（自评表逐行列分值和得分：财预〔2020〕10号，印于地方表格，已核对）。多半是填错了行，
或把完成率当成了得分；总分因此虚高。

## 例
前：分值 5，得分 8
后：得分不超过 5

## 局限
整列得分都按百分计（多数行高于分值）的表不报。得分与下一行合并填写的不报。

## English
A row scores more than its weight, which is its full score. Not reported where most rows do, because the column then counts
in percent, or where a merged cell may hold the score of several rows.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell
from zhibiao.rules.points import TOLERANCE, own_points

CODE = "WT06"
NAME = "score-above-weight"
TITLE = "得分高于分值"
SEVERITY = "high"
SOURCE = "财预〔2020〕10号（V，印于地方表格）：自评表逐行列分值和得分"
NEEDS = ("score",)


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the score exceeds the weight."""
    if not _exceeds(row, context) or _other_scale(context):
        return
    indicator = row.indicator
    yield Hit(
        field="score",
        span=(0, len(indicator.score)),
        values={"score": indicator.score, "weight": indicator.weight},
        compared=(cell(indicator, "score"), cell(indicator, "weight")),
    )


def _exceeds(row: ReviewedRow, context: Context) -> bool:
    points = own_points(row, context)
    return points is not None and points.weight > 0 and points.score > points.weight + TOLERANCE


def _other_scale(context: Context) -> bool:
    """Whether most rows exceed their weight: the scores are then no points."""
    printed = [row for row in context.rows if own_points(row, context) is not None]
    return len(printed) > 2 and sum(_exceeds(row, context) for row in printed) > len(printed) / 2
