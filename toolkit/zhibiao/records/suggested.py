"""What a row could say instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zhibiao.records.parsed import Comparator

SuggestionKind = Literal["own", "alternative", "scale", "split", "correction"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparable:
    """A row of another public table that measures the same thing: body, year, name and target as printed.

    `url` is the page it was read from, "" where only the document is known.
    """

    org: str
    year: str
    name: str
    target: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What a row could say instead.

    `kind`: own (the row's indicator with a number), alternative (another indicator), scale (a graded one with
    criteria), split (several rows, in `parts`), correction (the row with `changes` to its fields, nothing else).
    `value` is "" where nobody may invent a number: `value_from` then says who fills it and from which record;
    otherwise it says where the number comes from (this row's history, the goal text, a regulation). `open_place` is
    what stands in the number's place until then.

    `numerator`, `denominator` and `population` take `formula` apart, "" where it is no ratio. `collector` collects
    the data from `data_source` every `frequency`; `evidence` is what to keep. `comparable` are rows of other
    tables, the nearest first; `spread` tells their number and quartiles. `scale` holds (grade, criteria).
    """

    name: str
    comparator: Comparator
    value: str
    unit: str
    formula: str
    data_source: str
    value_from: str
    why: str
    kind: SuggestionKind = "alternative"
    open_place: str = ""
    category: str = ""
    canonical: str = ""
    numerator: str = ""
    denominator: str = ""
    population: str = ""
    collector: str = ""
    frequency: str = ""
    evidence: str = ""
    comparable: tuple[Comparable, ...] = ()
    spread: str = ""
    scale: tuple[tuple[str, str], ...] = ()
    parts: tuple[Suggestion, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    wording: str = ""
