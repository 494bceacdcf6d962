"""“{heading}”一节只写“{text}”，而{but}，请对照各行完成情况写明问题和改进措施。

The section {heading} says only {text}, while {but_en}. Go through the rows and name problems and remedies.

## 发现什么
自评报告的存在问题一节写“无”，同时有指标没有达到目标，或所有指标都得满分。

## 为什么
自评的目的是发现问题、改进管理。有指标没有完成还写“无”是前后矛盾；全部满分又没有任何问题，自评等于没有做。

## 例
前：四、存在问题及原因分析：无（自评 100 分）
后：四、存在问题及原因分析：部分目标没有量化，完成情况难以核对；改进措施：……

## 局限
只认单独一行（或一格）的“无、暂无、未发现问题”；有扣分而目标都达到的不报。

## English
The section on problems of a self-evaluation says 无, while rows missed their targets or every row has its full score. Only a
line or a cell that says nothing else counts.
"""

from collections.abc import Iterator

from zhibiao.records import Prose, ReviewedRow
from zhibiao.rules.achieved import achieved, full_score, is_selfeval
from zhibiao.rules.base import Held, Hit, Whole
from zhibiao.rules.compared import cell, of_prose
from zhibiao.taxonomy import load_yaml
from zhibiao.text import normalise

CODE = "AC11"
NAME = "no-problem-named"
SEVERITY = "low"
SOURCE = "自订（own）：自评报告应写明存在的问题和改进措施"

FEWEST, LONGEST = 3, 30


def check_document(whole: Whole) -> Iterator[Hit | Held]:
    """The section on problems, against the rows of the self-evaluations."""
    own = [number for number, context in enumerate(whole.tables) if is_selfeval(context)]
    found = _section(whole.document.prose)
    if not own or not found:
        return
    heading, body = found
    rows = [(number, row) for number in own for row in whole.tables[number].rows]
    said = normalise(body.text).strip("。.;；")
    if said not in load_yaml("lexicon/selfeval.yml")["no_problem"]:
        yield Held(compared=(of_prose(body),))
    elif but := _but([row for _, row in rows]):
        missed = _missed([row for _, row in rows])
        values = {"heading": heading[:24], "text": body.text[:16], "but": but[0], "but_en": but[1]}
        compared = (of_prose(body), *(cell(row.indicator, "actual") for row in missed))
        yield Hit(table=own[0], field="", values=values, compared=compared)


def _section(prose: tuple[Prose, ...]) -> tuple[str, Prose] | None:
    """The heading of the section on problems and what follows it, in the same label or in the next line."""
    for place, one in enumerate(prose):
        if _is_heading(one.section):
            return one.section, one
        if _is_heading(one.text) and place + 1 < len(prose):
            return one.text, prose[place + 1]
    return None


def _is_heading(text: str) -> bool:
    words = load_yaml("lexicon/selfeval.yml")["problems_heading"]
    return len(text) <= LONGEST and "。" not in text and any(word in normalise(text) for word in words)


def _missed(rows: list[ReviewedRow]) -> list[ReviewedRow]:
    return [row for row in rows if (found := achieved(row)) and found.missed]


def _but(rows: list[ReviewedRow]) -> tuple[str, ...]:
    """What speaks against it, in two languages, () where nothing does."""
    if missed := _missed(rows):
        shown = "、".join(f"第{row.indicator.row}行“{row.indicator.name[:16]}”" for row in missed[:3])
        return f"{shown}没有达到目标", f"{len(missed)} rows missed their targets"
    full = [score for row in rows if (score := full_score(row)) is not None]
    if len(full) >= FEWEST and all(full):
        return f"{len(full)} 行指标全部得满分", f"all {len(full)} rows have the full score"
    return ()
