"""{wordings}在{count}个单位（共{total}个）的表里一字不差，是套话，看不出本单位要做到什么。

{wordings} stand word for word in the tables of {count} of {total} bodies: boilerplate that says nothing of one body.

## 发现什么
五份以上文件放在一起比对，同一条文字性的指标（名称和目标值都相同，目标值没有数）出现在半数以上、至少四个单位的表里。
由同样几个单位共用的几条合成一条，标在第一份文件上。

## 为什么
绩效目标应指向明确、具体细化（财预〔2015〕88号，已核对原文）。大家都能写的话，不能区分做得好与做得差。

## 例
前：六个单位都写 提升公共服务水平 | 有效提升
后：各单位改为自己的结果指标，如 窗口一次办结率 | ≥__%（由填报单位填写）

## 局限
框架规定的指标、管理类指标不算；有数的目标不算（满意度 ≥90% 相同是常事）。没有读出单位的表不算，它们可能是同一单位的。

## English
In a set of five and more documents a row without a number whose name and target are the same in more than half of the
bodies and in four at least. Rows shared by the same bodies make one finding, at the first document. Prescribed and
management rows do not count, nor do numbers and tables whose body is not known. Source: 财预〔2015〕88号, read in a public text.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Held, Hit, Outcome, Whole
from zhibiao.rules.compared import cell
from zhibiao.rules.sets import Key, Placed, own_rows, placed_tables

CODE = "SC02"
NAME = "boilerplate-targets"
TITLE = "多个单位一字不差的套话"
SEVERITY = "low"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确、具体细化"

FEWEST_DOCUMENTS = 5
FEWEST_BODIES = 4
SHOWN = 4

Found = tuple[Placed, ReviewedRow]


def check_set(wholes: Sequence[Whole]) -> Iterator[Outcome]:
    """A hit for each group of wordings that the same bodies share."""
    if len(wholes) < FEWEST_DOCUMENTS:
        return
    bodies: set[str] = set()
    used: dict[Key, dict[str, Found]] = defaultdict(dict)
    for placed in placed_tables(wholes):
        body = placed.org
        if not body:
            continue
        bodies.add(body)
        for key, row in own_rows(placed.context).items():
            if row.target.tier in ("vague", "binary", "graded"):
                used[key].setdefault(body, (placed, row))
    most = max(FEWEST_BODIES, len(bodies) // 2 + 1)
    groups: dict[frozenset[str], list[dict[str, Found]]] = defaultdict(list)
    for by_body in used.values():
        if len(by_body) >= most:
            groups[frozenset(by_body)].append(by_body)
    for members in groups.values():
        yield _hit(members, len(bodies))
    hit = {next(iter(members[0].values()))[0].document for members in groups.values()}
    yield from (Held(document=number) for number in range(len(wholes)) if used and number not in hit)


def _hit(members: list[dict[str, Found]], total: int) -> Hit:
    """One hit at the first row of the first wording."""
    placed, row = next(iter(members[0].values()))
    rows = [next(iter(by_body.values()))[1].indicator for by_body in members]
    wordings = "、".join(f"“{one.name[:20]} {one.target[:12]}”" for one in rows[:SHOWN])
    more = f"等{len(rows)}条" if len(rows) > SHOWN else ""
    values = {"wordings": wordings + more, "count": str(len(members[0])), "total": str(total)}
    places = tuple(cell(other.indicator) for _, other in list(members[0].values())[:SHOWN])
    return Hit(
        document=placed.document,
        table=placed.table,
        row=row.indicator.row,
        span=(0, len(row.indicator.target)),
        values=values,
        compared=places,
    )
