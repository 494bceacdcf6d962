"""The pages are safe: nothing in a document can break out of its place, and nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from zhibiao.records import Finding, Review
from zhibiao.report.to_html import write

VOID = {"meta", "link", "input", "br", "rect", "circle"}
LINKS = {
    "src",
    "href",
    "action",
    "formaction",
    "data",
    "poster",
    "srcset",
    "background",
    "ping",
    "cite",
    "fill",
}


class _Balance(HTMLParser):
    """Collects tags that are closed in the wrong order or not at all."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        pass


def outside(text: str) -> list[str]:
    """Everything in a page that a browser might fetch: references that are neither here nor beside it."""
    page = html.fromstring(text)
    values = [
        str(value) for element in page.iter() for name, value in element.attrib.items() if name in LINKS
    ]
    near = re.compile(r"#|data:|url\(#|[^:/]+\.html$")
    found = [value for value in values if not near.match(value)]
    styles = "".join(page.xpath("//style/text()")) + "".join(str(value) for value in page.xpath("//@style"))
    scripts = "".join(page.xpath("//script/text()"))
    found += re.findall(r"@import|url\((?!#)[^)]*\)|@font-face", styles)
    found += re.findall(r"fetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import\(|https?:", scripts)
    return found


def test_tags_are_balanced(pages: dict[str, str]) -> None:
    """Every page is well formed, overlapping spans and hostile names notwithstanding."""
    for name, text in pages.items():
        parser = _Balance()
        parser.feed(text)
        assert (parser.wrong, parser.open) == ([], []), name


def test_balance_check_can_fail() -> None:
    """The check above notices a mark that overlaps another element."""
    parser = _Balance()
    parser.feed("<p><mark>a<b>b</mark>c</b></p>")
    assert parser.wrong


def test_hostile_texts_are_shown_not_run(pages: dict[str, str]) -> None:
    """Markup in a document appears as text: one script, the page's own, no image, no event handler."""
    for name, text in pages.items():
        page = html.fromstring(text)
        assert len(page.xpath("//script")) == 1, name
        assert not page.xpath("//img | //iframe | //object | //b[not(ancestor::main)] | //i"), name
        assert not page.xpath("//@*[starts-with(name(), 'on')]"), name
    [document] = [
        text for name, text in pages.items() if name.startswith("zh") and name.endswith("附件.html")
    ]
    cells = html.fromstring(document).xpath("//td[contains(@class, 'c-name')]")
    assert cells[2].text_content().strip() == "<script>alert(1)</script>活动覆盖率"
    assert "<i>扫描件.pdf</i>" in html.fromstring(pages["zh/index.html"]).text_content()


def test_nothing_is_fetched(pages: dict[str, str]) -> None:
    """No page refers to anything but itself, its sister pages and data addresses."""
    for name, text in pages.items():
        assert outside(text) == [], name


@pytest.mark.parametrize(
    "bad",
    [
        '<img src="http://a.invalid/x.png">',
        '<link rel="stylesheet" href="//cdn.invalid/x.css">',
        "<style>@import 'x.css';</style>",
        "<style>p { background: url(http://a.invalid/x.png) }</style>",
        "<script>fetch('/x')</script>",
    ],
)
def test_fetch_check_can_fail(bad: str) -> None:
    """The check above notices each way of fetching something."""
    assert outside(f"<html><body>{bad}</body></html>")


def test_policy_admits_the_pages_own_style_and_script_only(pages: dict[str, str]) -> None:
    """The content security policy names the digests of the style and script that stand in the page."""
    for text in pages.values():
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
        assert policy
        content = policy[1].replace("&#39;", "'")
        assert content.startswith("default-src 'none';")
        for tag in ("style", "script"):
            inner = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
            assert inner
            digest = base64.b64encode(hashlib.sha256(inner[1].encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in content


def test_odd_characters(small_review: Review, tmp_path: Path) -> None:
    """A source that cannot be decoded, a nameless table and a quoted rule name still make a page."""
    table = small_review.tables[0]
    finding = Finding(
        code='X"><b>',
        name="'\"><script>",
        severity="low",
        message="{{ 7 * 7 }}",
        message_en="",
        table="",
        row=0,
    )
    review = replace(
        small_review,
        document=replace(small_review.document, source="a\udcff.docx"),
        tables=(replace(table, findings=(finding,), table=replace(table.table, name="")),),
    )
    path = write([review], tmp_path)[1]
    page = html.fromstring(path.read_text(encoding="utf-8"))
    assert page.xpath("//div[@class='whole']//li/@data-code") == ['X"><b>']
    assert "{{ 7 * 7 }}" in page.text_content()
    assert len(page.xpath("//script")) == 1
