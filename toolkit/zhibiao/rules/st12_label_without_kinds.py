"""“{label}”下 {count} 行都填在“{printed}”下（第 {rows} 行），没有{missing}指标。

All {count} rows of {label} stand under {printed} (rows {rows}): there is none for {missing_en}.

## 发现什么
产出（履职）部分的三行以上指标，印的二级指标全是同一类（只有数量，没有质量和时效）。成本指标不算在内。

## 为什么
产出应从数量、质量、时效几方面说明，数量和质量原则上都要有（财预〔2021〕101号，凭记忆，未核）。只数做了多少，不问做得怎样、何时做完，
完成了也可能没有用。

## 例
前：履职效能 | 数量指标 6 行
后：履职效能 | 数量指标；质量指标 签约项目履约率 ≥__%；时效指标 12月底前

## 局限
按印出的标签计数，按内容计数的是 CT02；CT02 已经把这几类都报了的，这里不重复。只有质量一类的为中级别。

## English
At least three rows of the output part all stand under printed labels of one kind (only 数量, no 质量 and 时效; cost aside).
Both quantity and quality are required in principle (财预〔2021〕101号, from memory). It counts printed labels; CT02 counts
contents, and where CT02 already reports all the kinds that are missing this rule is silent. Medium where only quantity is
missing or there are few rows.
"""

from collections import defaultdict
from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Held, Hit, Open, Outcome
from zhibiao.rules.compared import cell
from zhibiao.rules.structure import LOST, filed, numbers, was_lost
from zhibiao.taxonomy.entries import find_category

CODE = "ST12"
NAME = "label-without-kinds"
TITLE = "同一标签下没有分类"
SEVERITY = "high"
SOURCE = "财预〔2021〕101号（M）：产出指标分数量、质量、时效，数量和质量原则上都应设置"

KINDS = ("O1", "O2", "O3")
FEWEST, MANY = 3, 4


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit for each level-1 label of output whose rows are all of one kind."""
    parts: dict[str, list[ReviewedRow]] = defaultdict(list)
    for row in context.rows:
        if filed(row) in KINDS and row.indicator.level1 and row.indicator.level2:
            parts[row.indicator.level1].append(row)
    # Where several level-1 labels share the output (产出数量, 产出质量), each has its own kind by design.
    if len(parts) != 1 or context.table.empty_labels:
        return
    ((label, rows),) = parts.items()
    kinds = {filed(row) for row in rows}
    if len(kinds) > 1:
        yield Held(compared=tuple(cell(row.indicator, "level2") for row in rows[:3]))
    elif len(rows) >= FEWEST and not _named(label, rows):
        missing = [kind for kind in KINDS if kind not in kinds]
        if set(missing) <= _reported(context):
            return
        if was_lost(context):
            yield Open(reason=LOST[0], reason_en=LOST[1])
        else:
            yield _hit(label, rows, missing)


def _named(label: str, rows: list[ReviewedRow]) -> bool:
    """Whether the labels name no kind (level 2 is the work itself, or repeats level 1)."""
    words = ("数量", "质量", "时效", "进度")
    return any(word in label for word in words) or not all(
        any(word in row.indicator.level2 for word in words) for row in rows
    )


def _reported(context: Context) -> set[str]:
    """The kinds of which CT02 says that they are missing."""
    if context.profile is None:
        return set()
    present = {row.label.category for row in context.rows} | {filed(row) for row in context.rows}
    return {one.category for one in context.profile.required if one.category not in present}


def _hit(label: str, rows: list[ReviewedRow], missing: list[str]) -> Hit:
    only_counts = filed(rows[0]) == "O1" and len(rows) >= MANY
    kinds = [find_category(kind) for kind in missing]
    values = {
        "label": label[:16],
        "count": str(len(rows)),
        "printed": rows[0].indicator.level2[:16],
        "rows": numbers(rows),
        "missing": "、".join(kind.zh for kind in kinds),
        "missing_en": ", ".join(kind.en.lower() for kind in kinds),
    }
    compared = tuple(cell(row.indicator, "level2") for row in rows)
    return Hit(field="", values=values, severity="high" if only_counts else "medium", compared=compared)
