"""Reviews as Word documents: the user's own file with comments at the cells, nothing else of it changed.

`<stem>_审核.docx` for each document (.docm where it has macros). One comment a cell holds all its findings,
the gravest first, and the first suggestion for the row: the cell is mended once, and the comment is ticked
off once. For documents that are no docx, or that cannot be read again, a new Word document
with the findings in tables is written instead; in the second case it says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Review
from zhibiao.report.docx_patch import add_comments
from zhibiao.report.originals import Original, read_original, write_each
from zhibiao.report.plain_document import build_document
from zhibiao.report.remarks import find_remarks, locate_in_source


def write(
    reviews: Sequence[Review], out: Path, *, lang: str = "zh", failures: Sequence[ZhibiaoError] = ()
) -> list[Path]:
    """Write one Word document a review into `out`; no file that was reviewed is written over.

    `failures` belong to no document that could be written, so they are left to the other reports.
    """
    return write_each(reviews, out, lambda review: commented(review, lang))


def commented(review: Review, lang: str, original: Original = read_original) -> tuple[bytes, str]:
    """The document with comments, or a new one, and its suffix."""
    if review.document.format != "docx":
        return build_document(review, lang), ".docx"
    path = review.document.source
    try:
        remarks = find_remarks(review, locate_in_source, lang)
        return add_comments(original(path), remarks, path=path, lang=lang)
    except ZhibiaoError as error:
        return build_document(review, lang, failure=error), ".docx"
