"""同一件事（{verb}，{amount}）有几种叫法：{names}，请统一名称，必要时写明定义。

One thing ({amount}, {verb}) goes by several names: {names_en}. Use one name and say what it means.

## 发现什么
动词、数目、单位都相同，名称却不同：
- 部门表写“优质企业 120家”，项目表写“优强企业 120家”
- 指标写“项目册 5000册”，说明和阶段计划写“投资指南 5000册”

## 为什么
绩效目标应指向明确（财预〔2015〕88号，已核对原文）。名称不一，就说不清是不是同一件事，自评时可以各取所需。

## 例
前：印制项目册 ≥5000册 | 说明：印制投资指南5000册以上
后：印制投资指南 ≥5000册 | 说明：印制投资指南5000册以上

## 局限
只比较印制、引进、购置、建设一类动词后的名称，数目在10以上、不是百分比。一个名称是另一个的简称（项目册、重点招商项目册）不报；
同一张表分成两行的是两件事，不报。两张表之间只比较部门表和项目表，只差一个字才报。

## English
The same verb, number and unit with different names: between a row, its explanation, the goals and the plans of its table,
or between a departmental and a project table (there only where one character differs). Only verbs of making, buying and
bringing in; numbers from 10 on, no percentages. A short form is no other name; two rows of one table are two things.
Source: 财预〔2015〕88号, read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from zhibiao.records import Compared, Target
from zhibiao.rules.base import Context, Held, Hit, Outcome, Whole
from zhibiao.rules.compared import cell, of_clause
from zhibiao.rules.structure import amount_of, holds, is_department, listed, plain_name, thing
from zhibiao.target import find_targets

CODE = "ST06"
NAME = "names-differ-for-one-thing"
TITLE = "同一件事几种叫法"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确"

HEAD = 4
"""Names that begin with so many common characters speak of one thing by one name."""
SMALLEST = 10
Key = tuple[str, float, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A thing with its number: where it is said (`kind` is row, explanation, or the role of a clause)."""

    name: str
    key: Key
    shown: str
    table: int
    kind: str
    row: int
    place: Compared


def check_document(whole: Whole) -> Iterator[Outcome]:
    """A hit for each thing that goes by names of which none is short for the other."""
    groups: dict[Key, list[Item]] = defaultdict(list)
    for number, context in enumerate(whole.tables):
        for item in _items(number, context):
            groups[item.key].append(item)
    said: set[frozenset[str]] = set()
    for key, items in groups.items():
        rows = [item for item in items if item.kind == "row"]
        if not rows or len(items) < 2:
            continue
        pair = next((pair for pair in combinations(items, 2) if _is_one_thing(*pair, items, whole)), None)
        if pair is None:
            yield Held(compared=tuple(item.place for item in items[:3]))
        elif (names := frozenset(item.name for item in pair)) not in said:
            said.add(names)
            at = next((item for item in rows if item.name in names), rows[0])
            yield _hit(key[0], at, items)


def _items(number: int, context: Context) -> Iterator[Item]:
    """Everything in a table that names a thing with its number."""
    for row in context.rows:
        indicator = row.indicator
        yield from _item(plain_name(indicator.name), row.target, number, "row", cell(indicator, "name"))
        for name, target in find_targets(indicator.explanation):
            yield from _item(plain_name(name), target, number, "explanation", cell(indicator, "explanation"))
    for clause in context.table.clauses:
        if clause.role != "actual":
            for name, target in clause.targets:
                yield from _item(plain_name(name), target, number, clause.role, of_clause(clause))


def _item(name: str, target: Target, table: int, kind: str, place: Compared) -> Iterator[Item]:
    amount = amount_of(target)
    verb = next((verb for verb in listed("making_verbs") if name.startswith(verb)), "")
    what = thing(name.removeprefix(verb))
    if amount is None or amount < SMALLEST or not target.unit or target.unit == "%" or not verb:
        return
    if len(what) < 2:
        return
    yield Item(
        name=what,
        key=(verb, amount * target.scale, target.unit_base),
        shown=f"{amount:g}{target.unit}",
        table=table,
        kind=kind,
        row=place.row,
        place=place,
    )


def _is_one_thing(one: Item, two: Item, items: list[Item], whole: Whole) -> bool:
    """Whether two names that differ stand for one thing."""
    if _short_for(one.name, two.name) or _short_for(two.name, one.name):
        return False
    if (
        one.name[:HEAD] == two.name[:HEAD] and len(one.name) >= HEAD
    ):  # 医疗设备台(套), 医疗设备于9月底前投入使用
        return False
    # Two rows, or two clauses of one kind, in one table are two things, whoever else speaks of them.
    for first, second in combinations(items, 2):
        if (first.table, first.kind) == (second.table, second.kind) and not (
            _short_for(first.name, second.name) or _short_for(second.name, first.name)
        ):
            return False
    if one.table != two.table:
        tables = [whole.tables[item.table] for item in (one, two)]
        return sum(map(is_department, tables)) == 1 and _one_character_apart(one.name, two.name)
    if holds(one.name[-2:], "general_things") or holds(two.name[-2:], "general_things"):
        return _one_character_apart(one.name, two.name)
    return not any(_elsewhere(one, two, row.indicator.name) for row in whole.tables[one.table].rows)


def _elsewhere(one: Item, two: Item, name: str) -> bool:
    """Whether some row of the table speaks of the thing that has no row among the two."""
    other = two if one.kind == "row" else one
    return one.row != other.row and _short_for(other.name, plain_name(name))


def _short_for(one: str, two: str) -> bool:
    """Whether the characters of one name stand in this order in the other.

    >>> _short_for("项目册", "重点招商项目册"), _short_for("项目册", "投资指南")
    (True, False)
    """
    left = iter(two)
    return all(character in left for character in one)


def _one_character_apart(one: str, two: str) -> bool:
    """Whether one character stands for another, and the two are no opposites.

    >>> _one_character_apart("优质企业", "优强企业"), _one_character_apart("小学校舍", "中学校舍")
    (True, False)
    """
    if len(one) != len(two) or len(one) < 3:
        return False
    apart = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    if len(apart) != 1:
        return False
    return not any(sign in listed("contrasting_words") or not sign.isalpha() for sign in apart[0])


def _hit(verb: str, at: Item, items: list[Item]) -> Hit:
    """The message with each name and the first place where it stands."""
    first: dict[str, Item] = {}
    for item in sorted(items, key=lambda item: item.kind != "row"):
        first.setdefault(item.name, item)
    several = len({item.table for item in items}) > 1
    places = [(item.name[:16], *_where(item, several=several)) for item in list(first.values())[:5]]
    values = {
        "verb": verb,
        "amount": at.shown,
        "names": "、".join(f"“{name}”（{where}）" for name, where, _ in places),
        "names_en": ", ".join(f"{name} ({where})" for name, _, where in places),
    }
    compared = tuple(item.place for item in first.values())
    return Hit(
        field="name",
        span=(0, len(at.place.text)),
        row=at.row,
        table=at.table,
        values=values,
        compared=compared,
    )


def _where(item: Item, *, several: bool) -> tuple[str, str]:
    """Where a name stands, in Chinese and English, with the table if there are several."""
    if not item.row:
        return item.place.label, item.place.label_en or item.place.label
    table = f"《{item.place.table[:40]}》" if several else ""
    explained = item.kind == "explanation"
    return (
        f"{table}第{item.row}行{'说明' * explained}",
        f"{table} row {item.row}{', explanation' * explained}".strip(),
    )
