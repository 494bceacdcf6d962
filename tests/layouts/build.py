"""Writes a layout of layouts.yml as docx, xlsx, pdf, html, csv or text: the same table in every format."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

PAGE = "page"
FONT = "STSong-Light"
_SPAN = re.compile(r"\[(\d+)x(\d+)\]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A printed cell: its text, its place in the whole table (from 0), and how many rows and columns it spans."""

    text: str
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A goal table and what must come out of it; see the head of layouts.yml."""

    name: str
    zh: str
    en: str
    title: str
    rows: list[Any]
    fields: list[str]
    expect: dict[str, list[list[str]]]
    numbers: dict[str, list[Any]] = field(default_factory=dict)
    clauses: list[str] = field(default_factory=list)
    fails: dict[str, str] = field(default_factory=dict)

    def pages(self) -> list[list[list[Box]]]:
        """Page by page, the rows of boxes at their places."""
        pages: list[list[list[Box]]] = [[]]
        row = 0
        taken: set[tuple[int, int]] = set()
        for cells in self.rows:
            if cells == PAGE:
                pages.append([])
                continue
            pages[-1].append(list(_place(cells, row, taken)))
            row += 1
        return pages

    def boxes(self) -> list[list[Box]]:
        """The rows of boxes, all pages together."""
        return [row for page in self.pages() for row in page]

    def width(self) -> int:
        """How many columns the table has."""
        return max(box.column + box.columns for row in self.boxes() for box in row)


def _place(cells: list[str], row: int, taken: set[tuple[int, int]]) -> Iterator[Box]:
    column = 0
    for cell in cells:
        while (row, column) in taken:
            column += 1
        span = _SPAN.search(str(cell))
        rows, columns = (int(span[1]), int(span[2])) if span else (1, 1)
        yield Box(text=_SPAN.sub("", str(cell)), row=row, column=column, rows=rows, columns=columns)
        taken.update((row + down, column + along) for down in range(rows) for along in range(columns))


def load_layouts() -> list[Layout]:
    """All layouts, in the order of the file."""
    entries = yaml.safe_load((Path(__file__).parent / "layouts.yml").read_text(encoding="utf-8"))
    return [
        Layout(**{**entry, "numbers": {str(k): v for k, v in entry.get("numbers", {}).items()}})
        for entry in entries
    ]


def build_docx(layout: Layout) -> bytes:
    """A Word file with true merges (gridSpan, vMerge), the title a paragraph."""
    from docx import Document

    document = Document()
    document.add_paragraph(layout.title)
    rows = layout.boxes()
    table = document.add_table(len(rows), layout.width(), style="Table Grid")
    for box in (box for row in rows for box in row):
        cell = table.cell(box.row, box.column)
        cell = cell.merge(table.cell(box.row + box.rows - 1, box.column + box.columns - 1))
        for number, line in enumerate(box.text.split("\n")):
            (cell.add_paragraph() if number else cell.paragraphs[0]).add_run(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def build_xlsx(layout: Layout) -> bytes:
    """A workbook with merged ranges; numbers and dates are stored as such, under their formats."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment

    book = Workbook()
    sheet = book.active
    sheet.cell(1, 1, layout.title)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=layout.width())
    for box in (box for row in layout.boxes() for box in row):
        value, code = layout.numbers.get(box.text, (box.text or None, "@"))
        cell = sheet.cell(box.row + 2, box.column + 1, value)
        cell.number_format = code
        cell.alignment = Alignment(wrap_text="\n" in box.text)
        if isinstance(value, str):
            cell.data_type = "s"  # openpyxl takes =100% for a formula
        if box.rows * box.columns > 1:
            end = {"end_row": box.row + 1 + box.rows, "end_column": box.column + box.columns}
            sheet.merge_cells(start_row=box.row + 2, start_column=box.column + 1, **end)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def build_pdf(layout: Layout) -> bytes:
    """A ruled table with spanned boxes, cell texts wrapped, a page number between the pages."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=12, wordWrap="CJK")
    pages = layout.pages()
    parts: list[Any] = [Paragraph(layout.title, style)]
    for number, page in enumerate(pages, start=1):
        parts.append(_pdf_table(layout, page, style))
        if len(pages) > 1:
            parts.append(Paragraph(f"第 {number} 页 共 {len(pages)} 页", style))
        if number < len(pages):
            parts.append(PageBreak())
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=landscape(A4)).build(parts)
    return stream.getvalue()


def _pdf_table(layout: Layout, page: list[list[Box]], style: Any) -> Any:
    from reportlab.lib import colors
    from reportlab.platypus import Paragraph, Table

    first = page[0][0].row
    content: list[list[Any]] = [[""] * layout.width() for _ in page]
    look: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    for box in (box for row in page for box in row):
        text = html.escape(box.text, quote=False).replace("\n", "<br/>")
        content[box.row - first][box.column] = Paragraph(text, style)
        last = (box.column + box.columns - 1, box.row - first + box.rows - 1)
        look.append(("SPAN", (box.column, box.row - first), last))
    return Table(content, colWidths=[690 / layout.width()] * layout.width(), style=look)


def build_html(layout: Layout) -> bytes:
    """A page with rowspan and colspan."""
    rows = "\n".join(f"<tr>{''.join(map(_html_cell, row))}</tr>" for row in layout.boxes())
    head = f"<!DOCTYPE html><meta charset=utf-8><title>{layout.title}</title><h1>{layout.title}</h1>"
    return f"{head}<table border=1>\n{rows}\n</table>".encode()


def _html_cell(box: Box) -> str:
    text = html.escape(box.text).replace("\n", "<br>")
    return f'<td rowspan="{box.rows}" colspan="{box.columns}">{text}</td>'


def flat(layout: Layout) -> list[list[str]]:
    """The table without spans: the text in the first place, nothing in the places that a box covers."""
    table = [[""] * layout.width() for _ in layout.boxes()]
    for box in (box for row in layout.boxes() for box in row):
        table[box.row][box.column] = box.text
    return table


def build_csv(layout: Layout) -> bytes:
    """What a spreadsheet exports: the title in the first row, covered places empty."""
    stream = io.StringIO()
    title = [layout.title, *[""] * (layout.width() - 1)]
    csv.writer(stream).writerows([title, *flat(layout)])
    return stream.getvalue().encode("utf-8-sig")


def build_txt(layout: Layout) -> bytes:
    """Rows with tabs between the cells; a line break inside a cell stays one, as a browser pastes it."""
    lines = [layout.title, "", *("\t".join(row) for row in flat(layout))]
    return "\n".join(lines).encode()


def build_paste(layout: Layout) -> bytes:
    """Rows as browsers copy them: a covered place leaves nothing, not even its tab, so cells move to the left."""
    lines = [layout.title, "", *("\t".join(box.text for box in row) for row in layout.boxes())]
    return "\n".join(lines).encode()


BUILDERS: dict[str, Callable[[Layout], bytes]] = {
    "docx": build_docx,
    "xlsx": build_xlsx,
    "pdf": build_pdf,
    "html": build_html,
    "csv": build_csv,
    "txt": build_txt,
    "paste": build_paste,
}
