"""Which suggestion was chosen for which row: made in the terminal, by a program, or by hand in a JSON file.

{"source": "目标表.docx",
 "choices": [{"table": 1, "row": 3, "name": "城市知名度", "suggestion": 1, "edit": {"target": "≥60%"}},
             {"table": 1, "row": 4, "name": "部门运转", "suggestion": 0}]}

`table` and `row` count from 1; `name` is the row's name, so that a choice cannot hit another row; `suggestion` is
its number among the row's suggestions, 0 for a row that stays as it is; `edit` overrides single cells.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Review

EDITABLE = ("name", "comparator_printed", "target", "unit", "explanation", "basis_text")
"""Cells that `edit` may override."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The suggestion of that number (from 1) for a row; 0 leaves the row, `edit` are cells in other words."""

    table: int
    row: int
    name: str
    suggestion: int
    edit: tuple[tuple[str, str], ...] = ()


def choose_first(review: Review) -> list[Choice]:
    """The first suggestion for every row that has one."""
    return [
        Choice(table=number, row=row.indicator.row, name=row.indicator.name, suggestion=1)
        for number, table in enumerate(review.tables, start=1)
        for row in table.rows
        if row.suggestions
    ]


def read_choices(path: Path) -> list[Choice]:
    """The choices of a JSON file. Raises ZhibiaoError RD01 or RD07 where it cannot be read, CF07 where it is faulty."""
    from zhibiao.report.originals import read_original

    try:
        facts = json.loads(read_original(str(path)).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ZhibiaoError("CF07", path=str(path), detail=str(error)) from error
    listed = facts.get("choices") if isinstance(facts, dict) else None
    if not isinstance(listed, list):
        raise ZhibiaoError("CF07", path=str(path), detail='{"choices": […]}')
    return [_choice(one, number, path) for number, one in enumerate(listed, start=1)]


def _choice(fact: Any, number: int, path: Path) -> Choice:
    where = f"choices[{number}]"
    if not isinstance(fact, Mapping):
        raise ZhibiaoError("CF07", path=str(path), detail=where)
    numbers = [int(one) for key in ("table", "row", "suggestion") if _is_count(one := fact.get(key))]
    edit = fact.get("edit", {})
    if len(numbers) < 3:
        raise ZhibiaoError("CF07", path=str(path), detail=f"{where}: table, row, suggestion")
    if not isinstance(fact.get("name"), str):
        raise ZhibiaoError("CF07", path=str(path), detail=f"{where}: name")
    if not isinstance(edit, Mapping) or not all(
        key in EDITABLE and isinstance(text, str) for key, text in edit.items()
    ):
        raise ZhibiaoError("CF07", path=str(path), detail=f"{where}: edit ({', '.join(EDITABLE)})")
    table, row, suggestion = numbers
    return Choice(table=table, row=row, name=fact["name"], suggestion=suggestion, edit=tuple(edit.items()))


def _is_count(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def choices_text(source: str, choices: Iterable[Choice]) -> str:
    """Choices as `read_choices` reads them from a file."""
    listed = [
        {
            "table": one.table,
            "row": one.row,
            "name": one.name,
            "suggestion": one.suggestion,
            **({"edit": dict(one.edit)} if one.edit else {}),
        }
        for one in choices
    ]
    text = json.dumps({"source": source, "choices": listed}, ensure_ascii=False, indent=1)
    return f"{text}\n"


def write_choices(path: Path, source: str, choices: Iterable[Choice]) -> Path:
    """Write choices so that `read_choices` reads them; in one step, so that an interruption loses none."""
    from zhibiao.report.files import write_atomic

    return write_atomic(path, choices_text(source, choices))
