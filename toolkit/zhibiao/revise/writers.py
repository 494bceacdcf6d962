"""The revised document in the format it came in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from zhibiao.records import Review
from zhibiao.report.interface import say
from zhibiao.report.originals import Original, read_original
from zhibiao.revise.changes import Change, Planned

Written = tuple[bytes, str, list[Change]]
"""Content, suffix, and the changes, each with whether it was written."""


def write_revised(
    review: Review, planned: Sequence[Planned], lang: str, original: Original = read_original
) -> Written:
    """The document of a review with the planned changes; a new workbook for a format that is not written back."""
    path, kind = review.document.source, review.document.format
    if kind == "docx":
        from zhibiao.revise.into_docx import write_docx

        return write_docx(original(path), planned, path=path, lang=lang)
    if kind == "xlsx":
        from zhibiao.revise.into_xlsx import write_xlsx

        return write_xlsx(original(path), planned, path=path, lang=lang)
    if kind == "csv":
        from zhibiao.revise.into_csv import write_csv

        return write_csv(original(path), planned, path=path, lang=lang)
    from zhibiao.revise.into_new import write_new

    return write_new(review, planned, lang)


def check(one: Planned, hindrance: Callable[[Change], str], lang: str) -> Planned:
    """The row with what cannot be written marked as left to the reader.

    `hindrance` names the note of a cell that cannot be written, "" for one that can. Where that is one of those that
    are written together, nothing of the suggestion is: half of it would be another indicator.
    """
    cells = [
        replace(change, written=False, note=say(lang, note))
        if change.written and (note := hindrance(change))
        else change
        for change in one.cells
    ]
    notes = [change.note for change in cells if not change.written and change.field in one.together]
    if not notes:
        return replace(one, cells=tuple(cells))
    return replace(
        one,
        cells=tuple(unwritten(cells, notes[0])),
        inserted=tuple(tuple(unwritten(changes, notes[0])) for changes in one.inserted),
    )


def unwritten(changes: Sequence[Change], note: str) -> list[Change]:
    """The changes marked as left to the reader, with the reason, unless there is one already."""
    return [replace(change, written=False, note=change.note or note) for change in changes]
