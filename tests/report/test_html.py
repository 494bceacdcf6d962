"""The pages: what stands in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Review
from zhibiao.report.to_html import write

FAILURES = [ZhibiaoError("RD03", path="<i>扫描件.pdf</i>"), ZhibiaoError("RD05", path="b.docx")]


def _page(pages: dict[str, str], ending: str = "附件.html", lang: str = "zh") -> Any:
    [text] = [text for name, text in pages.items() if name.startswith(lang) and name.endswith(ending)]
    return html.fromstring(text)


def _texts(page: Any, xpath: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in page.xpath(xpath)]


def test_page_per_document_and_table(pages: dict[str, str]) -> None:
    """There is an overview, a page for the document and one for each of its tables."""
    names = [name.removeprefix("zh/") for name in pages if name.startswith("zh/")]
    stem = "2025年 _b_整体_b_目标表 _ 附件"
    assert names == ["index.html", f"{stem}.html", f"{stem}-t1.html", f"{stem}-t2.html"]


def test_one_table_needs_no_page_of_its_own(small_review: Review, tmp_path: Path) -> None:
    """A document with one table has one page."""
    assert len(write([small_review], tmp_path)) == 2


def test_marks(pages: dict[str, str]) -> None:
    """Offending words are marked with rule, severity and message; overlaps are cut, not nested."""
    row = _page(pages).xpath("//tbody[@id='t1-r2']")[0]
    marks = [
        (mark.text, mark.get("class"), mark.get("data-codes"))
        for mark in row.xpath(".//td[contains(@class, 'c-target')]//mark")
    ]
    assert marks == [
        ("有效", "sev-high", "VG01"),
        ("提升", "sev-high", "VG01 CP02"),
        ("并", "sev-medium", "CP02"),
        ("长期", "sev-medium", "CP02 VG03"),
        ("保持", "sev-medium", "CP02"),
    ]
    assert "没有判断标准" in row.xpath(".//mark")[1].get("title")
    assert [mark.text for mark in row.xpath(".//dd/mark")] == ["走在全市前列"]


def test_span_outside_its_text_marks_nothing(pages: dict[str, str]) -> None:
    """A finding whose span lies outside the text is listed, and marks no words."""
    row = _page(pages).xpath("//tbody[@id='t1-r3']")[0]
    assert [mark.text for mark in row.xpath(".//mark")] == ["HYPERLINK"]
    assert [item.get("data-code") for item in row.xpath(".//li[@class='finding']")] == [
        "FM01",
        "FM09",
        "FM09",
    ]


def test_findings_and_suggestions_of_a_row(pages: dict[str, str]) -> None:
    """Findings stand gravest first; a suggestion says its formula, source and who fills the open number."""
    row = _page(pages).xpath("//tbody[@id='t1-r2']")[0]
    codes = [item.get("data-code") for item in row.xpath(".//li[@class='finding']")]
    assert codes == ["VG01", "CP02", "CT01", "VG03", "VG02"]
    facts = dict(zip(_texts(row, ".//section[1]//dt"), _texts(row, ".//section[1]//dd"), strict=True))
    assert facts["目标值"] == "≥ 〈由单位依据上年实际数填写〉 次"
    assert facts["由谁填写"] == "由公共服务科按 2024 年实际值填写"
    assert facts["数据来源"] == "活动签到表、场馆客流统计、统计年鉴"
    assert "数值来自" in _texts(row, ".//section[2]//dt")


def test_category_and_printed_label(pages: dict[str, str]) -> None:
    """Where the document filed a row elsewhere, both categories are shown, and doubt is said."""
    page = _page(pages)
    assert "E2" in _texts(page, "//tbody[@id='t1-r2']//td[contains(@class, 'c-category')]")[0]
    assert "表中归入 O1" in _texts(page, "//tbody[@id='t1-r2']//span[@class='differs']")[0]
    assert _texts(page, "//tbody[@id='t1-r1']//span[@class='differs']") == []
    assert _texts(page, "//tbody[@id='t1-r3']//span[@class='differs']") == ["请人工确认类别"]


def test_summary_notes_clauses(pages: dict[str, str]) -> None:
    """Counts, notes, ignored rules, labels without indicators and goal clauses all have their place."""
    page = _page(pages)
    assert _texts(page, "//div[@class='numbers']/p/b") == ["10", "6", "4", "3", "7"]
    notes = _texts(page, "//section[@class='notes']")[0]
    for part in ("EX03", "EX07", "第 41 行", "WT02", "效益指标／生态效益指标"):
        assert part in notes
    assert _texts(page, "//ul[@class='targets']/li")[0] == "群众文化活动 ≥ 120 场 可衡量"
    rects = page.xpath("//svg[@class='tiers']/rect")
    assert [rect.get("data-tier") for rect in rects] == ["measurable", "binary", "graded", "vague", "missing"]
    assert sum(float(rect.get("width").rstrip("%")) for rect in rects) == pytest.approx(100, abs=0.01)


def test_table_page_holds_its_table_only(pages: dict[str, str]) -> None:
    """The page of a table has its rows, its counts and a way back to the whole document."""
    page = _page(pages, "-t2.html")
    assert _texts(page, "//td[contains(@class, 'c-name')]") == ["-2+3 数据"]
    assert _texts(page, "//div[@class='numbers']/p/b")[0] == "1"
    assert unquote(page.xpath("//nav/a")[1].get("href")).endswith("附件.html")


def test_links_lead_to_pages(pages: dict[str, str]) -> None:
    """Every link between the pages leads to a page that was written."""
    names = {name.partition("/")[2] for name in pages}
    links = {
        unquote(href)
        for text in pages.values()
        for href in html.fromstring(text).xpath("//a/@href")
        if not href.startswith("#")
    }
    assert links == names


def test_overview(review: Review, small_review: Review, tmp_path: Path) -> None:
    """The overview puts the gravest document first and lists unreadable files with code and advice."""
    other = replace(small_review, document=replace(small_review.document, source="轻.docx"))
    page = html.fromstring(write([other, review], tmp_path, failures=FAILURES)[0].read_text(encoding="utf-8"))
    assert [title[-7:] for title in _texts(page, "//a[@class='title']")] == ["附件.docx", "轻.docx"]
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in page.xpath("//tbody/tr")]
    assert rows[0][0] == "RD03"
    assert "另存为" in rows[0][2]
    assert [row[2:] for row in rows[2:]] == [["10", "4", "3", "7"], ["9", "3", "3", "7"]]
    assert _texts(page, "//tfoot//td")[1:] == ["19", "7", "6", "14"]


def test_nothing_to_report(tmp_path: Path) -> None:
    """Without any document there is still an overview that says so."""
    [path] = write([], tmp_path, failures=FAILURES[:1])
    text = html.fromstring(path.read_text(encoding="utf-8")).text_content()
    assert "没有审核任何文件" in text
    assert "RD03" in text


def test_document_without_tables(review: Review, tmp_path: Path) -> None:
    """A document without goal tables has a page with its notes, and no filter."""
    empty = replace(review, tables=(), document=replace(review.document, tables=()))
    page = html.fromstring(write([empty], tmp_path)[1].read_text(encoding="utf-8"))
    assert "没有可审核的目标表" in page.text_content()
    assert "EX03" in page.text_content()
    assert not page.xpath("//form")


def test_english_page(pages: dict[str, str]) -> None:
    """With lang=en texts and messages are English; the document's own words stay marked as Chinese."""
    page = _page(pages, lang="en")
    assert page.get("lang") == "en"
    assert "Level 1" in _texts(page, "//thead//th")
    assert "nobody can check it" in page.text_content()
    assert {body.get("lang") for body in page.xpath("//tbody")} == {"zh-CN"}


def test_severity_is_said_in_words(pages: dict[str, str]) -> None:
    """Every finding says its severity in a word, so that colour is never the only sign."""
    words = {"high": "高", "medium": "中", "low": "低"}
    items = _page(pages).xpath("//li[@class='finding']")
    assert len(items) == 14
    for item in items:
        assert item.xpath("./span[1]")[0].text_content() == words[item.get("data-sev")]
