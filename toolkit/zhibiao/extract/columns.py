"""A column of a goal table, and what a header cell says about it."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from zhibiao.records import Cell
from zhibiao.target import grade_rank, looks_like_target
from zhibiao.taxonomy import header_role
from zhibiao.taxonomy.labels import bare
from zhibiao.text import normalise

VALUE_ROLES = frozenset({"target", "comparator", "unit", "history", "interim_half", "actual"})
LEVEL_ROLES = frozenset({"level1", "level2", "name", "task"})
INDICATOR_ROLES = (
    VALUE_ROLES
    | LEVEL_ROLES
    | {"weight", "score", "deviation", "explanation", "basis_text", "standard", "remark"}
)
YEAR = re.compile(r"^(20\d\d)年?度?(?:实际|完成|指标|目标)?(?:数|值)?$")
COMPARATOR = re.compile(r"^(?:[≥≤><=±≧≦═]|>=|<=|定性|定量|正向|反向|正向指标|反向指标|正指标|反指标)$")
SHARED = -1
NO_VALUE = 0.5  # looks_like_target below this: a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a goal table: its role, its header text, and where its cells are expected (0-based).

    `part` counts the tables that a header prints side by side; SHARED is a column of all of them.
    """

    role: str
    title: str
    index: int
    part: int = SHARED


def cell_role(cell: Cell) -> str:
    """The role a header cell names: a word of the lexicon, `history` for a bare year, `grade` for a grade."""
    role = header_role(cell.text)
    if role:
        return role
    if YEAR.match(normalise(cell.text)):
        return "history"
    return "grade" if grade_rank(bare(cell.text)) else ""


def names_values(row: Sequence[Cell], above: Sequence[Cell]) -> bool:
    """Whether all the row holds are two or more names below the cell 指标值: towns, villages."""
    value = next((at for at, cell in enumerate(above) if cell_role(cell) == "target"), None)
    if value is None:
        return False
    after = next((cell.column for cell in above[value + 1 :] if cell.text), sys.maxsize)
    names = [cell for cell in row if cell.text]
    inside = all(above[value].column <= cell.column < after for cell in names)
    return len(names) > 1 and inside and all(looks_like_target(cell.text) < NO_VALUE for cell in names)
