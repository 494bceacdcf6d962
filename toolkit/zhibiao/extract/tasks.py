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
    r"|\s+(?=目标\d+[:：])"
    r"|(?:^|(?<=[。；;\s]))(?=(?:[一二三四五六七八九十]是|\d+[.、](?!\d)|[（(]\d+[)）]))"
)
_NUMBERING = re.compile(r"^(?:目标\d+[:：]|[一二三四五六七八九十]是|\d+[.、](?!\d)|[（(]\d+[)）])\s*")
_HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|附件)")
_HEADING_ROLES: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"绩效目标|年度目标|中长期目标"), "goal"),
    (re.compile(r"履职成效|完成情况|工作成效|主要成效"), "actual"),
    (re.compile(r"工作任务|重点工作"), "task"),
    (re.compile(r"实施计划|阶段性计划"), "plan"),
)
SHORTEST = 6
LONGEST_LABEL = 18


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
    return [part for part in parts if len(squeeze(part)) >= SHORTEST - 2]


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
        if labels:
            above, section = {}, None
        elif row and _is_foreign_label(row[0], row) and not any(cell.column in above for cell in texts):
            section, above = None, {}
        for cell in texts:
            left = [labels[column] for column in sorted(labels) if column < cell.column]
            section = left[-1] if left else section
            found = left[-1] if left else above.get(cell.column, None if above else section)
            if found:
                clauses += make_clauses(cell.text, found.title, found.role, cell.line)
    return clauses


def _section(cell: Cell) -> _Section:
    return _Section(cell.text.rstrip(":："), _ROLES[header_role(cell.text)])


def _is_prose(cell: Cell) -> bool:
    plain = squeeze(cell.text)
    return len(plain) >= SHORTEST and not header_role(cell.text) and not plain.replace(".", "").isdigit()


def _is_foreign_label(cell: Cell, row: tuple[Cell, ...]) -> bool:
    """Whether the row begins with a short label of something else (组织机构); numbers and months are none."""
    plain = squeeze(cell.text)
    return len(row) > 1 and len(plain) <= LONGEST_LABEL and not re.search(r"\d|[。；，,]", plain)


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
        if _HEADING.match(line) and len(line) <= 40:
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
