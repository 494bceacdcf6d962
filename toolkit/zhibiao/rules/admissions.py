"""Sentences in which a document admits that something was not done, or not in time, and the projects they concern."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zhibiao.records import Compared
from zhibiao.rules.base import Context, Whole
from zhibiao.rules.compared import cell, of_prose
from zhibiao.rules.judge import find_word
from zhibiao.text import normalise, squeeze

_SENTENCE = re.compile(r"[^。；;!！]+")
# 项目资金 and 工作经费 are money, though they hold a word for work.
_MONEY = re.compile(r"(?:项目|工程|工作|专项|活动|采购|建设)(?:资金|支出|款|经费|预算)")
SHORTEST_PROJECT = 4


class Admission(NamedTuple):
    """A sentence that admits a delay, where it stands (Chinese, English), and how it is tied to a row or a project."""

    sentence: str
    where: tuple[str, str]
    place: Compared
    line: int
    row: int = 0  # the row whose reason it is, 0 for a text outside the rows
    named: bool = False  # whether it stands beside the name of the project


def admissions_of(outside: Sequence[Admission], whole: Whole, context: Context) -> list[Admission]:
    """The admissions that concern one table, each sentence once: of the texts outside the rows, and of its rows."""
    found = [*_related(outside, whole, context), *_in_rows(context)]
    return list({one.sentence: one for one in reversed(found)}.values())[::-1]


def in_prose(whole: Whole) -> Iterator[Admission]:
    """The admissions in the texts outside the indicators."""
    for prose in whole.document.prose:
        for sentence in admitting(normalise(prose.text)):
            # In tables pasted as text the label before a cell may be a number or a value.
            label = prose.section if re.search(r"[\u4e00-\u9fff]", prose.section) else ""
            where = f"“{label[:16]}”" if label else f"第 {prose.line} 行的正文"
            where_en = f"“{label[:16]}”" if label else f"the text in line {prose.line}"
            yield Admission(sentence, (where, where_en), of_prose(prose, sentence), prose.line)


def _in_rows(context: Context) -> Iterator[Admission]:
    for row in context.rows:
        for sentence in admitting(row.indicator.deviation):
            where = (
                f"第{row.indicator.row}行“{row.indicator.name[:16]}”的偏差原因",
                f"the reason in row {row.indicator.row}",
            )
            yield Admission(
                sentence,
                where,
                cell(row.indicator, "deviation"),
                row.indicator.line,
                row.indicator.row,
            )


def admitting(text: str) -> Iterator[str]:
    """The sentences of a text that admit a delay or something left undone.

    >>> list(admitting("部分活动未能如期开展。将在2024年开展。")), list(admitting("未完成的，每项扣2分。"))
    (['部分活动未能如期开展'], [])
    """
    for found in _SENTENCE.finditer(squeeze(text)):
        sentence = found[0]
        if not find_word(sentence, "admitted") or find_word(sentence, "no_admission"):
            continue
        if find_word(sentence, "money_only") and not find_word(_MONEY.sub("", sentence), "work_words"):
            continue
        yield sentence


def _related(admissions: Sequence[Admission], whole: Whole, context: Context) -> list[Admission]:
    """The admissions that concern the project of a table: it is the only one, or their line names it."""
    if len(whole.tables) == 1:
        return list(admissions)
    project = _project(context)
    if len(project) < SHORTEST_PROJECT:
        return []
    longer = [name for one in whole.tables if project in (name := _project(one)) and name != project]
    named = {prose.line for prose in whole.document.prose if normalise(prose.text).strip("“”") == project}
    where = f"“{context.table.name.partition('·')[2][:20]}”的说明", "the text beside the name of the project"
    return [
        one._replace(where=where, named=True)
        for one in admissions
        if one.line in named or (project in one.sentence and not any(name in one.sentence for name in longer))
    ]


def _project(context: Context) -> str:
    """The project in the name of a table (`自评表·招商工作经费`), "" where it has none."""
    return normalise(context.table.name.partition("·")[2]).strip("“”")
