"""Pasted and scraped text: the layout is told from the text, the cells come out in order."""

from __future__ import annotations

import pytest

from zhibiao.read.from_text import from_text
from zhibiao.read.header_words import find_header, segment


def cells(text: str) -> list[list[list[tuple[int, str]]]]:
    """(column, text) of every cell of every grid."""
    return [
        [[(c.column, c.text) for c in row] for row in grid.rows] for grid in from_text(text, "t.txt").grids
    ]


def test_tabs_separate_cells_and_empty_cells_keep_their_place() -> None:
    """A column is the number of tabs before the cell."""
    assert cells("三级指标\t\t指标值\n\t培训\t≥2场\n") == [
        [[(0, "三级指标"), (2, "指标值")], [(1, "培训"), (2, "≥2场")]]
    ]


def test_a_blank_line_between_rows_does_not_end_a_table() -> None:
    """Scraped tables have blank lines in the middle; prose after one ends the table."""
    grids = cells("三级指标\t指标值\n\n培训\t≥2场\n\n备注：以上。\n名称\t数\n甲\t1\n")
    assert [len(grid) for grid in grids] == [2, 2]


def test_one_cell_per_line_with_cells_over_several_lines() -> None:
    """A tab begins a cell, a line without one continues it, a blank line ends the row."""
    text = "\t一级\n指标\n\t三级指标\n\t指标值\n\n\t运行\n成本\n\t公用经费控制率\n\t≤100%\n"
    assert cells(text) == [
        [
            [(0, "一级指标"), (1, "三级指标"), (2, "指标值")],
            [(0, "运行成本"), (1, "公用经费控制率"), (2, "≤100%")],
        ]
    ]


def test_pdf_text_with_broken_labels_and_names() -> None:
    """Labels on lines of their own, a name over two lines, values at the end of the row's last line."""
    text = "一级\n指标\n二级指标 三级指标 指标值\n指标\n权重\n得分\n过程\n\n项目管理\n项目管理制度执行规范\n\n性\n规范 2 2\n项目管理制度健全性 健全 1 1\n"
    (grid,) = cells(text)
    assert [text for _, text in grid[0]] == ["一级指标", "二级指标", "三级指标", "指标值", "指标权重", "得分"]
    assert [text for _, text in grid[1]] == ["过程", "项目管理", "项目管理制度执行规范性", "规范", "2", "2"]
    assert [text for _, text in grid[2]] == ["项目管理制度健全性", "健全", "1", "1"]


def test_leftover_tags_and_bookmarks_are_removed() -> None:
    """Scrapers leave <b> and <p>, converters leave bookmarks; a comparison sign is no tag."""
    (grid,) = cells("<b>三级指标</b>\t指标值\n[bookmark: _GoBack]维护及时性\t<24小时\n")
    assert grid == [[(0, "三级指标"), (1, "指标值")], [(0, "维护及时性"), (1, "<24小时")]]


def test_captions_and_paragraphs_are_kept() -> None:
    """The lines above a table are its caption; all prose stays as paragraphs with line numbers."""
    page = from_text("# 目标表\n单位：万元\n三级指标\t指标值\n培训\t≥2场\n完。\n", "t.txt")
    assert page.grids[0].caption == ("目标表", "单位：万元")
    assert [number for number, text in page.paragraphs if text] == [1, 2, 5]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("一级指标二级指标三级指标指标值", ("一级指标", "二级指标", "三级指标", "指标值")),
        ("三级指标指标值指标权重得分", ("三级指标", "指标值", "指标权重", "得分")),
        ("三级指标与指标值", ()),
        ("", ()),
    ],
)
def test_a_header_without_blanks_is_cut_into_its_words(text: str, words: tuple[str, ...]) -> None:
    """All or nothing: what holds another word is no header."""
    assert segment(text) == words


def test_a_header_needs_a_name_and_a_target() -> None:
    """Header words alone do not make a goal table."""
    assert find_header([(1, "一级指标 二级指标 得分")], 0) is None
    assert find_header([(1, "三级指标 指标值")], 0) is not None


@pytest.mark.parametrize(
    "text", ["", "\n\n", "\t\t\n\t\n", "只有一行", "\x00\t\x00", "三级指标 指标值", "a\tb" * 5000]
)
def test_no_text_breaks_the_reader(text: str) -> None:
    """Empty, blank, odd and very wide input gives a page, not an exception."""
    assert from_text(text, "t.txt").format == "text"


def test_a_long_text_is_read_in_bounded_time() -> None:
    """Forty thousand lines of prose with header words everywhere finish; no quadratic search."""
    page = from_text("指标值与三级指标的说明文字，逐行重复。\n" * 40_000, "t.txt")
    assert page.grids == ()
    assert len(page.paragraphs) == 40_000
