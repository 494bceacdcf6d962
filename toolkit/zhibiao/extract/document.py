"""A page of grids becomes a document of goal tables: the way through this folder, in one place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhibiao.extract.amounts import amounts_in_rows
from zhibiao.extract.header import Header, find_headers
from zhibiao.extract.headerless import guess_header
from zhibiao.extract.meta import describe, find_region, find_year
from zhibiao.extract.notes import note
from zhibiao.extract.parts import clauses_of, with_parts
from zhibiao.extract.prose import prose_in_rows
from zhibiao.extract.rows import Found, columns_of, is_end, is_goal_row, prose_rows, read_rows
from zhibiao.extract.tasks import clauses_in_prose, clauses_in_rows, empty_goal_labels, make_clauses
from zhibiao.records import Amount, Cell, Clause, Document, Grid, Indicator, Note, Page, Prose, Table
from zhibiao.taxonomy import header_role
from zhibiao.taxonomy.profiles import detect_profile, find_profile
from zhibiao.text import normalise

_FORM_NUMBER = re.compile(r"公开\s*\d+\s*表")


def extract(page: Page, *, profile: str = "auto") -> Document:
    """Find the goal tables, their indicators and clauses in a page.

    `profile` names the frame, or `auto` to detect it. Raises ZhibiaoError CF02 for an unknown frame.
    What is left out, repaired or not placed is in `notes` of the document and of its tables.
    """
    if profile != "auto":
        find_profile(profile)
    tables: list[Table] = []
    clauses: list[Clause] = clauses_in_prose(page.paragraphs)
    notes: list[Note] = list(page.notes)
    amounts: list[Amount] = []
    prose = [Prose(text=text, line=line) for line, text in page.paragraphs if text.strip()]
    heading = tuple(text for _, text in page.paragraphs[:8])
    for grid in page.grids:
        found_tables, loose = _tables(grid, heading, profile)
        tables += found_tables
        clauses += loose
        prose += prose_in_rows(_outside(grid, found_tables))
        if not found_tables:
            amounts += _amounts(grid, range(len(grid.rows)), about=title_of(grid)[:40])
        if not found_tables and not loose:
            notes.append(note("EX01", line=_line_of(grid), title=title_of(grid)[:40]))
    return Document(
        source=page.path,
        format=page.format,
        tables=_name_apart(_complete(tables)),
        clauses=tuple(clauses),
        notes=tuple(notes),
        encoding=page.encoding,
        amounts=tuple(amounts),
        prose=tuple(sorted(prose, key=lambda one: one.line)),
    )


def _outside(grid: Grid, tables: list[Table]) -> Iterator[tuple[Cell, ...]]:
    """The rows of a grid in which no indicator stands."""
    taken = {indicator.line for table in tables for indicator in table.indicators}
    return (row for row in grid.rows if not any(cell.line in taken for cell in row if cell.line))


def _amounts(grid: Grid, rows: range, about: str = "") -> list[Amount]:
    """The numbers beside labels in some rows of a grid."""
    return amounts_in_rows(_covered(grid, rows), lossy=grid.lossy, caption=grid.caption, about=about)


def _covered(grid: Grid, rows: range) -> Iterator[list[Cell]]:
    """Each row with the cells that cover it from above, from left to right."""
    above = [cell for row in grid.rows[: rows.start] for cell in row if cell.row + cell.row_span > rows.start]
    for index in rows:
        above = [cell for cell in above if cell.row + cell.row_span > index]
        above += grid.rows[index]
        yield sorted(above, key=lambda cell: cell.column)


def title_of(grid: Grid) -> str:
    """What to call a grid: its sheet, the line of its caption that reads like a title, else the nearest text.

    >>> title_of(Grid(rows=(), caption=("公开01表", "收入支出决算表", "单位：万元")))
    '收入支出决算表'
    """
    titles = [
        text
        for text in grid.caption
        if text.endswith(("表", "情况", "报告")) and not _FORM_NUMBER.match(text)
    ]
    first = next((cell.text for row in grid.rows for cell in row if cell.text), "")
    return grid.name or (titles or grid.caption or (first,))[-1]


def _line_of(grid: Grid) -> int:
    return next((cell.line for row in grid.rows for cell in row if cell.line), 0)


def _tables(grid: Grid, heading: tuple[str, ...], profile: str) -> tuple[list[Table], list[Clause]]:
    """The goal tables of one grid, and the clauses that stand outside them."""
    printed = [with_parts(header, grid) for header in find_headers(grid)]
    guessed = None if printed else guess_header(grid)
    groups = _groups(grid, printed or ([guessed] if guessed else []))
    if not groups:
        return [], clauses_in_rows(prose_rows(grid, range(len(grid.rows))))
    tables = []
    start = 0
    for headers, end in groups:
        above = list(prose_rows(grid, range(start, max(start, headers[0].first))))
        parts = range(len(headers[0].parts))
        made = [_table(grid, headers, end, above, heading, profile, part) for part in parts]
        amounts = _amounts(grid, range(start, max(start, headers[0].first)))
        if groups[-1][1] == end:
            amounts += _amounts(grid, range(end, len(grid.rows)))
        tables += [replace(table, amounts=tuple(amounts), lossy=grid.lossy) for table in made]
        start = end
    return tables, clauses_in_rows(prose_rows(grid, range(start, len(grid.rows))))


def _groups(grid: Grid, headers: list[Header]) -> list[tuple[list[Header], int]]:
    """Headers that belong to one table (a header repeated within it), with the row where the table ends."""
    groups: list[tuple[list[Header], int]] = []
    for at, header in enumerate(headers):
        limit = headers[at + 1].first if at + 1 < len(headers) else len(grid.rows)
        end = _end(grid, header, limit)
        before = groups[-1][0][-1] if groups and groups[-1][1] == header.first else None
        if before and (before.section, before.parts) == (header.section, header.parts):
            groups[-1] = ([*groups[-1][0], header], end)
        else:
            groups.append(([header], end))
    return groups


def _end(grid: Grid, header: Header, limit: int) -> int:
    for index in range(header.last + 1, limit):
        if is_end(grid.rows[index]) or is_goal_row(grid.rows[index]):
            return index
    return limit


def _table(
    grid: Grid,
    headers: list[Header],
    end: int,
    above: list[tuple[Cell, ...]],
    heading: tuple[str, ...],
    profile: str,
    part: int,
) -> Table:
    found = Found(part=part)
    for at, header in enumerate(headers):
        read_rows(grid, header, headers[at + 1].first if at + 1 < len(headers) else end, found)
        if header.first < 0:
            roles = "、".join(column.role for column in header.columns)
            found.notes.append(note("EX11", line=grid.rows[0][0].line if grid.rows[0] else 0, roles=roles))
        for role in header.implied:
            found.notes.append(note("EX03", line=grid.rows[header.first][0].line, column=_TITLES[role]))
    about = describe(grid, above, heading)
    if profile == "auto":
        labels = {text for row in found.indicators for text in (row.level1, row.level2) if text}
        profile = detect_profile(labels, set(about.titles), find_region(about.org), about.kind)
    indicators = found.indicators
    if grid.lossy and profile:
        indicators = _repair(indicators, profile, found.notes)
    parts = headers[0].parts
    clauses = clauses_of(clauses_in_rows(above), parts, part)
    for line, text in found.tasks:
        clauses += make_clauses(text, "重点工作", "task", line)
    section = headers[0].section
    return Table(
        name="·".join(text for text in (about.title, about.project, section, parts[part]) if text),
        indicators=tuple(indicators),
        doc_kind=about.kind,
        profile=profile,
        org=about.org,
        region=find_region(about.org),
        year=about.year or _after_history(headers),
        period=about.period or section or (parts[part] if header_role(parts[part]) else ""),
        columns=columns_of(headers[0], part),
        empty_labels=tuple(found.empty_labels),
        clauses=tuple(clauses),
        notes=tuple(found.notes),
        sheet=grid.name,
        empty_goals=empty_goal_labels(_printed_above(grid, headers[0], above), clauses),
    )


def _printed_above(grid: Grid, header: Header, above: list[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows between the first of `above` and the header with their empty cells."""
    return grid.rows[above[0][0].row : max(0, header.first)] if above else ()


_TITLES = {"target": "全年指标值"}


def _after_history(headers: list[Header]) -> str:
    """The year after the last past year that the header names, "" if it names none."""
    years = [
        find_year((f"{column.title}年度",))
        for h in headers
        for column in h.columns
        if column.role == "history"
    ]
    return str(max(map(int, filter(None, years))) + 1) if any(years) else ""


def _complete(tables: list[Table]) -> list[Table]:
    """Fill the body and year of a table from its neighbours, where the document names only one."""
    for field in ("org", "region", "year"):
        known = {getattr(table, field) for table in tables} - {""}
        if len(known) == 1:
            (value,) = known
            tables = [replace(table, **{field: getattr(table, field) or value}) for table in tables]
    return tables


def _repair(indicators: list[Indicator], profile: str, notes: list[Note]) -> list[Indicator]:
    """Put rows back under the label that the frame prescribes for their name, where merged cells were lost."""
    frame = find_profile(profile)
    repaired = []
    for indicator in indicators:
        level1, level2 = frame.frame.get(normalise(indicator.name), ("", ""))
        if level1 and (level1, level2) != (indicator.level1, indicator.level2):
            notes.append(
                note(
                    "EX04",
                    line=indicator.line,
                    name=indicator.name,
                    printed=f"{indicator.level1}/{indicator.level2}",
                    repaired=f"{level1}/{level2}",
                    profile=frame.zh,
                )
            )
            inferred = (*indicator.inferred, "level1", "level2")
            repaired.append(replace(indicator, level1=level1, level2=level2, inferred=inferred))
        else:
            repaired.append(indicator)
    return repaired


def _name_apart(tables: list[Table]) -> tuple[Table, ...]:
    """Tables with names that differ within the document, and rows that carry their table's name."""
    seen: dict[str, int] = {}
    named = []
    for number, table in enumerate(tables, start=1):
        name = table.name or f"表{number}"
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            name = f"{name}（{seen[name]}）"
        rows = tuple(replace(indicator, table=name) for indicator in table.indicators)
        named.append(replace(table, name=name, indicators=rows))
    return tuple(named)
