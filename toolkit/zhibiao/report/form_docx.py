"""The review opinion as a Word document: the form on upright pages, the rows to be corrected on wide ones."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.report.docx_patch import legal
from zhibiao.report.form_paper import (
    HEAD_FILL,
    Grid,
    add_heading,
    add_run,
    add_text,
    name_alternatives,
    set_page,
    set_styles,
    shape,
)
from zhibiao.report.form_texts import CriterionView, FormView, IndexView, RowView
from zhibiao.report.interface import say
from zhibiao.report.untimed import without_times
from zhibiao.report.word_parts import FILLS, HEAD_FONT, shade

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

_SOFT, _OPEN = "F4F6F8", "FFF8E1"
_QUIET = "5F6B76"
# Widths in centimetres: 17 of an upright page with margins of 2, 25.7 of a wide one.
_FACTS = (2.4, 6.9, 1.8, 5.9)
_CRITERIA = (2.2, 3.5, 6.9, 2.2, 2.2)
_SIGN = (3.4, 5.1, 3.4, 5.1)
_ROWS = (1.8, 3.6, 2.8, 6.4, 9.0, 2.1)


def form_document(view: FormView, lang: str) -> bytes:
    """The document; its properties carry a mark of its text, see `is_untouched`."""
    import docx

    document = docx.Document()
    set_styles(document)
    set_page(document.sections[0], wide=False)
    add_text(document, say(lang, "form_title"), size=20, font=HEAD_FONT, center=True, after=2)
    add_text(document, say(lang, "form_draft"), size=10, color=_QUIET, center=True, after=8)
    _add_facts(document, view)
    add_heading(document, lang, "form_summary")
    add_text(document, view.summary, after=4, indent=lang == "zh")
    add_heading(document, lang, "form_criteria")
    _add_criteria(document, view, lang)
    add_text(document, f"{say(lang, 'form_source')}{say(lang, 'colon')}{view.source}", size=8.5, color=_QUIET)
    add_heading(document, lang, "form_index")
    _add_index(document, view.index, lang)
    add_heading(document, lang, "form_ledger")
    _add_ledger(document, view, lang)
    add_heading(document, lang, "form_sign")
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
    name_alternatives(document)
    stream = io.BytesIO()
    document.save(stream)
    properties.identifier = _mark(stream.getvalue())
    stream = io.BytesIO()
    document.save(stream)
    return without_times(stream.getvalue())


def _add_facts(document: Document, view: FormView) -> None:
    first, second, *others = view.facts
    grid = Grid(document, 1 + len(others), _FACTS)
    for column, (label, text) in ((0, first), (2, second)):
        grid.put(0, column, label, bold=True, font=HEAD_FONT, fill=HEAD_FILL)
        grid.put(0, column + 1, text)
    for row, (label, text) in enumerate(others, start=1):
        grid.put(row, 0, label, bold=True, font=HEAD_FONT, fill=HEAD_FILL)
        grid.put(row, 1, text)
        grid.span(row, 1, 3)


def _add_criteria(document: Document, view: FormView, lang: str) -> None:
    keys = ("form_criterion", "form_question", "form_evidence", "form_score", "form_own_score")
    rows = sum(len(one.questions) for one in view.criteria)
    grid = Grid(document, rows + 3, _CRITERIA)
    grid.head(0, [say(lang, key) for key in keys])
    row = 1
    for criterion in view.criteria:
        _add_criterion(grid, row, criterion)
        row += len(criterion.questions)
    grid.put(row, 0, say(lang, "form_total"), bold=True, font=HEAD_FONT, fill=HEAD_FILL)
    grid.put(row, 1, view.total)
    grid.put(row, 3, view.total_score, bold=True, center=True)
    grid.put(row, 4, "　 / 100", center=True)
    grid.span(row, 1, 2)
    grid.put(row + 1, 0, say(lang, "form_grade"), bold=True, font=HEAD_FONT, fill=HEAD_FILL)
    cell = grid.put(row + 1, 1, view.grade, bold=True, size=12)
    for reason in view.reasons:
        _add_line(cell, reason)
    grid.put(row + 1, 3, say(lang, "form_own_grade"), bold=True, font=HEAD_FONT, center=True, fill=HEAD_FILL)
    boxes = view.grade_boxes.split("　")
    last = grid.put(row + 1, 4, boxes[0], center=True)
    for box in boxes[1:]:
        _add_line(last, box, center=True)
    grid.span(row + 1, 1, 2)
    grid.keep(first=1)


def _add_criterion(grid: Grid, row: int, criterion: CriterionView) -> None:
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
    add_run(paragraph, text, size=size, color=color, bold=bold)
    shape(paragraph, center=center)


def _add_index(document: Document, index: Sequence[IndexView], lang: str) -> None:
    if not index:
        return
    parts = index[0].parts
    widths = (3.8, 2.2, *[(17 - 6.0) / len(parts)] * len(parts))
    grid = Grid(document, 1 + len(index), widths)
    grid.head(0, [say(lang, "form_tables"), say(lang, "index"), *(part.name for part in parts)])
    for row, one in enumerate(index, start=1):
        cell = grid.put(row, 0, one.name)
        if one.open_rows:
            _add_line(cell, f"{say(lang, 'not_checkable')}{say(lang, 'colon')}{one.open_rows}", color=_QUIET)
        grid.put(row, 1, one.index, bold=True, center=True, size=11)
        for column, part in enumerate(one.parts, start=2):
            _add_line(grid.put(row, column, part.text, center=True), part.counted, center=True, color=_QUIET)
    grid.keep()
    add_text(document, say(lang, "index_hint"), size=8.5, color=_QUIET)


def _add_ledger(document: Document, view: FormView, lang: str) -> None:
    add_text(document, view.ledger, after=2)
    add_text(document, say(lang, "form_undecided_list" if view.undecided else "form_no_undecided"), after=2)
    _add_list(document, view.undecided)


def _add_list(document: Document, texts: Sequence[str]) -> None:
    for text in texts:
        add_run(document.add_paragraph(style="List Bullet"), text, size=9)


def _add_signatures(document: Document, view: FormView, lang: str) -> None:
    grid = Grid(document, 3, _SIGN)
    grid.put(0, 0, say(lang, "form_opinion"), bold=True, font=HEAD_FONT, fill=HEAD_FILL)
    grid.span(0, 1, 3)
    grid.height(0, 2.6)
    labels = (("form_reviewer", "form_second"), ("form_office", "form_date"))
    for row, pair in enumerate(labels, start=1):
        for column, key in zip((0, 2), pair, strict=True):
            grid.put(row, column, say(lang, key), bold=True, font=HEAD_FONT, fill=HEAD_FILL)
        grid.height(row, 1.3)
    grid.put(2, 3, say(lang, "form_date_blank"), center=True)
    grid.keep()


def _add_rows(document: Document, view: FormView, lang: str) -> None:
    """The rows to be corrected, on pages across."""
    from docx.enum.section import WD_SECTION

    if view.rows:
        set_page(document.add_section(WD_SECTION.NEW_PAGE), wide=True)
        add_heading(document, lang, "form_revise")
        keys = ("row", "name", "target", "form_problem", "form_wording", "answer")
        grid = Grid(document, 1 + len(view.rows), _ROWS)
        grid.head(0, [say(lang, key) for key in keys])
        for at, row in enumerate(view.rows, start=1):
            _add_row(grid, at, row)
        grid.keep(first=1)
    for text in view.remarks:
        add_text(document, text, size=9)
    for one in view.set_aside:
        add_text(document, one.title, size=9)
        _add_list(document, one.lines)


def _add_row(grid: Grid, at: int, row: RowView) -> None:
    grid.put(at, 0, " ".join(part for part in (row.table, row.row) if part), center=True)
    grid.put(at, 1, row.name)
    grid.put(at, 2, row.target)
    for number, (_, word, message) in enumerate(row.problems):
        text = f"{word} {message}"
        if number:
            _add_line(grid.cells[at][3], text)
        else:
            grid.put(at, 3, text, size=9)
    if row.fill:
        shade(grid.cells[at][0], FILLS[row.fill])
    grid.put(at, 4, row.wording, size=9)
    grid.put(at, 5, "\n".join(row.boxes), size=9)
