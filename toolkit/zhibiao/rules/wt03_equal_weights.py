"""{rows} 行产出和效益指标的分值都是 {weight} 分，核心工作与最小的事项一样重：{names}。

All {rows} output and effect rows have the same weight of {weight}: the core work counts as much as the smallest item ({names}).

## 发现什么
五行以上的产出、效益指标，分值完全相同；满意度指标按规定单独定分，不看。

## 为什么
分值说明哪一项要紧。平均分配时，办成一件大事和印一本册子得分一样，总分看不出主要任务完成得怎样。
按重要程度分配是我们自己的标准（own），规定只定到一级指标（产出50、效益30、满意度10、预算执行率10，财预〔2020〕10号，
印于地方表格，已核对）。

## 例
前：签约项目数 8 分，宣传推广 8 分，……十行都是 8 分
后：签约项目数 15 分，宣传推广 4 分

## 局限
各项确实同等重要的，可以维持；只作提示。

## English
Five or more output and effect rows that all carry the same weight. Weights should say what matters; the regulation only
sets them for the first level. Satisfaction rows are left out. A note, no fault by itself.
"""

from collections.abc import Iterator

from zhibiao.rules.base import Context, Held, Hit, Outcome
from zhibiao.rules.compared import cell
from zhibiao.rules.points import number_text, points_of

CODE = "WT03"
NAME = "equal-weights"
TITLE = "各行分值都一样"
SEVERITY = "low"
SOURCE = "自订（own）：分值按重要程度分配"

FEWEST = 5


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit where all rows besides satisfaction have one and the same weight."""
    points = points_of(context.rows, "weight")
    rows = [
        row
        for row in context.rows
        if (row.label.category_printed or row.label.category)[:1] != "S" and row.indicator.row in points
    ]
    if len(rows) < FEWEST or len(points) < len(context.rows):
        return
    compared = tuple(cell(row.indicator, "weight") for row in rows)
    weights = {points[row.indicator.row] for row in rows}
    if len(weights) > 1:
        yield Held(compared=compared)
        return
    values = {
        "rows": str(len(rows)),
        "weight": number_text(weights.pop()),
        "names": "、".join(f"“{row.indicator.name[:12]}”" for row in (rows[0], rows[-1])),
    }
    yield Hit(field="weight", values=values, compared=compared)
