"""{years}各年的目标{how}：“{text}”，看不出各年要做到什么不同。

The goals for {years_en} are {how_en}: "{text}". They do not say what each year shall reach.

## 发现什么
同一文件里不同年度的目标文字：
- 一字不差（30字以上）：中
- 只换了年份，其余一字不差：低

## 为什么
绩效目标要指向明确、具体细化（财预〔2015〕88号，已核对原文）。各年目标照抄，既没有当年的任务，也没有当年的数，到年底
无从判断完成了没有。

## 例
前：2024年：组织协调开展全市性重大招商引资活动……；2025年：（同上）
后：2024年：……新签约项目100个；2025年：……新签约项目__个（由填报单位按当年计划填写）

## 局限
总体目标、中长期目标各年相同是对的，不报。只比较整段文字，改动几个字的不报。

## English
Goals of different years in one document that are the same word for word (30 characters and more): medium; the same but for
the year named in them: low. Source: 财预〔2015〕88号, read in a public text. Long-term goals may stay the same and are left
alone; texts with a few words changed are not reported.
"""

from collections import defaultdict
from collections.abc import Iterator

from zhibiao.rules.base import Held, Hit, Outcome, Whole
from zhibiao.rules.compared import of_clause
from zhibiao.rules.goals import Goal, goals_of

CODE = "HS06"
NAME = "goal-copied-from-year-to-year"
TITLE = "各年目标照抄"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确、具体细化"

SHORTEST = 30
"""A shorter goal may be the same every year by chance (完成全年任务)."""


def check_document(whole: Whole) -> Iterator[Outcome]:
    """A hit for each goal text that stands for several years, held where the years differ."""
    goals = [goal for goal in goals_of(whole) if goal.year and not goal.standing]
    if len({goal.year for goal in goals}) < 2:
        return
    alike: dict[str, list[Goal]] = defaultdict(list)
    for goal in goals:
        if len(goal.timeless) >= SHORTEST:
            alike[goal.timeless].append(goal)
    copied = [group for group in alike.values() if len({goal.year for goal in group}) > 1]
    for group in copied:
        yield _hit(whole, group)
    if not copied:
        yield Held(compared=tuple(of_clause(goal.clauses[0]) for goal in goals))


def _hit(whole: Whole, group: list[Goal]) -> Hit:
    by_year = {goal.year: goal for goal in reversed(group)}
    years = sorted(by_year)
    exact = len({goal.text for goal in by_year.values()}) == 1
    first = by_year[years[0]]
    values = {
        "years": "、".join(years),
        "years_en": ", ".join(years),
        "how": "一字不差" if exact else "除年份外一字不差",
        "how_en": "the same word for word" if exact else "the same but for the year",
        "text": first.clauses[0].text[:24] + "……",
    }
    places = tuple(
        of_clause(by_year[year].clauses[0], whole.tables[by_year[year].table].table.name) for year in years
    )
    last = by_year[years[-1]]
    return Hit(field="", table=last.table, values=values, severity=None if exact else "low", compared=places)
