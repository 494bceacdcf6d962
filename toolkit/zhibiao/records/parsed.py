"""What a target says and what an indicator is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Tier = Literal["measurable", "binary", "graded", "vague", "missing"]
TIERS: tuple[Tier, ...] = get_args(Tier)
"""From the one that can be checked best to the one that says nothing."""
TargetKind = Literal["level", "change", "share", "date", "duration", "state", "grade", "none"]
Comparator = Literal["", "=", "≥", ">", "≤", "<", "range"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A target, parsed. Percent stays in percent (`90%` -> lower 90.0, unit `%`).

    `lower`/`upper` are in the printed unit; multiplied by `scale` they are in `unit_base`
    (万元 -> 元, 10000). `deadline` is an ISO date (or year, year-month). `comparator` is what was said, normalised.
    `words` are the (start, end) spans in `raw` that carry no criterion (有效提升, 健全); `span` is the part of
    `raw` that was parsed. `conflict` says what contradicts itself, "" where nothing does.
    """

    kind: TargetKind = "none"
    tier: Tier = "missing"
    comparator: Comparator = ""
    lower: float | None = None
    upper: float | None = None
    lower_inclusive: bool = True
    upper_inclusive: bool = True
    unit: str = ""
    unit_base: str = ""
    scale: float = 1.0
    dimension: str = ""
    basis: str = ""
    deadline: str = ""
    approximate: bool = False
    raw: str = ""
    span: tuple[int, int] = (0, 0)
    words: tuple[tuple[int, int], ...] = ()
    conflict: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What an indicator is, in the canonical taxonomy.

    `category` is one of the 20 codes or X; `candidates` are (code, probability), best first;
    `category_printed` is the code of the document's own label, "" where it has none;
    `canonical` is an indicator code (`O1.07`), "" where none fits; `reason` says which view decided.
    """

    category: str
    confidence: float
    candidates: tuple[tuple[str, float], ...] = ()
    category_printed: str = ""
    canonical: str = ""
    canonical_confidence: float = 0.0
    needs_review: bool = False
    reason: str = ""
