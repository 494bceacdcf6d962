"""Goal and task prose: found by its labels, cut into clauses, the targets in each clause parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from zhibiao.records import Cell, Clause
from zhibiao.target import find_targets
from zhibiao.taxonomy import header_role
from zhibiao.text import join_broken, squeeze, tidy

Role = Literal["goal", "task", "plan", "actual"]
Line = tuple[int, str]

_ROLES: dict[str, Role] = {"goal": "goal", "task": "task", "plan": "plan", "actual_text": "actual"}
_CUT = re.compile(
    r"(?<=[。；;！])\s*"
    r"|(?<!^)(?=目标\d+[:：])"
    r"|(?:^|(?<=[。；;\s]))(?=(?:[一二三四五六七八九十]是|\d+[.、](?!\d)|[（(]\d+[)）](?!月)))"
)
_NUMBERING = re.compile(r"^(?:目标\d+[:：]|[一二三四五六七八九十]是|\d+[.、](?!\d)|[（(]\d+[)）](?!月))\s*")
_HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|附件)")
# 二、绩效目标完成情况。建成物资储备库6个……: heading and text in one paragraph
_INLINE_HEADING = re.compile(
    r"^((?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])[^。；;，,：:]{2,20})[。：:]\s*(.{10,})$"
)
_HEADING_ROLES: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"履职成效|完成情况|工作成效|主要成效|实现情况"), "actual"),
    (re.compile(r"绩效目标|年度目标|中长期目标"), "goal"),
    (re.compile(r"工作任务|重点工作"), "task"),
    (re.compile(r"实施计划|阶段性计划"), "plan"),
)
_PERIOD = re.compile(
    r"^(?:[（(]?\d{1,2}[）)]?月?(?:至|-|—|~)[（(]?\d{1,2}[）)]?月|第?[一二三四1-4]季度|[上下]半年)"
)
_YEAR = re.compile(r"20\d\d(?:年度?)?")
_FORM_WORD = re.compile(r"^.{0,6}(?:支出|收入|资金|预算数|执行数).{0,2}$|^[^\u4e00-\u9fff]*$")
"""Words of the form about money: where columns slipped, they stand in the place of a goal."""
SHORTEST = 9
"""Fewer characters than this are a label or an amount, not prose."""
SHORTEST_CLAUSE = 4
LONGEST_LABEL = 16


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    role: Role


def split_clauses(text: str) -> list[str]:
    """Cut prose at full stops, semicolons and numbering; numbers and blanks at the ends are dropped.

    >>> split_clauses("一是引进企业60家以上。 二是举办推介会2次；三是印制手册")
    ['引进企业60家以上', '举办推介会2次', '印制手册']
    """
    parts = (_NUMBERING.sub("", part.strip()).strip(" 。；;！\u3000") for part in _CUT.split(text) if part)
    return [part for part in parts if len(squeeze(part)) >= SHORTEST_CLAUSE]


def make_clauses(text: str, section: str, role: Role, line: int) -> Iterator[Clause]:
    """Clauses of one text, each with its targets."""
    for part in split_clauses(text):
        yield Clause(text=part, section=section, role=role, line=line, targets=find_targets(part))


def clauses_in_rows(rows: Iterable[tuple[Cell, ...]]) -> list[Clause]:
    """Clauses in the rows of a table that stand outside its indicators.

    A text belongs to the label left of it in its row, else to the label above it in its column, else to
    the last label in force.
    """
    clauses: list[Clause] = []
    section: _Section | None = None
    above: dict[int, _Section] = {}
    for row in rows:
        labels = {cell.column: _section(cell) for cell in row if header_role(cell.text) in _ROLES}
        texts = [cell for cell in row if _is_prose(cell)]
        if labels and not texts:
            above, section = labels, labels[max(labels)]
            continue
        if labels or _is_heading(row):
            above, section = {}, None
        for cell in texts:
            found = _section_of(cell, row, labels, above, section)
            if labels and found:
                section = found
            if found:
                clauses += make_clauses(cell.text, _title(found, cell, row), found.role, cell.line)
    return clauses


def empty_goal_labels(rows: Iterable[tuple[Cell, ...]], clauses: Iterable[Clause]) -> tuple[str, ...]:
    """Labels of goals (年度目标, 中长期目标) whose cell holds no words: nothing, or amounts that slipped into it.

    A heading over the whole width and a label above columns are not taken for an empty one.
    """
    kept = [row for row in rows if any(cell.text.strip() for cell in row)]
    used = {clause.section.split(" ")[0] for clause in clauses}
    empty: list[str] = []
    for at, row in enumerate(kept):
        filled = [cell for cell in row if cell.text.strip()]
        goals = [cell for cell in filled if header_role(cell.text) == "goal"]
        if len(goals) != 1 or filled[0] is not goals[0] or _is_heading(row):
            continue
        below = kept[at + 1] if at + 1 < len(kept) else ()
        follows = header_role(below[0].text) if below else "end"
        if len(row) == 1 and (follows not in ("goal", "end") or "绩效" in goals[0].text):
            continue  # alone in its row: rather a heading (绩效目标), or a label above its text
        behind = filled[1:] or ([] if follows else [cell for cell in below if not header_role(cell.text)])
        if _section(goals[0]).title.split(" ")[0] not in used and not any(map(_has_words, behind)):
            empty.append(_section(goals[0]).title)
    return tuple(empty)


def _has_words(cell: Cell) -> bool:
    """Whether a cell holds words that may be a goal: no label of the form, no amount, no word of one or two syllables."""
    words = re.split(r"[\s、，]+", cell.text)
    return any(
        len(word) >= SHORTEST_CLAUSE and not header_role(word) and not _FORM_WORD.search(word)
        for word in words
    )


def _is_heading(row: tuple[Cell, ...]) -> bool:
    """Whether the row begins with a numbered heading of another part of the form."""
    first = row[0].text if row else ""
    return bool(_HEADING.match(first)) and len(first) <= 2 * LONGEST_LABEL and "。" not in first


def _section_of(
    cell: Cell,
    row: tuple[Cell, ...],
    labels: dict[int, _Section],
    above: dict[int, _Section],
    section: _Section | None,
) -> _Section | None:
    """The section a text belongs to; None where a label of something else stands before it."""
    before = [other for other in row if other.column < cell.column]
    if above:
        return above.get(cell.column)
    if before and before[-1].column not in labels and not _is_sublabel(before[-1]):
        return None
    left = [labels[column] for column in sorted(labels) if column < cell.column]
    return left[-1] if left else section


def _is_sublabel(cell: Cell) -> bool:
    """A number or a part of the year, which refines a section and does not end it."""
    plain = squeeze(cell.text)
    return bool(_PERIOD.match(plain)) or plain.rstrip(".、").isdigit()


def _title(section: _Section, cell: Cell, row: tuple[Cell, ...]) -> str:
    """The label, with the part of the year and the year that stand left of the text (目标 2024)."""
    left = [squeeze(c.text) for c in row if c.column < cell.column]
    periods = [c.text for c in row if c.column < cell.column and _PERIOD.match(squeeze(c.text))]
    years = [text[:4] for text in left if _YEAR.fullmatch(text)]
    return " ".join([section.title, *periods[-1:], *years[-1:]])


def year_of(section: str) -> str:
    """The year that a section was printed for, "" if none.

    >>> year_of("目标 2024"), year_of("年度目标")
    ('2024', '')
    """
    last = section.rpartition(" ")[2]
    return last[:4] if _YEAR.fullmatch(last) else ""


def _section(cell: Cell) -> _Section:
    return _Section(cell.text.rstrip(":："), _ROLES[header_role(cell.text)])


def _is_prose(cell: Cell) -> bool:
    """Whether the cell holds a sentence: no label, no amount, no part of the year."""
    plain = squeeze(cell.text)
    if header_role(cell.text) or _is_heading((cell,)) or (_PERIOD.match(plain) and len(plain) < 2 * SHORTEST):
        return False
    words = len(re.sub(r"[\d.,%\-—]", "", plain))
    sentence = len(plain) > LONGEST_LABEL or bool(re.search(r"[\d。；，,、]", plain))
    return len(plain) >= SHORTEST and words >= SHORTEST_CLAUSE - 1 and sentence


def clauses_in_prose(lines: Iterable[Line]) -> list[Clause]:
    """Clauses of a report's running text: the paragraphs under headings about goals, tasks and results."""
    clauses: list[Clause] = []
    section: _Section | None = None
    first = 0
    text = ""

    def end_paragraph() -> None:
        if section and text:
            clauses.extend(make_clauses(text, section.title, section.role, first))

    for number, raw in lines:
        line = tidy(raw)
        if not line:
            continue
        if inline := _INLINE_HEADING.match(line):
            end_paragraph()
            section, text, first = _heading_section(inline[1]), inline[2], number
        elif _HEADING.match(line) and len(line) <= 40:
            end_paragraph()
            section, text = _heading_section(line), ""
        else:
            first = first if text else number
            text = join_broken(f"{text}\n{line}") if text else line
    end_paragraph()
    return clauses


def _heading_section(line: str) -> _Section | None:
    for pattern, role in _HEADING_ROLES:
        if pattern.search(line):
            return _Section(line, role)
    return None
