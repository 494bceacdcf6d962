"""“{name}”在《{table}》填在“{printed}”下，在《{other}》（第 {other_row} 行）填在“{other_printed}”下，{advice}。

{name} stands under {printed} in one table ({table}) and under {other_printed} in another ({other}, row {other_row}): {advice_en}.

## 发现什么
同一份文件的两张表里有同名的指标，所填的二级指标不是同一类（一张填质量、一张填数量；一张填社会效益、一张填经济效益）。

## 为什么
产出、效益各类分列（财预〔2021〕101号，凭记忆，未核）。同一指标在两张表里归类不同，必有一处填错，两张表各类的分值也对不上。

## 例
前：部门表 社会效益 | 到位资金 ≥240亿元；项目表 经济效益 | 到位资金 ≥240亿元
后：两张表都填在经济效益下

## 局限
报在按内容看填错的一行，看不出时报在前一张表。金额相同的为高。框架中管理类的标签各不相同，不比较；合并的标签（社会、经济效益）不比较。

## English
An indicator of the same name stands under labels of different categories in two tables of one document (output, effect,
satisfaction and cost only; labels of management differ by frame). The hit stands at the row that is filed wrongly by its
content, else at the first; high where both rows ask for the same sum of money. Source: 财预〔2021〕101号, from memory.
"""

from collections import defaultdict
from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Held, Hit, Outcome, Whole
from zhibiao.rules.compared import cell
from zhibiao.rules.structure import filed, plain_name, same_amount
from zhibiao.taxonomy.entries import find_category

CODE = "ST05"
NAME = "category-differs-between-tables"
TITLE = "同一指标两表类别不同"
SEVERITY = "medium"
SOURCE = "财预〔2021〕101号（M）：成本、产出、效益、满意度四类及其二级指标"

SHORTEST = 4
_SEVERAL = "、/或和"
"""A label with one of these is several labels in one."""
Placed = tuple[int, ReviewedRow]


def check_document(whole: Whole) -> Iterator[Outcome]:
    """A hit for each name that two tables file under different categories."""
    by_name: dict[str, list[Placed]] = defaultdict(list)
    for number, context in enumerate(whole.tables):
        for row in context.rows:
            name = plain_name(row.indicator.name)
            if len(name) >= SHORTEST and _comparable(row):
                by_name[name].append((number, row))
    for placed in by_name.values():
        if len({number for number, _ in placed}) < 2:
            continue
        pair = _differing(placed)
        if pair is None:
            yield Held(compared=tuple(cell(row.indicator, "level2") for _, row in placed[:3]))
        else:
            yield _hit(whole, *pair)


def _comparable(row: ReviewedRow) -> bool:
    """Whether a row stands under one label of output, effect, satisfaction or cost."""
    label = row.indicator.level2
    return filed(row)[:1] in tuple("OECS") and bool(label) and not any(sign in label for sign in _SEVERAL)


def _differing(placed: list[Placed]) -> tuple[Placed, Placed] | None:
    """The row that is filed wrongly, or the first, and one of another table and another category."""
    pairs = [
        (one, two)
        for at, one in enumerate(placed)
        for two in placed[at + 1 :]
        if one[0] != two[0] and filed(one[1]) != filed(two[1]) and _alike(one[1], two[1])
    ]
    for one, two in pairs:
        if two[1].label.category == filed(one[1]):
            return two, one
    return pairs[0] if pairs else None


def _alike(one: ReviewedRow, two: ReviewedRow) -> bool:
    """Whether two rows of one name measure in the same way."""
    return one.target.unit_base == two.target.unit_base and one.target.tier == two.target.tier


def _hit(whole: Whole, wrong: Placed, other: Placed) -> Hit:
    number, row = wrong
    indicator, second = row.indicator, other[1].indicator
    decided = row.label.category == filed(other[1])
    category = find_category(row.label.category) if decided else None
    values = {
        "name": indicator.name[:24],
        "table": whole.tables[number].table.name[:36],
        "printed": indicator.level2[:16],
        "other": whole.tables[other[0]].table.name[:36],
        "other_row": str(second.row),
        "other_printed": second.level2[:16],
        "advice": f"按内容应属{category.zh}，请统一" if category else "请按内容统一归类",
        "advice_en": f"by its content it is {category.en}; file both there"
        if category
        else "file both alike",
    }
    money = row.target.dimension == "money" and same_amount(row.target, other[1].target)
    return Hit(
        field="level2",
        span=(0, len(indicator.level2)),
        row=indicator.row,
        table=number,
        values=values,
        severity="high" if money else None,
        compared=(cell(indicator, "level2"), cell(second, "level2")),
    )
