"""What a correction is: fields of a row with new texts, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """Fields of the row with their new texts, why, and where a new number comes from ("": it stood there before)."""

    changes: dict[str, str]
    why: str
    value_from: str = ""
