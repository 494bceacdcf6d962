"""Goal tables: indicators, the clauses above them, and the document that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from zhibiao.records.facts import Amount, Prose
from zhibiao.records.parsed import Target
from zhibiao.records.printed import Note

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row of a goal table. All texts as printed, white space tidied; "" where the table has nothing.

    `target` is the full-year target with its comparator (`≥500`), or the thresholds of a table that prints
    one for each grade (`优:≥95%;良:≥90%`); `interim` holds targets of parts of the
    year (`半年:=50%`), `history` past values (`2022=81%;2023=100%`), both joined by `;`.
    `row` counts from 1 within the table; `line` is the place in the source, `page` its page (0: no pages).
    `inferred` names the fields that the program filled from context (a merged cell, a lost label).
    `places` says where fields stand in the source: (field, line, column from 0), for those who write back.
    """

    name: str
    target: str = ""
    unit: str = ""
    comparator_printed: str = ""
    level1: str = ""
    level2: str = ""
    explanation: str = ""
    basis_text: str = ""
    interim: str = ""
    history: str = ""
    actual: str = ""
    weight: str = ""
    score: str = ""
    deviation: str = ""
    table: str = ""
    row: int = 0
    line: int = 0
    page: int = 0
    inferred: tuple[str, ...] = ()
    places: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of goal or task prose and the targets in it.

    `section` is the label it stood under (年度目标, 重点工作, ...); `role` is goal, task, plan or actual.
    `targets` are (object, Target): what is counted, and the value it shall reach.
    """

    text: str
    section: str
    role: Literal["goal", "task", "plan", "actual"] = "goal"
    line: int = 0
    targets: tuple[tuple[str, Target], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One goal table of a document: its indicators, the labels printed without one, the clauses above it.

    `columns` are the roles of the header in order (level1, name, target, ...); `empty_labels` are
    (level1, level2) pairs printed without any indicator; `sheet` is the sheet of a workbook it stands in.
    `amounts` are the numbers above and below the indicators (预算数, 执行数, 总分); `lossy` is True where the source
    lost its columns (pasted text), so that what seems absent may have been lost.
    """

    name: str
    indicators: tuple[Indicator, ...]
    doc_kind: str = ""
    profile: str = ""
    org: str = ""
    region: str = ""
    year: str = ""
    period: str = ""
    columns: tuple[str, ...] = ()
    empty_labels: tuple[tuple[str, str], ...] = ()
    clauses: tuple[Clause, ...] = ()
    notes: tuple[Note, ...] = ()
    sheet: str = ""
    amounts: tuple[Amount, ...] = ()
    lossy: bool = False
    empty_goals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file, read: its goal tables, clauses that belong to no table, and notes on what was left out.

    `amounts` are numbers of tables that are no goal tables; `prose` all texts outside the indicators.
    """

    source: str
    format: str
    tables: tuple[Table, ...]
    clauses: tuple[Clause, ...] = ()
    notes: tuple[Note, ...] = ()
    encoding: str = ""
    amounts: tuple[Amount, ...] = ()
    prose: tuple[Prose, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """The indicators as a pandas frame, columns `schema.GIVEN`: see `zhibiao.frames.document_frame`."""
        from zhibiao.frames.rows import document_frame

        return document_frame(self)
