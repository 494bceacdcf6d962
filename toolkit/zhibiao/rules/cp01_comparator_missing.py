"""目标值{targets}没有比较符，{why_zh}。

No comparator with {targets_en}: {why_en}.

## 发现什么
目标值是一个数或百分比，前后没有 ≥、≤、=，也没有“不低于”“以上”“以内”，比较符（指标性质）一栏也是空的。
比率的100%、0和“1个”不会误解，单独一两行不报；同一张表里有三行以上这样的，合成一条。其他的数有十行以上没有比较符的，
也合成一条：整张表没有填这一栏，逐行重复没有意义。

## 为什么
没有比较符，超过或不足该怎样计分说不清：30个做了40个算不算。“以上”“以下”“以内”包括本数，“超过”“不满”
不包括本数（民法典第一千二百五十九条，已核对原文），写明即可避免争议。

## 例
前：完成亿元以上签约项目 | 330个
后：完成亿元以上签约项目 | ≥330个

## 局限
日期不报。补助标准、单价等按规定执行的金额不报。文字抽取件里 ≥ 可能在抽取中丢失（常被误认成 2、8、到）。

## English
Fires where the target is a number without any comparator, in the cell, in its column or in the name. 100% and 0 of a rate and
a single thing cannot be misread: only three or more of them in a table make one finding, and so do ten or more other numbers.
民法典 article 1259 (read in the text) settles what
the words of comparison include. Dates and amounts fixed by a rule (补助标准, 单价) are left alone. Scanning may have lost a
sign that was printed.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Held, Hit, Open, Outcome
from zhibiao.rules.compared import cell
from zhibiao.rules.judge import holds
from zhibiao.rules.judge_target import percent_bounds
from zhibiao.rules.tg09_doubtful_sign import doubtful_sign

CODE = "CP01"
NAME = "comparator-missing"
TITLE = "目标值没有比较符"
SEVERITY = "low"
SOURCE = "民法典 第一千二百五十九条（V）：以上、以下、以内、届满包括本数；不满、超过、以外不包括本数"

UNCLEAR = ("分不清是至少、至多还是正好", "it may mean at least, at most or exactly")
PLAIN = ("虽不会误解，也应补上以便统一计分", "not to be misread, but write it all the same")
EVERYWHERE = (
    "整张表大多没有填，分不清是至少、至多还是正好",
    "in most of the table it may mean at least, at most or exactly",
)
PLAINLY = ("，100%、0或1", " (100%, 0 or 1)")
LOST = Open(
    reason="有的比较符像是在扫描、抽取中认错了，另见 TG09",
    reason_en="some signs were misread in scanning, see TG09",
)
FEW, MANY = 3, 10
SHOWN = 12


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit for each number that stands alone; one for the whole table where many of them are plain.

    Held for each number with its sign; open for one whose sign may have been lost in scanning.
    """
    bare = [row for row in context.rows if stands_alone(row)]
    plain = [row for row in bare if _plain(row)]
    unclear = [row for row in bare if not _plain(row)]
    for rows, least, why, what in ((plain, FEW, PLAIN, PLAINLY), (unclear, MANY, EVERYWHERE, ("", ""))):
        if len(rows) >= least:
            yield _together(rows, why, what)
        elif rows is unclear:
            yield from map(_hit, rows)
    for row in context.rows:
        if row.target.tier == "measurable" and row.target.comparator:
            yield Held(compared=(cell(row.indicator),))
    if any(doubtful_sign(row) for row in context.rows):
        yield LOST


def _together(rows: list[ReviewedRow], why: tuple[str, str], what: tuple[str, str]) -> Hit:
    """One hit for the whole table."""
    numbers = [str(row.indicator.row) for row in rows]
    more = f"等{len(numbers)}行" if len(numbers) > SHOWN else "行"
    where = f"（第{'、'.join(numbers[:SHOWN])}{more}{what[0]}）"
    others = f" and others, {len(numbers)} in all" if len(numbers) > SHOWN else ""
    where_en = f"the targets of rows {', '.join(numbers[:SHOWN])}{others}{what[1]}"
    places = tuple(cell(row.indicator) for row in rows[:SHOWN])
    values = {"targets": where, "targets_en": where_en, "why_zh": why[0], "why_en": why[1]}
    return Hit(values=values, compared=places)


def _hit(row: ReviewedRow) -> Hit:
    target = row.indicator.target[:30]
    values = {
        "targets": f"“{target}”",
        "targets_en": f'"{target}"',
        "why_zh": UNCLEAR[0],
        "why_en": UNCLEAR[1],
    }
    return Hit(row=row.indicator.row, span=row.target.span, values=values, compared=(cell(row.indicator),))


def stands_alone(row: ReviewedRow) -> bool:
    """Whether the target is a number without a comparator."""
    target = row.target
    if target.tier != "measurable" or target.kind == "date" or target.comparator or target.approximate:
        return False
    if target.deadline or target.conflict or row.label.category == "X" or doubtful_sign(row):
        return False
    return not holds(row.indicator.name, "exact_names")


def _plain(row: ReviewedRow) -> bool:
    """Whether the number is the end of its scale, or one thing, so that no sign would change its meaning."""
    bounds = percent_bounds(row.target)
    return row.target.lower in (0, 1) or bool(bounds and bounds[0] == 100)
