"""The texts of a grid outside its indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zhibiao.extract.amount_cells import numbers_in
from zhibiao.extract.amount_columns import LONGEST_LABEL
from zhibiao.records import Cell, Prose
from zhibiao.text import squeeze

SHORTEST_PROSE = 6


def prose_in_rows(rows: Iterable[Sequence[Cell]]) -> Iterator[Prose]:
    """The cells with a text longer than a label, each under the label left of it."""
    for row in rows:
        section = ""
        for cell in row:
            plain = squeeze(cell.text)
            if len(plain) >= SHORTEST_PROSE and not numbers_in(cell.text):
                yield Prose(text=cell.text, section=section, line=cell.line)
            if plain and len(plain) <= LONGEST_LABEL:
                section = cell.text
