"""Reviews as workbooks: the user's own file with comments, colours and a list of all remarks.

`<stem>_审核.xlsx` for each document. A workbook (xlsx, xlsm) is written as it is but for the cells with
findings, see workbook/annotate.py. For every other document the rows that were read are written into a new
workbook, which gets the same comments, colours and list.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Review
from zhibiao.report.originals import Original, read_original, write_each
from zhibiao.report.plain_workbook import build_plain
from zhibiao.report.remarks import find_remarks, locate_in_source
from zhibiao.report.workbook import annotate


def write(
    reviews: Sequence[Review], out: Path, *, lang: str = "zh", failures: Sequence[ZhibiaoError] = ()
) -> list[Path]:
    """Write one workbook a review into `out`; no file that was reviewed is written over.

    `failures` belong to no document that could be written, so they are left to the other reports.
    """
    return write_each(reviews, out, lambda review: annotated(review, lang))


def annotated(review: Review, lang: str, original: Original = read_original) -> tuple[bytes, str]:
    """The document's own workbook with the remarks; a new one with the reason where that cannot be."""
    if review.document.format != "xlsx":
        return listed(review, lang)
    path = review.document.source
    try:
        remarks = find_remarks(review, locate_in_source, lang)
        return annotate(original(path), remarks, path=path, lang=lang)
    except ZhibiaoError as error:
        return listed(review, lang, error)


def listed(review: Review, lang: str, failure: ZhibiaoError | None = None) -> tuple[bytes, str]:
    """A new workbook of the rows with the remarks, whatever the document is; `failure` says why it is a new one."""
    data, locate = build_plain(review, lang)
    remarks = find_remarks(review, locate, lang, failure)
    return annotate(data, remarks, path=review.document.source, lang=lang)
