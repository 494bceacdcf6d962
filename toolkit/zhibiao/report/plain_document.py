"""The findings of a review as a new Word document: for documents that are no docx, or cannot be read again."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Finding, Note, Review, ReviewedRow, ReviewedTable
from zhibiao.report.docx_patch import legal
from zhibiao.report.interface import category_name, say
from zhibiao.report.remarks import answer_text, severity_words, wordings_of
from zhibiao.report.summary import summarise
from zhibiao.report.untimed import without_times
from zhibiao.report.word_parts import BODY_FONT, FILLS, HEAD, HEAD_FONT, child, set_font, shade, write_cell
from zhibiao.report.wording import in_language

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

# Columns with their widths in centimetres: 26.7 of a landscape A4 page with margins of 1.5.
_WIDTHS = {
    "row": 1.2,
    "name": 4.4,
    "target": 3.7,
    "category": 2.8,
    "severity": 2.7,
    "message": 6.7,
    "suggested_wording": 5.2,
}
_OF_ROW = ("row", "name", "target", "category", "suggested_wording")  # one cell for all findings of a row


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """What is said of one row (or, without a row, of the whole table)."""

    findings: Sequence[Finding]
    row: ReviewedRow | None = None


def build_document(review: Review, lang: str, *, failure: ZhibiaoError | None = None) -> bytes:
    """A Word document with one heading and one table of findings for each goal table, and the notes.

    `failure` is why the document itself could not be written to; it stands on top.
    """
    import docx

    document = docx.Document()
    set_page(document)
    document.add_heading(legal(say(lang, "report_title")), 0)
    document.add_paragraph(legal(_facts(review, lang)))
    if failure:
        document.add_paragraph(
            legal(f"{say(lang, 'not_annotated')}{say(lang, 'colon')}{failure.render(lang)}")
        )
    for reviewed in review.tables:
        _add_table(document, reviewed, lang)
    _add_list(document, say(lang, "allowed_findings"), _allowed(review, lang))
    _add_list(document, say(lang, "notes"), _notes(review, lang))
    stream = io.BytesIO()
    document.save(stream)
    return without_times(stream.getvalue())


def _facts(review: Review, lang: str) -> str:
    """The document, and what was found in it, in one line."""
    summary = summarise(review.tables)
    counts = (f"{say(lang, f'severity_{severity}')} {number}" for severity, number in summary.severities)
    return "    ".join(
        (
            f"{say(lang, 'document')}{say(lang, 'colon')}{Path(review.document.source).name}",
            say(lang, "rows_count", n=summary.rows),
            f"{say(lang, 'findings_count', n=summary.findings)} ({' · '.join(counts)})",
        )
    )


def _add_table(document: Document, reviewed: ReviewedTable, lang: str) -> None:
    """The heading of a goal table and its findings."""
    document.add_heading(legal(reviewed.table.name or say(lang, "untitled_table")), 1)
    about = (("org", reviewed.table.org), ("year", reviewed.table.year))
    facts = [f"{say(lang, key)}{say(lang, 'colon')}{value}" for key, value in about if value]
    if facts:
        document.add_paragraph(legal("    ".join(facts)))
    groups = [_Group(findings=reviewed.findings)] if reviewed.findings else []
    groups += [_Group(findings=row.findings, row=row) for row in reviewed.rows if row.findings]
    if not groups:
        document.add_paragraph(say(lang, "no_findings"))
        return
    table = document.add_table(rows=1 + sum(len(group.findings) for group in groups), cols=len(_WIDTHS))
    grid = list(_cells(table))  # python-docx walks the whole table for each cell that is asked for
    _fill_header(table, grid[0], lang)
    start = 1
    for group in groups:
        _fill_group(grid[start : start + len(group.findings)], group, lang)
        start += len(group.findings)
    _lay_out(table, grid)


def _cells(table: Table) -> Iterator[dict[str, _Cell]]:
    from docx.table import _Cell

    for row in table._tbl.tr_lst:  # row.cells takes quadratic time
        yield {key: _Cell(tc, table) for key, tc in zip(_WIDTHS, row.tc_lst, strict=True)}


def _fill_header(table: Table, cells: dict[str, _Cell], lang: str) -> None:
    from docx.shared import RGBColor

    table.style = "Table Grid"
    for key, cell in cells.items():
        write_cell(cell, say(lang, key), bold=True, color=RGBColor(0xFF, 0xFF, 0xFF))
        shade(cell, HEAD)
    child(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")


def _fill_group(lines: Sequence[dict[str, _Cell]], group: _Group, lang: str) -> None:
    """The findings of one row one under the other; what they share stands once, beside them."""
    for cells, finding in zip(lines, group.findings, strict=True):
        write_cell(cells["severity"], severity_words(finding.severity, lang))
        shade(cells["severity"], FILLS[finding.severity])
        write_cell(cells["message"], f"{finding.code} {in_language(finding, lang)}")
    for key, text in _shared(group, lang).items():
        write_cell(lines[0][key], text)
        if len(lines) > 1:
            _merge_down([cells[key] for cells in lines])


def _shared(group: _Group, lang: str) -> dict[str, str]:
    if group.row is None:
        return {**dict.fromkeys(_OF_ROW, ""), "name": say(lang, "whole_table")}
    indicator = group.row.indicator
    return {
        "row": str(indicator.row),
        "name": indicator.name,
        "target": indicator.target or say(lang, "empty"),
        "category": category_name(group.row.label.category, lang),
        "suggested_wording": "\n".join(
            filter(None, (answer_text(group.row.answer, lang), *wordings_of(group.row)[:1]))
        ),
    }


def _allowed(review: Review, lang: str) -> list[str]:
    colon, reason = say(lang, "colon"), say(lang, "reason_allowed")
    return [
        f"{say(lang, f'allowed_by_{one.by}')} {one.finding.code} {in_language(one.finding, lang)} ({reason}{colon}{one.reason})"
        for table in review.tables
        for one in table.allowed
    ]


def _notes(review: Review, lang: str) -> list[str]:
    notes: list[Note] = [*review.document.notes]
    notes += [note for reviewed in review.tables for note in reviewed.table.notes]
    return [f"{note.code} {in_language(note, lang)} {note.place}".strip() for note in notes]


def _add_list(document: Document, heading: str, texts: Sequence[str]) -> None:
    if texts:
        document.add_heading(heading, 1)
    for text in texts:
        document.add_paragraph(legal(text), style="List Bullet")


def _merge_down(cells: Sequence[_Cell]) -> None:
    for at, cell in enumerate(cells):
        cell._tc.vMerge = "restart" if at == 0 else "continue"


def _lay_out(table: Table, grid: Sequence[dict[str, _Cell]]) -> None:
    """Widths, a little room above and below the texts, no row cut by the end of a page."""
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    table.autofit = False
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        child(margins, f"w:{side}", w="50", type="dxa")
    properties = table._tbl.tblPr
    properties.insert(len(properties) - 1, margins)  # the schema wants w:tblLook last
    for row in table._tbl.tr_lst:
        row.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
    for column, width in zip(table.columns, _WIDTHS.values(), strict=True):
        column.width = Cm(width)
    for cells in grid:
        for key, cell in cells.items():
            cell.width = Cm(_WIDTHS[key])


def set_page(document: Document) -> None:
    """A4 across, and fonts that have Chinese characters."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.5)
    looks = {"Normal": (BODY_FONT, 9), "Title": (HEAD_FONT, 18), "Heading 1": (HEAD_FONT, 13)}
    for name, (font, size) in looks.items():
        style = document.styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor(0x22, 0x2B, 0x33)
        style.paragraph_format.space_after = Pt(2 if name == "Normal" else 6)
        set_font(style.element.get_or_add_rPr().get_or_add_rFonts(), font)
