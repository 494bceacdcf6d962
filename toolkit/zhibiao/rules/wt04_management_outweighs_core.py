"""管理类指标（{labels}）占 {management} 分，产出、效益和满意度只占 {core} 分：日常管理的分数超过了要做成的事。

Rows about management ({labels}) carry {management} points, output, effect and satisfaction only {core}: upkeep outweighs what is to be achieved.

## 发现什么
按各行所填的一级、二级指标（没有时按内容）分开相加：计划、预算、制度、资产、人员等内部管理的分值，
超过产出、成本、效益、满意度的分值之和。

## 为什么
绩效目标要说明花钱办成什么事、有什么用（财预〔2015〕88号，已核对原文）；自评表通常给产出 50、效益 30、满意度 10
（财预〔2020〕10号，印于地方表格，已核对）。管理分过半时，事情没办成也能得高分。

## 例
前：决策和过程 79 分，履职 15 分
后：压缩管理类分值，履职和效益占一半以上

## 局限
部门整体评价本来就有管理类指标，只在它超过其余全部时报；各行合计不到 80 分的可能少了行，只记为未能核对。
两倍以上按高级别报。只有管理类指标的表不看（由 CT02 说）。

## English
The weights of rows about internal management exceed those of output, cost, effect and satisfaction together; twice as much
and more is high. Labels printed in the table decide, content where there are none. Tables with management rows alone are
left to CT02.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Held, Hit, Open, Outcome
from zhibiao.rules.compared import cell
from zhibiao.rules.points import TOLERANCE, number_text, points_of
from zhibiao.taxonomy.labels import bare

CODE = "WT04"
NAME = "management-outweighs-core"
TITLE = "管理类分值重过产出效益"
SEVERITY = "medium"
SOURCE = (
    "财预〔2015〕88号（V）：绩效目标应指向明确；财预〔2020〕10号（V，印于地方表格）：产出50、效益30、满意度10"
)

FEWEST = 3
TWICE = 2.0
MOST_OF_IT = 80.0
"""Points below which rows are probably missing, so that the shares are not known."""


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit where the points of management rows exceed those of all others."""
    points = points_of(context.rows, "weight")
    weighted = [row for row in context.rows if row.indicator.row in points]
    managing = [row for row in weighted if _is_management(row)]
    management = sum(points[row.indicator.row] for row in managing)
    core = sum(points.values()) - management
    if len(managing) < FEWEST or len(managing) == len(weighted) or core <= 0:
        return
    if 1 + TOLERANCE < management + core < MOST_OF_IT:
        yield Open(
            reason=f"各行分值合计只有 {number_text(management + core)}，可能少了行，各类占多少不能断定",
            reason_en=f"the weights add up to {number_text(management + core)} only: rows may be missing",
        )
        return
    compared = tuple(cell(row.indicator, "weight") for row in weighted)
    if management <= core + TOLERANCE:
        yield Held(compared=compared)
        return
    labels = dict.fromkeys(label for row in managing if (label := bare(row.indicator.level1)))
    values = {
        "labels": "、".join(list(labels)[:4]) or f"{len(managing)} 行",
        "management": number_text(management),
        "core": number_text(core),
    }
    yield Hit(
        field="weight",
        values=values,
        severity="high" if management >= TWICE * core else None,
        compared=compared,
    )


def _is_management(row: ReviewedRow) -> bool:
    return (row.label.category_printed or row.label.category).startswith("M")
