"""{section}写着“{said}”，{rows}却填报按目标全部完成，两处矛盾，请更正完成值和得分，或说明未开展的是什么。

{section_en} says {said}, yet {rows_en} reports that all was done as planned. Correct actual and score, or say what was not done.

## 发现什么
同一份自评材料一处承认部分工作没有如期开展、没有完成或延期，另一处同一项目（或部门）的及时率、完成率填的是全部达到目标。

## 为什么
工作没有如期开展，“完成及时率 100%”就不成立，得分也没有依据。两处只能有一处是真的。

## 例
前：预算执行偏低原因：部分活动未能如期开展；项目完成及时率 | =100% | 100 | 得满分
后：项目完成及时率 | =100% | 80（5 场活动按时举办 4 场）| 相应扣分并写明原因

## 局限
说明与项目同在一行时按该项目比对；正文里的说明只与部门整体表或唯一的一张表比对，为中级别。评分标准、假设句、讲支出进度的话都不算。

## English
One place admits that works were not done or not in time; a row about timeliness or completion of the same project, or of the
department, reports its target in full. What stands in running text is held only against the department's table, or the only
one, and is medium.
"""

import re
from collections.abc import Iterator, Sequence

from zhibiao.records import Indicator, Prose, ReviewedRow
from zhibiao.rules.achieved import achieved, full_score, is_selfeval
from zhibiao.rules.base import Context, Hit, Whole
from zhibiao.rules.compared import cell, of_prose
from zhibiao.taxonomy import load_yaml
from zhibiao.text import normalise

CODE = "AC09"
NAME = "delay-admitted-but-full"
SEVERITY = "high"
SOURCE = "自订（own）：同一份自评材料前后应当一致"

_CLAUSE = re.compile(r"[^。；;，,！!]+")
_RULES = ("备注", "评分", "职责", "标准", "指标解释", "说明")
"""Sections that state rules or tasks, not results."""


def check_document(whole: Whole) -> Iterator[Hit]:
    """One hit for each project whose delay is admitted, and for each row whose own explanation admits it."""
    seen: set[tuple[int, int]] = set()
    for prose in whole.document.prose:
        said = _admits(prose.text)
        if not said or prose.section.endswith(_RULES):
            continue
        project, department = _tables(whole, prose)
        claims = [(n, row) for n in project for row in _claims(whole.tables[n])]
        claims += [(n, row) for n in department for row in _claims(whole.tables[n])]
        places = {(n, row.indicator.row) for n, row in claims[:1]}
        if claims and not places & seen:
            seen |= places
            yield _hit(claims, prose, said, severe=bool(project))
    for number, context in enumerate(whole.tables):
        for row in context.rows if is_selfeval(context) else ():
            said = _admits(row.indicator.deviation)
            if said and full_score(row) and _reached(row) and (number, row.indicator.row) not in seen:
                yield _own(number, row.indicator, said)


def _admits(text: str) -> str:
    """The clause that admits something was not done, "" where there is none."""
    words = load_yaml("lexicon/selfeval.yml")
    for found in _CLAUSE.finditer(text):
        clause = found[0].strip()
        plain = any(word in clause for word in words["not_done"])
        if plain and not any(word in clause for word in words["no_admission"]):
            return clause
    return ""


def _tables(whole: Whole, prose: Prose) -> tuple[list[int], list[int]]:
    """The tables of the project named in the line of the text, and those of the department or the only one."""
    own = [n for n, context in enumerate(whole.tables) if is_selfeval(context)]
    department = [n for n in own if whole.tables[n].table.doc_kind.startswith("dept") or len(own) == 1]
    amounts = (*whole.document.amounts, *(a for context in whole.tables for a in context.table.amounts))
    beside = [one.label for one in amounts if one.line == prose.line]
    beside += [one.text for one in whole.document.prose if one.line == prose.line and one is not prose]
    names = {name for text in beside if len(name := normalise(text)) >= 4}
    projects = [
        n
        for n in own
        if n not in department
        # the whole title of the project: 招商工作经费 is not 驻点招商工作经费
        and f"·{normalise(whole.tables[n].table.name)}".endswith(tuple(f"·{name}" for name in names))
    ]
    return projects, department


def _claims(context: Context) -> list[ReviewedRow]:
    """Rows about timeliness or completion that report their target in full."""
    words = load_yaml("lexicon/selfeval.yml")["in_time"]
    return [
        row
        for row in context.rows
        if any(word in row.indicator.name + row.indicator.actual for word in words) and _reached(row)
    ]


def _reached(row: ReviewedRow) -> bool:
    """Whether the actual reaches the target by number, or repeats its words."""
    if found := achieved(row):
        return not found.missed
    actual = normalise(row.indicator.actual)
    return bool(actual) and actual == normalise(row.indicator.target).lstrip("=≥≤")


def _hit(claims: Sequence[tuple[int, ReviewedRow]], prose: Prose, said: str, *, severe: bool) -> Hit:
    rows = [row.indicator for _, row in claims]
    shown = [f"“{one.table[-24:]}”第{one.row}行“{one.name[:24]}”填 {one.actual[:16]}" for one in rows[:3]]
    shown_en = [
        f"row {one.row} ({one.name[:24]}: {one.actual[:16]}) of {one.table[-24:]}" for one in rows[:3]
    ]
    values = {
        "section": f"正文第{prose.line}行",
        "section_en": f"Line {prose.line} of the text",
        "said": said[:40],
        "rows": "、".join(shown),
        "rows_en": ", ".join(shown_en),
    }
    return Hit(
        table=claims[0][0],
        row=rows[0].row,
        field="actual",
        span=(0, len(rows[0].actual)),
        values=values,
        severity=None if severe else "medium",
        compared=(of_prose(prose), *(cell(one, "actual") for one in rows)),
    )


def _own(number: int, indicator: Indicator, said: str) -> Hit:
    values = {
        "section": f"第{indicator.row}行的偏差原因",
        "section_en": f"The explanation in row {indicator.row}",
        "said": said[:40],
        "rows": f"本行“{indicator.name[:24]}”",
        "rows_en": f"the row itself ({indicator.name[:24]})",
    }
    return Hit(
        table=number,
        row=indicator.row,
        field="deviation",
        span=(0, len(indicator.deviation)),
        values=values,
        compared=tuple(cell(indicator, field) for field in ("actual", "score", "deviation")),
    )
