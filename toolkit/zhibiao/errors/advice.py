"""What every coded message consists of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A coded message: what happened (`zh`, `en`) and what to do (`do_zh`, `do_en`)."""

    zh: str
    en: str
    do_zh: str
    do_en: str
