"""文件写明“{said}”（{where}），看不出有{thing}，第 {rows} 行却仍以它为指标，请核对，没有的删去。

The document says {said} ({where_en}), so there seems to be no {thing}; rows {rows_en} measure it all the same: check, and drop them.

## 发现什么
文件的文字写明没有政府采购、没有“三公”经费，或收入全部是一般公共预算财政拨款，表里却有政府采购、“三公”经费、非税收入的指标。

## 为什么
指标应与本部门实际相关（财预〔2015〕88号，已核对原文：指向明确、合理可行）。没有的事项必然“达标”，白得分。

## 例
前：“预算收入均为一般公共预算财政拨款收入”；指标“非税收入预算完成率 ≥100%”
后：没有非税收入任务的，删去该行，或写明“不适用”

## 局限
可商榷，所以是低级别：非税收入上缴国库，部门预算里看不见，有征收任务的请保留。只依据文字里明白写出的话；写明是别的年度的不算；
文字里另有该事项金额的不报。

## English
The prose says in so many words that something is absent (no 政府采购, no 三公经费, all income from the general budget), and
rows measure it all the same. Low and arguable: non-tax income goes to the treasury and need not show in the budget. Other
years, and documents that elsewhere print an amount for the thing, are left alone. Source: 财预〔2015〕88号, read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from zhibiao.records import Document, Prose, ReviewedRow
from zhibiao.rules.base import Held, Hit, Outcome, Whole
from zhibiao.rules.compared import cell, of_prose
from zhibiao.rules.structure import listed, numbers, plain_name
from zhibiao.text import normalise

CODE = "ST10"
NAME = "subject-absent"
TITLE = "没有的事项设了指标"
SEVERITY = "low"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确、合理可行"

_YEAR = re.compile(r"20[0-9]{2}(?=年)")
_CLAUSE = re.compile(r"[^。;!?]*")
# 收入……均为(一般公共预算)财政拨款: nothing but state money comes in.
_ALL_GRANTED = re.compile(
    r"收入[^。;]{0,20}?(?:全部|全|均|都)(?:为|是|来自|来源于)(?:一般公共预算)?财政拨款[^。;,]{0,4}"
)
_QUOTES = re.compile('[“”"]')


def check_document(whole: Whole) -> Iterator[Outcome]:
    """A hit for each table and thing that the document says it has not."""
    text, places = _text(whole.document)
    for item in listed("absent_things"):
        thing, *words = item.split("/")
        for number, context in enumerate(whole.tables):
            rows = [
                row for row in context.rows if any(word in plain_name(row.indicator.name) for word in words)
            ]
            if not rows:
                continue
            said = _denied(thing, text, context.table.year)
            if not said or _has_amount(thing, text, whole.document):
                yield Held(compared=tuple(cell(row.indicator, "name") for row in rows))
                continue
            yield _hit(thing, said, rows, number, _place(said, text, places, whole.document.prose))


def _text(document: Document) -> tuple[str, list[int]]:
    """All prose as one text, since lines may break anywhere, and where in it each prose begins."""
    text, starts = "", []
    for prose in document.prose:
        starts.append(len(text))
        text += _QUOTES.sub("", normalise(prose.text))
    return text, starts


def _denied(thing: str, text: str, year: str) -> str:
    """The words with which the text says that it has not the thing, "" if it does not."""
    for match in _denial(thing).finditer(text):
        before = _CLAUSE.match(text[text.rfind("。", 0, match.start()) + 1 :])
        years = set(_YEAR.findall(before[0])) if before else set()
        if not year or not years or year in years:
            return match[0].strip(",，")
    return ""


@cache
def _denial(thing: str) -> re.Pattern[str]:
    """How a text says that it has not a thing: 无政府采购预算, 政府采购支出为0, 未安排三公经费."""
    if thing == "非税收入":
        return re.compile(rf"{_ALL_GRANTED.pattern}|(?:无|没有)非税收入(?=[,。;)])")
    kind = "(?:预算|支出|项目|安排|资金|金额|事项)*"
    none = rf"(?:无|没有|未安排|未编制|不涉及|未发生){thing}{kind}(?=[,。;)]|$)"
    zero = rf"{thing}{kind}(?:总额|合计)?(?:为|是|:)?(?:0(?:\.0+)?(?:万元|元)|零)(?=[,。;)]|$)"
    return re.compile(f"{none}|{zero}")


def _has_amount(thing: str, text: str, document: Document) -> bool:
    """Whether the document elsewhere prints a sum for the thing, other than nought."""
    if any(thing in _QUOTES.sub("", normalise(one.label)) and one.value for one in document.amounts):
        return True
    stated = re.finditer(rf"{thing}[^0-9,。;]{{0,12}}([0-9][0-9,.]*)(?:万元|元)", text)
    return any(float(match[1].replace(",", "").rstrip(".") or 0) > 0 for match in stated)


def _place(said: str, text: str, starts: Sequence[int], prose: Sequence[Prose]) -> Prose:
    """The prose in which the words begin."""
    at = text.find(said)
    return prose[max(number for number, start in enumerate(starts) if start <= at)]


def _hit(thing: str, said: str, rows: list[ReviewedRow], number: int, prose: Prose) -> Hit:
    first = rows[0].indicator
    values = {
        "thing": thing,
        "where": prose.section[:20] or f"第{prose.line}行文字",
        "where_en": prose.section[:20] or f"line {prose.line}",
        "said": said[:48],
        "rows": numbers(rows),
        "rows_en": numbers(rows).replace("、", ", "),
    }
    return Hit(
        field="name",
        span=(0, len(first.name)),
        row=first.row,
        table=number,
        values=values,
        compared=(of_prose(prose, said), *(cell(row.indicator, "name") for row in rows)),
    )
