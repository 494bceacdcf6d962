"""“{heading}”部分{said}{though}：自评没有说出一个问题，请如实填写问题、原因和改进措施。

The part “{heading}” {said_en}{though_en}: name the problems, their causes and what is done about them.

## 发现什么
自评报告“存在问题”一节只写“无”（或标题下面是空的），而表中有指标没有达到目标，或者全部得满分、没有一处不足。

## 为什么
自评的用处在于发现问题、改进管理；一个问题也没有的报告，下一年无从改起（自订，own：自评应写明问题和改进措施）。

## 例
前：四、存在问题及原因分析　无
后：一项活动因客商行程推迟到次年；预算执行率 79%，原因是……，改进措施是……

## 局限
只看单独成行的标题和紧接着的一行；写“无”而得分有高有低、指标全部达到的也按低级别提示。有指标没有达到的按中级别报。

## English
The part on problems says “none”, or is empty, while a target was missed (medium) or every score is full (low). Only headings that
stand in a line of their own are read.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from zhibiao.records import Prose, ReviewedRow, Severity
from zhibiao.rules.base import Context, Held, Hit, Outcome, Whole
from zhibiao.rules.compared import cell, of_prose
from zhibiao.rules.judge import words
from zhibiao.rules.points import own_points
from zhibiao.rules.results import is_partial, result_of
from zhibiao.text import normalise

CODE = "AC11"
NAME = "no-problem-named"
TITLE = "自评没有说出问题"
SEVERITY = "low"
SOURCE = "自订（own）：自评报告应写明问题、原因和改进措施"

LONGEST_HEADING = 24
_NUMBERING = re.compile(
    r"(?:(?P<chapter>[一二三四五六七八九十]+[、.])|(?P<part>\([一二三四五六七八九十\d]+\))|(?P<item>\d+[、.]))"
)
SAID = {
    "none": ("写的是“无”", "says “none”"),
    "empty": ("没有写出问题", "names nothing"),
}


class _Part(NamedTuple):
    """The part of a report on problems: its heading and whether it names any."""

    heading: Prose
    state: Literal["none", "empty", "text"]


def check_document(whole: Whole) -> Iterator[Outcome]:
    """A hit where a report with results names no problem."""
    reported = [
        (number, one)
        for number, one in enumerate(whole.tables)
        if any(row.indicator.actual or row.indicator.score for row in one.rows)
    ]
    part = _find_part(whole.document.prose) if reported else None
    if part is None:
        return
    if part.state == "text":
        yield Held(compared=(of_prose(part.heading),))
        return
    missed = [(number, row) for number, one in reported for row in one.rows if _is_missed(row, one)]
    full = _all_full([one for _, one in reported])
    if part.state == "empty" and not missed and not full:
        return  # the text may stand where it was not read
    yield _hit(part, missed, number=reported[0][0], full=full)


def _hit(part: _Part, missed: Sequence[tuple[int, ReviewedRow]], *, number: int, full: bool) -> Hit:
    severity: Severity | None = None
    though, though_en = ("，各行又全部得满分", ", and every score is full") if full else ("", "")
    if missed:
        number, severity, row = missed[0][0], "medium", missed[0][1].indicator
        though = f"，而第{row.row}行“{row.name[:16]}”目标 {row.target}、实际 {row.actual}，没有达到"
        though_en = f", though row {row.row} missed its target ({row.target}, {row.actual})"
    said, said_en = SAID[part.state]
    return Hit(
        table=number,
        field="",
        severity=severity,
        values={
            "heading": _title(part.heading.text)[:LONGEST_HEADING],
            "said": said,
            "said_en": said_en,
            "though": though,
            "though_en": though_en,
        },
        compared=(of_prose(part.heading), *(cell(row.indicator, "actual") for _, row in missed[:3])),
    )


def _find_part(prose: Sequence[Prose]) -> _Part | None:
    """The first part of the text that is headed as naming problems."""
    for at, one in enumerate(prose):
        plain = normalise(one.text)
        title, _, rest = _title(plain).partition(":")
        if not title.startswith(words("problem_headings")) or len(title) > LONGEST_HEADING or "。" in title:
            continue
        following = next((other for other in prose[at + 1 :] if other.text.strip()), None)
        text = rest or (normalise(following.text) if following else "")
        if text.strip("。.") in words("nothing_said"):
            return _Part(one, "none")
        return _Part(one, "text" if rest or not _is_next_heading(plain, text) else "empty")
    return None


def _title(text: str) -> str:
    return _NUMBERING.sub("", normalise(text), count=1)


def _is_next_heading(heading: str, text: str) -> bool:
    """Whether a text is the next heading of the same level, so that nothing stands between them."""
    mine, other = _NUMBERING.match(heading), _NUMBERING.match(text)
    if not text or mine is None or other is None:
        return not text
    same = mine.lastgroup == other.lastgroup and mine.lastgroup != "item"
    return same and len(text) <= LONGEST_HEADING and "。" not in text


def _is_missed(row: ReviewedRow, context: Context) -> bool:
    result = result_of(row)
    return result is not None and result.missed and not is_partial(context.table)


def _all_full(contexts: Sequence[Context]) -> bool:
    points = [one for context in contexts for row in context.rows if (one := own_points(row, context))]
    return len(points) >= 3 and all(one.full for one in points)
