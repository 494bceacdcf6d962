"""PDF reports: highlights on the right page at the text of the cell, everything else of the file as it was."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import RectangleObject
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from zhibiao.errors import ZhibiaoError
from zhibiao.read.from_pdf import find_spots
from zhibiao.records import Review
from zhibiao.report import write
from zhibiao.review import review as review_file

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
STYLE = ParagraphStyle("cell", fontName=FONT, fontSize=9, wordWrap="CJK")
RULED = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), FONT, 9)]
MERGED = [("SPAN", (0, 1), (0, -1)), ("SPAN", (1, 1), (1, -1))]
ROWS: list[list[Any]] = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "质量指标", "公共文化服务水平", "有效提升"],
    ["", "", "培训工作机制", "健全"],
    ["", "", "培训人员合格率", "≥120%"],
]


def table(*, style: list[Any] | None = None) -> Table:
    """Four rows with something wrong in each, the labels merged."""
    return Table(ROWS, colWidths=[70, 70, 200, 70], style=style or [*RULED, *MERGED])


def build(*parts: Any, size: tuple[float, float] = A4, **options: Any) -> bytes:
    """A PDF with these parts one under the other."""
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=size, **options).build([*parts])
    return stream.getvalue()


def sideways(angle: int) -> bytes:
    """A table printed sideways on an upright page."""
    stream, flat, (width, height) = io.BytesIO(), table(), A4
    canvas = Canvas(stream, pagesize=A4)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(angle)
    flat.wrapOn(canvas, height, width)
    flat.drawOn(canvas, -200, -50)
    canvas.save()
    return stream.getvalue()


def changed(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The PDF with something changed about each of its pages."""
    writer, stream = PdfWriter(clone_from=io.BytesIO(data)), io.BytesIO()
    for page in writer.pages:
        change(page)
    writer.write(stream)
    return stream.getvalue()


def move(page: Any) -> None:
    """Let the paper begin elsewhere than at the origin."""
    page.mediabox = page.cropbox = RectangleObject((-30, 40, 565, 880))


def reviewed(data: bytes, folder: Path, name: str = "a.pdf") -> Review:
    """The review of a PDF that is written to `folder`."""
    (folder / name).write_bytes(data)
    return review_file(folder / name)


def report(data: bytes, folder: Path, lang: str = "zh") -> bytes:
    """The PDF with its remarks."""
    (path,) = write([reviewed(data, folder)], folder / "out", ["pdf"], lang=lang)
    assert path.name == "a_审核.pdf"
    return path.read_bytes()


def marked(data: bytes) -> list[tuple[int, str, str]]:
    """(page, text under the highlight, remark) as another program sees them."""
    found = []
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(PdfReader(io.BytesIO(data)).pages):
        text = document[number].get_textpage()
        for mark in (reference.get_object() for reference in page.get("/Annots", [])):
            if mark["/Subtype"] == "/Highlight":
                under = text.get_text_bounded(*map(float, mark["/Rect"]))
                found.append((number, re.sub(r"\s", "", under), str(mark["/Contents"])))
    return found


def plain_text(data: bytes) -> list[str]:
    """The text of each page."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def check(data: bytes, made: bytes) -> None:
    """Each vague target is marked, at its own text, and the text of the pages is what it was."""
    found = {under: note for _, under, note in marked(made)}
    assert "VG01" in found["有效提升"]
    assert "VG02" in found["健全"]
    assert "TG01" in found["≥120%"]
    assert plain_text(made) == plain_text(data)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(build(Paragraph("项目绩效目标表", STYLE), table()), id="upright"),
        pytest.param(build(table(), size=landscape(A4)), id="landscape"),
        pytest.param(changed(build(table()), move), id="another origin"),
        *(pytest.param(sideways(angle), id=f"text turned by {angle}") for angle in (90, 270)),
        *(
            pytest.param(
                changed(build(table()), lambda page, a=angle: page.rotate(a)), id=f"paper turned by {angle}"
            )
            for angle in (90, 270)
        ),
        pytest.param(changed(sideways(180), lambda page: page.rotate(180)), id="both upside down"),
        pytest.param(
            changed(changed(sideways(90), move), lambda page: page.rotate(90)), id="all of it together"
        ),
    ],
)
def test_highlights_lie_on_the_text_of_their_cells(data: bytes, tmp_path: Path) -> None:
    """However the page is turned or cut."""
    check(data, report(data, tmp_path))


def test_nothing_before_the_remarks_is_touched(tmp_path: Path) -> None:
    """They are appended: the report begins with the file, byte by byte, and is the same each time."""
    data = build(table())
    made = report(data, tmp_path)
    assert made.startswith(data)
    assert made == report(data, tmp_path)


def test_a_highlight_stays_inside_its_cell_and_has_a_pop_up(tmp_path: Path) -> None:
    """Every quad lies in the rectangle, the rectangle on the page; author, text and pop-up are there."""
    page = PdfReader(io.BytesIO(report(build(table()), tmp_path))).pages[0]
    marks = [reference.get_object() for reference in page["/Annots"]]
    highlights = [mark for mark in marks if mark["/Subtype"] == "/Highlight"]
    assert len(highlights) * 2 == len(marks)
    for mark in highlights:
        left, bottom, right, top = map(float, mark["/Rect"])
        assert 0 < left < right < A4[0]
        assert 0 < bottom < top < A4[1]
        assert top - bottom < 18  # the height of a row
        assert right - left < 200
        quads = [float(number) for number in mark["/QuadPoints"]]
        assert all(left <= x <= right for x in quads[::2])
        assert all(bottom <= y <= top for y in quads[1::2])
        assert mark["/T"] == "绩效审核"
        assert mark["/Popup"].get_object()["/Parent"].get_object() == mark


def test_the_second_page_and_a_wrapped_cell(tmp_path: Path) -> None:
    """A table that begins on page two is marked there; a text of two lines has two quads."""
    wrapped = [*ROWS[:1], ["产出指标", "质量指标", Paragraph("公共文化服务体系建设水平", STYLE), "提升"]]
    narrow = Table(wrapped, colWidths=[70, 70, 60, 70], style=RULED)
    data = build(Paragraph("说明", STYLE), PageBreak(), Spacer(1, 200), narrow)
    assert {number for number, _, _ in marked(report(data, tmp_path))} == {1}
    (spot,) = (spot for (_, column), spot in find_spots(data, "a.pdf").items() if len(spot.quads) > 1)
    assert spot.page == 1


def test_an_empty_cell_is_marked_as_a_whole(tmp_path: Path) -> None:
    """A target that is missing has no text: its box is marked."""
    rows = [ROWS[0], ["产出指标", "数量指标", "培训场次", "≥2场"], ["", "质量指标", "培训合格情况", ""]]
    data = build(Table(rows, colWidths=[70, 70, 200, 70], style=RULED))
    spots = find_spots(data, "a.pdf")
    empty = [spot for spot in spots.values() if spot.quads[0][1][0] - spot.quads[0][0][0] > 60]
    assert empty
    assert any("VG04" in note for _, _, note in marked(report(data, tmp_path)))


def test_a_table_without_rules_is_marked_too(tmp_path: Path) -> None:
    """Lines of text are found again, and the cell in its line."""
    rows = [ROWS[0], *(["产出指标", "质量指标", *row[2:]] for row in ROWS[1:])]
    data = build(Table(rows, colWidths=[70, 70, 200, 70], style=[("FONT", (0, 0), (-1, -1), FONT, 9)]))
    check(data, report(data, tmp_path))


def test_remarks_that_are_there_already_stay(tmp_path: Path) -> None:
    """A note of somebody else is kept, before ours."""
    writer, stream = PdfWriter(clone_from=io.BytesIO(build(table()))), io.BytesIO()
    writer.add_annotation(0, FreeText(text="before", rect=(10, 10, 60, 30)))
    writer.write(stream)
    page = PdfReader(io.BytesIO(report(stream.getvalue(), tmp_path))).pages[0]
    assert page["/Annots"][0].get_object()["/Contents"] == "before"
    assert len(page["/Annots"]) > 1


def test_a_damaged_table_of_contents_is_mended(tmp_path: Path) -> None:
    """The offsets of the file are wrong: it is written anew, with the same text."""
    data = build(table()).replace(b"startxref\n", b"startxref\n9")
    check(data, report(data, tmp_path))


def test_a_protected_file_is_refused_after_the_others(tmp_path: Path) -> None:
    """RD07 says so; the other PDF and the other formats are written, nothing of the protected one."""
    writer, stream = PdfWriter(clone_from=io.BytesIO(build(table()))), io.BytesIO()
    writer.encrypt("", "x", algorithm="RC4-128")
    writer.write(stream)
    reviews = [reviewed(stream.getvalue(), tmp_path, "locked.pdf"), reviewed(build(table()), tmp_path)]
    with pytest.raises(ZhibiaoError, match="有保护") as error:
        write(reviews, tmp_path / "out", ["pdf", "csv"])
    assert error.value.code == "RD07"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a_审核.pdf", "review.csv"]


def test_a_file_that_is_gone_is_a_coded_error(tmp_path: Path) -> None:
    """RD01, and nothing is written."""
    review = reviewed(build(table()), tmp_path)
    (tmp_path / "a.pdf").unlink()
    with pytest.raises(ZhibiaoError) as error:
        write([review], tmp_path / "out", ["pdf"])
    assert error.value.code == "RD01"


def test_other_documents_are_skipped(review: Review, tmp_path: Path) -> None:
    """What has no pages gets no PDF; nothing is written at all."""
    assert write([review], tmp_path / "out", ["pdf"]) == []
    assert not (tmp_path / "out").exists()


def test_a_finding_without_a_cell_is_a_note_on_the_first_page(tmp_path: Path) -> None:
    """A whole table of which no row was read, or a place that is not found again."""
    review = reviewed(build(table()), tmp_path)
    finding = replace(review.all_findings()[0], row=0, message="整张表有问题")
    bare = replace(review.tables[0], rows=(), findings=(finding,))
    (path,) = write([replace(review, tables=(bare,))], tmp_path / "out", ["pdf"])
    note, popup = (mark.get_object() for mark in PdfReader(path).pages[0]["/Annots"])
    assert (note["/Subtype"], popup["/Subtype"]) == ("/Text", "/Popup")
    assert "整张表有问题" in note["/Contents"]


def test_without_findings_the_file_is_the_same(tmp_path: Path) -> None:
    """Nothing to say, nothing appended; English remarks where they are asked for."""
    data = build(table())
    review = reviewed(data, tmp_path)
    bare = tuple(
        replace(one, findings=(), rows=tuple(replace(row, findings=()) for row in one.rows))
        for one in review.tables
    )
    (path,) = write([replace(review, tables=bare)], tmp_path / "out", ["pdf"])
    assert path.read_bytes() == data
    assert any("High" in note for _, _, note in marked(report(data, tmp_path, "en")))
