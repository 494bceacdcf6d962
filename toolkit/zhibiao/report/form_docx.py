"""The review opinion as a Word document: the form on upright pages, the rows to be corrected on wide ones."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhibiao.report.docx_patch import legal
from zhibiao.report.form_view import CriterionView, FormView, IndexView, RowView
from zhibiao.report.interface import say
from zhibiao.report.untimed import without_times
from zhibiao.report.word_parts import BODY_FONT, FILLS, HEAD_FONT, child, set_font, shade

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.table import Table, _Cell

_HEAD, _SOFT, _OPEN = "E4EAF0", "F4F6F8", "FFF8E1"
_INK, _QUIET = "222B33", "5F6B76"
# Widths in centimetres: 17 of an upright page with margins of 2, 25.7 of a wide one.
_FACTS = (2.4, 6.9, 1.8, 5.9)
_CRITERIA = (2.2, 3.5, 6.9, 2.2, 2.2)
_SIGN = (3.4, 5.1, 3.4, 5.1)
_ROWS = (1.8, 3.6, 2.8, 6.4, 9.0, 2.1)
_ALTERNATIVES = {
    BODY_FONT: "SimSun,Songti SC,Noto Serif CJK SC,Source Han Serif SC",
    HEAD_FONT: "SimHei,Heiti SC,Noto Sans CJK SC,Source Han Sans SC",
}


def form_document(view: FormView, lang: str) -> bytes:
    """The document; its properties carry a mark of its text, see `is_untouched`."""
    import docx

    document = docx.Document()
    _set_styles(document)
    _set_page(document.sections[0], wide=False)
    _text(document, say(lang, "form_title"), size=20, font=HEAD_FONT, center=True, after=2)
    _text(document, say(lang, "form_draft"), size=10, color=_QUIET, center=True, after=8)
    _add_facts(document, view)
    _heading(document, lang, "form_summary")
    _text(document, view.summary, after=4, indent=lang == "zh")
    _heading(document, lang, "form_criteria")
    _add_criteria(document, view, lang)
    _text(document, f"{say(lang, 'form_source')}{say(lang, 'colon')}{view.source}", size=8.5, color=_QUIET)
    _heading(document, lang, "form_index")
    _add_index(document, view.index, lang)
    _heading(document, lang, "form_ledger")
    _add_ledger(document, view, lang)
    _heading(document, lang, "form_sign")
    _add_signatures(document, view, lang)
    _add_rows(document, view, lang)
    return _marked(document, lang)


def is_untouched(path: Path) -> bool:
    """Whether the file is a form as this program wrote it: a reviewer's entries change its text."""
    import docx

    try:
        mark = docx.Document(str(path)).core_properties.identifier
        return bool(mark) and mark == _mark(path.read_bytes())
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return False
    except Exception as error:  # python-docx has an error of its own for what is no package
        if type(error).__module__.startswith("docx"):
            return False
        raise


def _mark(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return hashlib.sha256(package.read("word/document.xml")).hexdigest()[:32]


def _marked(document: Document, lang: str) -> bytes:
    properties = document.core_properties
    properties.title, properties.author = legal(say(lang, "form_title")), "zhibiao"
    _name_alternatives(document)
    stream = io.BytesIO()
    document.save(stream)
    properties.identifier = _mark(stream.getvalue())
    stream = io.BytesIO()
    document.save(stream)
    return without_times(stream.getvalue())


def _name_alternatives(document: Document) -> None:
    """Say in the font table what stands in for the Chinese fonts where a computer lacks them."""
    part = next(
        part for part in document.part.package.iter_parts() if part.partname.endswith("fontTable.xml")
    )
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in _ALTERNATIVES.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", f"{entries}</w:fonts>".encode())


def _set_styles(document: Document) -> None:
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


def _set_page(section: Section, *, wide: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    width, height = (29.7, 21.0) if wide else (21.0, 29.7)
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)


def _heading(document: Document, lang: str, key: str) -> None:
    document.add_heading(legal(say(lang, key)), 1)


def _text(
    document: Document, text: str, *, center: bool = False, after: float = 0, indent: bool = False, **how: Any
) -> None:
    """A paragraph at the end of a document; how: size, font, color, bold."""
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    _run(paragraph, text, **{"size": 10, **how})
    _shape(paragraph, center=center, after=after)
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(20)  # two characters


def _run(
    paragraph: Any, text: str, *, size: float = 9.5, font: str = "", color: str = "", bold: bool = False
) -> None:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(legal(text))
    run.font.size, run.bold = Pt(size), bold
    if color:
        run.font.color.rgb = RGBColor.from_string(color)
    if font:
        set_font(run._element.get_or_add_rPr().get_or_add_rFonts(), font)


def _shape(paragraph: Any, *, center: bool = False, after: float = 0) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    if center:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(after)


class _Grid:
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
        _run(paragraph, text, **how)
        _shape(paragraph, center=center)
        if fill:
            shade(cell, fill)
        return cell

    def head(self, row: int, texts: Sequence[str], *, repeat: bool = True) -> None:
        """A row of column heads, repeated on each page."""
        for column, text in enumerate(texts):
            self.put(row, column, text, bold=True, font=HEAD_FONT, center=True, size=9, fill=_HEAD)
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


def _add_facts(document: Document, view: FormView) -> None:
    first, second, *others = view.facts
    grid = _Grid(document, 1 + len(others), _FACTS)
    for column, (label, text) in ((0, first), (2, second)):
        grid.put(0, column, label, bold=True, font=HEAD_FONT, fill=_HEAD)
        grid.put(0, column + 1, text)
    for row, (label, text) in enumerate(others, start=1):
        grid.put(row, 0, label, bold=True, font=HEAD_FONT, fill=_HEAD)
        grid.put(row, 1, text)
        grid.span(row, 1, 3)


def _add_criteria(document: Document, view: FormView, lang: str) -> None:
    keys = ("form_criterion", "form_question", "form_evidence", "form_score", "form_own_score")
    rows = sum(len(one.questions) for one in view.criteria)
    grid = _Grid(document, rows + 3, _CRITERIA)
    grid.head(0, [say(lang, key) for key in keys])
    row = 1
    for criterion in view.criteria:
        _add_criterion(grid, row, criterion)
        row += len(criterion.questions)
    grid.put(row, 0, say(lang, "form_total"), bold=True, font=HEAD_FONT, fill=_HEAD)
    grid.put(row, 1, view.total)
    grid.put(row, 3, view.total_score, bold=True, center=True)
    grid.put(row, 4, "　 / 100", center=True)
    grid.span(row, 1, 2)
    grid.put(row + 1, 0, say(lang, "form_grade"), bold=True, font=HEAD_FONT, fill=_HEAD)
    cell = grid.put(row + 1, 1, view.grade, bold=True, size=12)
    for reason in view.reasons:
        _add_line(cell, reason)
    grid.put(row + 1, 3, say(lang, "form_own_grade"), bold=True, font=HEAD_FONT, center=True, fill=_HEAD)
    boxes = view.grade_boxes.split("　")
    last = grid.put(row + 1, 4, boxes[0], center=True)
    for box in boxes[1:]:
        _add_line(last, box, center=True)
    grid.span(row + 1, 1, 2)
    grid.keep(first=1)


def _add_criterion(grid: _Grid, row: int, criterion: CriterionView) -> None:
    cell = grid.put(row, 0, criterion.name, bold=True, font=HEAD_FONT, center=True, fill=_SOFT)
    _add_line(cell, criterion.points, center=True)
    _add_line(cell, " ".join(part for part in (criterion.score, criterion.grade) if part), center=True)
    for at, question in enumerate(criterion.questions, start=row):
        asked = grid.put(at, 1, question.text)
        _add_line(asked, question.points, color=_QUIET)
        evidence = grid.cells[at][2]
        for number, (kind, text) in enumerate(question.lines):
            color = _QUIET if kind == "held" else ""
            if number:
                _add_line(evidence, text, color=color, size=9)
            else:
                grid.put(at, 2, text, color=color, size=9)
        grid.put(
            at, 3, question.score, bold=not question.open, center=True, fill=_OPEN if question.open else ""
        )
        grid.put(at, 4, question.own, center=True, color=_QUIET)
    grid.down(0, row, row + len(criterion.questions) - 1)


def _add_line(
    cell: _Cell, text: str, *, size: float = 9, color: str = "", center: bool = False, bold: bool = False
) -> None:
    paragraph = cell.add_paragraph()
    _run(paragraph, text, size=size, color=color, bold=bold)
    _shape(paragraph, center=center)


def _add_index(document: Document, index: Sequence[IndexView], lang: str) -> None:
    if not index:
        return
    parts = index[0].parts
    widths = (3.8, 2.2, *[(17 - 6.0) / len(parts)] * len(parts))
    grid = _Grid(document, 1 + len(index), widths)
    grid.head(0, [say(lang, "form_tables"), say(lang, "index"), *(part.name for part in parts)])
    for row, one in enumerate(index, start=1):
        cell = grid.put(row, 0, one.name)
        if one.open_rows:
            _add_line(cell, f"{say(lang, 'not_checkable')}{say(lang, 'colon')}{one.open_rows}", color=_QUIET)
        grid.put(row, 1, one.index, bold=True, center=True, size=11)
        for column, part in enumerate(one.parts, start=2):
            _add_line(grid.put(row, column, part.text, center=True), part.counted, center=True, color=_QUIET)
    grid.keep()
    _text(document, say(lang, "index_hint"), size=8.5, color=_QUIET)


def _add_ledger(document: Document, view: FormView, lang: str) -> None:
    _text(document, view.ledger, after=2)
    _text(document, say(lang, "form_undecided_list" if view.undecided else "form_no_undecided"), after=2)
    for text in view.undecided:
        document.add_paragraph(style="List Bullet")
        _run(document.paragraphs[-1], text, size=9)


def _add_signatures(document: Document, view: FormView, lang: str) -> None:
    grid = _Grid(document, 3, _SIGN)
    grid.put(0, 0, say(lang, "form_opinion"), bold=True, font=HEAD_FONT, fill=_HEAD)
    grid.span(0, 1, 3)
    grid.height(0, 2.6)
    labels = (("form_reviewer", "form_second"), ("form_office", "form_date"))
    for row, pair in enumerate(labels, start=1):
        for column, key in zip((0, 2), pair, strict=True):
            grid.put(row, column, say(lang, key), bold=True, font=HEAD_FONT, fill=_HEAD)
        grid.height(row, 1.3)
    grid.put(2, 3, say(lang, "form_date_blank"), center=True)
    grid.keep()


def _add_rows(document: Document, view: FormView, lang: str) -> None:
    """The rows to be corrected, on pages across."""
    from docx.enum.section import WD_SECTION

    if view.rows:
        _set_page(document.add_section(WD_SECTION.NEW_PAGE), wide=True)
        _heading(document, lang, "form_revise")
        keys = ("row", "name", "target", "form_problem", "suggested_wording", "form_take")
        grid = _Grid(document, 1 + len(view.rows), _ROWS)
        grid.head(0, [say(lang, key) for key in keys])
        for at, row in enumerate(view.rows, start=1):
            _add_row(grid, at, row, lang)
        grid.keep(first=1)
    for text in view.remarks:
        _text(document, text, size=9)


def _add_row(grid: _Grid, at: int, row: RowView, lang: str) -> None:
    grid.put(at, 0, " ".join(part for part in (row.table, row.row) if part), center=True)
    grid.put(at, 1, row.name)
    grid.put(at, 2, row.target)
    for number, (_, word, message) in enumerate(row.problems):
        text = f"{word} {message}"
        if number:
            _add_line(grid.cells[at][3], text)
        else:
            grid.put(at, 3, text, size=9)
    shade(grid.cells[at][0], FILLS[row.problems[0][0]])
    grid.put(at, 4, row.wording, size=9)
    if row.wording:
        grid.put(at, 5, say(lang, "form_take_boxes").replace("　", "\n").replace("  ", "\n"), size=9)
