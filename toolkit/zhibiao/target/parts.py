"""The parts of a text that a reviewer looks at: quantities, their units, deadlines, words without a criterion."""

from __future__ import annotations

from typing import Literal, NamedTuple

from zhibiao.target.deadline import find_deadlines
from zhibiao.target.fold import fold
from zhibiao.target.quantity import find_quantities
from zhibiao.target.wording import find_vague

PartKind = Literal["quantity", "unit", "deadline", "vague"]


class Part(NamedTuple):
    """One part at `start`..`end` of a text."""

    kind: PartKind
    start: int
    end: int


def find_parts(text: str) -> tuple[Part, ...]:
    """The parts of a name, a target or a clause, by their places in `text`; a unit lies inside its quantity.

    Words and numbers are those of the parser and the rules: data/lexicon.

    >>> [(part.kind, "培训≥90人次，12月底前明显提升"[part.start : part.end]) for part in find_parts("培训≥90人次，12月底前明显提升")]
    [('quantity', '≥90人次'), ('unit', '人次'), ('deadline', '12月底前'), ('vague', '明显提升')]
    """
    folded = fold(text)
    plain = folded.text
    deadlines = [(deadline.start, deadline.end) for deadline in find_deadlines(plain)]
    found = [Part("deadline", *span) for span in deadlines]
    for quantity in find_quantities(plain, deadlines, loose=True):
        found.append(Part("quantity", quantity.start, quantity.end))
        printed = quantity.unit.printed.lower().split("/")[0]
        place = plain.rfind(printed, quantity.amount_start, quantity.amount_end) if printed else -1
        if place >= 0:
            found.append(Part("unit", place, quantity.amount_end))
    taken = [(part.start, part.end) for part in found]
    found += [
        Part("vague", word.start, word.end)
        for word in find_vague(plain)
        if not any(start < word.end and word.start < end for start, end in taken)
    ]
    placed = (Part(part.kind, *folded.span(part.start, part.end)) for part in found)
    return tuple(sorted(placed, key=lambda part: (part.start, -part.end)))
