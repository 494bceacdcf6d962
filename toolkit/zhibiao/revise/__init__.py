"""Suggestions put to work: choices among them, the revised document in the format it came in, the list of changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from zhibiao.records import Review
from zhibiao.report.files import safe_stem
from zhibiao.revise.changes import Change, plan
from zhibiao.revise.choices import Choice, choose_first, read_choices, write_choices

REVISED, LISTED, CHOICES, ACCEPTED = "_修订", "_修改清单", "_选择.json", "_采纳.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """What `revise` wrote: the document, the list of changes, what was accepted, and the changes themselves.

    A change that could not be written says why in `note` and is left to the reader.
    """

    document: Path
    listing: Path
    accepted: Path
    changes: tuple[Change, ...]


def choices_file(review: Review, out: Path) -> Path:
    """Where the choices for a document are kept between two walks through its rows."""
    return out / f"{safe_stem(review.document.source)}{CHOICES}"


def revise(review: Review, choices: Sequence[Choice], out: Path, *, lang: str = "zh") -> Revised:
    """Write the reviewed document with the chosen suggestions, the list of changes and what was accepted into `out`.

    docx, xlsx and csv keep everything that is not changed; any other format becomes a new workbook with the rows
    as revised. A revised document that stands there already and differs, as one edited by hand does, is kept: the
    new one gets a number. Raises ZhibiaoError CF08 for a choice that does not fit the document, RD01 and RD07 where the
    document can no longer be read, OSError where `out` cannot be written.
    """
    from zhibiao.report.files import write_atomic, write_bytes
    from zhibiao.revise.listing import list_changes
    from zhibiao.revise.preferences import preferences_text
    from zhibiao.revise.writers import write_revised

    planned = plan(review, choices, lang)
    data, suffix, changes = write_revised(review, planned, lang)
    listing, kind = list_changes(review, changes, suffix, lang)
    stem = _stem(out, safe_stem(review.document.source), suffix, data)
    return Revised(
        document=write_bytes(out / f"{stem}{REVISED}{suffix}", data),
        listing=write_bytes(out / f"{stem}{LISTED}{kind}", listing),
        accepted=write_atomic(out / f"{stem}{ACCEPTED}", preferences_text(review, choices)),
        changes=tuple(changes),
    )


def _stem(out: Path, stem: str, suffix: str, data: bytes) -> str:
    """`stem`, with a number where another revised document has that name in `out`."""
    names = chain((stem,), (f"{stem}-{number}" for number in count(2)))
    return next(name for name in names if _is_free(out / f"{name}{REVISED}{suffix}", data))


def _is_free(file: Path, data: bytes) -> bool:
    return not file.exists() or file.read_bytes() == data


__all__ = [
    "Change",
    "Choice",
    "Revised",
    "choices_file",
    "choose_first",
    "read_choices",
    "revise",
    "write_choices",
]
