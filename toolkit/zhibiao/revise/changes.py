"""From chosen suggestions to the cells that change: which text comes into which cell of which row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Indicator, Review, ReviewedRow, ReviewedTable, Suggestion, Table
from zhibiao.report.interface import say
from zhibiao.report.remarks import Place, locate_in_source
from zhibiao.revise.choices import Choice
from zhibiao.suggest.places import DATE_UNIT, OPEN, OPEN_GRADE

CELLS = ("name", "comparator_printed", "target", "unit", "interim", "explanation", "basis_text")
"""Fields with a cell of their own that a suggestion may fill, in the order in which they are listed."""
LABELS = ("level1", "level2")
QUALITATIVE = "定性"
"""What forms print in the place of a sign where a row is graded."""
_ROLES = {"comparator_printed": "comparator"}
_SIGN = re.compile(r"^[=≥≤＝>＜<≧≦]+\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One cell with its old and its new text, where it stands, why it changes and where a number comes from.

    `table` and `row` count from 1; `written` is False and `note` says why where the cell could not be written.
    `added` counts the rows inserted below the row (0: the row itself). `within` marks a cell that holds other fields
    of the row as well: only the old text in it is replaced.
    """

    table: int
    row: int
    indicator: str
    field: str
    old: str
    new: str
    why: str
    value_from: str
    place: Place | None = None
    added: int = 0
    within: bool = False
    written: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The changes of one row: its cells, then those of each row to be inserted below it."""

    table: int
    row: ReviewedRow
    suggestion: Suggestion | None
    cells: tuple[Change, ...]
    inserted: tuple[tuple[Change, ...], ...] = ()


def plan(review: Review, choices: Sequence[Choice], lang: str) -> list[Planned]:
    """The changes that the choices make, row by row in document order; rows that stay have none.

    Raises ZhibiaoError CF08 for a choice that names a row or a suggestion that the document does not have.
    """
    found = []
    for choice in sorted(choices, key=lambda one: (one.table, one.row)):
        table, row, suggestion = _find(review, choice)
        if suggestion or choice.edit:
            found.append(_planned(choice, table, row, suggestion, lang))
    return found


def _find(review: Review, choice: Choice) -> tuple[ReviewedTable, ReviewedRow, Suggestion | None]:
    tables = review.tables[choice.table - 1 : choice.table] if choice.table else ()
    rows = [row for table in tables for row in table.rows if row.indicator.row == choice.row]
    if not rows or rows[0].indicator.name != choice.name:
        raise ZhibiaoError("CF08", table=choice.table, row=choice.row, name=choice.name)
    if choice.suggestion > len(rows[0].suggestions):
        known = f"{choice.name}（{len(rows[0].suggestions)}）"
        raise ZhibiaoError("CF08", table=choice.table, row=choice.row, name=known)
    chosen = rows[0].suggestions[choice.suggestion - 1] if choice.suggestion else None
    return tables[0], rows[0], chosen


def _planned(
    choice: Choice, reviewed: ReviewedTable, row: ReviewedRow, suggestion: Suggestion | None, lang: str
) -> Planned:
    table, indicator = reviewed.table, row.indicator
    whole = suggestion.parts[0] if suggestion and suggestion.parts else suggestion
    texts = cell_texts(indicator, whole, table) if whole else {}
    texts |= dict(choice.edit)
    cells = []
    for field, text in texts.items():
        old = _old(indicator, field, table)
        if text == old:
            continue
        change = Change(
            table=choice.table,
            row=choice.row,
            indicator=indicator.name,
            field=field,
            old=old,
            new=text,
            why=suggestion.why if suggestion else say(lang, "edited"),
            value_from=whole.value_from if whole else "",
        )
        cells.append(_placed(change, reviewed, lang))
    more = suggestion.parts[1:] if suggestion else ()
    return Planned(
        table=choice.table,
        row=row,
        suggestion=suggestion,
        cells=tuple(cells),
        inserted=tuple(
            tuple(_inserted(choice, row, part, number, reviewed)) for number, part in enumerate(more, start=1)
        ),
    )


def _placed(change: Change, reviewed: ReviewedTable, lang: str) -> Change:
    """The change with its place; left to the reader where the cell is a label or belongs to other rows as well."""
    if change.field not in CELLS:
        return replace(change, written=False, note=say(lang, "move_by_hand"))
    place = locate_in_source(reviewed)(change.row, change.field)
    if place is None:
        return replace(change, written=False, note=say(lang, "no_place"))
    here = {
        (row.indicator.row, field)
        for row in reviewed.rows
        for field, line, column in row.indicator.places
        if (line, column) == (place.line, place.column) and field not in LABELS
    }
    if any(number != change.row for number, _ in here):
        return replace(change, place=place, written=False, note=say(lang, "shared_cell"))
    within = len({field for _, field in here} - {"interim"}) > 1
    return replace(change, place=place, within=within)


def _inserted(
    choice: Choice, row: ReviewedRow, part: Suggestion, number: int, reviewed: ReviewedTable
) -> Iterator[Change]:
    locate = locate_in_source(reviewed)
    for field, text in cell_texts(row.indicator, part, reviewed.table).items():
        yield Change(
            table=choice.table,
            row=choice.row,
            indicator=row.indicator.name,
            field=field,
            old="",
            new=text,
            why=part.why,
            value_from=part.value_from,
            place=locate(row.indicator.row, field),
            added=number,
        )


def cell_texts(indicator: Indicator, suggestion: Suggestion, table: Table) -> dict[str, str]:
    """The new texts of a row's cells by field; sign and unit go into their own columns where the table has them.

    Only cells that the table has: an explanation is written where there is a column for it.
    """
    if suggestion.kind == "correction":
        return _corrected(suggestion, table)
    sign, unit = suggestion.comparator, suggestion.unit
    value = suggestion.value or suggestion.open_place
    criteria = "；".join(f"{grade}：{text}" for grade, text in suggestion.scale)
    explained = "explanation" in table.columns
    if criteria and not explained:
        value, unit = f"{value}（{criteria}）", ""
    texts = {"name": suggestion.name, "target": value}
    if "comparator" in table.columns:
        texts["comparator_printed"] = QUALITATIVE if criteria else sign
    elif not criteria and unit != DATE_UNIT:
        texts["target"] = f"{sign}{value}"
    if unit == DATE_UNIT:
        texts["target"], unit = f"{value}前", ""
    if "unit" in table.columns:
        texts["unit"] = unit
    elif not criteria:
        texts["target"] += unit
    places = {field: place for field, *place in indicator.places}
    if indicator.interim and places.get("interim") != places.get("target"):
        open_target = texts["target"].replace(suggestion.value, OPEN) if suggestion.value else texts["target"]
        texts["interim"] = OPEN_GRADE if criteria else open_target
    if explained:
        texts["explanation"] = criteria or _explanation(suggestion)
    if "basis_text" in table.columns:
        texts["basis_text"] = suggestion.value_from
    return {field: texts[field] for field in CELLS if field in texts}


def _explanation(suggestion: Suggestion) -> str:
    return f"{suggestion.formula}；数据来源：{suggestion.data_source}"


def _corrected(suggestion: Suggestion, table: Table) -> dict[str, str]:
    texts = dict(suggestion.changes)
    if "target" in texts and "comparator" in table.columns:
        texts["target"] = _SIGN.sub("", texts["target"])
    return texts


def _old(indicator: Indicator, field: str, table: Table) -> str:
    """What the cell of a field holds, as far as the row tells: a target without the sign of its own column."""
    text: str = getattr(indicator, field)
    if field == "target" and "comparator" in table.columns and indicator.comparator_printed:
        return _SIGN.sub("", text)
    return text


def in_order(changes: Sequence[Change]) -> list[Change]:
    """Changes by table and row, those of inserted rows behind those of their row."""
    return sorted(changes, key=lambda change: (change.table, change.row, change.added))
