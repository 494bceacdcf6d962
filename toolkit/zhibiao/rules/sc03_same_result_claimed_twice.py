"""“{project}”与“{other}”两个项目报了同一个结果：{results}，重复计算，或没有分清各自完成多少。

The projects "{project}" and "{other}" both claim the same result: {results_en}. It is counted twice or was not divided.

## 发现什么
同一单位同一年度的两张项目表里，名称相同（或只差一两个字）的结果，数和单位也相同（引进项目计划投资额 ≥50亿元）。同一文件里的
几个项目、几份文件里同一单位的项目都比对；两张表有几个这样的结果，合成一条。

## 为什么
指标应与项目高度关联（财预〔2021〕101号，凭记忆，未核）。同一个结果由两笔钱各报一次，哪一笔钱有用就说不清，单位的结果
也被加了两遍。

## 例
前：项目甲 新签约项目投资额 ≥50亿元；项目乙 新签约项目投资额 ≥50亿元
后：项目甲 新签约项目投资额 ≥__亿元；项目乙 新签约项目投资额 ≥__亿元（各填各的，合计与部门表一致）

## 局限
部门表与项目表的结果相同是对的，不比。比率、满意度、成本，以及受益人数、学生数、补助标准这类几个项目本来就相同的，不报；
五以下的数不报。同一项目的目标表和自评表不比。

## English
Two project tables of one body and year claim the same result: alike in name, equal in number and unit. Department against
project is as it should be and not compared, nor are rates, satisfaction, cost, people served, standards and numbers up to
five, nor two tables of one project. Source: 财预〔2021〕101号, from memory, not confirmed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from zhibiao.likeness import alike
from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Held, Hit, Outcome, Whole
from zhibiao.rules.compared import cell
from zhibiao.rules.judge import bare_name, holds
from zhibiao.rules.sets import Placed, is_telling, own_rows, placed_tables

CODE = "SC03"
NAME = "same-result-claimed-twice"
TITLE = "同一结果重复计算"
SEVERITY = "medium"
SOURCE = "财预〔2021〕101号（M）：指标与项目高度关联"

SHORTEST = 6
"""A shorter name (签约项目) may mean another thing in each project."""
ALIKE = 0.85
SHOWN = 4

Claim = tuple[Placed, ReviewedRow]
Pair = tuple[int, int, int, int]
"""Document and table of the first, then of the second."""


def check_set(wholes: Sequence[Whole]) -> Iterator[Outcome]:
    """A hit for each two projects that share results, held where a body has several projects that share none."""
    claims: dict[tuple[str, str, str, float | None, float | None], list[Claim]] = defaultdict(list)
    projects: dict[tuple[str, str], list[Placed]] = defaultdict(list)
    for placed in placed_tables(wholes):
        if not placed.context.table.doc_kind.startswith("project") or not placed.project:
            continue
        body = placed.org or placed.source, placed.year
        projects[body].append(placed)
        for row in own_rows(placed.context).values():
            if _is_result(row):
                claims[(*body, row.target.unit_base, *_bounds(row))].append((placed, row))
    pairs = _pairs(claims.values())
    for found in pairs.values():
        yield _hit(found)
    failed = {one.document for found in pairs.values() for pair in found for one, _ in pair}
    for tables in projects.values():
        documents = {placed.document for placed in tables} - failed
        if len({placed.project for placed in tables}) > 1:
            yield from (Held(document=number) for number in sorted(documents))


def _is_result(row: ReviewedRow) -> bool:
    """Whether the row is an output or an effect with a number of its own."""
    name = bare_name(row.indicator.name)
    if row.label.category[:1] not in ("O", "E") or len(name) < SHORTEST or not is_telling(row):
        return False
    return not holds(name, "shared_by_nature")


def _bounds(row: ReviewedRow) -> tuple[float | None, float | None]:
    """The number in the basic unit, so that 5000万元 and 0.5亿元 are the same."""
    target = row.target
    lower, upper = (
        None if one is None else float(f"{one * target.scale:.9g}") for one in (target.lower, target.upper)
    )
    return lower, upper


def _pairs(groups: Iterable[list[Claim]]) -> dict[Pair, list[tuple[Claim, Claim]]]:
    """The claims that two projects share, by the two tables."""
    pairs: dict[Pair, list[tuple[Claim, Claim]]] = defaultdict(list)
    for group in groups:
        for at, (placed, row) in enumerate(group):
            for first, its_row in group[:at]:
                if first.project != placed.project and _same_name(its_row, row):
                    key = (first.document, first.table, placed.document, placed.table)
                    pairs[key].append(((first, its_row), (placed, row)))
                    break
    return pairs


def _same_name(one: ReviewedRow, two: ReviewedRow) -> bool:
    a, b = bare_name(one.indicator.name), bare_name(two.indicator.name)
    return a == b or alike(a, b) >= ALIKE


def _hit(found: list[tuple[Claim, Claim]]) -> Hit:
    (first, _), (placed, row) = found[0]
    claims = [
        (
            f"{mine.indicator.name[:20]} {mine.indicator.target[:12]}{_unit(mine)}",
            its.indicator.row,
            mine.indicator.row,
        )
        for (_, its), (_, mine) in found[:SHOWN]
    ]
    values = {
        "project": placed.context.table.name.partition("·")[2][:24],
        "other": first.context.table.name.partition("·")[2][:24],
        "results": "、".join(f"{claim}（第{its}行和第{mine}行）" for claim, its, mine in claims),
        "results_en": ", ".join(f"{claim} (rows {its} and {mine})" for claim, its, mine in claims),
    }
    places = tuple(cell(one.indicator) for (_, its), (_, mine) in found[:SHOWN] for one in (mine, its))
    return Hit(
        document=placed.document,
        table=placed.table,
        row=row.indicator.row,
        span=(0, len(row.indicator.target)),
        values=values,
        compared=places,
    )


def _unit(row: ReviewedRow) -> str:
    """The unit column, where the target does not print it."""
    unit = row.indicator.unit
    return "" if row.indicator.target.endswith(unit) else unit
