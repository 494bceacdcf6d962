"""The pieces of the page: nothing unescaped, nothing that the content policy forbids, a name for every link."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from zhibiao.desk.batches.documents import BatchDocument
from zhibiao.desk.batches.listing import batch_listing
from zhibiao.desk.batches.overview import batch_overview
from zhibiao.desk.batches.wanted import Wanted
from zhibiao.desk.rendering import render

HOSTILE = "<img src=x onerror=alert(1)>\"'&"


class Page(HTMLParser):
    """The tags of a page with their attributes; `texts` are those of links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))


def pages(documents: tuple[BatchDocument, ...], lang: str) -> list[str]:
    """The page of a batch and the rows behind it."""
    return [
        render("batch.html.j2", lang, {"overview": batch_overview(documents, "b", lang)}),
        render("batch_rows.html.j2", lang, {"listing": batch_listing(documents, "b", Wanted(), lang)}),
        render(
            "batch_rows.html.j2",
            lang,
            {"listing": batch_listing(documents, "b", Wanted(severity="high"), lang)},
        ),
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_content_policy(documents: tuple[BatchDocument, ...], lang: str) -> None:
    """No style, script or handler in the pieces; pictures have a text, ids stand once."""
    for html in pages(documents, lang):
        page = Page(html)
        names = {name for _, attributes in page.tags for name in attributes}
        assert not {name for name in names if name == "style" or name.startswith("on")}
        assert not {tag for tag, _ in page.tags} & {"script", "style"}
        assert all(attributes.get("alt") for tag, attributes in page.tags if tag == "img")
        ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(ids) == len(set(ids))


def test_hostile_texts(documents: tuple[BatchDocument, ...]) -> None:
    """Markup in file names, bodies, names and targets stays text."""
    review = documents[3].review
    (table,) = review.tables
    rows = tuple(
        replace(row, indicator=replace(row.indicator, name=HOSTILE, target=HOSTILE, unit=HOSTILE))
        for row in table.rows
    )
    tables = (replace(table, rows=rows, table=replace(table.table, org=HOSTILE, name=HOSTILE)),)
    hostile = replace(
        review, document=replace(review.document, tables=tuple(one.table for one in tables)), tables=tables
    )
    batch = (BatchDocument(key=HOSTILE, name=HOSTILE, review=hostile), *documents)
    for html in pages(batch, "zh"):
        assert "onerror=alert" in html
        sources = [attributes.get("src") for tag, attributes in Page(html).tags if tag == "img"]
        assert all(source and source.startswith("/batches/b/plots/") for source in sources)


def test_empty_batch() -> None:
    """A batch without documents has a page that says so in each part."""
    html = pages((), "zh")
    assert "没有符合条件的行" in html[1]
    assert "本批还没有可排名的单位" in html[0]
