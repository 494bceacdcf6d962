"""Review opinions: `<stem>.form.docx` to fill in and sign, and `<stem>.form.html` to read, for each document.

A Word form that somebody has filled in is kept: the new one gets a number. A form as the program wrote it is replaced.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, count
from pathlib import Path

from zhibiao.errors import ZhibiaoError
from zhibiao.form import fill_form
from zhibiao.records import Review
from zhibiao.report.files import safe_stem, unique_names, write_atomic, write_bytes
from zhibiao.report.form_docx import form_document, is_untouched
from zhibiao.report.form_html import form_page
from zhibiao.report.form_view import form_view

ENDING = ".form"


def write(
    reviews: Sequence[Review], out: Path, *, lang: str = "zh", failures: Sequence[ZhibiaoError] = ()
) -> list[Path]:
    """Write a Word document and a page a review into `out`; return the documents and pages in turn.

    `failures` belong to no document that could be judged; they are left to the other reports.
    """
    sources = [Path(review.document.source) for review in reviews]
    taken = [source.stem for source in sources if source.parent.resolve() == out.resolve()]
    names = unique_names((f"{safe_stem(str(source))}{ENDING}" for source in sources), taken)
    paths = []
    for review, name in zip(reviews, names, strict=True):
        form = fill_form(review)
        view = form_view(form, lang)
        data = form_document(view, lang)
        paths.append(write_bytes(_free(out, name), data))
        paths.append(write_atomic(out / f"{name}.html", form_page(view, form.document, lang)))
    return paths


def _free(out: Path, name: str) -> Path:
    """`<name>.docx`, with a number where somebody has written into the one that stands there."""
    files = (out / f"{one}.docx" for one in chain((name,), (f"{name}-{number}" for number in count(2))))
    return next(file for file in files if not file.exists() or is_untouched(file))
