"""From chosen suggestions to the cells that change: which text comes into which cell of which row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Review, ReviewedRow, Suggestion
from zhibiao.report.docx_patch import legal
from zhibiao.report.interface import say
from zhibiao.report.remarks import Locate, Place, locate_in_source
from zhibiao.revise.choices import Choice
from zhibiao.revise.texts import CELLS, WORDING, cell_texts, known_fields, old_text, own_cells, void_texts

LABELS = ("level1", "level2")
TOGETHER = frozenset(WORDING)
"""Fields that say what is measured and how much: a part of them would be another indicator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One cell with its old and its new text, where it stands, why it changes and where a number comes from.

    `table` and `row` count from 1; `written` is False and `note` says why where the cell could not be written.
    `added` counts the rows inserted below the row (0: the row itself).
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
    written: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The changes of one row: its cells, then those of each row to be inserted below it.

    `together` are the fields that the suggestion changes with each other or not at all.
    """

    table: int
    row: ReviewedRow
    suggestion: Suggestion | None
    cells: tuple[Change, ...]
    inserted: tuple[tuple[Change, ...], ...] = ()
    together: frozenset[str] = frozenset()

    def all(self) -> list[Change]:
        """All changes, those of the row first."""
        return [*self.cells, *self.added()]

    def added(self) -> list[Change]:
        """The changes that make the inserted rows."""
        return [change for changes in self.inserted for change in changes]


Users = Mapping[Place, set[tuple[int, int, str]]]
"""The (table, row, field) that stand in each cell of the document."""


def plan(review: Review, choices: Sequence[Choice], lang: str) -> list[Planned]:
    """The changes that the choices make, row by row in document order; rows that stay have none.

    Raises ZhibiaoError CF08 for a choice that names a row or a suggestion that the document does not have, or a row
    that another choice names.
    """
    found = []
    cells_of = _cells_in(review, lang)
    for choice, before in zip(_sorted(choices), [None, *_sorted(choices)], strict=False):
        row, suggestion = _find(review, choice)
        if before and (before.table, before.row) == (choice.table, choice.row):
            raise ZhibiaoError("CF08", table=choice.table, row=choice.row, name=f"{choice.name}×2")
        if suggestion or choice.edit:
            found.append(_planned(choice, cells_of(choice.table, row), suggestion))
    return found


def plan_offers(review: Review, table: int, row: ReviewedRow, lang: str) -> list[Planned]:
    """What each suggestion of a row of that table (from 1) would change, in the order of the suggestions."""
    cells = _cells_in(review, lang)(table, row)
    at, name = row.indicator.row, row.indicator.name
    return [
        _planned(Choice(table=table, row=at, name=name, suggestion=number), cells, suggestion)
        for number, suggestion in enumerate(row.suggestions, start=1)
    ]


def _cells_in(review: Review, lang: str) -> Callable[[int, ReviewedRow], _Cells]:
    """The cells of a row of a table, among all those of the review."""
    users = _users(review)
    locate = [locate_in_source(table) for table in review.tables]
    known = [known_fields(table.table) for table in review.tables]

    def cells_of(table: int, row: ReviewedRow) -> _Cells:
        return _Cells(row=row, known=known[table - 1], locate=locate[table - 1], users=users, lang=lang)

    return cells_of


def _sorted(choices: Sequence[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda one: (one.table, one.row))


def _users(review: Review) -> Users:
    users: dict[Place, set[tuple[int, int, str]]] = {}
    for number, reviewed in enumerate(review.tables, start=1):
        for indicator in (row.indicator for row in reviewed.rows):
            for field, line, column in indicator.places:
                place = Place(sheet=reviewed.table.sheet, line=line, column=column)
                users.setdefault(place, set()).add((number, indicator.row, field))
    return users


def _find(review: Review, choice: Choice) -> tuple[ReviewedRow, Suggestion | None]:
    tables = review.tables[choice.table - 1 : choice.table] if choice.table > 0 else ()
    rows = [row for table in tables for row in table.rows if row.indicator.row == choice.row]
    if not rows or rows[0].indicator.name != choice.name:
        raise ZhibiaoError("CF08", table=choice.table, row=choice.row, name=choice.name)
    if not 0 <= choice.suggestion <= len(rows[0].suggestions):
        known = f"{choice.name}（{len(rows[0].suggestions)}）"
        raise ZhibiaoError("CF08", table=choice.table, row=choice.row, name=known)
    chosen = rows[0].suggestions[choice.suggestion - 1] if choice.suggestion else None
    return rows[0], chosen


def _planned(choice: Choice, cells: _Cells, suggestion: Suggestion | None) -> Planned:
    indicator = cells.row.indicator
    own = own_cells(indicator, cells.known)
    whole = suggestion.parts[0] if suggestion and suggestion.parts else suggestion
    texts = cell_texts(indicator, whole, cells.known) if whole else {}
    together = frozenset(TOGETHER & texts.keys())
    edited = {field: legal(text) for field, text in choice.edit}
    texts |= edited
    changes = []
    for field, text in texts.items():
        old = old_text(indicator, field, own)
        if text != old:
            change = Change(
                table=choice.table,
                row=choice.row,
                indicator=indicator.name,
                field=field,
                old=old,
                new=text,
                why=suggestion.why if suggestion and field not in edited else say(cells.lang, "edited"),
                value_from=whole.value_from if whole and "target" not in edited else "",
            )
            changes.append(cells.place(change))
    changes += cells.voided(choice, texts.get("name", indicator.name), suggestion)
    more = suggestion.parts[1:] if suggestion else ()
    added = [_inserted(choice, cells, part, number) for number, part in enumerate(more, start=1)]
    return Planned(
        table=choice.table,
        row=cells.row,
        suggestion=suggestion,
        cells=tuple(changes),
        inserted=_all_or_none(added),
        together=together,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cells:
    """Where the cells of a row stand, and what else stands in them; `known` are the fields of its table."""

    row: ReviewedRow
    known: frozenset[str]
    locate: Locate
    users: Users
    lang: str

    def place(self, change: Change) -> Change:
        """The change with its place; left to the reader where that is no cell for this field of this row alone."""
        own = own_cells(self.row.indicator, self.known)
        place = self.locate(change.row, change.field) if change.field in own else None
        if note := self._hindrance(change, place):
            return replace(change, place=place, written=False, note=say(self.lang, note))
        return replace(change, place=place)

    def voided(self, choice: Choice, name: str, suggestion: Suggestion | None) -> list[Change]:
        """The cells to be cleared where another indicator takes the row, see `void_texts`; one that is merged with
        another field of the row is told of there.
        """
        indicator = self.row.indicator
        named = self.locate(choice.row, "name")
        changes = []
        for field, old, line, column in void_texts(indicator, name, suggestion):
            place = Place(sheet=named.sheet if named else "", line=line, column=column)
            users = self.users.get(place, set())
            if sum(use[:2] == (choice.table, choice.row) for use in users) > 1:
                continue
            alone = users <= {(choice.table, choice.row, field)}
            change = Change(
                table=choice.table,
                row=choice.row,
                indicator=indicator.name,
                field=field,
                old=old,
                new="",
                why=say(self.lang, "of_the_old"),
                value_from="",
                place=place,
                written=alone,
                note="" if alone else say(self.lang, "shared_cell"),
            )
            changes.append(change)
        return changes

    def _hindrance(self, change: Change, place: Place | None) -> str:
        if change.field not in CELLS:
            return "move_by_hand"
        if place is None:
            merged = any(field == change.field for field, *_ in self.row.indicator.places)
            return "not_found" if merged else "no_place"
        users = self.users.get(place, set())
        if any((table, row) != (change.table, change.row) for table, row, _ in users):
            return "shared_cell"
        return "" if {field for *_, field in users} <= {*CELLS, *LABELS} else "not_found"


def _inserted(choice: Choice, cells: _Cells, part: Suggestion, number: int) -> tuple[Change, ...]:
    indicator = cells.row.indicator
    changes = (
        Change(
            table=choice.table,
            row=choice.row,
            indicator=indicator.name,
            field=field,
            old="",
            new=text,
            why=part.why,
            value_from=part.value_from,
            added=number,
        )
        for field, text in cell_texts(indicator, part, cells.known).items()
    )
    return tuple(map(cells.place, changes))


def _all_or_none(rows: Sequence[tuple[Change, ...]]) -> tuple[tuple[Change, ...], ...]:
    """The inserted rows; all of them left to the reader where one of their cells cannot be written."""
    notes = [change.note for changes in rows for change in changes if not change.written]
    if not notes:
        return tuple(rows)
    return tuple(
        tuple(replace(c, written=False, note=c.note or notes[0]) for c in changes) for changes in rows
    )


def in_order(changes: Sequence[Change]) -> list[Change]:
    """Changes by table and row, those of inserted rows behind those of their row."""
    return sorted(changes, key=lambda change: (change.table, change.row, change.added))
