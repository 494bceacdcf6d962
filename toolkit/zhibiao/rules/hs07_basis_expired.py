"""{year}年的目标所依据的文件已过期：{titles}，没有一份管到{year}年。

The goals for {year} rest on documents whose period has ended: {titles_en}; none of them reaches {year}.

## 发现什么
目标文字或依据栏里引用的方案、计划、规划，名称上写明的期限都在目标年度以前结束（央企招商（2021—2023）工作方案用作2024年
目标的依据），而没有一份写明期限的文件管到目标年度。只有一份上一年的年度方案时，按低级报。

## 为什么
绩效目标应指向明确、合理可行（财预〔2015〕88号，已核对原文）。依据的期限已过，本年的任务和数量从何而来就说不清。

## 例
前：2024年目标：根据《央企招商（2021—2023）工作方案》……引进优质企业120家以上
后：根据《__（2024年有效的方案）》……；方案延期的，写明延期文件

## 局限
只看书名号里写明了年份或“十四五”一类期限的方案、计划、规划；法规、办法、通知没有期限，不看。文字里说到尾款、续建、
结转的，依据旧方案是对的，不报。表没有年份的不判断。

## English
The plans cited in goals or in the basis column (titles that print their years, or 十四五) all ended before the year of the
table, and no cited plan reaches it. Medium; low where all it cites is one plan of the year before. Laws, methods and notices
have no period; texts about final payments or unfinished work are left alone. Source: 财预〔2015〕88号, read (goals must be
to the point).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhibiao.records import Compared
from zhibiao.rules.base import Context, Held, Hit, Outcome, Whole
from zhibiao.rules.compared import cell, of_clause
from zhibiao.rules.judge import holds, words
from zhibiao.text import normalise

CODE = "HS07"
NAME = "basis-expired"
TITLE = "所依据的文件已过期"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确、合理可行"

# An outer title may quote an inner one: 《……关于印发〈……方案〉的通知》; only what stands in it counts.
_TITLE = re.compile(r"《[^《》]{4,120}》")
_INNER = re.compile(r"[〈<]([^〈〉<>]{4,80})[〉>]")
_RANGE = re.compile(r"(20\d\d)年?(?:[-—–~至到]{1,2})(20\d\d)")
_ONE = re.compile(r"(20\d\d)(?!\d|\]|〕|\))(?:年度?)?")


@dataclass(frozen=True, slots=True)
class _Cited:
    """A plan that a text rests on, the last year of its period, and where it is cited."""

    title: str
    end: int
    alone: bool
    place: Compared


def check_document(whole: Whole) -> Iterator[Outcome]:
    """A hit for each table whose cited plans have all ended; the same plans are named once."""
    told: set[frozenset[str]] = set()
    for number, context in enumerate(whole.tables):
        year = context.table.year
        cited = list(_cited(context)) if year.isdigit() else []
        titles = frozenset(one.title for one in cited)
        if not cited or titles in told:
            continue
        told.add(titles)
        places = tuple({one.place: None for one in cited})
        if max(one.end for one in cited) >= int(year):
            yield Held(compared=places)
            continue
        last_year = all(one.alone and one.end == int(year) - 1 for one in cited)
        names = list(dict.fromkeys(one.title for one in cited))[:4]
        values = {"year": year, "titles": "、".join(f"《{name}》" for name in names)}
        values |= {"titles_en": ", ".join(names)}
        yield Hit(
            field="",
            table=number,
            values=values,
            severity="low" if last_year else None,
            compared=places,
        )


def _cited(context: Context) -> Iterator[_Cited]:
    """The plans with a period that the goals and the basis column cite."""
    texts = [
        (clause.text, of_clause(clause, context.table.name))
        for clause in context.table.clauses
        if clause.role == "goal"
    ]
    texts += [
        (row.indicator.basis_text, cell(row.indicator, "basis_text"))
        for row in context.rows
        if row.indicator.basis_text
    ]
    for text, place in texts:
        if holds(text, "carried_over"):
            continue
        for match in _TITLE.finditer(text):
            inner = _INNER.search(match[0])
            title = inner[1] if inner else match[0].strip("《》")
            if found := period_end(title):
                yield _Cited(title[:40], *found, place)


def period_end(title: str) -> tuple[int, bool] | None:
    """The last year of the period that a plan's title prints, and whether it is one year; None for no such plan.

    >>> period_end("央企招商(2021—2023)工作方案"), period_end("2023年工作要点"), period_end("预算管理办法(2019年修订)")
    ((2023, False), (2023, True), None)
    """
    plain = normalise(title)
    if not holds(plain, "period_documents"):
        return None
    if ranges := _RANGE.findall(plain):
        return max(int(end) for _, end in ranges), False
    for entry in words("five_year_plans"):
        name, _, end = entry.partition(":")
        if name in plain:
            return int(end), False
    years = [int(match[1]) for match in _ONE.finditer(plain)]
    return (max(years), True) if years else None
