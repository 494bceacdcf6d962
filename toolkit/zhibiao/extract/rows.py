"""The rows under a header, turned into indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhibiao.extract.align import align
from zhibiao.extract.columns import COMPARATOR, SHARED
from zhibiao.extract.header import Header
from zhibiao.extract.hierarchy import Levels, sort_labels
from zhibiao.extract.notes import note
from zhibiao.records import Cell, Grid, Indicator, Note
from zhibiao.target import looks_like_target
from zhibiao.taxonomy import find_label, header_role
from zhibiao.text import normalise, squeeze

_END = re.compile(
    r"^(?:总分|总计|合计|其他需要?说明|备注|注[:：]?$|填报说明|填表说明|说明$|填表人|填报人|联系人|联系电话)"
)
_PREFIX = re.compile(r"^[≥≤><=±≧≦═]")
_YEAR = re.compile(r"20\d\d")
_COMPARATORS = "≥≤><=±≧≦═＝＞＜"
VALUE_SURE = 0.6


@dataclass(slots=True)
class Found:
    """What the rows of one table gave, collected from top to bottom.

    `part` is the part of the header that is read (see extract.parts); `titles` are those of the last header.
    """

    part: int = 0
    titles: tuple[str, ...] = ()
    indicators: list[Indicator] = field(default_factory=list)
    empty_labels: list[tuple[str, str]] = field(default_factory=list)
    tasks: list[tuple[int, str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    levels: Levels = field(default_factory=Levels)


def is_end(row: tuple[Cell, ...]) -> bool:
    """Whether the row closes a table: a total, a remark."""
    first = next((cell.text for cell in row if cell.text), "")
    return bool(_END.match(squeeze(first)))


def read_rows(grid: Grid, header: Header, last: int, found: Found) -> None:
    """Add the rows of the grid below `header` up to `last` (exclusive) to `found`.

    Below a header that is only printed again, on the next page, the labels in force go on.
    """
    titles = tuple(column.title for column in header.columns)
    if titles != found.titles:
        found.levels.restart()
        found.titles = titles
    for label in header.carried:
        found.levels.read(*sort_labels(label, "") if find_label(label, level=1) else ("", label))
    covering = {} if grid.lossy else _covering(grid, header.last + 1, last)
    for index in range(header.last + 1, last):
        texts = _texts(grid, index, header, found, covering.get(index, []))
        if texts:
            _take(texts, found)


@dataclass(slots=True)
class _Texts:
    """One row by role, before it becomes a record."""

    by_role: dict[str, str]
    histories: list[tuple[str, str]]
    grades: list[tuple[str, str]]
    line: int
    page: int = 0
    places: dict[str, tuple[int, int]] = field(default_factory=dict)  # (line, column) by role
    past: list[tuple[int, int]] = field(default_factory=list)  # places of `histories`


def _texts(grid: Grid, index: int, header: Header, found: Found, covering: list[Cell]) -> _Texts | None:
    """The row's texts by role; None for a row that is not part of the table (noted)."""
    if grid.lossy:
        cells = _without_repeated_labels([cell for cell in grid.rows[index] if cell.text], header)
        cells, glued = _unglue(cells)
        placed = align(cells, header.columns)
        left = [cell for cell in cells if all(cell is not other for other in placed.values())]
    else:
        placed, glued = _by_column(covering, header), ""
        left = [] if placed else [cell for cell in grid.rows[index] if cell.text]
    page = max((cell.page for cell in grid.rows[index]), default=0)
    texts = _Texts(by_role={}, histories=[], grades=[], line=_line(grid, index), page=page)
    for at, cell in placed.items():
        column = header.columns[at]
        if column.part not in (SHARED, found.part):
            continue
        if column.role == "history":
            texts.histories.append((column.title, cell.text))
            texts.past.append((cell.line or texts.line, cell.column))
        elif column.role == "grade":
            texts.grades.append((column.title, cell.text))
        else:
            texts.by_role.setdefault(column.role, cell.text)
            texts.places.setdefault(column.role, (cell.line or texts.line, cell.column))
    if grid.lossy:
        _move_cost_label(texts, found)
    if glued and glued in (texts.by_role.get("interim_half"), texts.by_role.get("target")):
        found.notes.append(note("EX06", line=texts.line, name=texts.by_role.get("name", ""), value=glued))
    name = texts.by_role.get("name", "")
    if left and (not name or looks_like_target(name) >= VALUE_SURE):
        text = " | ".join(cell.text for cell in grid.rows[index])[:80]
        found.notes.append(note("EX02", line=texts.line, text=text))
        return None
    if unread := [cell.text for cell in left if _is_value(cell.text)]:
        found.notes.append(note("EX09", line=texts.line, name=name, text=" | ".join(unread)[:80]))
    return texts


def _is_value(text: str) -> bool:
    return looks_like_target(text) >= VALUE_SURE or bool(COMPARATOR.match(normalise(text)))


def _move_cost_label(texts: _Texts, found: Found) -> None:
    """成本指标 alone under 产出指标 is the level-2 label of the older form; as level 1 it has 经济成本 below it."""
    label = texts.by_role.get("level1", "")
    above, below = find_label(found.levels.level1, level=1), find_label(label, level=2)
    if "level2" in texts.by_role or above is None or below is None:
        return
    if above.category == "O" and below.category.startswith("C"):
        texts.by_role["level2"] = texts.by_role.pop("level1")


def _line(grid: Grid, index: int) -> int:
    return next((cell.line for cell in grid.rows[index] if cell.line), index + 1)


def _covering(grid: Grid, first: int, last: int) -> dict[int, list[Cell]]:
    """For each row of the grid, the cells with a text that cover it, from above or from the row itself."""
    covering: dict[int, list[Cell]] = {}
    for row in grid.rows[first:last]:
        for cell in row:
            if cell.text:
                for index in range(cell.row, min(cell.row + cell.row_span, last)):
                    covering.setdefault(index, []).append(cell)
    return covering


def _by_column(cells: list[Cell], header: Header) -> dict[int, Cell]:
    """Cells of a row with true spans, by the column they cover; {} where one cell covers name and target."""
    placed: dict[int, Cell] = {}
    for at, column in enumerate(header.columns):
        for cell in cells:
            if cell.column <= column.index < cell.column + cell.column_span:
                placed[at] = cell
    roles = {header.columns[at].role: cell for at, cell in placed.items()}
    if roles.get("name") is not None and roles.get("name") is roles.get("target"):
        return {}
    return placed


def _without_repeated_labels(cells: list[Cell], header: Header) -> list[Cell]:
    """Drop a label that is printed twice side by side and is no level-1 label (数量指标 | 数量指标)."""
    kept: list[Cell] = []
    for cell in cells:
        twice = kept and normalise(kept[-1].text) == normalise(cell.text)
        if twice and find_label(cell.text) and not find_label(cell.text, level=1):
            kept[-1] = cell
        else:
            kept.append(cell)
    return kept


def _unglue(cells: list[Cell]) -> tuple[list[Cell], str]:
    """Take a value off the end of a name where the next cell prints it again (`预算调整率 =0%` | `=0%`)."""
    for at, cell in enumerate(cells[:-1]):
        name, _, value = cell.text.rpartition(" ")
        if name and value == cells[at + 1].text and looks_like_target(value) >= VALUE_SURE:
            clean = Cell(text=name, row=cell.row, column=cell.column, line=cell.line)
            return [*cells[:at], clean, *cells[at + 1 :]], value
    return cells, ""


def _take(texts: _Texts, found: Found) -> None:
    """Update the labels in force and add the row's indicator, if it has a name."""
    get = texts.by_role.get
    level1, level2 = sort_labels(get("level1", ""), get("level2", ""))
    found.levels.read(level1, level2)
    name = get("name", "")
    if get("task") and (name or level1):
        found.tasks.append((texts.line, get("task", "")))
    if not name:
        if level2 or (level1 and find_label(level1)):
            found.empty_labels.append((found.levels.level1, found.levels.level2))
        return
    inferred: tuple[str, ...] = ()
    if found.levels.inferred:
        inferred = ("level1",)
        found.notes.append(
            note("EX05", line=texts.line, name=name, level2=level2, level1=found.levels.level1)
        )
    found.indicators.append(_indicator(texts, name, found, inferred))


def _indicator(texts: _Texts, name: str, found: Found, inferred: tuple[str, ...]) -> Indicator:
    get = texts.by_role.get
    target, interim = get("target", ""), get("interim_half", "")
    if interim and not target:  # only one value survives: it is the target
        target, interim = interim, ""
    comparator = get("comparator", "")
    if comparator and comparator[0] in _COMPARATORS and target and not _PREFIX.match(normalise(target)):
        target = comparator + target
    explanation, basis = get("explanation", ""), get("basis_text", "") or get("standard", "")
    grades = ";".join(f"{title}:{criterion}" for title, criterion in texts.grades)
    if target:  # the grades then say how it is scored
        explanation = explanation or grades
    else:
        target = grades
    return Indicator(
        name=name,
        target=target,
        unit=get("unit", ""),
        comparator_printed=comparator,
        level1=found.levels.level1,
        level2=found.levels.level2,
        explanation=explanation,
        basis_text=basis,
        interim=f"半年:{interim}" if interim else "",
        history=";".join(f"{_year(title)}={value}" for title, value in texts.histories),
        actual=get("actual", ""),
        weight=get("weight", ""),
        score=get("score", ""),
        deviation=get("deviation", ""),
        row=len(found.indicators) + 1,
        line=texts.line,
        page=texts.page,
        inferred=inferred,
        places=_places(texts),
    )


_FIELDS = {"comparator": "comparator_printed", "interim_half": "interim"}


def _places(texts: _Texts) -> tuple[tuple[str, int, int], ...]:
    """Where each field of the indicator stands; an interim value that became the target stands there too.

    The kind of standard (指标分类) keeps its own name, also where it is all that the row says of its basis: it is no
    cell to write a source into. Past values have a place for each of their columns, in order.
    """
    places = {_FIELDS.get(role, role): place for role, place in texts.places.items()}
    if "target" not in places and "interim" in places:
        places["target"] = places["interim"]
    past = (("history", *place) for place in texts.past)
    return (*((name, *place) for name, place in places.items()), *past)


def _year(title: str) -> str:
    found = _YEAR.search(title)
    return found[0] if found else title


def columns_of(header: Header, part: int) -> tuple[str, ...]:
    """Roles of the columns of one part of the header, in order; grades stand in place of a target."""
    roles = tuple(column.role for column in header.columns if column.part in (SHARED, part))
    return tuple("target" if role == "grade" and "target" not in roles else role for role in roles)


def prose_rows(grid: Grid, rows: range) -> Iterator[tuple[Cell, ...]]:
    """Rows outside the indicators, without empty cells."""
    for index in rows:
        cells = tuple(cell for cell in grid.rows[index] if cell.text)
        if cells:
            yield cells


def is_goal_row(row: tuple[Cell, ...]) -> bool:
    """Whether the row begins with a label of goal or task prose (年度目标, 重点工作任务)."""
    first = next((cell.text for cell in row if cell.text), "")
    return header_role(first) in ("goal", "plan", "actual_text") and not find_label(first)
