"""project_selfeval.xlsx: self-evaluations, one project a sheet, with number formats as offices set them."""

from __future__ import annotations

import io
import re
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet
from sample_files import load_facts, runs, same_bytes

WIDTHS = (9, 14, 24, 9, 12, 9, 12, 9, 9, 20)
LAST = len(WIDTHS)
_NUMBER = re.compile(r"(\d+)(?:\.(\d+))?(%)?")
_THIN = Side(style="thin")


def build_xlsx() -> bytes:
    """The bytes of the sample."""
    facts = load_facts("project_selfeval_xlsx.yml")
    book = Workbook()
    book.remove(book.active)
    for project in facts["projects"]:
        _sheet(book.create_sheet(project["sheet"]), facts, project)
    book.create_sheet("Sheet3")  # the empty sheet that old workbooks keep
    book.properties.creator = book.properties.lastModifiedBy = ""
    stream = io.BytesIO()
    book.save(stream)
    return same_bytes(stream.getvalue())


def _sheet(sheet: Worksheet, facts: dict[str, Any], project: dict[str, Any]) -> None:
    for letter, width in zip("ABCDEFGHIJ", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _put(sheet, (1, 1, 1, LAST), facts["title"], size=16, box=False)
    sheet.row_dimensions[1].height = 30
    row = _head(sheet, facts, project)
    row = _indicators(sheet, row, project["rows"])
    _put(sheet, (row, 1, row, 3), "其他需要说明事项")
    _put(sheet, (row, 4, row, LAST), "无。", left=True)
    _put(sheet, (row + 1, 1, row + 1, 7), "总分")
    for column, text in ((8, project["total"]), (9, project["total"]), (10, "优")):
        _put(sheet, (row + 1, column, row + 1, column), text)
    for at, note in enumerate(facts["notes"], start=row + 2):
        _put(sheet, (at, 1, at, LAST), note, left=True, box=False)
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _head(sheet: Worksheet, facts: dict[str, Any], project: dict[str, Any]) -> int:
    """Project, funds and goal; the row below them."""
    _put(sheet, (2, 1, 2, 2), "项目名称")
    _put(sheet, (2, 3, 2, LAST), project["name"])
    _put(sheet, (3, 1, 3, 2), "主管部门")
    _put(sheet, (3, 3, 3, 5), facts["org"])
    _put(sheet, (3, 6, 3, 7), "实施单位")
    _put(sheet, (3, 8, 3, LAST), facts["org"])
    size = len(project["funds"])
    _put(sheet, (4, 1, 4 + size, 2), "项目资金\n（万元）")
    places = ((3, 3), (4, 4), (5, 5), (6, 7), (8, 8), (9, 9), (10, 10))
    heads = ["", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    for at, texts in enumerate([heads, *project["funds"]], start=4):
        for text, (left, right) in zip(texts, places, strict=True):
            _put(sheet, (at, left, at, right), text)
    row = 5 + size
    _put(sheet, (row, 1, row + 1, 2), "年度\n总体\n目标")
    _put(sheet, (row, 3, row, 6), "预期目标")
    _put(sheet, (row, 7, row, LAST), "实际完成情况")
    _put(sheet, (row + 1, 3, row + 1, 6), project["goal"], left=True)
    _put(sheet, (row + 1, 7, row + 1, LAST), project["result"], left=True)
    sheet.row_dimensions[row + 1].height = 62
    return row + 2


def _indicators(sheet: Worksheet, top: int, rows: list[dict[str, str]]) -> int:
    """Header of two rows and the indicators; the row below them."""
    _put(sheet, (top, 1, top, 3), "绩效指标")
    _put(sheet, (top, 4, top, 6), "年度指标值")
    for column, text in enumerate(("实际完成值", "分值", "得分", "偏差原因分析\n及改进措施"), start=7):
        _put(sheet, (top, column, top + 1, column), text)
    titles = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位")
    for column, text in enumerate(titles, start=1):
        _put(sheet, (top + 1, column, top + 1, column), text)
    first = top + 2
    for start, end, label in runs(rows, "level1"):
        _put(sheet, (first + start, 1, first + end, 1), label)
    for at, row in enumerate(rows, start=first):
        keys = ("level2", "name", "comparator", "target", "unit", "actual", "weight", "score", "deviation")
        for column, key in enumerate(keys, start=2):
            _put(sheet, (at, column, at, column), row[key])
        if len(row["level2"]) > 8 or len(row["name"]) > 14 or len(row["deviation"]) > 10:
            sheet.row_dimensions[at].height = 32
    return first + len(rows)


def _put(
    sheet: Worksheet,
    place: tuple[int, int, int, int],
    text: str,
    *,
    left: bool = False,
    box: bool = True,
    size: int = 10,
) -> None:
    """Merge `place` (top, left, bottom, right) and write `text`, as a formatted number where it is one."""
    top, start, bottom, end = place
    if box:
        for cells in sheet.iter_rows(top, bottom, start, end):
            for cell in cells:
                cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
    cell = sheet.cell(top, start)
    if found := _NUMBER.fullmatch(text):
        decimals, percent = found[2] or "", found[3] or ""
        cell.value = round(float(text.rstrip("%")) / (100 if percent else 1), 6)
        if decimals or percent:
            cell.number_format = "0" + ("." + "0" * len(decimals) if decimals else "") + percent
    else:
        cell.value = text or None
    cell.font = Font(name="黑体" if size > 12 else "宋体", size=size)
    cell.alignment = Alignment(horizontal="left" if left else "center", vertical="center", wrap_text=True)
    if (top, start) != (bottom, end):
        sheet.merge_cells(start_row=top, start_column=start, end_row=bottom, end_column=end)
