"""What the Word form is made of: fonts, pages, paragraphs, and tables of fixed widths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from zhibiao.report.docx_patch import legal
from zhibiao.report.interface import say
from zhibiao.report.word_parts import BODY_FONT, HEAD_FONT, child, set_font, shade

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.table import Table, _Cell

_INK = "222B33"
HEAD_FILL = "E4EAF0"
_ALTERNATIVES = {
    BODY_FONT: "SimSun,Songti SC,Noto Serif CJK SC,Source Han Serif SC",
    HEAD_FONT: "SimHei,Heiti SC,Noto Sans CJK SC,Source Han Sans SC",
}


def name_alternatives(document: Document) -> None:
    """Say in the font table what stands in for the Chinese fonts where a computer lacks them."""
    part = next(
        part for part in document.part.package.iter_parts() if part.partname.endswith("fontTable.xml")
    )
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in _ALTERNATIVES.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", f"{entries}</w:fonts>".encode())


def set_styles(document: Document) -> None:
    """The fonts, sizes and colours of body and headings."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    # Without a language the places of full stops and some characters would be those of another country.
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:eastAsia"), "zh-CN")
    for name, font, size in (("Normal", BODY_FONT, 10), ("Heading 1", HEAD_FONT, 12.5)):
        style = document.styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor.from_string(_INK)
        style.paragraph_format.space_before = Pt(10 if name != "Normal" else 0)
        style.paragraph_format.space_after = Pt(4 if name != "Normal" else 0)
        set_font(style.element.get_or_add_rPr().get_or_add_rFonts(), font)


def set_page(section: Section, *, wide: bool) -> None:
    """An A4 page, upright or wide, with its margins."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    width, height = (29.7, 21.0) if wide else (21.0, 29.7)
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)


def add_heading(document: Document, lang: str, key: str) -> None:
    """The heading of a part, by its key in lexicon/interface.yml."""
    document.add_heading(legal(say(lang, key)), 1)


def add_text(
    document: Document, text: str, *, center: bool = False, after: float = 0, indent: bool = False, **how: Any
) -> None:
    """A paragraph at the end of a document; how: size, font, color, bold."""
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    add_run(paragraph, text, **{"size": 10, **how})
    shape(paragraph, center=center, after=after)
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(20)  # two characters


def add_run(
    paragraph: Any, text: str, *, size: float = 9.5, font: str = "", color: str = "", bold: bool = False
) -> None:
    """A piece of text at the end of a paragraph; characters that Word forbids are left out."""
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(legal(text))
    run.font.size, run.bold = Pt(size), bold
    if color:
        run.font.color.rgb = RGBColor.from_string(color)
    if font:
        set_font(run._element.get_or_add_rPr().get_or_add_rFonts(), font)


def shape(paragraph: Any, *, center: bool = False, after: float = 0) -> None:
    """Where a paragraph stands and how much room is below it, in points."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    if center:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(after)


class Grid:
    """A table with fixed widths; python-docx walks all of it for each cell, so the cells are kept here."""

    def __init__(self, document: Document, rows: int, widths: Sequence[float]) -> None:
        from docx.shared import Cm
        from docx.table import _Cell

        self.table: Table = document.add_table(rows=rows, cols=len(widths))
        self.table.style = "Table Grid"
        self.table.autofit = False
        self.widths = [Cm(width) for width in widths]
        self.cells = [[_Cell(tc, self.table) for tc in row.tc_lst] for row in self.table._tbl.tr_lst]
        _set_margins(self.table)
        for column, width in zip(self.table.columns, self.widths, strict=True):
            column.width = width
        for row in self.cells:
            for cell, width in zip(row, self.widths, strict=True):
                cell.width = width

    def put(self, row: int, column: int, text: str, **how: Any) -> _Cell:
        """Write into the first paragraph of a cell; how: bold, center, size, color, font, fill."""
        cell = self.cells[row][column]
        paragraph = cell.paragraphs[0]
        fill, center = how.pop("fill", ""), how.pop("center", False)
        add_run(paragraph, text, **how)
        shape(paragraph, center=center)
        if fill:
            shade(cell, fill)
        return cell

    def head(self, row: int, texts: Sequence[str], *, repeat: bool = True) -> None:
        """A row of column heads, repeated on each page."""
        for column, text in enumerate(texts):
            self.put(row, column, text, bold=True, font=HEAD_FONT, center=True, size=9, fill=HEAD_FILL)
        if repeat:
            child(self.table._tbl.tr_lst[row].get_or_add_trPr(), "w:tblHeader")

    def span(self, row: int, first: int, last: int) -> _Cell:
        """One cell out of several neighbours in a row."""
        tr = self.table._tbl.tr_lst[row]
        for tc in tr.tc_lst[first + 1 : last + 1]:
            tr.remove(tc)
        cell = self.cells[row][first]
        cell._tc.grid_span = last - first + 1
        cell.width = sum(self.widths[first : last + 1])  # type: ignore[assignment]  # lengths are whole numbers
        return cell

    def down(self, column: int, first: int, last: int) -> None:
        """One cell out of several below each other."""
        for row in range(first, last + 1):
            self.cells[row][column]._tc.vMerge = "restart" if row == first else "continue"

    def keep(self, first: int = 0) -> None:
        """Rows from `first` on are not cut by the end of a page."""
        for row in self.table._tbl.tr_lst[first:]:
            properties = row.get_or_add_trPr()
            properties.insert(0, child(properties, "w:cantSplit"))  # the schema wants it first

    def height(self, row: int, centimetres: float) -> None:
        """The least height of a row."""
        from docx.shared import Cm

        self.table.rows[row].height = Cm(centimetres)


def _set_margins(table: Table) -> None:
    """A little room above and below the texts."""
    from docx.oxml import OxmlElement

    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        child(margins, f"w:{side}", w="45", type="dxa")
    properties = table._tbl.tblPr
    properties.insert(len(properties) - 1, margins)  # the schema wants w:tblLook last
