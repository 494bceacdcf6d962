"""Reviews of PDFs: the document itself with highlighted cells, whose pop-ups say what is wrong.

`<stem>_审核.pdf` for each document that is a PDF; for any other nothing is written, since it has no pages. The
remarks are appended to the file and every byte before them stays, where the file is sound; one whose table of
contents is damaged is written anew. A remark carries no time: the same review gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Review
from zhibiao.report.files import write_bytes
from zhibiao.report.interface import say
from zhibiao.report.originals import Original, names_of, read_original
from zhibiao.report.remarks import (
    Remark,
    comment_runs,
    find_remarks,
    gravest_first,
    gravest_of,
    locate_in_source,
)

if TYPE_CHECKING:
    from pypdf import PdfWriter

    from zhibiao.read.pdf_spots import Quad, Spot, Spots

_COLORS = {"high": "ff9e96", "medium": "ffd97a", "low": "a9d4f5"}
_NOTE = 20.0  # points: the sign of a remark that has no cell, in the corner of the first page
_MARGIN = 12.0
_POPUP = (260.0, 140.0)  # width and height of an opened remark


def write(
    reviews: Sequence[Review], out: Path, *, lang: str = "zh", failures: Sequence[ZhibiaoError] = ()
) -> list[Path]:
    """Write one PDF for each review of a PDF into `out`; no file that was reviewed is written over.

    `failures` belong to no document that could be written, so they are left to the other reports. Raises
    ZhibiaoError RD01 or RD07, after all others are written, for the first that cannot be read again or
    whose protection lets nothing be added.
    """
    pdfs = [review for review in reviews if review.document.format == "pdf"]
    paths: list[Path] = []
    refused: list[ZhibiaoError] = []
    for review, name in zip(pdfs, names_of(pdfs, out), strict=True):
        try:
            data = highlighted(review, lang)
        except ZhibiaoError as error:
            refused.append(error)
        else:
            paths.append(write_bytes(out / f"{name}.pdf", data))
    if refused:
        raise refused[0]
    return paths


def highlighted(review: Review, lang: str, original: Original = read_original) -> bytes:
    """The PDF with highlights. Raises ZhibiaoError RD07 where its protection lets nothing be added."""
    from zhibiao.read.from_pdf import find_spots

    path = review.document.source
    data = original(path)
    remarks = [remark for remark in find_remarks(review, locate_in_source, lang) if remark.severity]
    if not remarks:
        return data
    return add_highlights(data, _by_spot(remarks, find_spots(data, path)), path=path, lang=lang)


def _by_spot(remarks: Sequence[Remark], spots: Spots) -> list[tuple[Spot | None, list[Remark]]]:
    """The remarks by the place they are shown at, in order; None is the corner of the first page."""
    found: dict[tuple[int, int], list[Remark]] = {}
    for remark in remarks:
        place = (remark.place.line, remark.place.column) if remark.place else (0, 0)
        found.setdefault(place if place in spots else (0, 0), []).append(remark)
    return [(spots.get(place), here) for place, here in sorted(found.items())]


def add_highlights(
    data: bytes, anchors: Sequence[tuple[Spot | None, list[Remark]]], *, path: str, lang: str
) -> bytes:
    """The PDF `data` with a highlight at each spot. Raises ZhibiaoError RD07 where nothing can be added."""
    try:
        writer = _writer(data, path)
        for spot, remarks in anchors:
            _add(writer, spot, remarks, lang)
        stream = io.BytesIO()
        writer.write(stream)
    except ZhibiaoError:
        raise
    except Exception as error:  # pypdf raises whatever a damaged file makes it stumble over
        raise ZhibiaoError("RD07", path=path, detail=str(error) or type(error).__name__) from error
    return stream.getvalue()


def _writer(data: bytes, path: str) -> PdfWriter:
    """What appends to the file; what writes it anew where a strict reader stumbles over it."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=True)
        if not reader.is_encrypted:
            return PdfWriter(reader, incremental=True)
    except PyPdfError:
        reader = PdfReader(io.BytesIO(data))
        if not reader.is_encrypted:
            return PdfWriter(clone_from=reader)
    raise ZhibiaoError("RD07", path=path, detail="有保护，不能加批注 / protected, nothing can be added")


def _add(writer: PdfWriter, spot: Spot | None, remarks: Sequence[Remark], lang: str) -> None:
    from pypdf.annotations import Popup
    from pypdf.generic import NameObject, TextStringObject

    page = writer.pages[spot.page if spot else 0]
    color = _COLORS[gravest_of(remarks)]
    text = "".join(piece for piece, _ in comment_runs(gravest_first(remarks), lang))
    mark = _highlight(spot.quads, color) if spot else _note(page.cropbox, text)
    mark[NameObject("/Contents")] = TextStringObject(text)
    mark[NameObject("/T")] = TextStringObject(say(lang, "comment_author"))
    added = writer.add_annotation(page, mark)
    right, top = float(page.cropbox.right), float(mark["/Rect"][3])
    writer.add_annotation(page, Popup(rect=(right, top - _POPUP[1], right + _POPUP[0], top), parent=added))


def _highlight(quads: Sequence[Quad], color: str) -> Any:
    from pypdf.annotations import Highlight
    from pypdf.generic import ArrayObject, FloatObject

    numbers = [round(number, 2) for quad in quads for point in quad for number in point]
    across, down = numbers[::2], numbers[1::2]
    return Highlight(
        rect=(min(across), min(down), max(across), max(down)),
        quad_points=ArrayObject(map(FloatObject, numbers)),
        highlight_color=color,
        printing=True,
    )


def _note(page: Any, text: str) -> Any:
    """A sign in the top left corner of the page that it is given the box of."""
    from pypdf.annotations import Text

    left, top = float(page.left) + _MARGIN, float(page.top) - _MARGIN
    return Text(rect=(left, top - _NOTE, left + _NOTE, top), text=text)
