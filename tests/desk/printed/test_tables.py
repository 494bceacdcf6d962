"""Tables as they came: every cell once and in its place, every row to be picked, nothing but text from the document."""

from pathlib import Path

import pytest

from zhibiao.desk.printed.tables import MAX_PROSE, PrintedTable, printed_tables
from zhibiao.desk.rendering import render
from zhibiao.extract import extract
from zhibiao.read import read_bytes, read_page
from zhibiao.records import Cell, Grid, Page, Review
from zhibiao.review import review_alone

SAMPLES = (
    "dept_goal.csv",
    "dept_goal.docx",
    "longterm_goal.txt",
    "project_goal.html",
    "project_selfeval.xlsx",
)
SEEDS = (
    "000_30c754df39f12ad5.txt",
    "001_37407a6d373af238.txt",
    "002_ecfe7c8f4e4eafbd.txt",
    "003_0e02a1da78431732.txt",
    "004_74312ad9d35ee640.txt",
)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}"


def _shown(page: Page) -> tuple[Review, tuple[PrintedTable, ...]]:
    review = review_alone(extract(page))
    return review, printed_tables(page, review, "zh")


def _cells(tables):
    return [cell for table in tables for row in table.rows for cell in row.cells]


def _check_linked(path: Path) -> None:
    """Assert that every indicator has the cell of its name, one pick, and a line of its own."""
    review, tables = _shown(read_page(path))
    rows = {
        f"{number}.{row.indicator.row}": row.indicator.name
        for number, table in enumerate(review.tables, start=1)
        for row in table.rows
    }
    names = {
        cell.at: "".join(piece.text for piece in cell.pieces)
        for cell in _cells(tables)
        if cell.field == "name"
    }
    assert rows
    assert {at: name for at, name in rows.items() if name not in names.get(at, "")} == {}
    assert sorted(pick.at for cell in _cells(tables) for pick in cell.picks) == sorted(rows)
    assert {row.at for table in tables for row in table.rows if row.at} == set(rows)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_of_a_sample_is_linked(samples, name):
    """Every indicator of a sample has its name's cell, one link to pick it and a line of its own."""
    _check_linked(samples / name)


@pytest.mark.parametrize("name", SEEDS)
def test_every_row_of_a_real_document_is_linked(shared, name):
    """The same of real documents, whose merged cells and columns were lost."""
    _check_linked(shared / "seeds" / name)


@pytest.mark.parametrize("name", SAMPLES)
def test_text_is_complete(samples, name):
    """Every text of every cell is shown, once and in the order of the document."""
    page = read_page(samples / name)
    _, tables = _shown(page)
    printed = [cell.text for grid in page.grids for row in grid.rows for cell in row if cell.text]
    shown = ["".join(piece.text for piece in cell.pieces) for cell in _cells(tables)]
    assert [text for text in shown if text] == printed


@pytest.mark.parametrize("name", SAMPLES)
def test_every_finding_shows(samples, name):
    """Every finding about a field marks words or a cell, unless the field stands in no cell (a target never printed)."""
    review, tables = _shown(read_page(samples / name))
    shown = {code for cell in _cells(tables) for piece in cell.pieces for code in piece.codes}
    shown |= {line.split(" ")[0] for cell in _cells(tables) for line in cell.title.splitlines()}
    placed = {
        finding.code
        for table in review.tables
        for row in table.rows
        for finding in row.findings
        if finding.field in {place[0] for place in row.indicator.places}
    }
    assert placed <= shown


def test_marked_words_are_the_words_of_the_finding(samples):
    """What is marked in the cell of a name is what the finding points at."""
    review, tables = _shown(read_page(samples / "project_selfeval.xlsx"))
    pointed = {
        row.indicator.name[slice(*finding.span)]
        for table in review.tables
        for row in table.rows
        for finding in row.findings
        if finding.field == "name"
    }
    marked = {
        piece.text for cell in _cells(tables) if cell.field == "name" for piece in cell.pieces if piece.codes
    }
    assert pointed - {""}
    assert all(any(piece in words for words in pointed) for piece in marked)


def test_merged_label_belongs_to_no_row(samples):
    """A label over several rows keeps its span and belongs to none of them; one over a single row is that row's."""
    _, tables = _shown(read_page(samples / "dept_goal.docx"))
    by_text = {"".join(piece.text for piece in cell.pieces): cell for cell in _cells(tables)}
    merged, single = by_text["运行成本"], by_text["公用经费控制"]
    assert (merged.row_span, merged.kind, merged.at) == (4, "label", "")
    assert (single.field, single.at) == ("level2", "1.1")


def test_header(samples):
    """The cells of the header are headers; the label that begins beside it and reaches down is none."""
    _, tables = _shown(read_page(samples / "dept_goal.docx"))
    kinds = {"".join(piece.text for piece in cell.pieces): cell.kind for cell in _cells(tables)}
    assert (kinds["三级指标"], kinds["年度绩效指标"], kinds["财政拨款"]) == ("header", "label", "")


def test_sheets_with_the_same_lines(samples):
    """Rows of two sheets that stand in the same line are told apart."""
    _, tables = _shown(read_page(samples / "project_selfeval.xlsx"))
    assert [{row.at.split(".")[0] for row in table.rows if row.at} for table in tables] == [{"1"}, {"2"}]


def test_source_on_one_line():
    """A page written on one line numbers no row: rows are then found by their order, names that repeat too."""
    rows = "".join(
        f"<tr><td>产出指标</td><td>数量指标</td><td>{name}</td><td>≥{value}人</td></tr>"
        for name, value in (("培训人数", 5), ("培训人数", 6), ("发放人数", 7))
    )
    head = "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
    page = read_bytes(f"<html><body><table>{head}{rows}</table></body></html>".encode(), "a.html")
    _, (table,) = _shown(page)
    assert [row.at for row in table.rows] == ["", "1.1", "1.2", "1.3"]
    assert ["".join(p.text for p in row.cells[3].pieces) for row in table.rows[1:]] == [
        "≥5人",
        "≥6人",
        "≥7人",
    ]


def test_two_tables_on_one_line():
    """Of two tables with the same rows on one line each has its own cells."""
    head = "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
    row = "<tr><td>产出指标</td><td>数量指标</td><td>培训人数</td><td>≥5人</td></tr>"
    page = read_bytes(f"<html><body>{f'<table>{head}{row}</table>' * 2}</body></html>".encode(), "a.html")
    _, tables = _shown(page)
    assert [[row.at for row in table.rows] for table in tables] == [["", "1.1"], ["", "2.1"]]


def test_two_values_beside_one_name():
    """Rows that share a printed name are picked at their own values; the line belongs to neither."""
    town = "<tr><th>东镇</th><th>西镇</th></tr>"
    head = "".join(f"<th rowspan=2>{title}</th>" for title in ("一级指标", "二级指标", "三级指标"))
    row = "<tr><td>产出指标</td><td>数量指标</td><td>培训人数</td><td>≥5人</td><td>≥6人</td></tr>"
    source = f"<table><tr>{head}<th colspan=2>指标值</th></tr>{town}{row}</table>"
    review, (table,) = _shown(read_bytes(source.encode(), "a.html"))
    assert len(review.tables) == 2
    line = table.rows[2]
    assert line.at == ""
    assert [(cell.at, [pick.at for pick in cell.picks]) for cell in line.cells[2:]] == [
        ("", []),
        ("1.1", ["1.1"]),
        ("2.1", ["2.1"]),
    ]


def test_prose_stands_in_its_place(samples):
    """Paragraphs stand in front of the table that they precede; those behind the last one stand at the end."""
    _, tables = _shown(read_page(samples / "dept_goal.docx"))
    assert [table.prose for table in tables] == [
        ("部门整体绩效目标表", "（2024年度）", "单位：万元"),
        ("注：本表随部门预算一并公开。",),
    ]


def test_long_prose_is_folded(shared):
    """A report in front of a table is folded but for the lines that head the table."""
    _, tables = _shown(read_page(shared / "seeds" / SEEDS[1]))
    assert len(tables[0].folded) > 100
    assert tables[0].prose[-1] == "指标体系得分情况"


def test_endless_prose_is_cut():
    """Of prose without end the beginning is on the page, and the rest is counted."""
    page = Page(
        path="a", format="text", grids=(), paragraphs=tuple((at, "字") for at in range(MAX_PROSE + 5))
    )
    _, tables = _shown(page)
    html = render("printed.html.j2", "zh", {"printed": tables})
    assert html.count("<p>字</p>") == MAX_PROSE
    assert "还有 5 段没有显示" in html


def test_tables_without_indicators_are_folded(shared):
    """Tables without indicators are there, folded; those with indicators stand open."""
    page = read_page(shared / "seeds" / SEEDS[4])
    _, tables = _shown(page)
    html = render("printed.html.j2", "zh", {"printed": tables})
    assert html.count('<details class="other-table">') == sum(
        not table.has_indicators for table in tables if table.rows
    )
    assert html.count('class="sheet-as-printed"') == sum(table.has_indicators for table in tables) == 7


def test_hostile_text_is_escaped():
    """Markup in any cell, paragraph, caption or sheet name comes out as text."""
    head = ("一级指标", "二级指标", "三级指标", "指标值", "说明")
    row = ("产出指标", HOSTILE, f"提升水平{HOSTILE}", f"有效提升{HOSTILE}", HOSTILE)
    rows = tuple(
        tuple(Cell(text=text, row=at, column=column, line=at + 1) for column, text in enumerate(texts))
        for at, texts in enumerate((head, row))
    )
    grid = Grid(rows=rows, caption=(HOSTILE,), name=HOSTILE)
    other = Grid(rows=((Cell(text=HOSTILE, row=0, column=0, line=9),),), name=HOSTILE)
    page = Page(
        path="a", format="docx", grids=(grid, other), paragraphs=((1, HOSTILE), *((8, HOSTILE),) * 20)
    )
    review, tables = _shown(page)
    html = render("printed.html.j2", "en", {"printed": tables})
    assert review.tables[0].rows
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("&lt;script&gt;") > 10


def test_no_inline_style_or_handler(samples):
    """Nothing on the page needs a style or script within it: a strict policy would drop it."""
    _, tables = _shown(read_page(samples / "dept_goal.docx"))
    html = render("printed.html.j2", "zh", {"printed": tables})
    assert " style=" not in html
    assert "<script" not in html
    assert ' aria-label="第 3 行，1 条问题"' in html


def test_page_without_anything():
    """A document without tables and prose says so."""
    assert "没有可显示" in render("printed.html.j2", "zh", {"printed": ()})
