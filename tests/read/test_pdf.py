"""pdf into grids: merged cells, tables over pages, turned pages, pages that are pictures, damaged files."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from reportlab.lib import colors, pdfencrypt
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from zhibiao.errors import ZhibiaoError
from zhibiao.extract import extract
from zhibiao.read import read_bytes
from zhibiao.read.from_pdf import MAX_PAGES
from zhibiao.records import Grid

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
STYLE = ParagraphStyle("cell", fontName=FONT, fontSize=9, wordWrap="CJK")
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), FONT, 9)]
HEADER = ["一级指标", "二级指标", "三级指标", "指标值"]
Plain = Callable[[Grid], list[list[str]]]


def goal_rows(count: int) -> list[list[str]]:
    """A header and `count` indicators under one merged label."""
    rows = [
        ["产出指标" if at == 0 else "", "数量指标" if at == 0 else "", f"培训第{at}期人数", f"≥{at + 1}0人"]
        for at in range(count)
    ]
    return [HEADER, *rows]


def table(rows: list[list[Any]], *, ruled: bool = True) -> Table:
    """A table whose first two columns are merged below the header."""
    style = (
        [*GRID, ("SPAN", (0, 1), (0, -1)), ("SPAN", (1, 1), (1, -1))]
        if ruled
        else [("FONT", (0, 0), (-1, -1), FONT, 9)]
    )
    return Table(rows, colWidths=[70, 70, 200, 70], style=style)


def build(*parts: Any, size: tuple[float, float] = A4, **options: Any) -> bytes:
    """A PDF with these parts one under the other."""
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=size, **options).build([*parts])
    return stream.getvalue()


def draw(paint: Callable[[Canvas], None], *, pages: int = 1) -> bytes:
    """A PDF whose pages are painted by hand."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    for _ in range(pages):
        paint(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def indicators(data: bytes) -> list[tuple[str, str, str, str]]:
    """(level1, level2, name, target) of all rows of all tables."""
    document = extract(read_bytes(data, "a.pdf"))
    return [(i.level1, i.level2, i.name, i.target) for t in document.tables for i in t.indicators]


def expected(count: int) -> list[tuple[str, str, str, str]]:
    """What `goal_rows` says."""
    return [("产出指标", "数量指标", name, target) for _, _, name, target in goal_rows(count)[1:]]


def test_boxes_become_cells_with_their_spans_and_text_stays_in_order(plain: Plain) -> None:
    """A merged label spans its rows; the heading is a paragraph and the caption of the table."""
    page = read_bytes(build(Paragraph("项目绩效目标表", STYLE), table(goal_rows(3))), "a.pdf")
    (grid,) = page.grids
    assert plain(grid)[:3] == [
        ["0:一级指标", "1:二级指标", "2:三级指标", "3:指标值"],
        ["0:产出指标[3x1]", "1:数量指标[3x1]", "2:培训第0期人数", "3:≥10人"],
        ["2:培训第1期人数", "3:≥20人"],
    ]
    assert [text for _, text in page.paragraphs] == ["项目绩效目标表"]
    assert grid.caption == ("项目绩效目标表",)
    assert (page.format, page.notes) == ("pdf", ())


@pytest.mark.parametrize("header", [[HEADER], []])
def test_a_table_over_pages_is_one_table(header: list[list[str]]) -> None:
    """With or without its header repeated; a label cut by the page goes on, and a page number is no heading."""
    rows = goal_rows(60)
    rest = [*header, *rows[31:]]
    style = [*GRID, *(("SPAN", (column, len(header)), (column, -1)) for column in (0, 1))]
    second = Table(rest, colWidths=[70, 70, 200, 70], style=style)
    data = build(table(rows[:31]), Paragraph("第 1 页 共 2 页", STYLE), PageBreak(), second)
    page = read_bytes(data, "a.pdf")
    assert len(page.grids) == 1
    assert indicators(data) == expected(60)
    pages = [row.page for row in extract(page).tables[0].indicators]
    assert (pages[0], pages[-1], pages.count(1)) == (1, 2, 30)


def test_two_tables_with_a_heading_between_stay_two() -> None:
    """A heading at the top of the page begins a table of its own."""
    heading = Paragraph("某市投资促进局2024年招商经费项目绩效目标表", STYLE)
    data = build(table(goal_rows(3)), PageBreak(), heading, table(goal_rows(3)))
    assert len(read_bytes(data, "a.pdf").grids) == 2


def test_a_line_broken_for_want_of_room_goes_on_without_a_blank() -> None:
    """`2025年3` and `月31日前` in two lines of a narrow cell are one date."""
    rows = [HEADER, ["产出指标", "时效指标", "推介会完成时间", Paragraph("2025年3月31日前", STYLE)]]
    data = build(Table(rows, colWidths=[70, 70, 200, 40], style=GRID))
    assert indicators(data) == [("产出指标", "时效指标", "推介会完成时间", "2025年3月31日前")]


@pytest.mark.parametrize("angle", [90, 270])
def test_a_turned_page_is_read_upright(angle: int) -> None:
    """A wide table printed sideways on an upright page, either way round."""
    flat = table(goal_rows(4))

    def paint(canvas: Canvas) -> None:
        width, height = A4
        canvas.translate(width / 2, height / 2)
        canvas.rotate(angle)
        flat.wrapOn(canvas, height, width)
        flat.drawOn(canvas, -200, -50)

    assert indicators(draw(paint)) == expected(4)


def test_a_landscape_page_is_read() -> None:
    """A page whose paper is turned, not its text."""
    assert indicators(build(table(goal_rows(4)), size=landscape(A4))) == expected(4)


def test_a_page_without_text_is_named_and_the_others_are_read(tmp_path) -> None:
    """A scan in the middle: the note says which page; the rows of the other pages stand."""
    from PIL import Image

    Image.new("RGB", (400, 400), "white").save(tmp_path / "scan.png")

    def paint(canvas: Canvas) -> None:
        if canvas.getPageNumber() == 1:
            flat = table(goal_rows(3))
            flat.wrapOn(canvas, *A4)
            flat.drawOn(canvas, 80, 500)
        else:
            canvas.drawImage(str(tmp_path / "scan.png"), 50, 50)

    data = draw(paint, pages=2)
    document = extract(read_bytes(data, "a.pdf"))
    assert indicators(data) == expected(3)
    assert [(note.code, note.place) for note in document.notes] == [("EX07", "第 2 页")]


def test_only_scanned_pages_are_a_coded_error(tmp_path) -> None:
    """Nothing to read at all is said so."""
    from PIL import Image

    Image.new("RGB", (40, 40), "white").save(tmp_path / "scan.png")
    data = draw(lambda canvas: canvas.drawImage(str(tmp_path / "scan.png"), 50, 50) and None)
    with pytest.raises(ZhibiaoError) as error:
        read_bytes(data, "a.pdf")
    assert error.value.code == "RD10"


def test_a_table_without_rules_says_that_columns_are_a_guess() -> None:
    """Unruled columns are read by their gaps, with a note."""
    data = build(
        table(
            [HEADER, *([["产出指标", "数量指标", f"培训第{at}期人数", "≥10人"] for at in range(3)])],
            ruled=False,
        )
    )
    page = read_bytes(data, "a.pdf")
    assert "EX08" in [note.code for note in page.notes]
    assert [row[3] for row in indicators(data)] == ["≥10人"] * 3


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n1 0 obj\n<<",
        b"%PDF-1.7\n" + b"\x00" * 3000,
        build(table(goal_rows(3)))[:900],
    ],
)
def test_a_damaged_file_is_a_coded_error(data: bytes) -> None:
    """Whatever pdfminer stumbles over, the user hears RD07."""
    with pytest.raises(ZhibiaoError) as error:
        read_bytes(data, "a.pdf")
    assert error.value.code in ("RD02", "RD07")


def test_a_password_and_too_many_pages_are_refused() -> None:
    """Both are RD07, and the message says which."""
    locked = build(table(goal_rows(3)), encrypt=pdfencrypt.StandardEncryption("geheim", canPrint=0))
    with pytest.raises(ZhibiaoError, match="密码"):
        read_bytes(locked, "a.pdf")
    with pytest.raises(ZhibiaoError, match=str(MAX_PAGES + 1)):
        read_bytes(draw(lambda canvas: canvas.drawString(10, 10, "x"), pages=MAX_PAGES + 1), "a.pdf")
