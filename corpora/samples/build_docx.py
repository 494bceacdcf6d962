"""dept_goal.docx: a department's annual goals as a Word form with merged labels and a header of two rows."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from sample_files import load_facts, runs, same_bytes

WIDTHS = (0.9, 1.4, 2.1, 2.9, 1.8, 1.8, 2.0, 3.2, 1.9)  # cm
LAST = len(WIDTHS) - 1


def build_docx() -> bytes:
    """The bytes of the sample."""
    facts = load_facts("dept_goal_docx.yml")
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    _write(document.add_paragraph(), facts["title"], size=18, font="黑体", align=WD_ALIGN_PARAGRAPH.CENTER)
    _write(document.add_paragraph(), f"（{facts['year']}年度）", size=12, align=WD_ALIGN_PARAGRAPH.CENTER)
    _write(document.add_paragraph(), "单位：万元", size=10.5, align=WD_ALIGN_PARAGRAPH.RIGHT)
    _table(document, facts)
    _write(document.add_paragraph(), "注：本表随部门预算一并公开。", size=10.5)
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title = facts["title"]
    links = document.part.package.rels  # the template brings a picture of an empty page
    for name in [name for name, link in links.items() if link.reltype.endswith("thumbnail")]:
        del links[name]
    stream = io.BytesIO()
    document.save(stream)
    return same_bytes(stream.getvalue())


def _table(document: Any, facts: dict[str, Any]) -> None:
    head = 2 + len(facts["funds"])  # rows before 年度工作任务
    first = head + 4  # first indicator row
    table = document.add_table(first + len(facts["rows"]), len(WIDTHS), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    _head(table, facts)
    _put(table, (head, 0, head, 1), "年度工作任务")
    _put(table, (head, 2, head, LAST), facts["task"], left=True)
    _put(table, (head + 1, 0, head + 1, 1), "年度目标：")
    _put(table, (head + 1, 2, head + 1, LAST), "\n".join(facts["goals"]), left=True)
    _indicator_header(table, head + 2)
    _put(table, (head + 2, 0, len(table.rows) - 1, 0), "年度绩效指标")
    _indicators(table, first, facts["rows"])
    for row in table.rows:
        row._tr.get_or_add_trPr().append(row._tr.makeelement(qn("w:cantSplit"), {}))


def _head(table: Table, facts: dict[str, Any]) -> None:
    _put(table, (0, 0, 0, 1), "部门（单位）名称")
    _put(table, (0, 2, 0, LAST), facts["org"])
    size = len(facts["funds"])
    _put(table, (1, 0, 1 + size, 1), "部门总体\n资金情况")
    _put(table, (1, 2, 1, 3), "总体资金情况")
    for text, left, right in (("当年金额", 4, 4), ("占比", 5, 5), ("2022年", 6, 7), ("2023年", 8, 8)):
        _put(table, (1, left, 1, right), text)
    for at, (_, label, *values) in enumerate(facts["funds"], start=2):
        _put(table, (at, 3, at, 3), label)
        for value, (left, right) in zip(values, ((4, 4), (5, 5), (6, 7), (8, 8)), strict=True):
            _put(table, (at, left, at, right), value)
    kinds = [{"kind": fund[0]} for fund in facts["funds"]]
    for top, bottom, label in runs(kinds, "kind"):
        _put(table, (top + 2, 2, bottom + 2, 2), label)


def _indicator_header(table: Table, top: int) -> None:
    titles = {1: "一级\n指标", 2: "二级指标", 3: "三级指标", 6: "预期当年\n实现值"}
    for column, text in (titles | {7: "指标值确定依据", 8: "指标分类"}).items():
        _put(table, (top, column, top + 1, column), text)
    _put(table, (top, 4, top, 5), "近两年指标值")
    _put(table, (top + 1, 4, top + 1, 4), "2022年")
    _put(table, (top + 1, 5, top + 1, 5), "2023年")


def _indicators(table: Table, first: int, rows: list[dict[str, str]]) -> None:
    for top, bottom, label in runs(rows, "level1"):
        _put(
            table,
            (first + top, 1, first + bottom, 1),
            f"{label[:2]}\n{label[2:]}" if len(label) == 4 else label,
        )
    for top, bottom, label in runs(rows, "level1", "level2"):
        _put(table, (first + top, 2, first + bottom, 2), label)
    for at, row in enumerate(rows, start=first):
        for column, key in enumerate(("name", "y2022", "y2023", "target", "basis", "kind"), start=3):
            _put(table, (at, column, at, column), row[key])


def _put(table: Table, place: tuple[int, int, int, int], text: str, *, left: bool = False) -> None:
    """Merge `place` (top, left, bottom, right) and write one paragraph per line into it."""
    top, start, bottom, end = place
    cell: _Cell = table.cell(top, start)
    if (top, start) != (bottom, end):
        cell = cell.merge(table.cell(bottom, end))
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for extra in cell.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        _write(paragraph, line, size=9, align=WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER)


def _write(paragraph: Paragraph, text: str, *, size: float, font: str = "宋体", align: Any = None) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), font
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
