"""{section}与{other}的目标文字{how}：“{text}”，{why_zh}。

The goal text is {how_en} as that of {other}: "{text}"; {why_en}.

## 发现什么
几份文件放在一起比对，不同单位的目标文字（30字以上），或同一单位不同年度的年度目标文字，一字不差，或只有年份不同。

## 为什么
绩效目标应指向明确、具体细化（财预〔2015〕88号，已核对原文）。单位不同、年度不同，任务和数量却一样，说明目标不是按
自己的工作写的。

## 例
前：甲镇2024年目标：保障机关正常运转，完成上级交办的各项任务……；乙镇2024年目标：（同上）
后：写明本镇本年要做的几件事和数量（由填报单位按年度计划填写）

## 局限
同一单位的总体目标、中长期目标各年相同是对的，不报；同一单位同一年度的目标表与自评表、部门表与项目表相同的不报；两个单位
填同一个项目的按低级报。改动几个字的不报。没有读出单位的不判断。同一文件里各年的目标由 HS06 报。

## English
In a set of documents the goals of different bodies (30 characters and more), or the annual goals of one body for different
years, are the same word for word or but for the year: medium, low where two bodies fill in the same project. Long-term
goals of one body, and tables of one body and year, may be the same. Years in one document belong to HS06. Source:
财预〔2015〕88号, read in a public text.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhibiao.records import Severity
from zhibiao.rules.base import Held, Hit, Open, Outcome, Whole
from zhibiao.rules.compared import of_clause
from zhibiao.rules.goals import Goal, goals_of
from zhibiao.rules.sets import Placed

CODE = "SC05"
NAME = "goal-prose-copied"
TITLE = "目标文字照抄"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确、具体细化"

SHORTEST = 30
OTHER_BODY = ("不是按本单位的工作写的", "it was not written for the work of this body")
OTHER_YEAR = ("没有本年的任务", "it names nothing of this year")
SAME_PROJECT = ("同一项目统一设置的，请核对是否合本单位实际", "set for one project: does it fit this body?")


@dataclass(frozen=True, slots=True)
class _Told:
    """A goal and the table it belongs to."""

    placed: Placed
    goal: Goal

    @property
    def year(self) -> str:
        return self.goal.year or self.placed.year


def check_set(wholes: Sequence[Whole]) -> Iterator[Outcome]:
    """A hit for each document whose goal repeats that of a document before it."""
    if len(wholes) < 2:
        return
    same: dict[str, list[_Told]] = defaultdict(list)
    for number, whole in enumerate(wholes):
        for goal in goals_of(whole):
            if len(goal.timeless) >= SHORTEST:
                placed = Placed(number, goal.table, whole.tables[goal.table], whole.document.source)
                same[goal.timeless].append(_Told(placed, goal))
    looked = {told.placed.document for group in same.values() for told in group}
    for group in same.values():
        for outcome in _judge(group):
            looked.discard(outcome.document)
            yield outcome
    yield from (Held(document=number) for number in sorted(looked))


def _judge(group: list[_Told]) -> Iterator[Hit | Open]:
    """For each document of a group of same goals, what it repeats; the first is held against by the others."""
    first, *others = sorted(group, key=lambda told: (told.year or "9999", told.placed.document))
    done = {first.placed.document}
    for told in others:
        number = told.placed.document
        if number in done:
            continue
        done.add(number)
        if not (first.placed.org and told.placed.org):
            yield Open(
                reason="没有读出单位，无法判断目标文字是否照搬",
                reason_en="the body is not known",
                document=number,
            )
        elif found := _relation(first, told):
            yield _hit(first, told, *found)


def _relation(first: _Told, told: _Told) -> tuple[Severity, tuple[str, str]] | None:
    """How grave the repetition is, None where it is as it should be."""
    if first.placed.org != told.placed.org:
        same = bool(first.placed.project) and first.placed.project == told.placed.project
        return ("low", SAME_PROJECT) if same else ("medium", OTHER_BODY)
    other_year = first.year and told.year and first.year != told.year
    return ("medium", OTHER_YEAR) if other_year and not told.goal.standing else None


def _hit(first: _Told, told: _Told, severity: Severity, why: tuple[str, str]) -> Hit:
    exact = first.goal.text == told.goal.text
    clause = told.goal.clauses[0]
    values = {
        "section": f"“{told.goal.section[:20]}”" if told.goal.section else "本表",
        "other": first.placed.shown,
        "how": "一字不差" if exact else "除年份外一字不差",
        "how_en": "word for word the same" if exact else "the same, but for the year,",
        "text": clause.text[:24] + "……",
        "why_zh": why[0],
        "why_en": why[1],
    }
    names = told.placed.context.table.name, first.placed.context.table.name
    return Hit(
        field="",
        document=told.placed.document,
        table=told.placed.table,
        values=values,
        severity=severity,
        compared=(of_clause(clause, names[0]), of_clause(first.goal.clauses[0], names[1])),
    )
