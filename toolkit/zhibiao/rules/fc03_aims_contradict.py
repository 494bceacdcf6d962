"""第{row}行要求{more} {more_target}，同一文件又要求{less} {less_target}（{where}）：{why_zh}，两个目标相反。

Row {row} asks for {more} {more_target} while the same document asks for {less} {less_target} ({where_en}): {why_en}.

## 发现什么
同一文件里两个目标方向相反：一行要求某事越多越好（商务接待次数 ≥），另一行或目标文字要求它的花费不增或下降
（“三公”经费变动率 ≤0%，公务接待费只减不增）。

## 为什么
绩效目标应指向明确、合理可行（财预〔2015〕88号，已核对原文）。两个目标不能同时从优：接待越多得分越高，“三公”经费就难以
不增。“三公”经费包括公务接待费、因公出国（境）费。

## 例
前：商务接待次数 | ≥前三年平均数；“三公”经费变动率 | ≤0%
后：商务接待次数改为结果指标，如 来访客商签约率 | ≥__%（由填报单位填写）

## 局限
只看词表 aims.yml 里写明的几对。控制率 ≤100%、费用不超过预算不是下降，不报。接待的是游客、群众、信访人的不报。

## English
A row wants more of something (business receptions ≥) while another row or the goal text wants its cost not to grow or to
fall (“三公”经费变动率 ≤0%). Only the pairs listed in aims.yml; a control rate ≤100% is no fall; receptions of visitors and
petitioners are left alone. Source: 财预〔2015〕88号, read in a public text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zhibiao.records import Compared, ReviewedRow
from zhibiao.rules.base import Held, Hit, Outcome, Whole
from zhibiao.rules.compared import cell, of_clause
from zhibiao.rules.judge import is_growth
from zhibiao.taxonomy import load_yaml
from zhibiao.text import normalise

CODE = "FC03"
NAME = "aims-contradict"
TITLE = "两个目标相反"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确、合理可行"

FLOORS = ("≥", ">")
CEILINGS = ("≤", "<", "=", "")


@dataclass(frozen=True, slots=True)
class _Less:
    """Where a document asks that a cost shall not grow: in a row, or in a clause."""

    name: str
    target: str
    place: Compared
    where: tuple[str, str]


def check_document(whole: Whole) -> Iterator[Outcome]:
    """A hit for each row that wants more of what another aim wants less of."""
    for pair in load_yaml("lexicon/aims.yml")["pairs"]:
        less = _less(whole, pair["less"])
        if less is None:
            continue
        for number, context in enumerate(whole.tables):
            for row in context.rows:
                if not _is_more(row, pair):
                    continue
                if row.target.comparator in FLOORS or row.indicator.target.startswith(FLOORS):
                    yield _hit(number, row, less, pair)
                else:
                    yield Held(compared=(cell(row.indicator), less.place))


def _is_more(row: ReviewedRow, pair: dict[str, Any]) -> bool:
    """Whether a row counts these things."""
    name = normalise(row.indicator.name)
    return any(word in name for word in pair["kinds"]) and any(word in name for word in pair["more"])


def _less(whole: Whole, names: list[str]) -> _Less | None:
    """The first aim by which the cost shall not grow."""
    for context in whole.tables:
        for row in context.rows:
            if _falls(row, names):
                indicator = row.indicator
                table = context.table.name
                where = f"{table[:24]}第{indicator.row}行", f"row {indicator.row} of {table[:24]}"
                return _Less(indicator.name[:24], indicator.target, cell(indicator), where)
    clauses = [clause for context in whole.tables for clause in context.table.clauses]
    for clause in (*clauses, *whole.document.clauses):
        words = load_yaml("lexicon/aims.yml")["falling"]
        name = next((name for name in names if name in clause.text), "")
        word = _said_of(clause.text, name, words) if name and clause.role != "actual" else ""
        if word:
            return _Less(name, word, of_clause(clause), (clause.section[:20] or "目标文字", "the goal text"))
    return None


def _falls(row: ReviewedRow, names: list[str]) -> bool:
    """Whether a row caps the change of a cost at nothing or less."""
    name, target = normalise(row.indicator.name), row.target
    if not any(word in name for word in names) or not is_growth(row.indicator.name):
        return False
    return target.comparator in CEILINGS and target.upper is not None and target.upper <= 0


def _said_of(text: str, name: str, words: list[str]) -> str:
    """The word of falling that stands behind a name in the same part of a sentence, "" if none."""
    behind = text.partition(name)[2]
    for mark in "，,；;。":
        behind = behind.partition(mark)[0]
    return next((word for word in words if word in behind), "")


def _hit(table: int, row: ReviewedRow, less: _Less, pair: dict[str, Any]) -> Hit:
    indicator = row.indicator
    values = {
        "row": str(indicator.row),
        "more": indicator.name[:24],
        "more_target": indicator.target[:24],
        "less": less.name,
        "less_target": less.target[:24],
        "where": less.where[0],
        "where_en": less.where[1],
        "why_zh": pair["zh"],
        "why_en": pair["en"],
    }
    return Hit(
        table=table,
        row=indicator.row,
        span=(0, len(indicator.target)),
        values=values,
        compared=(cell(indicator), less.place),
    )
