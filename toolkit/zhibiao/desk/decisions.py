"""What a person decided about a row, and what follows from it for the review."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided about a row of a table; both count from 1, row 0 is the table as a whole.

    `suggestion` is the number of the accepted one, from 1; 0 with an `edit` is a wording of one's own, None nothing
    accepted. `edit` are cells in other words (field, text), see `revise.choices.EDITABLE`; `ignored` are rule codes
    with the reason; `category` is the corrected category, "" where it stays.
    """

    table: int
    row: int
    suggestion: int | None = None
    edit: tuple[tuple[str, str], ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()
    category: str = ""
