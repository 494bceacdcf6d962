"""Going through the rows one by one: each step is saved at once, so that a walk can stop anywhere and go on later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zhibiao.records import Review, ReviewedRow, ReviewedTable
from zhibiao.revise.choices import Choice, read_choices, write_choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A row at which a choice is to be made."""

    table: int
    reviewed: ReviewedTable
    row: ReviewedRow

    def choice(self, suggestion: int, edit: Sequence[tuple[str, str]] = ()) -> Choice:
        """The choice of that suggestion (0: none) here."""
        indicator = self.row.indicator
        return Choice(
            table=self.table,
            row=indicator.row,
            name=indicator.name,
            suggestion=suggestion,
            edit=tuple(edit),
        )


@dataclass(slots=True)
class Walk:
    """The rows with suggestions of one review, and the choices made so far, in the order they were made.

    `file` holds the choices between two walks. `made` are those of this walk and of earlier ones.
    """

    source: str
    stops: tuple[Stop, ...]
    file: Path
    made: list[Choice] = field(default_factory=list)

    def current(self) -> Stop | None:
        """The first row without a choice, None at the end."""
        chosen = {(one.table, one.row) for one in self.made}
        return next((s for s in self.stops if (s.table, s.row.indicator.row) not in chosen), None)

    def number(self) -> int:
        """The number of the current row among all, from 1."""
        current = self.current()
        return self.stops.index(current) + 1 if current else len(self.stops)

    def choose(self, suggestion: int, edit: Sequence[tuple[str, str]] = ()) -> None:
        """Take a suggestion for the current row (0: leave the row), and save."""
        if current := self.current():
            self.made.append(current.choice(suggestion, edit))
            self._save()

    def undo(self) -> bool:
        """Take the last choice back, and save; False where there is none."""
        if not self.made:
            return False
        self.made.pop()
        self._save()
        return True

    def _save(self) -> None:
        write_choices(self.file, self.source, self.made)


def start(review: Review, file: Path) -> Walk:
    """A walk through the rows with suggestions, with the choices that `file` holds for rows as they are now.

    Raises ZhibiaoError CF07 where `file` is no file of choices, RD07 where it cannot be read.
    """
    stops = tuple(
        Stop(table=number, reviewed=table, row=row)
        for number, table in enumerate(review.tables, start=1)
        for row in table.rows
        if row.suggestions
    )
    known = {
        (number, row.indicator.row): (row.indicator.name, len(row.suggestions))
        for number, table in enumerate(review.tables, start=1)
        for row in table.rows
    }
    earlier = read_choices(file) if file.exists() else []
    kept = {
        (one.table, one.row): one
        for one in earlier
        if (found := known.get((one.table, one.row))) and found[0] == one.name and one.suggestion <= found[1]
    }
    return Walk(source=review.document.source, stops=stops, file=file, made=list(kept.values()))
