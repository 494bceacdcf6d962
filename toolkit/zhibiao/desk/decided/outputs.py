"""Files of the answer to a document: made from its review, the decisions and its content; no folder comes into play.

Revised is what `revise` writes with the wordings that were taken. The annotated document, the form and the list show
the document as it was handed in: categories as corrected, without what was ignored.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from zhibiao.desk.decided.answered import answered
from zhibiao.desk.decided.current import corrected, current, ignoring, without_open_places
from zhibiao.desk.decided.decisions import Decision, choices_of
from zhibiao.errors import ZhibiaoError
from zhibiao.records import Review
from zhibiao.report.files import safe_stem, unique_names
from zhibiao.settings import Settings

if TYPE_CHECKING:
    from zhibiao.revise.writers import Written

Made = tuple[bytes, str]
"""Content, and what the name of the file ends in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a file is made from; `review` as it was read, `original` is the content of the document."""

    review: Review
    decisions: Sequence[Decision]
    original: bytes
    lang: str
    settings: Settings

    def handed_in(self) -> Review:
        """The review of what was handed in, after the decisions that say something about it."""
        review = submitted(self.review, self.decisions, self.lang, self.settings)
        return answered(review, self.decisions, self.review)

    def content(self, _: str) -> bytes:
        """The content, for writers that would read it from a folder."""
        return self.original


def submitted(review: Review, decisions: Sequence[Decision], lang: str, settings: Settings) -> Review:
    """The review of the document as handed in: categories as corrected, what was ignored set aside, suggestions kept."""
    return ignoring(corrected(review, decisions, lang, settings), decisions)


def make_output(
    kind: str,
    review: Review,
    decisions: Sequence[Decision],
    original: bytes,
    name: str,
    lang: str,
    settings: Settings,
) -> tuple[str, bytes]:
    """One of OUTPUTS for the document `original`, which was handed in as `name`: a safe file name, and the content.

    Raises ZhibiaoError CF03 for another kind, CF08 for a decision that does not fit the document, RD07 where a
    revised document cannot be written.
    """
    makers = dict(_MAKERS)
    if kind not in makers:
        raise ZhibiaoError("CF03", format=kind, known="、".join(OUTPUTS))
    named = replace(review, document=replace(review.document, source=name))
    asked = _Asked(review=named, decisions=decisions, original=original, lang=lang, settings=settings)
    data, ending = makers[kind](asked)
    return f"{safe_stem(name)}{ending}", data


def bundle(items: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of files; those of the same name get a number.

    >>> data = bundle([("a_审核.docx", b"1"), ("a_审核.docx", b"2")])
    >>> zipfile.ZipFile(io.BytesIO(data)).namelist()
    ['a_审核.docx', 'a_审核-2.docx']
    """
    files = [(PurePath(name), data) for name, data in items]
    names = _unique([path for path, _ in files])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (_, data) in zip(names, files, strict=True):
            # Without a time of its own: the same files make the same zip.
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _unique(paths: Sequence[PurePath]) -> list[str]:
    """Names that differ; a number goes before the suffix."""
    stems = {
        suffix: iter(unique_names(path.stem for path in paths if path.suffix == suffix))
        for suffix in {path.suffix for path in paths}
    }
    return [f"{next(stems[path.suffix])}{path.suffix}" for path in paths]


def _revised(asked: _Asked) -> Made:
    from zhibiao.revise import REVISED

    data, suffix, _ = _written(asked)
    return data, f"{REVISED}{suffix}"


def _changes(asked: _Asked) -> Made:
    from zhibiao.revise import LISTED
    from zhibiao.revise.listing import list_changes

    _, suffix, changes = _written(asked)
    data, suffix = list_changes(asked.review, changes, suffix, asked.lang)
    return data, f"{LISTED}{suffix}"


def _written(asked: _Asked) -> Written:
    from zhibiao.revise.changes import plan
    from zhibiao.revise.writers import write_revised

    planned = plan(asked.review, choices_of(asked.decisions, asked.review), asked.lang)
    return write_revised(asked.review, planned, asked.lang, asked.content)


def _annotated(asked: _Asked) -> Made:
    """The document in its own format; a new Word document, which says why, for one that nothing can be added to."""
    from zhibiao.report.originals import ENDING
    from zhibiao.report.plain_document import build_document
    from zhibiao.report.to_docx import commented
    from zhibiao.report.to_pdf import highlighted
    from zhibiao.report.to_xlsx import annotated

    review = asked.handed_in()
    if review.document.format == "xlsx":
        data, suffix = annotated(review, asked.lang, asked.content)
    elif review.document.format == "pdf":
        try:
            data, suffix = highlighted(review, asked.lang, asked.content), ".pdf"
        except ZhibiaoError as error:
            data, suffix = build_document(review, asked.lang, failure=error), ".docx"
    else:
        data, suffix = commented(review, asked.lang, asked.content)
    return data, f"{ENDING}{suffix}"


def _form(asked: _Asked) -> Made:
    from zhibiao.form import fill_form
    from zhibiao.report.form_docx import form_document
    from zhibiao.report.form_view import form_view

    view = form_view(fill_form(asked.handed_in(), _reworded(asked)), asked.lang)
    return form_document(view, asked.lang), "_审核意见.docx"


def _reworded(asked: _Asked) -> Review | None:
    """The review of the document with the wordings that were taken, None where there are none."""
    if all(one.suggestion is None for one in asked.decisions):
        return None
    now = current(asked.review, asked.decisions, asked.lang, asked.settings)
    return without_open_places(now, asked.review)


def _findings(asked: _Asked) -> Made:
    from zhibiao.report.to_xlsx import listed

    data, suffix = listed(asked.handed_in(), asked.lang)
    return data, f"_问题清单{suffix}"


def _decisions(asked: _Asked) -> Made:
    from zhibiao.revise import CHOICES
    from zhibiao.revise.choices import choices_text

    source = PurePath(asked.review.document.source).name
    return choices_text(source, choices_of(asked.decisions, asked.review)).encode(), CHOICES


def _corrections(asked: _Asked) -> Made:
    from zhibiao.desk.decided.corrections import corrections

    return corrections([(asked.review, asked.decisions)]).encode(), "_更正.tsv"


# Kind and the function that makes it, in the order they are offered.
_MAKERS: tuple[tuple[str, Callable[[_Asked], Made]], ...] = (
    ("revised", _revised),
    ("changes", _changes),
    ("annotated", _annotated),
    ("form", _form),
    ("findings", _findings),
    ("decisions", _decisions),
    ("corrections", _corrections),
)
OUTPUTS = tuple(kind for kind, _ in _MAKERS)
"""What can be had for a document that was read."""
