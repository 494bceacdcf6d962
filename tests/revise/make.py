"""Documents, reviews with suggestions of our own, and what stands in a document: shared by the tests of `revise`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from zhibiao.read import read_page
from zhibiao.records import Document, Indicator, Label, Review, ReviewedRow, ReviewedTable, Suggestion, Target
from zhibiao.review import read
from zhibiao.revise import Choice, Revised, revise
from zhibiao.revise.changes import Change, plan
from zhibiao.revise.writers import write_revised

from ..layouts.build import BUILDERS, Layout, load_layouts  # noqa: TID252 - tests are no package on the path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OPEN = "〈由单位依据上年实际数填写〉"
HEADER = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "指标说明"]
ROWS = [
    HEADER,
    ["产出指标[3x1]", "数量指标[2x1]", "举办培训班", "≥", "5", "场", "按签到表统计"],
    ["企业和群众培训", "≥", "300", "人", "按签到表统计"],
    ["质量指标", "培训效果", "定性", "良好", "", "按问卷统计"],
    ["满意度指标", "服务对象满意度指标", "学员满意度", "≥", "90", "%", "按问卷统计"],
]
PLAIN = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标[2x1]", "数量指标[2x1]", "举办培训班", "≥5场"],
    ["企业和群众培训", "≥300人"],
    ["效益指标", "社会效益指标", "城市知名度", "有效提升"],
    ["满意度指标", "服务对象满意度指标", "学员满意度", "≥90%"],
]
Cell = tuple[str, int, int]
_BUILT: dict[tuple[str, str, str], bytes] = {}  # python-docx takes its time
LAYOUTS: Mapping[str, Layout] = {one.name: one for one in load_layouts()}


def layout(rows: Sequence[Any], **more: Any) -> Layout:
    """A layout of these rows, for the builders of tests/layouts."""
    facts: dict[str, Any] = {"name": "a", "zh": "", "en": "", "title": "青桐市2025年项目支出绩效目标表"}
    return Layout(**{**facts, "rows": list(rows), "fields": [], "expect": {}, **more})


def build(folder: Path, format_: str, rows: Sequence[Any] = ROWS, **more: Any) -> Path:
    """A document of these rows."""
    path = folder / f"目标表.{format_}"
    key = (format_, repr(rows), repr(more))
    if key not in _BUILT:
        _BUILT[key] = BUILDERS[format_](layout(rows, **more))
    path.write_bytes(_BUILT[key])
    return path


def advice(name: str = "培训班期数", **more: Any) -> Suggestion:
    """A suggestion with a number."""
    facts: dict[str, Any] = {
        "comparator": "≥",
        "value": "8",
        "unit": "期",
        "formula": "本年办完的期数之和",
        "data_source": "签到表",
        "value_from": "本表所列2024年值",
        "why": "能数",
    }
    return Suggestion(**{"name": name, **facts, **more})


def split(*names: str, **more: Any) -> Suggestion:
    """A suggestion to make several rows of one."""
    return advice(names[0], kind="split", parts=tuple(advice(name, **more) for name in names))


def correction(**changes: str) -> Suggestion:
    """A suggestion that changes single fields."""
    return advice("", kind="correction", changes=tuple(changes.items()))


Advice = Mapping[str, Sequence[Suggestion]] | Sequence[Suggestion]


def reviewed(path: Path, given: Advice = ()) -> Review:
    """The document with these suggestions at every row, or at the rows of these names."""
    document = read(path)
    return with_advice(document, given)


def with_advice(document: Document, given: Advice) -> Review:
    """As `reviewed`, for a document that is read."""

    def row(indicator: Indicator) -> ReviewedRow:
        found = given.get(indicator.name, ()) if isinstance(given, Mapping) else given
        label = Label(category="X", confidence=1.0)
        return ReviewedRow(indicator=indicator, target=Target(), label=label, suggestions=tuple(found))

    tables = tuple(
        ReviewedTable(table=table, rows=tuple(map(row, table.indicators))) for table in document.tables
    )
    return Review(document=document, tables=tables)


def pick(review: Review, name: str, suggestion: int = 1, /, *, table: int = 1, **edit: str) -> Choice:
    """The choice of a suggestion for the row of that name."""
    rows = [row.indicator for row in review.tables[table - 1].rows if row.indicator.name == name]
    return Choice(table=table, row=rows[0].row, name=name, suggestion=suggestion, edit=tuple(edit.items()))


def apply(
    path: Path, given: Mapping[str, Suggestion], edits: Mapping[str, Mapping[str, str]] = {}
) -> Revised:
    """The document with these suggestions, one a row, and these edits, by the names of their rows."""
    review = reviewed(path, {name: [one] for name, one in given.items()})
    choices = [pick(review, name) for name in given]
    choices += [pick(review, name, 0, **edit) for name, edit in edits.items()]
    return revise(review, choices, path.parent / "out")


def write(review: Review, choices: Sequence[Choice], folder: Path) -> tuple[Path, list[Change]]:
    """The revised document alone, without the list of changes, and the changes."""
    data, suffix, changes = write_revised(review, plan(review, choices, "zh"), "zh")
    path = folder / f"{Path(review.document.source).stem}_修订{suffix}"
    path.write_bytes(data)
    return path, changes


def cells(path: Path) -> dict[Cell, str]:
    """What is printed in the cells of a document, by sheet, line and column."""
    return {
        (grid.name, cell.line, cell.column): cell.text
        for grid in read_page(path).grids
        for row in grid.rows
        for cell in row
    }


def rows(path: Path, *fields: str, table: int = 1) -> list[tuple[str, ...]]:
    """These fields of the rows of a table, as the program reads them."""
    return [tuple(getattr(one, field) for field in fields) for one in read(path).tables[table - 1].indicators]


def notes(done: Revised) -> dict[tuple[str, str], str]:
    """Why what was left was left, by indicator and field."""
    return {(one.indicator, one.field): one.note for one in done.changes if not one.written}


def parts(source: Path | bytes) -> dict[str, bytes]:
    """The parts of a Word file or a workbook."""
    with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path: Path, content: Mapping[str, bytes | str]) -> Path:
    """A file of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return path


def changed(before: Path, after: Path) -> set[str]:
    """The parts that are not the same bytes."""
    old, new = parts(before), parts(after)
    assert list(old) == list(new)
    return {name for name in old if old[name] != new[name]}


def canonical(root: Any, gone: Iterable[Any] = ()) -> bytes:
    """XML in one form for all; the inside of some elements left out."""
    for element in gone:
        element.clear()
    text: bytes = etree.tostring(root, method="c14n")
    return text
